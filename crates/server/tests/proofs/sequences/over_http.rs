//! The program itself, over HTTP: people report, sign in and verify their phones as anybody does. Time is the machine's, so
//! orders arrive as soon as they are paid.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::Method;
use chrono::TimeDelta;
use rules::Catalogue;
use rules::vocabulary::{AccountId, Channel, Roles};
use serde_json::{Value, json};
use server::SystemClock;
use service::Clock;
use sql_store::SqlStore;

use super::browser::Browser;
use super::call::Call;
use super::cast::{Cast, NAME};
use super::clock::MovableClock;
use super::people::People;
use super::served::{Asker, Served};
use super::step::{Step, Who};
use crate::asked::{Answer, Asked};
use crate::customer::key;
use crate::database::{Database, Kind};
use crate::program::{CATALOGUE, Program, signed};

pub(super) struct OverHttp {
    program: Program,
    catalogue: String,
    store: SqlStore,
    people: Arc<People>,
    clock: MovableClock,
    cookies: HashMap<(Who, Channel), String>,
    _database: Database,
}

impl OverHttp {
    pub(super) async fn new(kind: Kind) -> Self {
        let database = Database::new(kind).await;
        let catalogue = at_once_delivered();
        let program = Program::selling(&catalogue, &database.url());
        let store = SqlStore::open(&database.url().parse().unwrap()).await.unwrap();
        let (people, clock) = (Arc::default(), MovableClock::default());
        Self { program, catalogue, store, people, clock, cookies: HashMap::new(), _database: database }
    }

    /// A browser beside it, in which nothing has happened.
    pub(super) fn browser(&mut self) -> Browser {
        self.people.forget();
        self.cookies.clear();
        Browser::new(self.clock.clone(), Arc::clone(&self.people), Catalogue::parse(&self.catalogue).unwrap())
    }

    async fn write(&self, path: &str, body: &Value, cookie: &str) -> Answer {
        let asked = Asked::post(path, &key("write"), body).with("Cookie", cookie);
        self.program.line.ask(asked).await.unwrap()
    }

    /// The mini-program hands somebody over; whoever has to verify a phone for anything does so at once.
    async fn signed_in(&self, cast: Cast, who: Who, channel: Channel) -> String {
        let mut wanted = json!({ "person": cast.person(who), "channel": channel });
        if who != Who::Buyer {
            wanted["account"] = json!(cast.account(who));
        }
        let handed = Asked::post("/api/partner/handovers", &key("handover"), &wanted);
        let token = self.program.line.ask(signed(handed)).await.unwrap().expect(201)["token"].clone();
        let taken = self.write("/api/session/handover", &json!({ "token": token }), "").await;
        taken.expect(204);
        let cookie = cookie_of(&taken);
        match (who, channel) {
            (Who::Administrator, Channel::Web) | (Who::Buyer, Channel::PersonalMiniProgram) => {
                self.verified(cast, &cookie).await
            }
            _ => cookie,
        }
    }

    /// Through a proxy, from an address that nobody else has: codes are counted by it.
    async fn verified(&self, cast: Cast, cookie: &str) -> String {
        let asked = Asked::write(Method::POST, "/api/phone-codes", &key("code")).with("Cookie", cookie);
        let asked = asked.with("X-Forwarded-For", &cast.address());
        let sent = self.program.line.ask(asked).await.unwrap().expect(200);
        let entered = self.write("/api/phone-codes/entry", &json!({ "code": sent["shown"] }), cookie).await;
        assert_eq!(entered.expect(200)["entered"], "verified");
        cookie_of(&entered)
    }
}

/// The catalogue, of which nobody has to wait for what is bought.
fn at_once_delivered() -> String {
    let mut catalogue: Value = serde_json::from_str(CATALOGUE).unwrap();
    catalogue["policies"]["delivery_minutes"] = json!({ "min": 0, "max": 0 });
    catalogue.to_string()
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

impl Served for OverHttp {
    const SLACK: TimeDelta = TimeDelta::seconds(10);

    fn store(&self) -> &SqlStore {
        &self.store
    }

    fn pass(&self, _: TimeDelta) {}

    fn tell_time(&self) {
        self.clock.set(SystemClock.now());
    }

    async fn join(&mut self, cast: Cast, account: &AccountId, who: Who, roles: Roles) {
        let path = format!("/api/partner/enterprises/{}/members/{}", account.as_str(), cast.person(who).as_str());
        let member = json!({ "name": NAME, "phone": cast.phone(who), "roles": roles });
        let asked = Asked::write(Method::PUT, &path, &key("member")).json(&member);
        self.program.line.ask(signed(asked)).await.unwrap().expect(204);
    }

    async fn open_own_account(&mut self, cast: Cast) {
        // It is opened for whoever is handed over to it first.
        let cookie = self.signed_in(cast, Who::Buyer, Channel::PersonalMiniProgram).await;
        self.cookies.insert((Who::Buyer, Channel::PersonalMiniProgram), cookie);
    }

    async fn session(&mut self, cast: Cast, step: &Step) -> Asker {
        let (who, channel) = (step.by, step.channel);
        if who == Who::Visitor {
            return Asker::visitor(channel);
        }
        let known = self.cookies.get(&(who, channel)).cloned();
        let cookie = match known {
            Some(cookie) => cookie,
            None => self.signed_in(cast, who, channel).await,
        };
        self.cookies.insert((who, channel), cookie.clone());
        let asked = Asked::get("/api/session").with("Cookie", &cookie);
        let now = self.program.line.ask(asked).await.unwrap().expect(200);
        Asker { now: serde_json::from_value(now).unwrap(), header: ("Cookie", cookie) }
    }

    async fn ask(&mut self, call: &Call, key: &str, asker: &Asker) -> Answer {
        let (name, said) = &asker.header;
        let asked = call.asked(key);
        let asked = if call.is_signed() { signed(asked) } else { asked.with(name, said) };
        self.program.line.ask(asked).await.unwrap()
    }
}
