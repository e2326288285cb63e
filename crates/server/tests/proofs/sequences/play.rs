//! A sequence played to both backends, whose answers and states are compared.

use std::collections::BTreeMap;

use api::CashierChoice;
use api::requests::{
    ApplicationKeyWanted, BindingWanted, Cashing, ConsentedApplication, ConsentedLead, MethodChosen, OrderKeyWanted,
    ReportedUse, SigningReported, UsesReported, Withdrawal,
};
use chrono::TimeDelta;
use rules::account::{Activation, Certification, PaymentMethod};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::quote::QuoteDigest;
use rules::trial::{Lead, TrialApplication};
use rules::vocabulary::{AccountId, Channel, OrderId, QuotaKind, Roles};
use serde_json::Value;
use service::{LedgerSlice, Store};

use super::browser::Browser;
use super::call::{Call, value};
use super::cast::{Cast, NAME};
use super::difference::difference;
use super::forms::{consent, form, invoice};
use super::served::{Asker, Served, told};
use super::shown::{Shown, digest_of};
use super::step::{Doing, Sequence, Step, Which, Who};

/// How often both did what was asked, by the kind of call.
pub(super) type Done = BTreeMap<String, usize>;

/// Plays a sequence, and counts what was done.
///
/// # Errors
/// Where the two differ.
pub(super) async fn play<S: Served>(
    served: &mut S,
    browser: &Browser,
    cast: Cast,
    sequence: &Sequence,
) -> Result<Done, String> {
    let mut play =
        Play { served, browser, cast, step: 0, calls: 0, latest: 0, shown: Shown::default(), done: Done::new() };
    play.begin(sequence.certification, sequence.activation).await?;
    for (number, step) in sequence.steps.iter().enumerate() {
        play.step = number + 1;
        for _ in 0..=usize::from(step.again) {
            // Done again, it has the same keys.
            play.calls = 0;
            play.step(step).await.map_err(|what| format!("step {}: {what}", number + 1))?;
        }
    }
    play.compare_states(sequence).await.map_err(|what| format!("at the end: {what}"))?;
    Ok(play.done)
}

struct Play<'a, S> {
    served: &'a mut S,
    browser: &'a Browser,
    cast: Cast,
    step: usize,
    calls: usize,
    latest: u8,
    shown: Shown,
    done: Done,
}

