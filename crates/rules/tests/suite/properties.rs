//! What holds after any history, and between a question and its command.

use crate::common::history::{EDITIONS, Step, basket, channel, prices, start, steps};
use crate::common::{Shop, both, code, edition, fen, packs, shop};
use chrono::TimeDelta;
use proptest::prelude::*;
use rules::account::{
    Account, InvoiceKind, InvoiceState, LineItem, OrderState, PaymentMethod, StoredEvent, TitleHolder,
};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::context::{Actor, Context};
use rules::decide::{Resolution, may_place};
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::offer::{EditionAction, edition_offers};
use rules::quote::unused_value;
use rules::trial::{TrialApplication, TrialForm};
use rules::usage::{LedgerEntry, Recorded, Use, record, withdraw};
use rules::vocabulary::{ApplicationId, Channel, InvoiceId, OrderId, PaymentId, PersonId, SubjectId};
use rules::{Catalogue, Command, Money, PlaceOrder, decide};

/// A shop with the ledger that a store keeps beside its account.
struct Told {
    shop: Shop,
    ledger: Vec<LedgerEntry>,
}

/// Plays a history and checks every invariant after each step.
pub(super) fn play(catalogue: Catalogue, start: Instant, steps: &[Step]) -> Result<(Shop, Instant), TestCaseError> {
    let (mut told, mut now) = (Told { shop: shop(), ledger: Vec::new() }, start);
    told.shop.catalogue = catalogue;
    for (number, step) in steps.iter().enumerate() {
        let before = told.shop.account.clone();
        if let Step::Wait(seconds) = step {
            now += TimeDelta::seconds(*seconds);
        } else {
            told.take(number, step, now)?;
        }
        check(&told.shop, &before, now)?;
    }
    Ok((told.shop, now))
}

