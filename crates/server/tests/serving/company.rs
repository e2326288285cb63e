//! The shop of a company: the program over a database, entered by the operator's commands, with a gateway of messages.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use rules::Catalogue;
use rules::context::Actor;
use rules::decide::Command as Told;
use rules::money::Money;
use rules::vocabulary::{AccountId, OrderId, PaymentId};
use serde_json::{Value, json};
use server::SystemClock;
use service::{Catalogues, Folded, Fulfilment, Shop};
use sql_store::{DatabaseUrl, SqlStore};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::dist::Dist;
use crate::program::Program;
use crate::wire::exchange;

pub(crate) const CATALOGUE: &str = include_str!("../../../../public/catalogue.json");
const PHONE: &str = "13711111111";
const SECURITY_PHONE: &str = "13722223333";

/// What a gateway was given, and with which status the next messages are answered; then with 200.
#[derive(Clone)]
struct Gateway {
    messages: Sender<Value>,
    answers: Arc<Mutex<Vec<StatusCode>>>,
}

/// A gateway at an address of its own; what it is given arrives here.
fn gateway(answers: &[StatusCode]) -> (SocketAddr, Receiver<Value>) {
    let (sender, messages) = channel();
    let (ready, address) = channel();
    let gateway = Gateway { messages: sender, answers: Arc::new(Mutex::new(answers.to_vec())) };
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            ready.send(listener.local_addr().unwrap()).unwrap();
            let routes = Router::new().route("/send", post(take)).with_state(gateway);
            axum::serve(listener, routes).await.unwrap();
        });
    });
    (address.recv().unwrap(), messages)
}

async fn take(State(gateway): State<Gateway>, message: String) -> StatusCode {
    gateway.messages.send(serde_json::from_str(&message).unwrap()).unwrap();
    gateway.answers.lock().unwrap().pop().unwrap_or(StatusCode::OK)
}

/// A shop that runs, and the browser of its administrator.
struct Company {
    program: Program,
    messages: Receiver<Value>,
    cookie: String,
    variables: Vec<(&'static str, String)>,
    database: TempDir,
}

impl Company {
    fn open() -> Self {
        Self::behind(gateway(&[]))
    }

    fn behind(gateway: (SocketAddr, Receiver<Value>)) -> Self {
        Self::selling(CATALOGUE, gateway)
    }

    fn selling(catalogue: &str, (address, messages): (SocketAddr, Receiver<Value>)) -> Self {
        let database = TempDir::new().unwrap();
        let variables = vec![
            ("ESIGN_STORE_DATABASE_URL", format!("sqlite:{}", database.path().join("shop.sqlite").display())),
            ("ESIGN_STORE_SMS_GATEWAY", format!("http://{address}/send")),
            ("ESIGN_STORE_STOP_NOTICE_SECONDS", "0".to_owned()),
            ("ESIGN_STORE_SMS_KEY_ID", "shop".to_owned()),
            ("ESIGN_STORE_SMS_SECRET", "what the gateway knows us by".to_owned()),
            ("ESIGN_STORE_SESSION_SECRET", "a secret of at least 32 characters".to_owned()),
        ];
        let sold = |dist: &Dist| {
            std::fs::remove_file(dist.path().join("catalogue.json.br")).unwrap();
            dist.write("catalogue.json", catalogue);
        };
        let told: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let program = Program::start_configured(sold, &told, Stdio::inherit());
        let company = Self { program, messages, cookie: String::new(), variables, database };
        company.run(&["enterprise", "add", "e-1", "--name", "初雪样例有限公司", "--security-phone", SECURITY_PHONE]);
        company.run(&["member", "add", "e-1", "p-1", "--name", "何一", "--phone", PHONE, "--role", "super_admin"]);
        company
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_esign-store"));
        command.args(arguments).arg("--dist").arg(self.program.dist.path());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// What a command of the operator says.
    fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).stderr(Stdio::inherit()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command of the operator says that fails.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// The code of the message that arrives next, which went to this phone.
    fn code(&self, phone: &str) -> String {
        let message = self.messages.recv().unwrap();
        assert_eq!(message["phone"], phone);
        let text = message["text"].as_str().unwrap();
        text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).unwrap().to_owned()
    }

