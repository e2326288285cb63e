//! The backend inside the browser: the shop as the app has it there, over the store in memory, and what the pages ask the
//! rules with the account that is shown to them.

use std::sync::Arc;

use api::answers::{ApplicationKey, ContactKept, InvoiceKey, OrderKey, Page, SeenOrder, SessionNow, ShownQuote};
use api::problem::{ToldReason, ToldRemedy};
use api::{Failure, Session, masked_number};
use rules::Catalogue;
use rules::account::Account;
use rules::context::{Actor, BindingTarget, Context};
use rules::explain;
use rules::order_search::order_title;
use rules::permissions::{seeing_order, visible_orders};
use rules::quote::quote;
use rules::rejection::{Reason, Rejection};
use rules::usage::{DayRange, Use};
use rules::vocabulary::{Channel, Language, OrderId};
use rules::way_forward::{Refused, ways_out};
use serde_json::{Value, json};
use service::{
    Catalogues, Clock, EnterpriseReport, Folded, Fulfilment, IssuerChoice, LedgerQuery, MemoryStore, NamedUse, Shop,
    SimulatedCashier, SimulatedIssuer,
};

use super::call::{Call, value};
use super::clock::MovableClock;
use super::people::People;

/// The rows of a page of the ledger, where a request names no number.
const PAGE_ROWS: u32 = 50;

pub(super) struct Browser {
    pub(super) shop: Shop<MemoryStore, MovableClock>,
    pub(super) people: Arc<People>,
}

impl Browser {
    pub(super) fn new(clock: MovableClock, people: Arc<People>, catalogue: Catalogue) -> Self {
        let catalogues = Catalogues::always(catalogue);
        Self {
            shop: Shop {
                store: MemoryStore::default(),
                clock,
                catalogues,
                folded: Folded::default(),
                fulfilment: Fulfilment::ByTheClock,
            },
            people,
        }
    }

    /// The answer as JSON, or the refusal with its reasons in words and its ways out, as a page shows it.
    pub(super) async fn answer(&self, now: &SessionNow, call: &Call) -> Value {
        let (session, channel) = (now.session.as_ref(), now.channel);
        match self.told(session, channel, call).await {
            Ok(answer) => answer,
            Err(Failure::Refused(rejection)) => {
                let reasons = self.reasons(session, channel, call, &rejection).await;
                json!({ "failure": Failure::Refused(rejection), "reasons": reasons })
            }
            Err(failure) => json!({ "failure": failure, "reasons": [] }),
        }
    }

    async fn told(&self, session: Option<&Session>, channel: Channel, call: &Call) -> Result<Value, Failure> {
        let shop = &self.shop;
        match call {
            Call::Account => return Ok(value(&shop.standing_as_seen(session, channel).await?)),
            Call::Quote(basket) => {
                let account = self.seen(session, channel).await?;
                let shown = quote(&shop.catalogue(), account.as_ref(), basket, shop.clock.now())?;
                return Ok(value(&ShownQuote {
                    digest: shown.digest(),
                    warnings: shown.warnings(),
                    terms_version: shop.catalogue().purchase_terms.version.clone(),
                    quote: shown,
                }));
            }
            Call::Lead(left) => {
                return Ok(value(&shop.leave_lead(session, channel, &left.lead, left.consent.clone()).await?));
            }
            Call::Contact(key) => {
                return Ok(value(&ContactKept { is_kept: shop.contact_of(session, key).await?.is_some() }));
            }
            signed if signed.is_signed() => return self.hear(signed).await,
            _ => {}
        }
        let session = session.ok_or_else(|| Rejection::because(Reason::SignInRequired))?;
        self.told_to_member(session, channel, call).await
    }

    async fn told_to_member(&self, session: &Session, channel: Channel, call: &Call) -> Result<Value, Failure> {
        let shop = &self.shop;
        match call.clone() {
            Call::Enterprises => Ok(value(&self.joined(session, channel).await?)),
            Call::OrderKey(wanted) => {
                Ok(value(&OrderKey { order: shop.order_key(session, &wanted.basket, &wanted.fresh).await? }))
            }
            Call::Place(order) => {
                let id = order.order.clone();
                shop.place(session, channel, order).await?;
                self.order(session, channel, &id).await
            }
            Call::Choose(order, chosen) => {
                shop.choose_payment_method(session, channel, order, chosen.method).await?;
                Ok(Value::Null)
            }
            Call::Pay(order, cashing) => {
                Ok(value(&shop.pay(session, channel, &order, &SimulatedCashier(cashing.choice)).await?))
            }
            Call::Cancel(order) => {
                shop.cancel(session, channel, order).await?;
                Ok(Value::Null)
            }
            Call::Bind(order, wanted) => {
                let (enterprise, name) = (&wanted.enterprise, wanted.confirmed_name);
                shop.bind(session, channel, &order, enterprise, name, &*self.people).await?;
                Ok(Value::Null)
            }
            Call::Order(order) => self.order(session, channel, &order).await,
            Call::Events(order) => Ok(value(&shop.order_trail(session, channel, &order).await?)),
            Call::ApplicationKey(wanted) => {
                let application = shop.application_key(session, &wanted.edition, &wanted.fresh).await?;
                Ok(value(&ApplicationKey { application }))
            }
            Call::Apply(applied) => {
                shop.apply_for_trial(session, channel, applied.application, applied.consent).await?;
                Ok(Value::Null)
            }
            Call::InvoiceKey(request) => Ok(value(&InvoiceKey { invoice: shop.invoice_key(session, &request).await? })),
            Call::Invoice(request) => {
                let issuer = SimulatedIssuer(IssuerChoice::Issue);
                Ok(value(&shop.request_invoice_from(session, channel, request, &issuer).await?))
            }
            Call::Days(quota) => Ok(value(&shop.use_by_days(session, channel, quota, always()).await?)),
            Call::Entries(quota) => {
                let asked = LedgerQuery { quota, range: always(), number: 1, page_rows: PAGE_ROWS };
                let page = shop.ledger_page(session, channel, &asked).await?;
                Ok(value(&Page { rows: page.rows, page: page.number, pages: page.pages, total: page.total }))
            }
            other => panic!("not of a member: {other:?}"),
        }
    }

