//! How fast the rules decide: the questions of the pricing page, a quote of five lines, the replay of a history, and a
//! report of usage.

#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot be set up has to stop")]

use std::hint::black_box;

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rules::account::{Account, Activation, Certification, Event, Holder, PaymentMethod};
use rules::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use rules::calendar::Instant;
use rules::catalogue::Edition;
use rules::context::{Actor, Context, Person};
use rules::offer::{EditionAction, edition_offers, may_get};
use rules::quote::{QuoteDigest, quote};
use rules::usage::{Use, record};
use rules::vocabulary::{
    AccountId, AddOnCode, Channel, EditionCode, OrderId, PaymentId, PersonId, QuotaKind, Role, Roles, SubjectId, Term,
};
use rules::{Catalogue, Command, PlaceOrder, decide};

const CATALOGUE: &str = include_str!("../../../public/catalogue.json");

fn catalogue() -> Catalogue {
    Catalogue::parse(CATALOGUE).expect("the shipped catalogue is sound")
}

fn day(number: i64) -> Instant {
    DateTime::<Utc>::from_timestamp(1_772_330_400, 0).expect("an instant") + TimeDelta::days(number)
}

fn administrator(now: Instant) -> Context {
    let person =
        Person { id: PersonId::new("buyer"), roles: Roles::of(&[Role::SuperAdmin]), phone_verified_at: Some(now) };
    Context::new(now, Channel::Web, Actor::Person(person))
}

fn edition(code: &str, years: u32) -> Basket {
    let term = Term::try_from(years).expect("a term");
    Basket { edition: Some(EditionChoice { edition: EditionCode::new(code), term }), ..Basket::default() }
}

fn pack(add_on: &str, size: u32) -> PackChoice {
    PackChoice { add_on: AddOnCode::new(add_on), size, quantity: 2 }
}

/// An edition, three kinds of packs and an integration.
fn five_lines() -> Basket {
    let term = Term::try_from(2).expect("a term");
    Basket {
        packs: vec![pack("contract_pack", 1000), pack("signing_report", 10), pack("meeting_signing", 50)],
        integrations: vec![IntegrationChoice { add_on: AddOnCode::new("app_integration"), term }],
        ..edition("professional", 2)
    }
}

/// An account and everything that happened to it.
struct History {
    catalogue: Catalogue,
    account: Account,
    events: Vec<Event>,
}

impl History {
    fn new() -> Self {
        let holder = Holder::Enterprise {
            name: "样例企业".to_owned(),
            certification: Certification::Certified,
            activation: Activation::Activated,
            security_phone: "138****0000".to_owned(),
        };
        let account = Account::new(AccountId::new("enterprise"));
        let mut history = Self { catalogue: catalogue(), account, events: Vec::new() };
        history.tell(&Command::OpenAccount { holder }, &system(day(-1)));
        history
    }

    fn tell(&mut self, command: &Command, context: &Context) {
        let events = decide(&self.catalogue, &self.account, command, context).expect("allowed");
        events.iter().for_each(|event| self.account.apply(event));
        self.events.extend(events);
    }

    fn buy(&mut self, key: &str, basket: Basket, now: Instant) {
        let priced = quote(&self.catalogue, Some(&self.account), &basket, now);
        let priced = priced.expect("a price");
        let order = OrderId::new(key);
        self.tell(
            &Command::PlaceOrder(PlaceOrder {
                order: order.clone(),
                basket,
                shown: priced.digest(),
                accepted_terms: Some(self.catalogue.purchase_terms.version.clone()),
                payment_method: PaymentMethod::Online,
                enterprise_name: None,
            }),
            &administrator(now),
        );
        let payment = PaymentId::new(key);
        self.tell(&Command::ConfirmPayment { order: order.clone(), payment, amount: priced.total }, &system(now));
        self.tell(&Command::DeliverOrder { order }, &system(now));
    }

