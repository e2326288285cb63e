//! What the tests share: the shipped catalogue, short words for baskets and instants, and a shop that decides and applies.

#![allow(dead_code, unreachable_pub, reason = "each test module uses a part of it")]

pub mod history;
pub mod places;
pub mod reading;

use chrono::{NaiveDateTime, TimeDelta};
use rules::account::{Account, Activation, Certification, Event, Holder, Order, OrderState};
use rules::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use rules::calendar::{Instant, local_time};
use rules::catalogue::CatalogueProblems;
use rules::context::{Actor, Context, Person};
use rules::decide::may_place;
use rules::quote::{Quote, quote};
use rules::rejection::{Reason, Rejection, Remedy};
use rules::vocabulary::{
    AccountId, AddOnCode, Channel, EditionCode, OrderId, PaymentId, PersonId, QuotaKind, Role, Roles, Term,
};
use rules::way_forward::{Refused, Wish};
use rules::{Catalogue, Command, Money, PlaceOrder, decide};
use serde_json::Value;

/// The catalogue file that the shop is shipped with.
pub const SHIPPED: &str = include_str!("../../../../../public/catalogue.json");

pub fn catalogue() -> Catalogue {
    Catalogue::parse(SHIPPED).expect("the shipped catalogue is sound")
}

pub fn shipped() -> Value {
    serde_json::from_str(SHIPPED).expect("the shipped catalogue is JSON")
}

/// The shipped catalogue with a change.
pub fn altered(change: impl FnOnce(&mut Value)) -> Result<Catalogue, CatalogueProblems> {
    let mut file = shipped();
    change(&mut file);
    Catalogue::parse(&file.to_string())
}

/// How many cases a property is tried with: 256, or as many as `PROPTEST_CASES` says for a long run.
pub fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256)
}

/// An instant in local time: `2026-03-01 10:00`.
pub fn at(local: &str) -> Instant {
    let local = NaiveDateTime::parse_from_str(&format!("{local}:00"), "%Y-%m-%d %H:%M:%S").expect("a local time");
    local.and_utc() - TimeDelta::hours(8)
}

/// The same, read back.
pub fn local(instant: Instant) -> String {
    local_time(instant).format("%Y-%m-%d %H:%M").to_string()
}

pub fn fen(fen: i64) -> Money {
    Money::from_fen(fen)
}

pub fn code(edition: &str) -> EditionCode {
    EditionCode::new(edition)
}

pub fn term(years: u32) -> Term {
    Term::try_from(years).expect("a term")
}

pub fn edition(edition: &str, years: u32) -> Basket {
    let choice = EditionChoice { edition: code(edition), term: term(years) };
    Basket { edition: Some(choice), ..Basket::default() }
}

/// Packs: `(add-on, size, quantity)`.
pub fn packs(packs: &[(&str, u32, u32)]) -> Basket {
    let choice = |(add_on, size, quantity): &(&str, u32, u32)| PackChoice {
        add_on: AddOnCode::new(add_on),
        size: *size,
        quantity: *quantity,
    };
    Basket { packs: packs.iter().map(choice).collect(), ..Basket::default() }
}

/// An app integration for so many years.
pub fn integration(years: u32) -> Basket {
    let choice = IntegrationChoice { add_on: AddOnCode::new("app_integration"), term: term(years) };
    Basket { integrations: vec![choice], ..Basket::default() }
}

pub fn both(edition: Basket, add_ons: Basket) -> Basket {
    Basket { edition: edition.edition, ..add_ons }
}

pub fn enterprise(certification: Certification, activation: Activation) -> Holder {
    Holder::Enterprise {
        name: "样例企业".to_owned(),
        certification,
        activation,
        security_phone: "138****0000".to_owned(),
    }
}

pub fn reasons<T: std::fmt::Debug>(result: Result<T, Rejection>) -> Vec<Reason> {
    result.expect_err("a refusal").reasons
}

/// The ids of the rules that refuse.
pub fn rules_of<T: std::fmt::Debug>(result: Result<T, Rejection>) -> Vec<&'static str> {
    reasons(result).iter().map(Reason::rule).collect()
}

/// One enterprise and the person who buys for it. Commands that are accepted change the account.
#[derive(Clone, Debug)]
pub struct Shop {
    pub catalogue: Catalogue,
    pub account: Account,
    pub events: Vec<Event>,
    pub channel: Channel,
    pub roles: Roles,
    pub buyer: PersonId,
    /// How long ago the security phone was verified, whenever it is asked.
    pub phone_age: Option<TimeDelta>,
}

/// A certified, activated enterprise; its super administrator on the web, the security phone just verified.
pub fn shop() -> Shop {
    shop_of(enterprise(Certification::Certified, Activation::Activated))
}

pub fn shop_of(holder: Holder) -> Shop {
    let mut shop = Shop {
        catalogue: catalogue(),
        account: Account::new(AccountId::new("enterprise")),
        events: Vec::new(),
        channel: Channel::Web,
        roles: Roles::of(&[Role::SuperAdmin]),
        buyer: PersonId::new("buyer"),
        phone_age: Some(TimeDelta::zero()),
    };
    shop.tell(&Command::OpenAccount { holder }, at("2020-01-01 00:00"), Actor::System).expect("opened");
    shop
}

