//! Renewing and upgrading: where the new period starts, what the old one is still worth (BUY-5 … BUY-13).

use crate::common::{Shop, altered, at, both, code, edition, fen, local, packs, reasons, shop, term};
use rstest::rstest;
use rules::account::{Event, OrderState};
use rules::calendar::Period;
use rules::quote::{alternatives, unused_value};
use rules::rejection::{Reason, Remedy};
use serde_json::json;

/// Advanced for a year from 2026-03-01 10:00 (example 1).
fn example_1() -> Shop {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at("2026-03-01 10:00"));
    shop
}

#[test]
fn buy_5_a_renewal_follows_the_paid_end_without_a_gap() {
    let mut shop = example_1();
    shop.buy("renewal", &edition("advanced", 2), at("2026-12-01 09:00"));
    assert_eq!(shop.period("renewal"), ("2027-03-01 10:00".to_owned(), "2029-03-01 10:00".to_owned()));
    shop.buy("second", &edition("advanced", 1), at("2027-03-01 09:59"));
    assert_eq!(shop.period("second").0, "2029-03-01 10:00");
    assert_eq!(shop.paid_end(at("2027-03-01 09:59")).unwrap(), "2030-03-01 10:00");
}

#[test]
fn buy_5_included_contracts_open_with_the_new_period() {
    let mut shop = example_1();
    shop.buy("renewal", &edition("advanced", 1), at("2026-12-01 09:00"));
    assert_eq!(shop.contracts(at("2027-03-01 09:59")), 500);
    let batches: Vec<_> = shop.account.batches.iter().map(|batch| local(batch.period.start)).collect();
    assert_eq!(batches, ["2026-03-01 10:00", "2027-03-01 10:00"]);
    assert_eq!(shop.contracts(at("2027-03-01 10:00")), 500);
}

#[test]
fn the_paid_end_stops_at_a_gap() {
    let mut shop = example_1();
    let mut later = shop.account.editions[0].clone();
    later.period = Period::of_years(at("2027-03-01 10:01"), 1);
    shop.account.apply(&Event::EditionGranted { period: later });
    assert_eq!(shop.paid_end(at("2026-05-01 10:00")).unwrap(), "2027-03-01 10:00");
}

#[test]
fn buy_6_after_the_end_it_is_a_new_purchase_from_payment() {
    let mut shop = example_1();
    shop.buy("again", &edition("advanced", 1), at("2027-03-01 10:00"));
    assert_eq!(shop.period("again").0, "2027-03-01 10:00");
    shop.buy("later", &edition("advanced", 1), at("2030-01-01 12:00"));
    assert_eq!(shop.period("later").0, "2030-01-01 12:00");
}

#[test]
fn buy_7_an_upgrade_is_to_a_strictly_higher_edition() {
    let mut shop = example_1();
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    assert_eq!(shop.account.effective_edition(at("2026-05-10 10:00")), code("professional"));
    assert!(shop.quote(&edition("flagship", 1), at("2026-05-11 10:00")).is_ok());
}

#[test]
fn example_3_upgrade_with_credit() {
    let mut shop = example_1();
    let quote = shop.quote(&edition("professional", 1), at("2026-05-10 12:00")).unwrap();
    let credit = quote.credit.clone().unwrap();
    assert_eq!((credit.lines[0].days_left, credit.lines[0].days_whole), (295, 365));
    assert_eq!((credit.total, quote.total), (fen(295_000), fen(800_000)));
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 12:00"));
    assert_eq!(shop.period("upgrade"), ("2026-05-10 12:00".to_owned(), "2027-05-10 12:00".to_owned()));
    assert_eq!(shop.account.editions[1].value, fen(1_095_000), "its value for a later upgrade");
    assert_eq!(shop.period("first").1, "2026-05-10 12:00");
}

#[test]
fn example_4_the_credit_is_rounded_to_the_fen() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 3), at("2026-01-01 10:00"));
    let basket = both(edition("professional", 1), packs(&[]));
    let quote = shop.quote(&basket, at("2026-01-02 09:00")).unwrap();
    let credit = quote.credit.unwrap();
    assert_eq!((credit.lines[0].days_left, credit.lines[0].days_whole), (1095, 1096));
    assert_eq!((credit.total, quote.total), (fen(1_094_001), fen(999)));
}

#[test]
fn example_5_queued_periods_count_whole_and_name_the_shortest_term() {
    let mut shop = example_1();
    shop.buy("queued", &edition("advanced", 3), at("2026-04-01 10:00"));
    let now = at("2026-05-10 12:00");
    let refused = reasons(shop.quote(&edition("professional", 1), now));
    assert_eq!(refused, [Reason::CreditExceedsPrice { credit: fen(1_390_000), shortest: Some(term(2)) }]);
    assert_eq!(shop.ways(&edition("professional", 1), now), [[Remedy::ChooseTerm { term: term(2) }]]);
    assert_eq!(shop.quote(&edition("professional", 2), now).unwrap().total, fen(800_000));
}