    /// Asks as the pages do, and returns status and body.
    fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let id = |body: &Value| body["order"].as_str().or(body["lead"]["lead"].as_str()).map(str::to_owned);
        let key = body.and_then(id).unwrap_or_else(|| path.to_owned());
        let body = body.map_or_else(String::new, Value::to_string);
        let addr = self.program.addr;
        let answer = exchange(
            addr,
            &format!(
                "{method} {path} HTTP/1.1\r\nhost: {addr}\r\nconnection: close\r\norigin: http://{addr}\r\n\
                 x-requested-by: storefront\r\nidempotency-key: {key}\r\ncookie: {}\r\n\
                 content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                self.cookie,
                body.len(),
            ),
        );
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        if let Some(cookie) = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")) {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, if body.is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() })
    }

    #[track_caller]
    fn expect(&mut self, status: u16, method: &str, path: &str, body: Option<&Value>) -> Value {
        let (given, body) = self.ask(method, path, body);
        assert_eq!(given, status, "{method} {path}: {body}");
        body
    }

    fn sign_in(&mut self) {
        let asked = self.expect(200, "POST", "/api/sign-in/codes", Some(&json!({ "phone": PHONE })));
        let code = self.code(PHONE);
        assert!(!asked.to_string().contains(&code), "the answer shows the code: {asked}");
        let entered = json!({ "phone": PHONE, "code": code, "channel": "web" });
        assert_eq!(self.expect(200, "POST", "/api/sign-in", Some(&entered))["entered"], "verified");
    }

    fn prove_security_phone(&mut self) {
        self.expect(200, "POST", "/api/phone-codes", None);
        let code = self.code(SECURITY_PHONE);
        let entered = self.expect(200, "POST", "/api/phone-codes/entry", Some(&json!({ "code": code })));
        assert_eq!(entered["entered"], "verified");
    }

    /// Places an order that is to be paid by transfer, and returns its total in fen.
    fn order(&mut self, id: &str) -> i64 {
        let basket = json!({ "edition": { "edition": "professional", "term": 1 } });
        let shown = self.expect(200, "POST", "/api/quotes", Some(&basket));
        let order = json!({
            "order": id, "basket": basket, "shown": shown["digest"], "accepted_terms": shown["terms_version"],
            "payment_method": "bank_transfer",
        });
        self.expect(201, "POST", "/api/orders", Some(&order));
        shown["quote"]["total"].as_i64().unwrap()
    }

    /// Whoever collects records that the money is there, from a process of its own.
    fn be_paid(&self, order: &str, total: i64) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = SqlStore::open(&DatabaseUrl::sqlite(&self.database.path().join("shop.sqlite"))).await.unwrap();
            let catalogues = Catalogues::always(Catalogue::parse(CATALOGUE).unwrap());
            let (folded, fulfilment) = (Folded::default(), Fulfilment::Reported);
            let shop = Shop { store: store.clone(), clock: SystemClock, catalogues, folded, fulfilment };
            let (payment, amount) = (PaymentId::new("transfer-1"), Money::from_fen(total));
            let paid = Told::ConfirmPayment { order: OrderId::new(order), payment, amount };
            shop.run_as(&AccountId::new("e-1"), &paid, Actor::System).await.unwrap();
            store.close().await;
        });
    }
}

#[test]
fn without_demo_it_sells_and_nobody_is_shown_a_code_or_charged_by_a_simulated_cashier() {
    let mut company = Company::open();
    assert_eq!(company.expect(200, "GET", "/config.json", None), json!({ "backend": "http" }));
    company.sign_in();
    company.prove_security_phone();

    company.order("order-1");
    let refused = company.expect(403, "POST", "/api/orders/order-1/payment", Some(&json!({ "choice": "pay" })));
    assert_eq!(refused["type"], "/problems/demonstration-only");
    assert!(company.expect(200, "GET", "/api/orders/order-1", None)["state"] == "unpaid");
}

