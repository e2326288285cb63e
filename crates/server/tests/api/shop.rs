//! A shop over the store in memory, with the customers of a demonstration; who asks stands in a header of the tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::{Failure, StoreFailure};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use rules::Catalogue;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId, Role, Roles};
use server::Config;
use server::api::{Answering, Api, ApiParts, Backing, OpenSession, Sessions};
use server::config::PublicOrigin;
use server::identity::{Identity, IdentityParts, Lifetime, ServerSecret};
use service::personas::Persona;
use service::{
    Catalogues, Clock, Directory, Folded, Fulfilment, IssuerChoice, MemoryStore, Schedule, Shop, SimulatedIssuer,
};
use sql_store::{DatabaseUrl, SqlStore};
use tower::ServiceExt;

use crate::described::assert_described;
use crate::stand_ins::{Nowhere, Signature};

pub(crate) use crate::asked::{Answer, Asked};

pub(crate) const CATALOGUE: &str = include_str!("../../../../public/catalogue.json");

/// The parts that a test takes.
#[derive(Debug)]
pub(crate) struct InTests;

impl Backing for InTests {
    type Store = MemoryStore;
    type Clock = MovableClock;
    type Directory = People;
    type Issuer = SimulatedIssuer;
}

/// A clock that a test moves.
#[derive(Clone, Debug)]
pub(crate) struct MovableClock(Arc<AtomicI64>);