#[test]
fn buy_8_an_upgrade_replaces_current_and_queued_periods() {
    let mut shop = example_1();
    shop.buy("queued", &edition("advanced", 3), at("2026-04-01 10:00"));
    let now = at("2026-05-10 12:00");
    shop.buy("upgrade", &edition("professional", 2), now);
    assert_eq!(shop.paid_end(now).unwrap(), "2028-05-10 12:00");
    assert_eq!(shop.account.paid_timeline(now).count(), 1);
    assert_eq!(shop.account.in_force(at("2028-05-10 12:00")), None, "nothing of the queue is left");
}

#[test]
fn buy_9_the_value_of_many_periods_stays_exact() {
    let mut shop = shop();
    let (leap, first) = (at("2027-06-15 10:00"), at("2026-03-01 10:00"));
    shop.buy("first", &edition("advanced", 3), first);
    for number in 0..20 {
        shop.buy(&format!("renewal {number}"), &edition("advanced", number % 3 + 1), first);
    }
    let whole = 39 * 365_000;
    let credit = unused_value(&shop.account, leap).unwrap().total;
    // 2027-06-15 … 2029-03-01 are 625 of 1,096 days of the first three years.
    assert_eq!(credit, fen(whole + (1_095_000 * 625 * 2 + 1096) / (2 * 1096)));
}

#[test]
fn an_alternative_costs_what_it_is_quoted_for() {
    let shop = example_1();
    let now = at("2026-05-10 12:00");
    let basket = both(edition("professional", 1), packs(&[("contract_pack", 1000, 1)]));
    let others = alternatives(&shop.catalogue, Some(&shop.account), &basket, now);
    assert_eq!(others.len(), 8);
    for other in &others {
        let instead = both(edition(other.edition.edition.as_str(), other.edition.term.years()), basket.clone());
        assert_eq!(other.total, shop.quote(&instead, now).map(|quote| quote.total));
    }
    let totals: std::collections::BTreeSet<_> = others.iter().flat_map(|other| &other.total).collect();
    assert_eq!(totals.len(), 8);
}

#[test]
fn buy_9_credit_used_counts_as_paid_at_the_next_upgrade() {
    let mut shop = example_1();
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 12:00"));
    let quote = shop.quote(&edition("flagship", 1), at("2026-05-10 13:00")).unwrap();
    assert_eq!(quote.credit.unwrap().total, fen(1_095_000));
}

#[test]
fn buy_9_packs_are_never_counted() {
    let mut shop = shop();
    shop.buy("first", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 3)])), at("2026-03-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-03-01 11:00")).unwrap();
    assert_eq!(quote.credit.unwrap().total, fen(365_000));
}

#[test]
fn buy_10_the_credit_sets_off_the_edition_line_alone() {
    let shop = example_1();
    let basket = both(edition("professional", 1), packs(&[("contract_pack", 1000, 1)]));
    let quote = shop.quote(&basket, at("2026-05-10 12:00")).unwrap();
    assert_eq!(quote.total, fen(800_000 + 280_000));
}

#[test]
fn buy_10_with_no_term_long_enough_sales_take_over() {
    let mut shop = example_1();
    for year in 0..4 {
        shop.buy(&format!("queued {year}"), &edition("advanced", 3), at("2026-04-01 10:00"));
    }
    let refused = reasons(shop.quote(&edition("professional", 3), at("2026-05-10 12:00")));
    assert_eq!(shop.ways(&edition("professional", 3), at("2026-05-10 12:00")), [[Remedy::ContactSales]]);
    assert!(matches!(refused[..], [Reason::CreditExceedsPrice { shortest: None, .. }]));
}

/// Advanced at the price of professional, so that an upgrade on the same day costs nothing.
fn even_prices() -> Shop {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["editions"][0]["yearly_price_fen"] = json!(1_095_000)).unwrap();
    shop.buy("first", &edition("advanced", 1), at("2026-03-01 10:00"));
    shop
}

#[test]
fn buy_10_nothing_to_pay_is_confirmed_without_payment() {
    let mut shop = even_prices();
    shop.place("upgrade", &edition("professional", 1), at("2026-03-01 12:00")).unwrap();
    assert_eq!(shop.order("upgrade").total, fen(0));
    assert_eq!(
        shop.state("upgrade", at("2026-03-01 12:00")),
        OrderState::Provisioning { since: at("2026-03-01 12:00") }
    );
    assert_eq!(shop.period("upgrade"), ("2026-03-01 12:00".to_owned(), "2027-03-01 12:00".to_owned()));
}