impl Told {
    fn take(&mut self, number: usize, step: &Step, now: Instant) -> Result<(), TestCaseError> {
        let orders: Vec<OrderId> = self.shop.account.orders.iter().map(|order| order.id.clone()).collect();
        let pick = |index: &prop::sample::Index| (!orders.is_empty()).then(|| index.get(&orders).clone());
        let shop = &mut self.shop;
        match step {
            Step::Wait(_) => {}
            Step::Place(basket, channel) => place(shop, &format!("order {number}"), basket, *channel, now)?,
            Step::Pay(index, amount) => {
                if let Some(order) = pick(index) {
                    let total = shop.order(order.as_str()).total;
                    shop.notice(order.as_str(), &format!("payment {number}"), amount.map_or(total, fen), now);
                }
            }
            Step::Cancel(index) => drop(pick(index).map(|order| shop.cancel(order.as_str(), now))),
            Step::Deliver(index) => drop(pick(index).map(|order| shop.deliver(order.as_str(), now))),
            Step::Fail(index) => {
                let payment = PaymentId::new(&format!("payment {number}"));
                let command = pick(index).map(|order| Command::FailPayment { order, payment });
                drop(command.map(|command| shop.tell(&command, now, Actor::System)));
            }
            Step::Transfer(index) => {
                let method = PaymentMethod::BankTransfer;
                let command = pick(index).map(|order| Command::ChoosePaymentMethod { order, method });
                let context = shop.person(now);
                drop(command.map(|command| shop.tell_in(&command, &context)));
            }
            Step::Resolve(index, deliver) => {
                let resolution = if *deliver { Resolution::Deliver } else { Resolution::Close };
                let command = pick(index).map(|order| Command::ResolveAttention { order, resolution });
                let operator = Actor::Operator { id: PersonId::new("operator") };
                drop(command.map(|command| shop.tell(&command, now, operator)));
            }
            Step::Use(quota, units) => {
                let subject = |unit| SubjectId::new(&format!("{number} {unit}"));
                let uses: Vec<Use> = (0..*units).map(|unit| Use { quota: *quota, subject: subject(unit) }).collect();
                let context = Context::new(now, Channel::Web, Actor::System);
                let left = shop.account.balance(*quota, now).left();
                let recorded = record(&shop.catalogue, &shop.account, &uses, &context);
                prop_assert_eq!(recorded.is_ok(), u64::from(*units) <= left, "QUOTA-4");
                self.keep(recorded.unwrap_or_default());
            }
            Step::Withdraw(index) => {
                if !self.ledger.is_empty() {
                    let entry = index.get(&self.ledger).clone();
                    let ledger = vec![entry.clone()];
                    let context = Context { ledger, ..Context::new(now, Channel::Web, Actor::System) };
                    let recorded = withdraw(&shop.account, &entry.subject, &context);
                    self.keep(recorded.unwrap_or_default());
                }
            }
            Step::Try(which) => {
                let form = TrialForm {
                    contact_name: "林".to_owned(),
                    contact_phone: "13800000000".to_owned(),
                    industry: "制造".to_owned(),
                    expected_signatures: "1".to_owned(),
                    consent: true,
                };
                let application = ApplicationId::new(&format!("application {number}"));
                let edition = code(EDITIONS[*which]);
                let had_one = shop.account.trial.is_some();
                let command = Command::ApplyForTrial(TrialApplication { application, edition, form });
                let context = shop.person(now);
                prop_assert!(shop.tell_in(&command, &context).is_err() || !had_one, "TRIAL-3");
            }
            Step::Invoice(index) => {
                if let Some(order) = pick(index) {
                    let title = InvoiceTitle {
                        holder: TitleHolder::Company,
                        name: "甲".to_owned(),
                        credit_code: None,
                        address: None,
                        phone: None,
                        bank: None,
                        account: None,
                    };
                    let invoice = InvoiceId::new(&format!("invoice {number}"));
                    let wish = InvoiceRequest { invoice, orders: vec![order], kind: InvoiceKind::Ordinary, title };
                    let context = shop.person(now);
                    drop(shop.tell_in(&Command::RequestInvoice(wish), &context));
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, recorded: Recorded) {
        for event in recorded.events {
            self.shop.account.apply(&event);
            self.shop.events.push(event);
        }
        for entry in recorded.entries {
            self.ledger.retain(|known| (known.quota, &known.subject) != (entry.quota, &entry.subject));
            self.ledger.push(entry);
        }
    }
}

/// ORD-3: and once more, which changes nothing.
fn place(shop: &mut Shop, key: &str, basket: &Basket, channel: Channel, now: Instant) -> Result<(), TestCaseError> {
    shop.channel = channel;
    let judged = may_place(&shop.catalogue, Some(&shop.account), basket, &shop.person(now));
    let placing = shop.placing(key, basket, now);
    let placed = shop.place(key, basket, now);
    prop_assert_eq!(judged.map(drop), placed.as_ref().map(drop).map_err(Clone::clone));
    if placed.is_ok() {
        let context = shop.person(now);
        prop_assert_eq!(
            decide(&shop.catalogue, &shop.account, &Command::PlaceOrder(placing), &context),
            Ok(Vec::new())
        );
    }
    Ok(())
}

fn check(shop: &Shop, before: &Account, now: Instant) -> Result<(), TestCaseError> {
    let account = &shop.account;
    let in_turn: Vec<_> =
        account.editions.iter().map(|paid| paid.period).filter(|period| period.start < period.end).collect();
    prop_assert!(in_turn.windows(2).all(|pair| pair[0].end <= pair[1].start), "editions overlap: {in_turn:?}");
    let batches = account.batches.iter().map(|batch| batch.period);
    let mut periods = account.editions.iter().map(|paid| paid.period).chain(batches);
    prop_assert!(periods.all(|period| period.start <= period.end), "a period ends before it begins");
    for order in &account.orders {
        let sum: i64 = order.lines.iter().map(|line| line.price.fen()).sum();
        let credit = order.credit.as_ref().map_or(0, |credit| credit.total.fen());
        prop_assert_eq!(order.total.fen(), sum - credit);
        prop_assert!(order.total >= Money::ZERO && credit >= 0);
        prop_assert!(order.lines.iter().all(|line| line.period.start < line.period.end));
    }
    let unpaid = account.orders.iter().filter(|order| order.state_at(now) == OrderState::Unpaid);
    prop_assert!(unpaid.filter(|order| order.edition_line().is_some()).count() <= 1, "BUY-12");
    for batch in &account.batches {
        prop_assert!(batch.used <= batch.amount && batch.amount > 0);
        let is_pack = batch.source.follows_edition() && batch.period.contains(now);
        prop_assert!(!is_pack || Some(batch.period.end) == account.paid_end(now), "ADD-5: {batch:?}");
    }
    let invoiced = account.invoices.iter().filter(|invoice| !matches!(invoice.state, InvoiceState::Failed { .. }));
    for invoice in invoiced {
        let paid: i64 = invoice
            .orders
            .iter()
            .filter_map(|order| account.order(order))
            .flat_map(|order| &order.payments)
            .map(|payment| payment.amount.fen())
            .sum();
        prop_assert!(invoice.gross.fen() <= paid && invoice.net.plus(invoice.tax) == Some(invoice.gross), "INV-4");
    }
    let integrations: Vec<_> = account.integrations.iter().map(|integration| integration.period).collect();
    prop_assert!(integrations.windows(2).all(|pair| pair[0].end <= pair[1].start), "integrations overlap");
    prop_assert!(integrations.iter().all(|period| period.start < period.end));
    if let Some(end) = account.integration_end(now) {
        prop_assert!(account.paid_end(now).is_some_and(|paid_end| end <= paid_end), "ADD-7, BUY-13");
    }
    let _ = account.outlook(now);
    let renewed = account.orders.iter().filter(|order| {
        let paid_now = order.recorded_state == OrderState::Provisioning { since: now };
        let paid_before = before.order(&order.id).is_some_and(|known| known.recorded_state == order.recorded_state);
        let renews = |item: &LineItem| matches!(item, LineItem::Edition { action: EditionAction::Renew, .. });
        paid_now && !paid_before && order.edition_line().is_some_and(|line| renews(&line.item))
    });
    if renewed.count() > 0 {
        prop_assert!(account.paid_end(now) > before.paid_end(now), "BUY-5");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::common::cases()))]

    #[test]
    fn whatever_happens_the_invariants_hold_and_replay_gives_the_same_account(catalogue in prices(), start in start(), steps in steps()) {
        let (shop, _) = play(catalogue, start, &steps)?;
        let id = shop.account.id.clone();
        prop_assert_eq!(&Account::replay(id.clone(), &shop.events), &shop.account);
        let stored: Vec<StoredEvent> = shop.events.iter().cloned().map(StoredEvent::new).collect();
        let read: Vec<StoredEvent> = serde_json::from_str(&serde_json::to_string(&stored).unwrap()).unwrap();
        prop_assert_eq!(&Account::replay(id, read.iter().map(|stored| &stored.event)), &shop.account);
        let snapshot: Account = serde_json::from_str(&serde_json::to_string(&shop.account).unwrap()).unwrap();
        prop_assert_eq!(snapshot, shop.account);
    }

    #[test]
    fn the_page_promises_what_the_backend_keeps(
        start in start(), steps in steps(), channel in channel(), later in 0_i64..40_000_000, phone in any::<bool>(),
    ) {
        let (mut shop, end) = play(crate::common::catalogue(), start, &steps)?;
        let now = end + TimeDelta::seconds(later);
        shop.channel = channel;
        shop.phone_age = phone.then(TimeDelta::zero);
        let context = shop.person(now);
        for offer in edition_offers(&shop.catalogue, Some(&shop.account), &context) {
            let wanted = edition(offer.edition.as_str(), 3);
            let with_pack = both(wanted.clone(), packs(&[("contract_pack", 1000, 1)]));
            let basket = if channel == Channel::PersonalMiniProgram { with_pack } else { wanted };
            let placing = Command::PlaceOrder(PlaceOrder { order: OrderId::new("asked"), ..shop.placing("asked", &basket, now) });
            let placed = decide(&shop.catalogue, &shop.account, &placing, &context).map(drop);
            match offer.primary() {
                Some((_, Ok(()))) => prop_assert_eq!(placed, Ok(())),
                Some((_, Err(promised))) => {
                    let refused = placed.unwrap_err().reasons;
                    prop_assert!(promised.reasons.iter().all(|reason| refused.contains(reason)), "{promised:?} {refused:?}");
                }
                None => prop_assert!(placed.is_err()),
            }
        }
    }

    #[test]
    fn what_is_quoted_is_what_is_settled(start in start(), steps in steps(), basket in basket()) {
        let (mut shop, now) = play(crate::common::catalogue(), start, &steps)?;
        shop.channel = Channel::Web;
        if let Ok(quote) = may_place(&shop.catalogue, Some(&shop.account), &basket, &shop.person(now)) {
            shop.buy("quoted", &basket, now);
            let order = shop.order("quoted");
            prop_assert_eq!((&*order.lines, order.total), (&*quote.lines, quote.total));
            prop_assert_eq!(shop.account.paid_end(now), quote.lines.iter().find(|line| matches!(line.item, LineItem::Edition { .. })).map_or(quote.paid_end_before, |line| Some(line.period.end)));
        }
    }

    #[test]
    fn notices_in_any_order_and_number_end_in_one_state(
        start in start(),
        notices in prop::collection::vec((0_usize..5, 0_usize..2, any::<bool>()), 1..12).prop_flat_map(|notices| (Just(notices.clone()), Just(notices).prop_shuffle())),
        twice in any::<bool>(),
    ) {
        let end = |notices: &[(usize, usize, bool)], twice: bool| {
            let mut shop = shop();
            shop.place("order 0", &edition("advanced", 1), start).unwrap();
            shop.place("order 1", &packs(&[("signing_report", 10, 1)]), start).unwrap();
            for _ in 0..=u32::from(twice) {
                for (payment, order, succeeds) in notices {
                    let (key, id) = (format!("order {order}"), format!("payment {payment}"));
                    if !succeeds {
                        let (order, payment) = (OrderId::new(&key), PaymentId::new(&id));
                        shop.tell(&Command::FailPayment { order, payment }, start, Actor::System).unwrap();
                        continue;
                    }
                    // The first two payments are of the right amount, the others are not.
                    let amount = if *payment < 2 { shop.order(&key).total } else { fen(7) };
                    shop.notice(&key, &id, amount, start);
                }
            }
            let orders = shop.account.orders.iter().map(|order| {
                let received: i64 = order.payments.iter().map(|payment| payment.amount.fen()).sum();
                let held = order.payments.iter().filter(|payment| payment.held.is_some()).count();
                let failed: std::collections::BTreeSet<&str> = order.failures.iter().map(|failure| failure.id.as_str()).collect();
                let failed: Vec<String> = failed.into_iter().map(str::to_owned).collect();
                (order.recorded_state.clone(), order.payments.len(), held, received, order.failures.len(), failed)
            });
            (orders.collect::<Vec<_>>(), shop.account.editions.clone(), shop.account.paid_end(start))
        };
        prop_assert_eq!(end(&notices.0, false), end(&notices.1, twice));
    }

    #[test]
    fn the_price_grows_with_the_term(catalogue in prices(), start in start(), steps in steps()) {
        let (shop, now) = play(catalogue, start, &steps)?;
        for which in EDITIONS {
            let quotes: Vec<_> = (1..=3).filter_map(|years| shop.quote(&edition(which, years), now).ok()).collect();
            for pair in quotes.windows(2) {
                let without_term = matches!(pair[0].lines[0].item, LineItem::RemainingTerm { .. });
                prop_assert_eq!(pair[0].total == pair[1].total, without_term, "BUY-8");
                prop_assert!(pair[0].total <= pair[1].total);
            }
        }
    }

    #[test]
    fn the_credit_never_grows_as_days_pass(catalogue in prices(), start in start(), terms in prop::collection::vec(1_u32..=3, 1..4), days in prop::collection::vec(0_i64..300, 1..12)) {
        let mut shop = shop();
        shop.catalogue = catalogue;
        for (number, years) in terms.iter().enumerate() {
            shop.buy(&format!("order {number}"), &edition("advanced", *years), start);
        }
        let paid: i64 = shop.account.orders.iter().map(|order| order.total.fen()).sum();
        let (mut now, mut last) = (start, unused_value(&shop.account, start).unwrap().total);
        prop_assert_eq!(last, fen(paid), "on the day of payment all of it is left");
        for wait in days {
            now += TimeDelta::days(wait);
            let credit = unused_value(&shop.account, now).unwrap().total;
            prop_assert!(credit <= last && credit >= Money::ZERO);
            last = credit;
        }
        prop_assert_eq!(unused_value(&shop.account, shop.account.paid_end(start).unwrap()).unwrap().total, Money::ZERO);
    }
}
