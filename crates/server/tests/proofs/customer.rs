//! People who are signed in, as the e-sign system reports them and hands them over.

use axum::http::Method;
use serde_json::{Value, json};
use service::personas::Persona;

use crate::asked::Asked;
use crate::program::Line;

/// Somebody with a session.
#[derive(Clone, Debug)]
pub(crate) struct Customer {
    pub(crate) account: String,
    cookie: String,
}

/// What a sample customer with an edition can order wherever the shop is opened.
pub(crate) fn reports() -> Value {
    json!({ "packs": [{ "add_on": "signing_report", "size": 10, "quantity": 1 }] })
}

impl Customer {
    /// A sample customer, in the mini-program.
    pub(crate) async fn sample(line: &Line, persona: Persona) -> Self {
        Self::handed_over(line, persona.person().as_str(), persona.account().as_str()).await
    }

    /// Somebody who has joined this enterprise, in the mini-program.
    pub(crate) async fn handed_over(line: &Line, person: &str, account: &str) -> Self {
        let body = json!({ "person": person, "account": account, "channel": "mini_program" });
        let handed = line.signed(Method::POST, "/api/partner/handovers", &key("handover"), &body).await.unwrap();
        let token = json!({ "token": handed.expect(201)["token"] });
        let taken = line.ask(Asked::post("/api/session/handover", &key("session"), &token)).await.unwrap();
        taken.expect(204);
        let cookie = taken.header("set-cookie").split(';').next().unwrap().to_owned();
        Self { account: account.to_owned(), cookie }
    }

    /// A request of theirs.
    pub(crate) fn says(&self, asked: Asked) -> Asked {
        asked.with("Cookie", &self.cookie)
    }

    /// What the shop answers to a question of theirs.
    pub(crate) async fn sees(&self, line: &Line, path: &str) -> Value {
        line.ask(self.says(Asked::get(path))).await.unwrap().expect(200)
    }

    /// All rows of a list.
    pub(crate) async fn sees_all(&self, line: &Line, list: &str) -> Vec<Value> {
        let separator = if list.contains('?') { '&' } else { '?' };
        let mut rows = Vec::new();
        for page in 1.. {
            let mut answer = self.sees(line, &format!("{list}{separator}page_rows=200&page={page}")).await;
            rows.append(answer["rows"].as_array_mut().unwrap());
            if answer["pages"] == page {
                break;
            }
        }
        rows
    }

    /// An order of this basket with what is shown for it; nothing where nobody answers.
    pub(crate) async fn order(&self, line: &Line, id: &str, basket: &Value) -> Option<Asked> {
        let asked = self.says(Asked::get("/api/quotes").posting(basket));
        let shown = line.ask(asked).await?.expect(200);
        let order = json!({
            "order": id,
            "basket": basket,
            "shown": shown["digest"],
            "accepted_terms": shown["terms_version"],
            "payment_method": "online",
        });
        Some(self.says(Asked::post("/api/orders", id, &order)))
    }
}

/// A certified enterprise whose members are all administrators.
pub(crate) async fn enterprise(line: &Line, account: &str, members: &[String]) {
    let path = format!("/api/partner/enterprises/{account}");
    let report = json!({
        "name": "初雪样例有限公司", "certification": "certified", "activation": "activated",
        "security_phone": "13722223333",
    });
    line.signed(Method::PUT, &path, &key("enterprise"), &report).await.unwrap().expect(204);
    for person in members {
        let member = json!({ "name": "何一", "roles": ["super_admin"] });
        let path = format!("{path}/members/{person}");
        line.signed(Method::PUT, &path, &key("member"), &member).await.unwrap().expect(204);
    }
}

/// A key of a write that no other has.
pub(crate) fn key(of: &str) -> String {
    format!("{of}-{:016x}", fastrand::u64(..))
}
