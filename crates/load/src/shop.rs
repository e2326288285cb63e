//! A served demonstration, with enterprises that can order.

use std::path::Path;
use std::process::Stdio;

use futures::{StreamExt, TryStreamExt, stream};
use hyper::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::Stopped;
use crate::client::{Client, PARTNER_KEY};
use crate::process::Process;

/// So many, so that no account is asked too much of at once, and that after minutes of load each has some tens of orders, as a
/// good customer has after years.
pub(crate) const ENTERPRISES: usize = 8_009;
/// How many of them are made known at once.
const MADE_AT_ONCE: usize = 16;

/// The server, and who orders from it.
pub(crate) struct Shop {
    pub(crate) client: Client,
    pub(crate) customers: Vec<Customer>,
    pub(crate) process: Process,
    _server: Child,
}

/// The administrator of an enterprise with an edition.
#[derive(Clone)]
pub(crate) struct Customer {
    pub(crate) cookie: String,
    /// An order of reports, without its id.
    order: Value,
}

impl Customer {
    /// An order that nobody has placed yet, and its id.
    pub(crate) fn order(&self) -> (String, Value) {
        let id = format!("load-{:032x}", fastrand::u128(..));
        let mut order = self.order.clone();
        if let Some(fields) = order.as_object_mut() {
            fields.insert("order".to_owned(), json!(id));
        }
        (id, order)
    }
}

/// What every enterprise with an edition can order again and again.
pub(crate) fn reports() -> Value {
    json!({ "packs": [{ "add_on": "signing_report", "size": 10, "quantity": 1 }] })
}

impl Shop {
    /// Starts it over an empty database, and makes the customers known to it.
    pub(crate) async fn open(server: &Path, dist: &Path, database: &str) -> Result<Self, Stopped> {
        let mut command = Command::new(server);
        command.args(["serve", "--demo", "--addr", "127.0.0.1:0", "--dist"]).arg(dist).kill_on_drop(true);
        command.envs([
            ("ESIGN_STORE_DATABASE_URL", database),
            ("ESIGN_STORE_PARTNERS_KEYS", PARTNER_KEY),
            ("ESIGN_STORE_LIMITS_UNCOUNTED_NETWORKS", "127.0.0.1"),
            ("ESIGN_STORE_DATABASE_CONNECTIONS", "16"),
            ("ESIGN_STORE_LOG_LEVEL", "error"),
        ]);
        let mut server = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(server.stdout.take().ok_or("the server says nothing")?).read_line(&mut line).await?;
        let origin = line.strip_prefix("The shop is at ").and_then(|rest| rest.split('/').nth(2));
        let client = Client::to(format!("http://{}", origin.ok_or("the server does not say where it is")?));
        let process = Process(server.id().ok_or("the server has ended")?);
        let made = stream::iter(0..ENTERPRISES).map(|number| customer(&client, number));
        let customers = made.buffer_unordered(MADE_AT_ONCE).try_collect().await?;
        Ok(Self { client, customers, process, _server: server })
    }
}

/// An enterprise of its own, whose administrator has bought it an edition.
async fn customer(client: &Client, number: usize) -> Result<Customer, Stopped> {
    let (account, person) = (format!("load-e-{number}"), format!("load-p-{number}"));
    let path = format!("/api/partner/enterprises/{account}");
    let enterprise = json!({
        "name": "初雪样例有限公司", "certification": "certified", "activation": "activated", "security_phone": "13722223333",
    });
    client.signed(Method::PUT, &path, &enterprise).await?.told()?;
    let member = json!({ "name": "何一", "roles": ["super_admin"] });
    client.signed(Method::PUT, &format!("{path}/members/{person}"), &member).await?.told()?;
    let wanted = json!({ "person": person, "account": account, "channel": "mini_program" });
    let token = client.signed(Method::POST, "/api/partner/handovers", &wanted).await?.told()?;
    let taken = json!({ "token": token.get("token") });
    let session = client.post("/api/session/handover", &account, "", &taken).await?;
    session.told()?;
    let cookie = session.cookie.ok_or("a session has a cookie")?;

    let edition = placing(client, &cookie, &json!({ "edition": { "edition": "advanced", "term": 1 } })).await?;
    let customer = Customer { cookie: cookie.clone(), order: edition };
    let (id, order) = customer.order();
    client.post("/api/orders", &id, &cookie, &order).await?.told()?;
    let payment = format!("/api/orders/{id}/payment");
    client.post(&payment, &format!("pay-{id}"), &cookie, &json!({ "choice": "pay" })).await?.told()?;
    let order = placing(client, &cookie, &reports()).await?;
    Ok(Customer { cookie, order })
}

/// What an order of a basket says, without its id, after it was shown what it costs.
async fn placing(client: &Client, cookie: &str, basket: &Value) -> Result<Value, Stopped> {
    let shown = client.post("/api/quotes", "quote-load", cookie, basket).await?.told()?;
    Ok(json!({
        "basket": basket, "shown": shown.get("digest"), "accepted_terms": shown.get("terms_version"), "payment_method": "online",
    }))
}
