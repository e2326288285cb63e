//! Every endpoint for everybody: who is let in, with their own account's things and with another's.

use std::collections::BTreeSet;

use axum::http::Method;
use rules::vocabulary::InvoiceId;
use serde_json::{Value, json};
use server::api::description;
use service::personas::Persona;
use service::{IssuerChoice, SimulatedIssuer};

use crate::invoices::request;
use crate::orders::{placing, reports};
use crate::shop::{Answer, Asked, InTests, Served};
use crate::trials::{consent, form};

/// A visitor; of one enterprise its super admin, legal representative, fee manager and an employee; another's super admin.
const EVERYBODY: [Option<&str>; 6] = [
    None,
    Some("advanced"),
    Some("advanced+legal_representative"),
    Some("fee-manager"),
    Some("employee"),
    Some("experience"),
];

/// A person with an account of their own, who also belongs to that enterprise and acts for themselves.
const BUYER: Option<&str> = Some("buyer");

/// That super admin again, in the mini-program.
const IN_MINI_PROGRAM: Option<&str> = Some("advanced/mini_program");

/// The other super admin's colleagues.
const COLLEAGUES: [&str; 3] = ["experience+legal_representative", "experience+fee_manager", "experience+employee"];

/// An endpoint, a request to it about the one enterprise, and the status for everybody.
struct Row {
    method: &'static str,
    path: &'static str,
    at: &'static str,
    body: Option<Value>,
    key: &'static str,
    statuses: [u16; 6],
    /// That of the buyer.
    buyer: u16,
    /// That of the super admin in the mini-program.
    in_mini_program: u16,
}

/// The buyer is told what another's super admin is, and in the mini-program it is as on the web, unless it is said otherwise.
fn row(method: &'static str, path: &'static str, statuses: [u16; 6]) -> Row {
    Row { method, path, at: path, body: None, key: "key", statuses, buyer: statuses[5], in_mini_program: statuses[1] }
}

