//! The program as it is run: a process over a database, asked over HTTP.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Method;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use server::SystemClock;
use service::Clock;
use tempfile::TempDir;

use crate::asked::{Answer, Asked};
use crate::running::{Running, command};
use crate::signing::Signer;

pub(crate) const CATALOGUE: &str = include_str!("../../../../public/catalogue.json");
const KEY: &str = "e-sign";
const SECRET: &str = "a key of at least 32 characters!!";

/// A demonstration that is served by a process of its own. It is killed, not stopped, when this value goes.
pub(crate) struct Program {
    pub(crate) line: Line,
    _process: Running,
    _site: TempDir,
}

/// A way to ask a shop over HTTP, for any number of tasks.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    origin: String,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Program {
    /// Over this database, taking on as much as a test sends.
    pub(crate) fn over(database: &str) -> Self {
        Self::selling(CATALOGUE, database)
    }

    /// The same, with this catalogue.
    pub(crate) fn selling(catalogue: &str, database: &str) -> Self {
        let site = TempDir::new().unwrap();
        write_site(site.path(), catalogue);
        let mut command = command();
        command.args(["--demo", "--addr", "127.0.0.1:0", "--dist"]).arg(site.path());
        command.envs([
            ("ESIGN_STORE_DATABASE_URL", database),
            ("ESIGN_STORE_PARTNERS_KEYS", &format!("{KEY}:{SECRET}")),
            ("ESIGN_STORE_SERVER_TRUSTED_PROXIES", "127.0.0.1"),
            ("ESIGN_STORE_LIMITS_UNCOUNTED_NETWORKS", "127.0.0.1"),
            ("ESIGN_STORE_LIMITS_CONCURRENT_REQUESTS", "1000"),
            ("ESIGN_STORE_LIMITS_QUEUED_REQUESTS", "1000"),
            ("ESIGN_STORE_LIMITS_REQUEST_SECONDS", "60"),
            ("ESIGN_STORE_STOP_GRACE_SECONDS", "60"),
            ("ESIGN_STORE_LOG_LEVEL", "error"),
        ]);
        let (process, addr) = Running::start(&mut command);
        Self { line: Line::to(addr), _process: process, _site: site }
    }
}

fn write_site(folder: &Path, catalogue: &str) {
    for page in ["index.html", "404.html"] {
        std::fs::write(folder.join(page), "<title>shell</title>").unwrap();
    }
    std::fs::write(folder.join("catalogue.json"), catalogue).unwrap();
    std::fs::write(folder.join("config.json"), r#"{"backend":"browser"}"#).unwrap();
}

impl Line {
    fn to(addr: SocketAddr) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { origin: format!("http://{addr}"), client }
    }

    /// What is answered; nothing where the connection ends before that.
    pub(crate) async fn ask(&self, asked: Asked) -> Option<Answer> {
        let (head, body) = self.client.request(asked.request_to(&self.origin)).await.ok()?.into_parts();
        let bytes = body.collect().await.ok()?.to_bytes();
        Some(Answer { status: head.status, headers: head.headers, bytes })
    }

    /// The same, again and again as long as the shop says that it is worth it, with how often it did.
    pub(crate) async fn insist(&self, asked: Asked) -> (Answer, u32) {
        let mut times = 0;
        loop {
            let answer = self.ask(asked.clone()).await.unwrap();
            if answer.status.as_u16() != 503 {
                return (answer, times);
            }
            let seconds = answer.header("retry-after").parse().unwrap();
            times += 1;
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
    }

    /// A call of the e-sign system.
    pub(crate) async fn signed(&self, method: Method, path: &str, key: &str, body: &Value) -> Option<Answer> {
        self.ask(signed(Asked::write(method, path, key).json(body))).await
    }
}

/// A request as the e-sign system signs it.
pub(crate) fn signed(mut asked: Asked) -> Asked {
    let signer = Signer { key: KEY.to_owned(), secret: SECRET.to_owned() };
    let nonce = format!("{:020}", fastrand::u64(..));
    let now = SystemClock.now().timestamp();
    asked.headers.extend(signer.headers(&asked.method, &asked.path, &asked.body, &nonce, now));
    asked
}