    /// On an edition for a year, and on with purchases of packs until so many things have happened.
    fn of_events(number: usize) -> Self {
        let mut history = Self::new();
        history.buy("edition", edition("advanced", 3), day(0));
        let mut order = 0;
        while history.events.len() < number {
            order += 1;
            let packs = Basket { packs: vec![pack("contract_pack", 1000)], ..Basket::default() };
            history.buy(&format!("order {order}"), packs, day(order % 300));
        }
        history
    }
}

fn system(now: Instant) -> Context {
    Context::new(now, Channel::Web, Actor::System)
}

/// One question: may this person upgrade to an edition in this way?
fn eligibility(criterion: &mut Criterion) {
    let mut history = History::new();
    history.buy("edition", edition("advanced", 1), day(0));
    let context = administrator(day(70));
    let History { catalogue, account, .. } = &history;
    let flagship: &Edition = catalogue.edition(&EditionCode::new("flagship")).expect("flagship");
    let mut group = criterion.benchmark_group("eligibility");
    group.throughput(Throughput::Elements(1));
    group.bench_function("may_upgrade", |bencher| {
        bencher.iter(|| {
            may_get(black_box(Some(account)), flagship, EditionAction::Upgrade, black_box(&context), catalogue).is_ok()
        });
    });
    group.bench_function("may_buy", |bencher| {
        let empty = History::new();
        bencher.iter(|| {
            may_get(black_box(Some(&empty.account)), flagship, EditionAction::Buy, black_box(&context), catalogue)
                .is_ok()
        });
    });
    group.finish();
}

/// All questions of the pricing page: three editions, four ways to each.
fn pricing_page(criterion: &mut Criterion) {
    let mut history = History::new();
    history.buy("edition", edition("advanced", 1), day(0));
    let context = administrator(day(70));
    let mut group = criterion.benchmark_group("pricing_page");
    group.throughput(Throughput::Elements(12));
    group.bench_function("edition_offers", |bencher| {
        bencher.iter(|| edition_offers(&history.catalogue, black_box(Some(&history.account)), black_box(&context)));
    });
    group.finish();
}

fn five_line_quote(criterion: &mut Criterion) {
    let mut history = History::new();
    history.buy("edition", edition("advanced", 1), day(0));
    let basket = five_lines();
    criterion.bench_function("quote/five_lines", |bencher| {
        bencher.iter(|| {
            let priced = quote(&history.catalogue, Some(&history.account), black_box(&basket), day(70));
            priced.expect("a price").total
        });
    });
    criterion.bench_function("quote/digest", |bencher| {
        let priced = quote(&history.catalogue, Some(&history.account), &basket, day(70)).expect("a price");
        bencher.iter(|| -> QuoteDigest { black_box(&priced).digest() });
    });
}

fn replay(criterion: &mut Criterion) {
    let history = History::of_events(1000);
    let events = history.events.get(..1000).expect("as many");
    let mut group = criterion.benchmark_group("replay");
    group.throughput(Throughput::Elements(1000));
    group.bench_function("1000_events", |bencher| {
        bencher.iter(|| Account::replay(AccountId::new("enterprise"), black_box(events)));
    });
    group.finish();
}

fn usage_report(criterion: &mut Criterion) {
    let mut history = History::new();
    history.buy("edition", edition("professional", 1), day(0));
    let one = |number| Use { quota: QuotaKind::Contract, subject: SubjectId::new(&format!("contract {number}")) };
    let uses: Vec<Use> = (0..1000).map(one).collect();
    let context = system(day(10));
    let mut group = criterion.benchmark_group("usage");
    group.throughput(Throughput::Elements(1000));
    group.bench_function("1000_contracts", |bencher| {
        bencher.iter(|| {
            let recorded = record(&history.catalogue, &history.account, black_box(&uses), &context);
            recorded.expect("enough is left").entries.len()
        });
    });
    group.finish();
}

criterion_group!(benches, eligibility, pricing_page, five_line_quote, replay, usage_report);
criterion_main!(benches);
