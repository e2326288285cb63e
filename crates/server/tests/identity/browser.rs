//! A browser on a page of the shop: it keeps the cookie that it is given, and sends it along.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use server::identity::sample_phone;
use service::personas::Persona;

use crate::desk::{Answer, Desk, ORIGIN};

#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    /// The value of its session's cookie.
    pub(crate) token: Option<String>,
    /// From where it comes, as the edge has found it out.
    pub(crate) address: Option<&'static str>,
    /// What it says beside what every page says.
    pub(crate) says: Vec<(&'static str, &'static str)>,
}

impl Browser {
    /// One in which somebody has signed in.
    pub(crate) async fn of(desk: &Desk, persona: Persona) -> Self {
        let mut browser = Self::default();
        browser.sign_in(desk, persona).await;
        browser
    }

    pub(crate) async fn sign_in(&mut self, desk: &Desk, persona: Persona) {
        let phone = sample_phone(persona);
        self.ask_for_code(desk, &phone).await.expect(200);
        let (_, code) = desk.message().await;
        assert_eq!(self.enter(desk, &phone, &code).await.expect(200)["entered"], "verified");
    }

    pub(crate) async fn ask_for_code(&mut self, desk: &Desk, phone: &str) -> Answer {
        self.send(desk, Method::POST, "/api/sign-in/codes", Some(json!({ "phone": phone }))).await
    }

    pub(crate) async fn enter(&mut self, desk: &Desk, phone: &str, code: &str) -> Answer {
        let body = json!({ "phone": phone, "code": code, "channel": "web" });
        self.send(desk, Method::POST, "/api/sign-in", Some(body)).await
    }

    pub(crate) async fn get(&mut self, desk: &Desk, path: &str) -> Answer {
        self.send(desk, Method::GET, path, None).await
    }

    pub(crate) async fn send(&mut self, desk: &Desk, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.send_with_key(desk, method, path, body, &format!("key-{}", fastrand::u64(..))).await
    }

    pub(crate) async fn send_with_key(
        &mut self,
        desk: &Desk,
        method: Method,
        path: &str,
        body: Option<Value>,
        key: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri(path);
        if method != Method::GET {
            request = request.header("X-Requested-By", "storefront").header("Idempotency-Key", key);
            if !self.says.iter().any(|(name, _)| *name == "origin") {
                request = request.header("Origin", ORIGIN).header("Sec-Fetch-Site", "same-origin");
            }
        }
        for (name, value) in &self.says {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("Cookie", format!("__Host-session={token}"));
        }
        let body = match body {
            Some(body) => {
                request = request.header("Content-Type", "application/json");
                Body::from(serde_json::to_vec(&body).unwrap())
            }
            None => Body::empty(),
        };
        let answer = desk.answer(request.body(body).unwrap(), self.address).await;
        if let Some(cookie) = answer.header("set-cookie") {
            let value = cookie.strip_prefix("__Host-session=").unwrap();
            let token = value.split(';').next().unwrap();
            self.token = (!token.is_empty()).then(|| token.to_owned());
        }
        answer
    }

    /// Who is signed in, as the shop sees it.
    pub(crate) async fn session(&mut self, desk: &Desk) -> Value {
        self.get(desk, "/api/session").await.expect(200)["session"].clone()
    }
}
