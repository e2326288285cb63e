//! The API in this process, over SQLite, with the browser's clock. Who asks stands in a header, since sessions are proven in
//! `tests/identity`.

use std::path::Path;
use std::sync::Arc;

use api::answers::SessionNow;
use api::{Failure, Session};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::HeaderMap;
use chrono::TimeDelta;
use rules::Catalogue;
use rules::calendar::Instant;
use rules::context::Person;
use rules::vocabulary::{AccountId, PersonId, Roles};
use server::api::{Answering, Api, ApiParts, Backing, OpenSession, Sessions};
use server::config::PublicOrigin;
use server::identity::{Identity, IdentityParts, Lifetime, ServerSecret};
use service::{
    Catalogues, Clock, Directory, Folded, Fulfilment, IssuerChoice, Records, Schedule, Shop, SimulatedIssuer,
};
use sql_store::{DatabaseUrl, SqlStore};
use tempfile::TempDir;
use tower::ServiceExt;

use super::browser::Browser;
use super::call::Call;
use super::cast::{Cast, NAME};
use super::clock::MovableClock;
use super::people::People;
use super::served::{Asker, Served};
use super::step::{Step, Who};
use crate::asked::Answer;
use crate::program::CATALOGUE;
use crate::stand_ins::{Nowhere, Signature};

/// Where a file is not written to a disk, where there is such a place: what is on the disk is proven by crashes.
const IN_MEMORY: &str = "/dev/shm";
/// After so many sequences the database is emptied.
const EMPTIED_EVERY: u32 = 50;

pub(super) struct InProcess {
    pub(super) people: Arc<People>,
    pub(super) clock: MovableClock,
    api: Api<InTests>,
    router: Router,
    store: SqlStore,
    played: u32,
    _folder: TempDir,
}

struct InTests;

impl Backing for InTests {
    type Store = SqlStore;
    type Clock = MovableClock;
    type Directory = Known;
    type Issuer = SimulatedIssuer;
}

impl InProcess {
    pub(super) async fn new() -> Self {
        let is_there = Path::new(IN_MEMORY).is_dir();
        let folder = if is_there { TempDir::new_in(IN_MEMORY) } else { TempDir::new() }.unwrap();
        let store = SqlStore::open(&DatabaseUrl::sqlite(&folder.path().join("shop.db"))).await.unwrap();
        let (clock, people) = (MovableClock::default(), Arc::<People>::default());
        let catalogue = Catalogue::parse(CATALOGUE).unwrap();
        let catalogues = Catalogues::always(catalogue);
        let shop = Shop {
            store: store.clone(),
            clock: clock.clone(),
            catalogues,
            folded: Folded::default(),
            fulfilment: Fulfilment::ByTheClock,
        };
        let identity = Identity::new(IdentityParts {
            store: store.clone(),
            clock: Arc::new(clock.clone()),
            secret: ServerSecret::made_up().unwrap(),
            lifetime: Lifetime::default(),
            origin: PublicOrigin::ThisMachine,
            partners: Vec::new(),
            messages: Arc::new(Nowhere),
            is_demonstration: true,
        });
        let api = Api::<InTests>::new(ApiParts {
            shop,
            catalogue: Arc::new(Schedule::always(Bytes::from_static(CATALOGUE.as_bytes()))),
            sessions: Arc::new(InHeaders),
            directory: Known(Arc::clone(&people)),
            issuer: SimulatedIssuer(IssuerChoice::Issue),
            identity: Arc::new(identity),
            partners: Arc::new(Signature),
            is_demonstration: true,
        });
        let router = server::api_routes(api.clone(), &"/".parse().unwrap());
        Self { people, clock, api, router, store, played: 0, _folder: folder }
    }

    /// A browser beside it, in which nothing has happened, at the beginning of time.
    pub(super) async fn browser(&mut self) -> Browser {
        if self.played.is_multiple_of(EMPTIED_EVERY) {
            self.store.clear().await.unwrap();
        }
        self.played += 1;
        self.people.forget();
        self.clock.set("2026-03-01T02:00:00Z".parse::<Instant>().unwrap());
        Browser::new(self.clock.clone(), Arc::clone(&self.people), Catalogue::clone(&self.api.shop.catalogue()))
    }
}

impl Served for InProcess {
    const SLACK: TimeDelta = TimeDelta::zero();

    fn store(&self) -> &SqlStore {
        &self.store
    }

    fn pass(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    fn tell_time(&self) {}

    async fn join(&mut self, _: Cast, _: &AccountId, _: Who, _: Roles) {}

    async fn open_own_account(&mut self, cast: Cast) {
        let (account, person) = (cast.account(Who::Buyer), cast.person(Who::Buyer));
        self.api.shop.open_own_account(&account, &person, NAME).await.unwrap();
    }

    async fn session(&mut self, cast: Cast, step: &Step) -> Asker {
        let (who, channel) = (step.by, step.channel);
        if who == Who::Visitor {
            return Asker::visitor(channel);
        }
        let (account, id) = (cast.account(who), cast.person(who));
        let phone_verified_at = step.has_verified.then(|| self.clock.now());
        let person = Person { roles: self.people.roles(&account, &id), id, phone_verified_at };
        let session = Session { account, person, person_name: NAME.to_owned() };
        let now = SessionNow { session: Some(session), channel };
        let header = serde_json::to_string(&now).unwrap().replace(NAME, "");
        Asker { now, header: ("Test-Session", header) }
    }

    async fn ask(&mut self, call: &Call, key: &str, asker: &Asker) -> Answer {
        let (name, said) = &asker.header;
        let asked = call.asked(key);
        let asked = match call.is_signed() {
            true => asked.with("Signature", "of the e-sign system"),
            false => asked.with(name, said),
        };
        let (head, body) = self.router.clone().oneshot(asked.request_to::<Body>("")).await.unwrap().into_parts();
        Answer { status: head.status, headers: head.headers, bytes: to_bytes(body, usize::MAX).await.unwrap() }
    }
}

/// The directory of everybody.
struct Known(Arc<People>);

impl Directory for Known {
    async fn person_name(&self, account: &AccountId, person: &PersonId) -> Result<Option<String>, api::StoreFailure> {
        self.0.person_name(account, person).await
    }

    async fn joined(&self, person: &PersonId) -> Result<Vec<(AccountId, Roles)>, api::StoreFailure> {
        self.0.joined(person).await
    }
}

/// Who asks stands in the header `Test-Session`, all but the name.
struct InHeaders;

impl Sessions for InHeaders {
    fn open_session<'a>(&'a self, headers: &'a HeaderMap) -> Answering<'a, Result<Option<OpenSession>, Failure>> {
        Box::pin(async move {
            let said = headers.get("Test-Session").map(|said| serde_json::from_slice(said.as_bytes()).unwrap());
            Ok(said.and_then(|now: SessionNow| {
                let session = Session { person_name: NAME.to_owned(), ..now.session? };
                Some(OpenSession { session, channel: now.channel })
            }))
        })
    }
}