    /// What the e-sign system says.
    async fn hear(&self, call: &Call) -> Result<Value, Failure> {
        match call {
            Call::Enterprise(account, report) => {
                // The server looks first whether it is a person's, which records what has arrived by now.
                self.shop.account(account).await?;
                let security_phone = masked_number(&report.security_phone);
                self.shop.report_enterprise(account, EnterpriseReport { security_phone, ..report.clone() }).await?;
            }
            Call::Report(reported) => {
                let named = reported.uses.iter().map(|one| NamedUse {
                    used: Use { quota: one.quota, subject: one.subject.clone() },
                    name: one.name.clone(),
                });
                self.shop.report_uses(&reported.account, &named.collect::<Vec<_>>()).await?;
            }
            Call::Withdraw(contract, owner) => {
                self.shop.withdraw(&owner.account, contract).await?;
            }
            Call::Sign(contract, reported) => {
                self.shop.report_signing(&reported.account, contract, reported.signing).await?;
            }
            Call::Deliver(order) => self.shop.report_delivery(order).await?,
            other => panic!("not of the e-sign system: {other:?}"),
        }
        Ok(Value::Null)
    }

    /// The account as a page has it.
    async fn seen(&self, session: Option<&Session>, channel: Channel) -> Result<Option<Account>, Failure> {
        Ok(self.shop.standing_as_seen(session, channel).await?.account)
    }

    async fn order(&self, session: &Session, channel: Channel, id: &OrderId) -> Result<Value, Failure> {
        let account = self.shop.account(&session.account).await?;
        let context = self.context(Some(session), channel);
        let details = seeing_order(Some(&account), id, &context)?.clone();
        let Some(seen) = visible_orders(Some(&account), &context)?.into_iter().find(|seen| seen.order == *id) else {
            return Ok(Value::Null);
        };
        let title = order_title(&details, &self.shop.catalogue(), Language::Chinese);
        Ok(value(&SeenOrder { seen, title, details }))
    }

    async fn joined(&self, session: &Session, channel: Channel) -> Result<Vec<BindingTarget>, Failure> {
        self.shop.joined_enterprises(session, channel, &*self.people).await
    }

    fn context(&self, session: Option<&Session>, channel: Channel) -> Context {
        let actor = session.map_or(Actor::Visitor, |session| Actor::Person(session.person.clone()));
        Context::new(self.shop.clock.now(), channel, actor)
    }

    async fn reasons(
        &self,
        session: Option<&Session>,
        channel: Channel,
        call: &Call,
        rejection: &Rejection,
    ) -> Vec<ToldReason> {
        // Nobody is signed in where the e-sign system speaks.
        let session = session.filter(|_| !call.is_signed());
        let channel = if call.is_signed() { Channel::Web } else { channel };
        let account = self.seen(session, channel).await.unwrap();
        let binding_target = match (call, session) {
            (Call::Bind(_, wanted), Some(session)) => {
                let joined = self.joined(session, channel).await.unwrap();
                joined.into_iter().find(|target| target.enterprise.id == wanted.enterprise).map(Box::new)
            }
            _ => None,
        };
        let context = Context { binding_target, ..self.context(session, channel) };
        let catalogue = &*self.shop.catalogue();
        let refused = Refused { catalogue, account: account.as_ref(), context: &context, wish: &call.wish() };
        let told = ways_out(rejection, &refused).into_iter().map(|(reason, remedies)| {
            let in_words = |remedy| ToldRemedy { text: explain::remedy(&remedy, catalogue, Language::Chinese), remedy };
            ToldReason {
                rule: reason.rule().to_owned(),
                text: explain::reason(&reason, catalogue, Language::Chinese),
                remedies: remedies.into_iter().map(in_words).collect(),
                reason,
            }
        });
        told.collect()
    }
}

const fn always() -> DayRange {
    DayRange { first: chrono::NaiveDate::MIN, last: chrono::NaiveDate::MAX }
}