impl Row {
    fn at(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    fn buyer(self, buyer: u16) -> Self {
        Self { buyer, ..self }
    }

    fn in_mini_program(self, in_mini_program: u16) -> Self {
        Self { in_mini_program, ..self }
    }

    fn with(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    /// What somebody is answered; whatever may change something is asked of a shop of its own.
    async fn answered(&self, who: Option<&str>, shared: &Served) -> Answer {
        let asked = self.asked();
        let asked = if let Some(who) = who { asked.with("Test-Session", who) } else { asked };
        if self.method == "GET" { asked.at(shared).await } else { asked.at(&prepared().await).await }
    }

    fn asked(&self) -> Asked {
        let method: Method = self.method.parse().unwrap();
        let write = if method == Method::GET { Asked::get(self.at) } else { Asked::write(method, self.at, self.key) };
        match &self.body {
            Some(body) => write.json(body),
            None => write,
        }
    }
}

const EVERY: [u16; 6] = [200; 6];
const MEMBERS: [u16; 6] = [401, 200, 200, 200, 200, 200];
/// The e-sign system alone: nobody with a session.
const NOBODY: [u16; 6] = [401; 6];

fn proof() -> Value {
    json!({"name": "a.png", "media_type": "image/png", "size": 3, "content": "data:image/png;base64,AAAA"})
}

fn rows() -> Vec<Row> {
    let application = json!({"application": "key", "edition": "flagship", "form": form()});
    let lead = json!({"lead": "key", "edition": "flagship", "form": form()});
    let uses = json!({"account": "demo-advanced", "uses": [{"quota": "contract", "subject": "C-1", "name": "A"}]});
    let enterprise = json!({
        "name": "A", "certification": "certified", "activation": "activated", "security_phone": "13800000000",
    });
    vec![
        row("GET", "/api/catalogue", EVERY),
        row("GET", "/api/session", EVERY),
        row("GET", "/api/account", EVERY),
        row("GET", "/api/people/{person}", [401, 200, 200, 200, 200, 404])
            .at("/api/people/demo-advanced-administrator"),
        row("GET", "/api/enterprises", MEMBERS),
        row("POST", "/api/quotes", EVERY).with(reports()),
        row("POST", "/api/order-keys", MEMBERS).with(json!({"basket": reports(), "fresh": "key"})),
        // What was shown is made up, which is a conflict for whoever may buy.
        row("POST", "/api/orders", [401, 409, 409, 409, 403, 409]).buyer(403).with(json!({
            "order": "key", "basket": reports(), "shown": "made up", "accepted_terms": null,
        })),
        row("GET", "/api/orders", MEMBERS),
        row("GET", "/api/orders/{order}", [401, 200, 200, 403, 403, 404]).at("/api/orders/open"),
        row("GET", "/api/orders/{order}/events", [401, 200, 200, 403, 403, 404]).at("/api/orders/open/events"),
        row("POST", "/api/orders/{order}/cancellation", [401, 204, 403, 403, 403, 404])
            .at("/api/orders/open/cancellation"),
        row("POST", "/api/orders/{order}/payment-method", [401, 204, 403, 403, 403, 404])
            .at("/api/orders/open/payment-method")
            .with(json!({"method": "bank_transfer"})),
        row("POST", "/api/orders/{order}/payment", [401, 200, 403, 403, 403, 404])
            .at("/api/orders/open/payment")
            .with(json!({"choice": "pay"})),
        row("GET", "/api/orders/{order}/transfer-proof", [401, 200, 200, 404, 404, 404])
            .at("/api/orders/open/transfer-proof"),
        row("PUT", "/api/orders/{order}/transfer-proof", [401, 204, 403, 403, 403, 404])
            .at("/api/orders/open/transfer-proof")
            .with(proof()),
        row("POST", "/api/orders/{order}/binding", [401, 403, 403, 403, 403, 403])
            .buyer(404)
            .at("/api/orders/open/binding")
            .with(json!({"enterprise": "demo-advanced"})),
        row("POST", "/api/trial-application-keys", MEMBERS).with(json!({"edition": "flagship", "fresh": "key"})),
        row("POST", "/api/trial-applications", [401, 204, 204, 204, 403, 204])
            .buyer(403)
            .with(json!({"application": application, "consent": consent()})),
        row("POST", "/api/leads", [201; 6]).with(json!({"lead": lead, "consent": consent()})),
        row("GET", "/api/contacts/{application}", EVERY).at("/api/contacts/nobody"),
        row("DELETE", "/api/contacts/{application}", [204; 6]).at("/api/contacts/nobody"),
        row("GET", "/api/usage/days", MEMBERS).at("/api/usage/days?quota=contract"),
        row("GET", "/api/usage/entries", MEMBERS).at("/api/usage/entries?quota=contract"),
        row("POST", "/api/usage/reports", NOBODY).with(uses),
        row("POST", "/api/contracts/{contract}/withdrawal", NOBODY)
            .at("/api/contracts/C-1/withdrawal")
            .with(json!({"account": "demo-advanced"})),
        row("POST", "/api/contracts/{contract}/signing", NOBODY)
            .at("/api/contracts/C-1/signing")
            .with(json!({"account": "demo-advanced", "signing": "signed"})),
        row("POST", "/api/invoice-keys", MEMBERS).with(request("key", "demo-advanced-order-2")),
        row("GET", "/api/invoices", [401, 200, 200, 200, 403, 200]),
        row("POST", "/api/invoices", [401, 201, 403, 201, 403, 404])
            .buyer(403)
            .in_mini_program(403)
            .with(request("key", "demo-advanced-order-2")),
        row("GET", "/api/invoices/{invoice}/document", [401, 200, 403, 200, 403, 404])
            .buyer(403)
            .in_mini_program(403)
            .at("/api/invoices/issued/document"),
        row("GET", "/api/invoice-titles", [401, 200, 403, 200, 403, 200]).buyer(403).in_mini_program(403),
        row("POST", "/api/invoice-titles/removals", [401, 204, 403, 204, 403, 204])
            .buyer(403)
            .in_mini_program(403)
            .with(request("key", "demo-advanced-order-2")["title"].clone()),
        // The sessions of these tests stand in a header, and no phone is known; `tests/identity` has real ones.
        row("POST", "/api/phone-codes", [401, 409, 409, 409, 409, 409]),
        row("POST", "/api/phone-codes/entry", NOBODY).with(json!({"code": "123456"})),
        row("PUT", "/api/session/account", NOBODY).with(json!({"account": "demo-advanced"})),
        row("GET", "/api/session/accounts", MEMBERS),
        row("POST", "/api/session/handover", [403; 6]).with(json!({"token": "made up"})),
        row("DELETE", "/api/session", [204; 6]),
        row("DELETE", "/api/sessions", [401, 204, 204, 204, 204, 204]),
        row("POST", "/api/sign-in/codes", EVERY).with(json!({"phone": "13900000000"})),
        row("POST", "/api/sign-in", EVERY).with(json!({"phone": "13900000000", "code": "123456", "channel": "web"})),
        row("PUT", "/api/partner/enterprises/{account}", NOBODY)
            .at("/api/partner/enterprises/demo-advanced")
            .with(enterprise),
        row("PUT", "/api/partner/enterprises/{account}/members/{person}", NOBODY)
            .at("/api/partner/enterprises/demo-advanced/members/p")
            .with(json!({"name": "A", "roles": ["super_admin"]})),
        row("DELETE", "/api/partner/enterprises/{account}/members/{person}", NOBODY)
            .at("/api/partner/enterprises/demo-advanced/members/p"),
        row("POST", "/api/partner/orders/{order}/delivery", NOBODY).at("/api/partner/orders/open/delivery"),
        row("POST", "/api/partner/handovers", NOBODY).with(json!({"person": "p", "channel": "mini_program"})),
    ]
}

/// A shop in which the super admin has an unpaid order for a pack with the proof of a transfer, and an invoice that is issued.
async fn prepared() -> Served {
    let served = Served::new().await;
    let order = placing(&served, Persona::Advanced, "open", &reports()).await;
    Asked::post("/api/orders", "open", &order).by(Persona::Advanced).at(&served).await.expect(201);
    let transferred = Asked::write(Method::PUT, "/api/orders/open/transfer-proof", "proof").json(&proof());
    transferred.by(Persona::Advanced).at(&served).await.expect(204);
    let invoice = request("issued", "demo-advanced-order-1");
    Asked::post("/api/invoices", "issued", &invoice).by(Persona::Advanced).at(&served).await.expect(201);
    let (owner, issuer) = (Persona::Advanced.account(), SimulatedIssuer(IssuerChoice::Issue));
    served.api.shop.issue(&owner, &InvoiceId::new("issued"), &issuer).await.unwrap();
    served
}

#[tokio::test]
async fn every_endpoint_lets_in_whom_the_rules_let_in() {
    let (shared, mut wrong) = (prepared().await, Vec::new());
    for row in rows() {
        let everybody =
            EVERYBODY.into_iter().zip(row.statuses).chain([(BUYER, row.buyer), (IN_MINI_PROGRAM, row.in_mini_program)]);
        for (who, expected) in everybody {
            let answer = row.answered(who, &shared).await;
            if answer.status.as_u16() != expected {
                let told = String::from_utf8_lossy(&answer.bytes).into_owned();
                wrong.push(format!("{} {} {who:?}: {} not {expected}: {told}", row.method, row.path, answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn of_another_enterprise_nobody_has_more_than_its_super_admin() {
    let shared = prepared().await;
    for row in rows() {
        let most = row.statuses[5];
        for who in COLLEAGUES {
            let told = row.answered(Some(who), &shared).await.status.as_u16();
            assert!(told == most || matches!(told, 403 | 404), "{} {} {who}: {told}", row.method, row.path);
        }
    }
}

#[test]
fn every_endpoint_is_in_the_matrix() {
    let described = serde_json::to_value(description::<InTests>()).unwrap();
    let paths = described["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        item.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let described: BTreeSet<String> = operations.collect();
    let listed: BTreeSet<String> = rows().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    assert_eq!(described, listed);
}