impl MovableClock {
    pub(crate) fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Instant {
        DateTime::<Utc>::from_timestamp_millis(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// An API with everybody seeded.
#[derive(Clone)]
pub(crate) struct Served {
    pub(crate) router: Router,
    pub(crate) api: Api<InTests>,
    pub(crate) clock: MovableClock,
    base: String,
    _folder: Arc<tempfile::TempDir>,
}

impl Served {
    /// A demonstration at the root of a host.
    pub(crate) async fn new() -> Self {
        Self::of(true, "/").await
    }

    pub(crate) async fn of(is_demonstration: bool, base: &str) -> Self {
        Self::issuing(is_demonstration, base, IssuerChoice::Issue).await
    }

    /// With an issuer that does this.
    pub(crate) async fn issuing(is_demonstration: bool, base: &str, choice: IssuerChoice) -> Self {
        let start: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
        let clock = MovableClock(Arc::new(AtomicI64::new(start.timestamp_millis())));
        let catalogue = Catalogue::parse(CATALOGUE).unwrap();
        let shop = Shop {
            store: MemoryStore::default(),
            clock: clock.clone(),
            catalogues: Catalogues::always(catalogue),
            folded: Folded::default(),
            fulfilment: Fulfilment::ByTheClock,
        };
        for persona in Persona::ALL {
            shop.seed(&persona.account(), persona.history(&shop.catalogue(), start).unwrap()).await.unwrap();
        }
        let folder = Arc::new(tempfile::TempDir::new().unwrap());
        let api = Api::new(ApiParts {
            shop,
            catalogue: Arc::new(Schedule::always(Bytes::from_static(CATALOGUE.as_bytes()))),
            sessions: Arc::new(SessionsInHeaders(clock.clone())),
            directory: People,
            issuer: SimulatedIssuer(choice),
            identity: Arc::new(identity(&folder, &clock, is_demonstration).await),
            partners: Arc::new(Signature),
            is_demonstration,
        });
        let dist = tempfile::TempDir::new().unwrap();
        for page in ["index.html", "404.html"] {
            std::fs::write(dist.path().join(page), "<title>shell</title>").unwrap();
        }
        std::fs::write(dist.path().join("catalogue.json"), CATALOGUE).unwrap();
        std::fs::write(dist.path().join("config.json"), r#"{"backend":"browser"}"#).unwrap();
        let config = Config { dist: dist.path().to_owned(), base: base.parse().unwrap() };
        let router = server::router_with_api(config, api.clone()).unwrap();
        Self { router, api, clock, base: base.to_owned(), _folder: folder }
    }

    /// Asks as a customer, or as a visitor.
    pub(crate) async fn ask(&self, asked: Asked) -> Answer {
        let request = asked.request_to::<Body>("");
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        // Below another base there is no endpoint at the root.
        if let Some(path) = path.strip_prefix(self.base.trim_end_matches('/')) {
            assert_described(&method, path, head.status);
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: head.status, headers: head.headers, bytes }
    }
}

/// Signs nobody in: who asks stands in a header. Its tests are those of `tests/identity`.
async fn identity(folder: &tempfile::TempDir, clock: &MovableClock, is_demonstration: bool) -> Identity {
    Identity::new(IdentityParts {
        store: SqlStore::open(&DatabaseUrl::sqlite(&folder.path().join("shop.db"))).await.unwrap(),
        clock: Arc::new(clock.clone()),
        secret: ServerSecret::made_up().unwrap(),
        lifetime: Lifetime::default(),
        origin: PublicOrigin::ThisMachine,
        partners: Vec::new(),
        messages: Arc::new(Nowhere),
        is_demonstration,
    })
}

impl Asked {
    pub(crate) fn text(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    pub(crate) fn by(self, persona: Persona) -> Self {
        self.with("Test-Session", persona.code())
    }

    /// As the e-sign system sends it.
    pub(crate) fn signed(self) -> Self {
        self.without("X-Requested-By").with("Signature", "of the e-sign system")
    }

    pub(crate) fn in_english(self) -> Self {
        self.with("Accept-Language", "en")
    }

    pub(crate) async fn at(self, served: &Served) -> Answer {
        served.ask(self).await
    }
}

/// Who asks stands in the header `Test-Session`: the code of a customer; behind a `+` the role of a colleague who asks instead;
/// behind a slash the channel where it is not the web.
struct SessionsInHeaders(MovableClock);

impl Sessions for SessionsInHeaders {
    fn open_session<'a>(&'a self, headers: &'a HeaderMap) -> Answering<'a, Result<Option<OpenSession>, Failure>> {
        Box::pin(async move {
            let Some(said) = headers.get("Test-Session") else {
                return Ok(None);
            };
            let said = said.to_str().unwrap();
            if said == "broken" {
                return Err(Failure::Store(StoreFailure::Other { detail: "the password of the database".to_owned() }));
            }
            let (who, channel) = said.split_once('/').unwrap_or((said, "web"));
            let channel = Channel::ALL.into_iter().find(|known| known.code() == channel).unwrap();
            let now = self.0.now();
            let (who, role) = who.split_once('+').map_or((who, None), |(who, role)| (who, Some(role)));
            let persona = Persona::ALL.into_iter().find(|persona| persona.code() == who).unwrap();
            let mut session = persona.session(now);
            if let Some(role) = role {
                session.person.id = PersonId::new(role);
                session.person.roles = Roles::of(&[serde_json::from_value::<Role>(role.into()).unwrap()]);
            }
            if headers.contains_key("Test-Unverified") {
                session.person.phone_verified_at = None;
            }
            if headers.contains_key("Test-Verified") {
                session.person.phone_verified_at = Some(now);
            }
            Ok(Some(OpenSession { session, channel }))
        })
    }
}

/// The members of the tests' enterprises.
#[derive(Debug)]
pub(crate) struct People;

impl Directory for People {
    async fn person_name(&self, account: &AccountId, person: &PersonId) -> Result<Option<String>, StoreFailure> {
        let of_account = |persona: &Persona| persona.account() == *account && persona.person() == *person;
        Ok(Persona::ALL.into_iter().find(of_account).map(|persona| persona.holder_name().to_owned()))
    }

    async fn joined(&self, person: &PersonId) -> Result<Vec<(AccountId, Roles)>, StoreFailure> {
        let is_buyer = *person == Persona::Buyer.person();
        let joined = (Persona::Experience.account(), Roles::of(&[Role::Employee]));
        Ok(is_buyer.then_some(joined).into_iter().collect())
    }
}
