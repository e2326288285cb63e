//! What holds after any history, and between a question and its command.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod common;

use chrono::TimeDelta;
use common::history::{EDITIONS, Step, basket, channel, prices, start, steps};
use common::{Shop, both, edition, fen, packs, shop};
use proptest::prelude::*;
use rules::account::{Account, Event, LineItem, OrderState, StoredEvent};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::decide::may_place;
use rules::offer::{EditionAction, edition_offers};
use rules::quote::unused_value;
use rules::vocabulary::{Channel, OrderId};
use rules::{Catalogue, Command, Money, PlaceOrder, decide};

/// Plays a history and checks every invariant after each step.
fn play(catalogue: Catalogue, start: Instant, steps: &[Step]) -> Result<(Shop, Instant), TestCaseError> {
    let (mut shop, mut now) = (shop(), start);
    shop.catalogue = catalogue;
    for (number, step) in steps.iter().enumerate() {
        let before = shop.account.clone();
        let pick = |index: &prop::sample::Index| {
            (!before.orders.is_empty()).then(|| index.get(&before.orders).id.as_str().to_owned())
        };
        match step {
            Step::Wait(seconds) => now += TimeDelta::seconds(*seconds),
            Step::Place(basket, channel) => place(&mut shop, &format!("order {number}"), basket, *channel, now)?,
            Step::Pay(index, amount) => {
                if let Some(order) = pick(index) {
                    let total = shop.order(&order).total;
                    shop.notice(&order, &format!("payment {number}"), amount.map_or(total, fen), now);
                }
            }
            Step::Cancel(index) => {
                let _ = pick(index).map(|order| shop.cancel(&order, now));
            }
            Step::Deliver(index) => {
                let _ = pick(index).map(|order| shop.deliver(&order, now));
            }
            Step::Use(index) => use_one(&mut shop, *index, now),
        }
        check(&shop, &before, now)?;
    }
    Ok((shop, now))
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

fn use_one(shop: &mut Shop, index: prop::sample::Index, now: Instant) {
    let open: Vec<_> =
        shop.account.batches.iter().filter(|batch| batch.period.contains(now) && batch.used < batch.amount).collect();
    if !open.is_empty() {
        let event =
            Event::UsageRecorded { batch: index.get(&open).id.clone(), taken: 1, returned: 0, moved_in: 0, at: now };
        shop.account.apply(&event);
        shop.events.push(event);
    }
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
    #![proptest_config(ProptestConfig::with_cases(256))]

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
        let (mut shop, end) = play(common::catalogue(), start, &steps)?;
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
        let (mut shop, now) = play(common::catalogue(), start, &steps)?;
        shop.channel = Channel::Web;
        if let Ok(quote) = may_place(&shop.catalogue, Some(&shop.account), &basket, &shop.person(now)) {
            shop.buy("quoted", &basket, now);
            let order = shop.order("quoted");
            prop_assert_eq!((&order.lines, order.total), (&quote.lines, quote.total));
            prop_assert_eq!(shop.account.paid_end(now), quote.lines.iter().find(|line| matches!(line.item, LineItem::Edition { .. })).map_or(quote.paid_end_before, |line| Some(line.period.end)));
        }
    }

    #[test]
    fn notices_in_any_order_and_number_end_in_one_state(
        start in start(),
        notices in prop::collection::vec((0_usize..5, 0_usize..2), 1..12).prop_flat_map(|notices| (Just(notices.clone()), Just(notices).prop_shuffle())),
        twice in any::<bool>(),
    ) {
        let end = |notices: &[(usize, usize)], twice: bool| {
            let mut shop = shop();
            shop.place("order 0", &edition("advanced", 1), start).unwrap();
            shop.place("order 1", &packs(&[("signing_report", 10, 1)]), start).unwrap();
            for _ in 0..=u32::from(twice) {
                for (payment, order) in notices {
                    let key = format!("order {order}");
                    // The first two payments are of the right amount, the others are not.
                    let amount = if *payment < 2 { shop.order(&key).total } else { fen(7) };
                    shop.notice(&key, &format!("payment {payment}"), amount, start);
                }
            }
            let orders = shop.account.orders.iter().map(|order| {
                let received: i64 = order.payments.iter().map(|payment| payment.amount.fen()).sum();
                let held = order.payments.iter().filter(|payment| payment.held.is_some()).count();
                (order.recorded_state.clone(), order.payments.len(), held, received)
            });
            (orders.collect::<Vec<_>>(), shop.account.editions.clone(), shop.account.paid_end(start))
        };
        prop_assert_eq!(end(&notices.0, false), end(&notices.1, twice));
    }

    #[test]
    fn the_price_grows_with_the_term(catalogue in prices(), start in start(), steps in steps()) {
        let (shop, now) = play(catalogue, start, &steps)?;
        for which in EDITIONS {
            let totals: Vec<_> = (1..=3).filter_map(|years| Some(shop.quote(&edition(which, years), now).ok()?.total)).collect();
            prop_assert!(totals.windows(2).all(|pair| pair[0] < pair[1]), "{totals:?}");
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