/// A person's own account, as the personal mini-program knows it.
pub fn persons_shop() -> Shop {
    let buyer = PersonId::new("buyer");
    let mut shop = shop_of(Holder::Person { person: buyer.clone(), name: "林".to_owned() });
    shop.buyer = buyer;
    shop
}

impl Shop {
    pub fn person(&self, now: Instant) -> Context {
        let phone_verified_at = self.phone_age.map(|age| now - age);
        let person = Person { id: self.buyer.clone(), roles: self.roles, phone_verified_at };
        Context::new(now, self.channel, Actor::Person(person))
    }

    pub fn tell(&mut self, command: &Command, now: Instant, actor: Actor) -> Result<Vec<Event>, Rejection> {
        self.tell_in(command, &Context::new(now, self.channel, actor))
    }

    pub fn tell_in(&mut self, command: &Command, context: &Context) -> Result<Vec<Event>, Rejection> {
        let events = decide(&self.catalogue, &self.account, command, context)?;
        for event in &events {
            self.account.apply(event);
        }
        self.events.extend(events.iter().cloned());
        Ok(events)
    }

    pub fn quote(&self, basket: &Basket, now: Instant) -> Result<Quote, Rejection> {
        quote(&self.catalogue, Some(&self.account), basket, now)
    }

    /// The order as the page would place it: with the quote of this moment, the terms accepted.
    pub fn placing(&self, key: &str, basket: &Basket, now: Instant) -> PlaceOrder {
        let nothing = || quote(&self.catalogue, None, &edition("advanced", 1), now);
        let shown = self.quote(basket, now).or_else(|_| nothing()).expect("a quote").digest();
        let accepted_terms = Some(self.catalogue.purchase_terms.version.clone());
        PlaceOrder::online(OrderId::new(key), basket.clone(), shown, accepted_terms)
    }

    pub fn place(&mut self, key: &str, basket: &Basket, now: Instant) -> Result<Vec<Event>, Rejection> {
        let placing = self.placing(key, basket, now);
        self.tell_in(&Command::PlaceOrder(placing), &self.person(now))
    }

    /// Pays the total of an order.
    pub fn pay(&mut self, key: &str, now: Instant) -> Vec<Event> {
        let total = self.order(key).total;
        self.notice(key, &format!("payment of {key}"), total, now)
    }

    /// A payment notice as a provider sends it.
    pub fn notice(&mut self, key: &str, payment: &str, amount: Money, now: Instant) -> Vec<Event> {
        let command = Command::ConfirmPayment { order: OrderId::new(key), payment: PaymentId::new(payment), amount };
        self.tell(&command, now, Actor::System).expect("every notice is recorded")
    }

    pub fn deliver(&mut self, key: &str, now: Instant) -> Result<Vec<Event>, Rejection> {
        self.tell(&Command::DeliverOrder { order: OrderId::new(key) }, now, Actor::System)
    }

    pub fn cancel(&mut self, key: &str, now: Instant) -> Result<Vec<Event>, Rejection> {
        self.tell_in(&Command::CancelOrder { order: OrderId::new(key) }, &self.person(now))
    }

    /// Places, pays and delivers at one instant.
    pub fn buy(&mut self, key: &str, basket: &Basket, now: Instant) {
        self.place(key, basket, now).expect("placed");
        if self.state(key, now) == OrderState::Unpaid {
            self.pay(key, now);
        }
        self.deliver(key, now).expect("delivered");
    }

    pub fn order(&self, key: &str) -> &Order {
        self.account.order(&OrderId::new(key)).expect("an order")
    }

    pub fn state(&self, key: &str, now: Instant) -> OrderState {
        self.order(key).state_at(now)
    }

    /// The ways out of a refusal of a basket, reason by reason.
    pub fn ways(&self, basket: &Basket, now: Instant) -> Vec<Vec<Remedy>> {
        let context = self.person(now);
        let refused = may_place(&self.catalogue, Some(&self.account), basket, &context).expect_err("a refusal");
        refused.reasons.iter().map(|reason| self.ways_of(&Wish::Basket(basket.clone()), reason, &context)).collect()
    }

    /// The ways out of one reason.
    pub fn ways_of(&self, wish: &Wish, reason: &Reason, context: &Context) -> Vec<Remedy> {
        Refused { catalogue: &self.catalogue, account: Some(&self.account), context, wish }.ways(reason)
    }

    /// The period of the edition that an order bought, in local time.
    pub fn period(&self, key: &str) -> (String, String) {
        let period =
            self.account.editions.iter().find(|paid| paid.order == OrderId::new(key)).expect("a period").period;
        (local(period.start), local(period.end))
    }

    pub fn paid_end(&self, now: Instant) -> Option<String> {
        self.account.paid_end(now).map(local)
    }

    /// Contracts that can be spent.
    pub fn contracts(&self, now: Instant) -> u64 {
        self.account.balance(QuotaKind::Contract, now).left()
    }
}