impl<S: Served> Play<'_, S> {
    async fn begin(&mut self, certification: Certification, activation: Activation) -> Result<(), String> {
        self.report(false, certification, activation).await?;
        self.report(true, Certification::Certified, Activation::Activated).await?;
        for (account, who, roles) in self.cast.members() {
            self.join(&account, who, roles).await;
        }
        self.served.open_own_account(self.cast).await;
        self.served.tell_time();
        let (account, person) = (self.cast.account(Who::Buyer), self.cast.person(Who::Buyer));
        let opened = self.browser.shop.open_own_account(&account, &person, NAME).await;
        assert_eq!(opened, Ok(true));
        Ok(())
    }

    async fn join(&mut self, account: &AccountId, who: Who, roles: Roles) {
        self.served.join(self.cast, account, who, roles).await;
        self.browser.people.put(account, &self.cast.person(who), roles);
    }

    async fn report(&mut self, other: bool, certified: Certification, activated: Activation) -> Result<(), String> {
        let report = self.cast.report(other, certified, activated);
        let call = Call::Enterprise(self.cast.enterprise(other), report);
        self.both(&Asker::visitor(Channel::Web), &call).await.map(drop)
    }

    /// The answer that both give.
    async fn both(&mut self, asker: &Asker, call: &Call) -> Result<Value, String> {
        self.calls += 1;
        let key = format!("s{}-step-{}-{}", self.cast.number, self.step, self.calls);
        let answer = self.served.ask(call, &key, asker).await;
        self.served.tell_time();
        let server = told(&answer);
        let browser = self.browser.answer(&asker.now, &self.shown.in_browser(call)).await;
        if matches!(call, Call::Quote(_)) {
            self.shown = Shown { server: digest_of(&server), browser: digest_of(&browser) };
        }
        if answer.status.is_success() {
            *self.done.entry(call.kind()).or_default() += 1;
        }
        match difference(&server, &browser, S::SLACK) {
            None => Ok(server),
            Some(difference) => Err(format!("{call:?} by {:?}\n{difference}", asker.now)),
        }
    }

    async fn step(&mut self, step: &Step) -> Result<(), String> {
        let (cast, asker) = (self.cast, self.served.session(self.cast, step).await);
        let calls = match step.does.clone() {
            Doing::Pass { minutes } => {
                self.served.pass(TimeDelta::minutes(minutes));
                return Ok(());
            }
            Doing::HaveRoles { who, roles } => {
                self.join(&cast.enterprise(false), who, Roles::of(&roles)).await;
                return Ok(());
            }
            Doing::Report { of_other, certification, activation } => {
                return self.report(of_other, certification, activation).await;
            }
            Doing::Place { order, basket, method, as_shown, names_enterprise } => {
                let mut placing = self.placing(&asker, order, basket).await?;
                placing.payment_method = method;
                if !as_shown {
                    placing.shown = QuoteDigest::of_nothing();
                }
                if !names_enterprise {
                    placing.enterprise_name = None;
                }
                vec![Call::Place(placing)]
            }
            Doing::Buy { order, basket } => {
                let placing = self.placing(&asker, order, basket).await?;
                vec![Call::Place(placing), Call::Pay(cast.order(order), Cashing { choice: CashierChoice::Pay })]
            }
            Doing::Quote(basket) => vec![Call::Quote(basket)],
            Doing::ClaimKey { basket, order } => {
                vec![Call::OrderKey(OrderKeyWanted { basket, fresh: cast.order(order) })]
            }
            Doing::Choose { order, method } => vec![Call::Choose(self.order(order), MethodChosen { method })],
            Doing::Pay { order, choice } => vec![Call::Pay(self.order(order), Cashing { choice })],
            Doing::Cancel { order } => vec![Call::Cancel(self.order(order))],
            Doing::Bind { order, to_other, confirms } => {
                let confirmed_name =
                    confirms.then(|| cast.report(to_other, Certification::Certified, Activation::Activated).name);
                let wanted = BindingWanted { enterprise: cast.enterprise(to_other), confirmed_name };
                vec![Call::Bind(self.order(order), wanted)]
            }
            Doing::Deliver { order } => vec![Call::Deliver(self.order(order))],
            Doing::Look { order } => vec![Call::Order(self.order(order)), Call::Events(self.order(order))],
            Doing::ClaimApplication { edition, application } => {
                vec![Call::ApplicationKey(ApplicationKeyWanted { edition, fresh: cast.application(application) })]
            }
            Doing::Apply { application, edition, consents } => {
                let application = cast.application(application);
                let key = application.clone();
                let application = TrialApplication { application, edition, form: form(consents) };
                let applied = ConsentedApplication { application, consent: consent() };
                vec![Call::Apply(applied), Call::Contact(key)]
            }
            Doing::LeaveLead { lead, edition } => {
                let lead = Lead { lead: cast.lead(lead), edition, form: form(true) };
                vec![Call::Lead(ConsentedLead { lead, consent: consent() })]
            }
            Doing::ClaimInvoice { invoice: number, orders, kind } => {
                vec![Call::InvoiceKey(invoice(cast, number, &orders, kind))]
            }
            Doing::AskInvoice { invoice: number, orders, kind } => {
                vec![Call::Invoice(invoice(cast, number, &orders, kind))]
            }
            Doing::Use { quota, subjects } => {
                let uses = subjects.map(|number| ReportedUse {
                    quota,
                    subject: cast.contract(number),
                    name: "采购合同".to_owned(),
                });
                vec![Call::Report(UsesReported { account: cast.enterprise(false), uses: uses.collect() })]
            }
            Doing::Withdraw { contract } => {
                vec![Call::Withdraw(cast.contract(contract), Withdrawal { account: cast.enterprise(false) })]
            }
            Doing::Sign { contract, signing } => {
                let reported = SigningReported { account: cast.enterprise(false), signing };
                vec![Call::Sign(cast.contract(contract), reported)]
            }
            Doing::SeeUse(quota) => vec![Call::Days(quota), Call::Entries(quota)],
            Doing::SeeEnterprises => vec![Call::Enterprises],
        };
        for call in calls {
            self.both(&asker, &call).await?;
        }
        Ok(())
    }

    fn order(&self, which: Which) -> OrderId {
        match which {
            Which::Latest => self.cast.order(self.latest),
            Which::Number(number) => self.cast.order(number),
        }
    }

    /// An order as both quote it.
    async fn placing(&mut self, asker: &Asker, order: u8, basket: Basket) -> Result<PlaceOrder, String> {
        self.latest = order;
        let shown = self.both(asker, &Call::Quote(basket.clone())).await?;
        Ok(PlaceOrder {
            order: self.cast.order(order),
            basket,
            shown: digest_of(&shown),
            accepted_terms: shown["terms_version"].as_str().map(str::to_owned),
            payment_method: PaymentMethod::Online,
            enterprise_name: Some("初雪样例有限公司".to_owned()),
        })
    }

    /// What people see, and what is kept.
    async fn compare_states(&mut self, sequence: &Sequence) -> Result<(), String> {
        let channels = [(Who::Administrator, Channel::Web), (Who::Buyer, Channel::PersonalMiniProgram)];
        for (by, channel) in channels {
            let looks = Step { by, channel, has_verified: true, does: Doing::SeeEnterprises, again: false };
            let asker = self.served.session(self.cast, &looks).await;
            self.both(&asker, &Call::Account).await?;
        }
        let accounts = [self.cast.enterprise(false), self.cast.enterprise(true), self.cast.account(Who::Buyer)];
        for account in &accounts {
            let server = value(&self.served.store().load(account).await.unwrap().events);
            let browser = value(&self.browser.shop.store.load(account).await.unwrap().events);
            self.same("the events", account, &server, &browser)?;
        }
        for quota in sequence.used() {
            let server = ledger(self.served.store(), &accounts[0], quota).await;
            let browser = ledger(&self.browser.shop.store, &accounts[0], quota).await;
            self.same("the ledger", &accounts[0], &server, &browser)?;
        }
        Ok(())
    }

    fn same(&self, what: &str, account: &AccountId, server: &Value, browser: &Value) -> Result<(), String> {
        match difference(server, browser, S::SLACK) {
            None => Ok(()),
            Some(difference) => Err(format!("{what} of {}\n{difference}", account.as_str())),
        }
    }
}

/// The whole ledger of one kind.
async fn ledger(store: &impl Store, account: &AccountId, quota: QuotaKind) -> Value {
    let all = LedgerSlice { quota, from: Instant::MIN_UTC, until: Instant::MAX_UTC, skip: 0, limit: 1_000 };
    value(&store.slice(account, &all).await.unwrap())
}
