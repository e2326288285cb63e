//! A served demonstration, and enterprises that can order.

use std::collections::VecDeque;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::{StreamExt, TryStreamExt, stream};
use hyper::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::Stopped;
use crate::client::{Client, PARTNER_KEY};
use crate::process::Process;

/// So many order in a load, so that no account is asked too much of at once, and that each has some ten or twenty orders in the
/// end, as a good customer has after years.
pub(crate) const ENTERPRISES: usize = 8_009;
/// How many of them are made known at once.
const MADE_AT_ONCE: usize = 64;
/// So many loads ahead, so that they rest meanwhile. The server would forget those that are made much earlier.
const MADE_AHEAD: usize = 1;
/// The server keeps once a minute that a session is used.
const LET_BE: Duration = Duration::from_secs(61);

/// A served demonstration.
pub(crate) struct Shop {
    pub(crate) client: Client,
    pub(crate) process: Process,
    /// How many enterprises it knows.
    known: usize,
    /// Those who have not had their turn, each with when they may come.
    made: VecDeque<(Instant, Vec<Customer>)>,
    _server: Child,
}

/// The administrator of an enterprise with an edition.
#[derive(Clone)]
pub(crate) struct Customer {
    pub(crate) cookie: String,
    /// An order of reports as JSON, without its id.
    order: Arc<str>,
}

impl Customer {
    /// An order that nobody has placed yet, and its id. It is put together as text, so that the machine's time is the server's.
    pub(crate) fn order(&self) -> (String, String) {
        let id = format!("load-{:032x}", fastrand::u128(..));
        let order = self.order.replacen('{', &format!(r#"{{"order":"{id}","#), 1);
        (id, order)
    }
}

/// What every enterprise with an edition can order again and again.
pub(crate) fn reports() -> Value {
    json!({ "packs": [{ "add_on": "signing_report", "size": 10, "quantity": 1 }] })
}

impl Shop {
    /// Starts it over an empty database.
    pub(crate) async fn open(server: &Path, dist: &Path, database: &str) -> Result<Self, Stopped> {
        let mut command = Command::new(server);
        command.args(["serve", "--demo", "--addr", "127.0.0.1:0", "--dist"]).arg(dist).kill_on_drop(true);
        command.envs([
            ("ESIGN_STORE_DATABASE_URL", database),
            ("ESIGN_STORE_PARTNERS_KEYS", PARTNER_KEY),
            ("ESIGN_STORE_LIMITS_UNCOUNTED_NETWORKS", "127.0.0.1"),
            ("ESIGN_STORE_DATABASE_CONNECTIONS", "16"),
            // The first customers come back at the very end.
            ("ESIGN_STORE_SESSION_IDLE_MINUTES", "720"),
            ("ESIGN_STORE_LOG_LEVEL", "error"),
        ]);
        let mut server = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(server.stdout.take().ok_or("the server says nothing")?).read_line(&mut line).await?;
        let origin = line.strip_prefix("The shop is at ").and_then(|rest| rest.split('/').nth(2));
        let client = Client::to(format!("http://{}", origin.ok_or("the server does not say where it is")?));
        let process = Process(server.id().ok_or("the server has ended")?);
        Ok(Self { client, process, known: 0, made: VecDeque::new(), _server: server })
    }

    /// Enterprises that have each bought an edition a minute ago or longer, and have not come since: what was written of them is out
    /// of the way, and that their sessions are used again is worth keeping.
    pub(crate) async fn newcomers(&mut self) -> Result<Vec<Customer>, Stopped> {
        while self.made.len() <= MADE_AHEAD {
            let customers = self.make_known().await?;
            self.made.push_back((Instant::now() + LET_BE, customers));
        }
        let (rested, customers) = self.made.pop_front().ok_or("nobody was made known")?;
        tokio::time::sleep_until(rested.into()).await;
        Ok(customers)
    }

    /// Makes enterprises known to it that it has not had before, each with an edition.
    async fn make_known(&mut self) -> Result<Vec<Customer>, Stopped> {
        let numbers = self.known..self.known + ENTERPRISES;
        self.known = numbers.end;
        let made = stream::iter(numbers).map(|number| customer(&self.client, number));
        made.buffer_unordered(MADE_AT_ONCE).try_collect().await
    }
}

/// An enterprise of its own, whose administrator has bought it an edition.
async fn customer(client: &Client, number: usize) -> Result<Customer, Stopped> {
    let (account, person) = (format!("load-e-{number}"), format!("load-p-{number}"));
    let path = format!("/api/partner/enterprises/{account}");
    let enterprise = json!({
        "name": "初雪样例有限公司", "certification": "certified", "activation": "activated", "security_phone": "13722223333",
    });
    client.signed(Method::PUT, &path, enterprise.to_string()).await?.told()?;
    let member = json!({ "name": "何一", "roles": ["super_admin"] });
    client.signed(Method::PUT, &format!("{path}/members/{person}"), member.to_string()).await?.told()?;
    let wanted = json!({ "person": person, "account": account, "channel": "mini_program" });
    let token = client.signed(Method::POST, "/api/partner/handovers", wanted.to_string()).await?.told()?;
    let taken = json!({ "token": token.get("token") });
    let session = client.post("/api/session/handover", &account, "", taken.to_string()).await?;
    session.told()?;
    let cookie = session.cookie.ok_or("a session has a cookie")?;

    let edition = placing(client, &cookie, &json!({ "edition": { "edition": "advanced", "term": 1 } })).await?;
    let customer = Customer { cookie: cookie.clone(), order: edition };
    let (id, order) = customer.order();
    client.post("/api/orders", &id, &cookie, order).await?.told()?;
    let payment = format!("/api/orders/{id}/payment");
    client.post(&payment, &format!("pay-{id}"), &cookie, json!({ "choice": "pay" }).to_string()).await?.told()?;
    let order = placing(client, &cookie, &reports()).await?;
    Ok(Customer { cookie, order })
}

/// What an order of a basket says, without its id, after it was shown what it costs.
async fn placing(client: &Client, cookie: &str, basket: &Value) -> Result<Arc<str>, Stopped> {
    let shown = client.post("/api/quotes", "quote-load", cookie, basket.to_string()).await?.told()?;
    let order = json!({
        "basket": basket, "shown": shown.get("digest"), "accepted_terms": shown.get("terms_version"), "payment_method": "online",
    });
    Ok(order.to_string().into())
}
