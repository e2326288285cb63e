//! What an account has at an instant, and since when it has been so.

use crate::common::{at, both, edition, packs, shop};
use chrono::TimeDelta;
use rstest::rstest;
use rules::account::Account;
use rules::calendar::{Instant, day_began, days_between};
use rules::decide::after_paying;
use rules::vocabulary::QuotaKind;

#[rstest]
#[case::at_midnight("2026-03-01 00:00", "2026-03-01 00:00")]
#[case::at_noon("2026-03-01 12:30", "2026-03-01 00:00")]
#[case::before_midnight("2026-03-01 23:59", "2026-03-01 00:00")]
#[case::when_utc_is_a_day_behind("2026-03-01 07:59", "2026-03-01 00:00")]
fn a_day_begins_at_midnight_in_shanghai(#[case] now: &str, #[case] began: &str) {
    assert_eq!(day_began(at(now)), at(began));
}

/// Everything that a page shows of an account.
fn shown(account: &Account, now: Instant) -> impl PartialEq + std::fmt::Debug {
    let states: Vec<_> = account.batches.iter().map(|batch| account.batch_state(batch, now)).collect();
    let orders: Vec<_> = account.orders.iter().map(|order| order.state_at(now)).collect();
    let days_left = account.paid_end(now).map(|end| days_between(now, end));
    let in_force = account.in_force(now).map(|paid| paid.edition.clone());
    (in_force, account.paid_end(now), days_left, account.balance(QuotaKind::Contract, now), states, orders)
}

#[test]
fn ord_9_what_is_shown_holds_since_the_instant_that_the_account_names() {
    let mut shop = shop();
    let first = both(edition("advanced", 2), packs(&[("contract_pack", 1_000, 1)]));
    shop.buy("one", &first, at("2026-03-01 10:00"));
    shop.buy("two", &packs(&[("signing_report", 10, 1)]), at("2026-05-01 15:30"));
    shop.place("three", &edition("advanced", 1), at("2028-02-28 12:00")).expect("placed");
    let account = &shop.account;
    let mut now = at("2026-03-01 00:00");
    while now < at("2028-03-04 00:00") {
        let since = account.unchanged_since(now);
        assert!(since <= now);
        assert_eq!(
            format!("{:?}", shown(account, since)),
            format!("{:?}", shown(account, now)),
            "between {since} and {now}"
        );
        now += TimeDelta::minutes(61);
    }
}

#[test]
fn add_5_the_picture_before_a_purchase_is_what_paying_leads_to() {
    let mut shop = shop();
    let now = at("2026-05-10 10:00");
    shop.buy("one", &both(edition("advanced", 1), packs(&[("contract_pack", 1_000, 1)])), at("2026-03-01 10:00"));
    let basket = both(edition("professional", 2), packs(&[("contract_pack", 10_000, 1)]));
    let preview = after_paying(&shop.account, &shop.quote(&basket, now).expect("a quote"));
    shop.place("preview", &basket, now).expect("placed");
    shop.pay("preview", now);
    assert_eq!(preview.editions, shop.account.editions);
    assert_eq!(preview.batches, shop.account.batches);
}
