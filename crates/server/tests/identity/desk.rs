//! A shop over a database of its own, with the customers of a demonstration, a clock that moves, and messages that are caught.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::{DateTime, TimeDelta, Utc};
use rules::Catalogue;
use rules::calendar::Instant;
use serde_json::Value;
use server::Subscriber;
use server::api::{Answering, Api, ApiParts, Backing};
use server::config::{PartnerKey, PublicOrigin};
use server::identity::{Identity, IdentityParts, Lifetime, ServerSecret, seed_demonstration};
use server::sms::{Messages, SmsFailure};
use service::{Catalogues, Clock, Folded, Fulfilment, IssuerChoice, Schedule, Shop, SimulatedIssuer};
use sql_store::{DatabaseUrl, SqlStore};
use tempfile::TempDir;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower::ServiceExt;

use crate::described::assert_described;

pub(crate) const ORIGIN: &str = "https://shop.example.com";
pub(crate) const PARTNER: &str = "e-sign";
pub(crate) const PARTNER_SECRET: &str = "a key of at least 32 characters!!";
const CATALOGUE: &str = include_str!("../../../../public/catalogue.json");

struct InTests;

impl Backing for InTests {
    type Store = SqlStore;
    type Clock = MovableClock;
    type Directory = SqlStore;
    type Issuer = SimulatedIssuer;
}

#[derive(Clone)]
pub(crate) struct MovableClock(Arc<AtomicI64>);

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        DateTime::<Utc>::from_timestamp_micros(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Catches messages, the phone and the text; or takes none, as a gateway that is out of order.
struct Caught {
    sender: UnboundedSender<(String, String)>,
    is_out_of_order: Arc<AtomicBool>,
}

impl Messages for Caught {
    fn send<'a>(&'a self, phone: &'a str, text: &'a str) -> Answering<'a, Result<(), SmsFailure>> {
        Box::pin(async move {
            if self.is_out_of_order.load(Ordering::Relaxed) {
                return Err(SmsFailure::Refused(500));
            }
            self.sender.send((phone.to_owned(), text.to_owned())).unwrap();
            Ok(())
        })
    }
}

pub(crate) struct Desk {
    pub(crate) store: SqlStore,
    router: Router,
    clock: MovableClock,
    messages: Mutex<UnboundedReceiver<(String, String)>>,
    is_out_of_order: Arc<AtomicBool>,
    folder: Arc<TempDir>,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let start: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
        let clock = MovableClock(Arc::new(AtomicI64::new(start.timestamp_micros())));
        let desk = Self::over(folder, clock, false).await;
        seed_demonstration(&shop(&desk.store, &desk.clock), &desk.store).await.unwrap();
        desk
    }

    /// A demonstration, whose answers show the codes.
    pub(crate) async fn demonstration() -> Self {
        let plain = Self::new().await;
        Self::over(plain.folder, plain.clock, true).await
    }

    /// Another process of the same shop.
    pub(crate) async fn another(&self) -> Self {
        Self::over(self.folder.clone(), self.clock.clone(), false).await
    }

    async fn over(folder: Arc<TempDir>, clock: MovableClock, is_demonstration: bool) -> Self {
        let store = SqlStore::open(&DatabaseUrl::sqlite(&folder.path().join("shop.db"))).await.unwrap();
        let (sender, receiver) = unbounded_channel();
        let is_out_of_order = Arc::new(AtomicBool::new(false));
        let identity = Arc::new(Identity::new(IdentityParts {
            store: store.clone(),
            clock: Arc::new(clock.clone()),
            secret: ServerSecret::new("a secret of at least 32 characters".to_owned().into()),
            lifetime: Lifetime::default(),
            origin: PublicOrigin::At(ORIGIN.to_owned().try_into().unwrap()),
            partners: vec![PartnerKey { id: PARTNER.to_owned(), secret: PARTNER_SECRET.to_owned().into() }],
            messages: Arc::new(Caught { sender, is_out_of_order: is_out_of_order.clone() }),
            is_demonstration,
        }));
        let api = Api::<InTests>::new(ApiParts {
            shop: shop(&store, &clock),
            catalogue: Arc::new(Schedule::always(Bytes::from_static(CATALOGUE.as_bytes()))),
            sessions: identity.clone(),
            identity: identity.clone(),
            directory: store.clone(),
            issuer: SimulatedIssuer(IssuerChoice::Issue),
            partners: identity,
            is_demonstration,
        });
        let router = server::api_routes(api, &"/".parse().unwrap());
        Self { store, router, clock, messages: Mutex::new(receiver), is_out_of_order, folder }
    }

    /// The path of its database.
    pub(crate) fn file(&self) -> String {
        self.folder.path().join("shop.db").display().to_string()
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(crate) fn pass(&self, span: TimeDelta) {
        self.clock.0.fetch_add(span.num_microseconds().unwrap(), Ordering::Relaxed);
    }

    /// Whether messages are taken from now on.
    pub(crate) fn take_messages(&self, are_taken: bool) {
        self.is_out_of_order.store(!are_taken, Ordering::Relaxed);
    }

    /// The next message that is sent: to which phone, and the code in it.
    pub(crate) async fn message(&self) -> (String, String) {
        let (phone, text) = self.messages.lock().await.recv().await.unwrap();
        let code = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).unwrap().to_owned();
        (phone, code)
    }

    pub(crate) async fn answer(&self, mut request: Request<Body>, from: Option<&str>) -> Answer {
        if let Some(address) = from {
            request.extensions_mut().insert(Subscriber(address.parse().unwrap()));
        }
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        assert_described(&method, &path, head.status);
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }
}

fn shop(store: &SqlStore, clock: &MovableClock) -> Shop<SqlStore, MovableClock> {
    let catalogue = Catalogue::parse(CATALOGUE).unwrap();
    Shop {
        store: store.clone(),
        clock: clock.clone(),
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    /// Its body, where it has this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        if self.bytes.is_empty() { Value::Null } else { serde_json::from_slice(&self.bytes).unwrap() }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}