/// Whatever the clock delivers is there at once.
fn delivering_at_once() -> String {
    let mut catalogue: Value = serde_json::from_str(CATALOGUE).unwrap();
    catalogue["policies"]["delivery_minutes"] = json!({ "min": 0, "max": 0 });
    catalogue.to_string()
}

#[test]
fn ord_1_nothing_is_delivered_by_itself_and_the_operator_reports_what_is() {
    let mut company = Company::selling(&delivering_at_once(), gateway(&[]));
    company.sign_in();
    company.prove_security_phone();
    let total = company.order("order-1");
    assert_eq!(company.run(&["order", "list"]), "");
    company.be_paid("order-1", total);
    let before = company.expect(200, "GET", "/api/orders/order-1", None);
    assert!(before["state"]["provisioning"].is_object(), "{before}");
    let listed: Value = serde_json::from_str(&company.run(&["order", "list"])).unwrap();
    assert_eq!((&listed["order"], &listed["account"]), (&json!("order-1"), &json!("e-1")));
    assert_eq!(listed["basket"]["edition"], json!({ "edition": "professional", "term": 1 }));
    assert_eq!(company.run(&["order", "deliver", "order-1"]), "order-1 is delivered\n");
    assert_eq!(company.run(&["order", "list"]), "");
    let after = company.expect(200, "GET", "/api/orders/order-1", None);
    assert!(after["state"]["delivered"].is_object(), "{after}");
}

#[test]
fn ord_1_an_order_that_cannot_be_delivered_is_told_in_words() {
    let mut company = Company::open();
    company.sign_in();
    company.prove_security_phone();
    company.order("order-1");
    let refused = |order| company.refused(&["order", "deliver", order]);
    assert_eq!(refused("order-2"), "esign-store: order-2 is not delivered: There is no such order here.\n");
    assert_eq!(refused("order-1"), "esign-store: order-1 is not delivered: The order is not paid yet.\n");
}

#[test]
fn nobody_is_entered_without_a_name_or_without_a_role() {
    let company = Company::open();
    let enterprise = ["enterprise", "add", "e-2", "--name", "", "--security-phone", SECURITY_PHONE];
    assert!(company.refused(&enterprise).contains("--name"));
    let nameless = ["member", "add", "e-1", "p-2", "--name", "", "--role", "employee"];
    assert!(company.refused(&nameless).contains("--name"));
    assert!(company.refused(&["member", "add", "e-1", "p-2", "--name", "何二"]).contains("--role"));
}

#[test]
fn trial_7_the_operator_sees_who_is_to_be_called_until_they_withdraw() {
    let mut company = Company::open();
    let form = json!({
        "contact_name": "林样", "contact_phone": "13800000000", "industry": "零售", "expected_signatures": "3000",
        "consent": true,
    });
    let lead = json!({
        "lead": { "lead": "lead-1", "edition": "flagship", "form": form },
        "consent": { "version": "2026-01", "language": "zh-CN" },
    });
    assert_eq!(company.run(&["contact", "list"]), "");
    company.expect(201, "POST", "/api/leads", Some(&lead));
    let listed: Value = serde_json::from_str(&company.run(&["contact", "list"])).unwrap();
    assert_eq!((&listed["application"], &listed["account"]), (&json!("lead-1"), &Value::Null));
    assert_eq!((&listed["edition"], &listed["form"]["contact_name"]), (&json!("flagship"), &json!("林样")));
    company.expect(204, "DELETE", "/api/contacts/lead-1", None);
    assert_eq!(company.run(&["contact", "list"]), "");
}

#[cfg(unix)]
#[test]
fn a_code_that_is_still_being_sent_is_sent_before_a_stop() {
    let mut company = Company::behind(gateway(&[StatusCode::SERVICE_UNAVAILABLE; 2]));
    company.expect(200, "POST", "/api/sign-in/codes", Some(&json!({ "phone": PHONE })));
    company.program.signal("TERM");
    assert_eq!(company.program.end(), Some(0));
    // Two that the gateway could not take, and the one that it took.
    assert_eq!(company.messages.try_iter().count(), 3);
}