#[test]
fn buy_10_nothing_to_pay_still_passes_every_other_check() {
    let mut shop = even_prices();
    shop.phone_age = None;
    let refused = reasons(shop.place("upgrade", &edition("professional", 1), at("2026-03-01 12:00")));
    assert_eq!(refused, [Reason::PhoneNotVerified { window_minutes: 30 }]);
}

#[test]
fn buy_11_replaced_included_contracts_close_and_bought_packs_stay() {
    let mut shop = shop();
    shop.buy("first", &both(edition("advanced", 2), packs(&[("contract_pack", 1000, 1)])), at("2026-03-01 10:00"));
    let now = at("2026-05-10 12:00");
    shop.buy("upgrade", &edition("professional", 1), now);
    assert_eq!(shop.contracts(now), 3000 + 1000);
    assert_eq!(shop.contracts(at("2027-03-02 10:00")), 3000 + 1000, "the second year of advanced never opens");
}

#[test]
fn buy_12_an_order_expires_no_later_than_the_paid_end() {
    let mut shop = example_1();
    let placed = at("2027-03-01 09:00");
    shop.place("renewal", &edition("advanced", 1), placed).unwrap();
    let end = at("2027-03-01 10:00");
    assert_eq!(shop.state("renewal", end), OrderState::Expired { at: end });
    assert_eq!(shop.state("renewal", at("2027-03-01 09:59")), OrderState::Unpaid);
}

#[test]
fn buy_12_an_order_that_needs_no_edition_outlives_the_paid_end() {
    let mut shop = example_1();
    shop.place("report", &packs(&[("signing_report", 10, 1)]), at("2027-03-01 09:00")).unwrap();
    assert_eq!(shop.state("report", at("2027-03-02 08:59")), OrderState::Unpaid);
}

#[test]
fn buy_12_price_and_credit_stay_as_they_were_placed() {
    let mut shop = example_1();
    shop.place("upgrade", &edition("professional", 1), at("2026-05-10 23:00")).unwrap();
    shop.pay("upgrade", at("2026-05-11 09:00"));
    assert_eq!(shop.order("upgrade").payments[0].amount, fen(800_000));
    assert_eq!(shop.period("upgrade").0, "2026-05-11 09:00");
}

#[rstest]
#[case::the_renewal("advanced")]
#[case::the_upgrade("professional")]
fn buy_12_a_paid_timeline_that_changed_meanwhile_needs_attention(#[case] wanted: &str) {
    let mut shop = example_1();
    shop.buy("queued", &edition("advanced", 1), at("2026-03-02 10:00"));
    let now = at("2026-05-10 12:00");
    shop.place("late", &edition(wanted, 3), now).unwrap();
    shop.notice("late", "too little", fen(1), now);
    shop.buy("between", &edition("advanced", 1), now);
    shop.pay("late", now);
    assert_eq!(shop.state("late", now), OrderState::NeedsAttention { at: now });
    assert_eq!(shop.account.editions.len(), 3);
}

#[rstest]
#[case::later("2026-05-10 12:00", "2027-03-01 10:00", "2027-05-10 12:00")]
#[case::earlier("2026-03-01 11:00", "2029-03-01 10:00", "2027-03-01 11:00")]
fn buy_13_a_quote_says_where_packs_move_to(#[case] now: &str, #[case] from: &str, #[case] to: &str) {
    let years = if from.starts_with("2029") { 3 } else { 1 };
    let mut shop = shop();
    shop.buy("first", &both(edition("advanced", years), packs(&[("contract_pack", 1000, 1)])), at("2026-03-01 10:00"));
    let moved = shop.quote(&edition("professional", 1), at(now)).unwrap().packs_move.unwrap();
    assert_eq!((local(moved.from), local(moved.to)), (from.to_owned(), to.to_owned()));
    shop.buy("upgrade", &edition("professional", 1), at(now));
    let pack = shop.account.batches.iter().find(|batch| batch.source.follows_edition()).unwrap();
    assert_eq!(local(pack.period.end), to);
}

#[test]
fn buy_13_no_move_where_there_are_no_packs_or_the_paid_end_stays() {
    let (mut shop, now) = (example_1(), at("2026-05-10 12:00"));
    assert_eq!(shop.quote(&edition("advanced", 1), now).unwrap().packs_move, None);
    let pack = packs(&[("contract_pack", 1000, 1)]);
    shop.buy("pack", &pack, now);
    assert_eq!(shop.quote(&pack, now).unwrap().packs_move, None);
}
