//! The other policy of BUY-8: the paid end stays and the difference is paid for what is left (BUY-8, BUY-11).

use crate::common::{Shop, altered, at, edition, fen, local, packs, shop};
use rules::account::LineItem;
use rules::vocabulary::QuotaKind;

const DAY: &str = "2026-03-01 10:00";

fn by_difference() -> Shop {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["policies"]["upgrade"] = "difference_for_remaining_term".into()).unwrap();
    shop
}

#[test]
fn buy_8_the_difference_is_paid_for_the_days_left() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let quote = shop.quote(&edition("professional", 1), at("2026-05-10 10:00")).unwrap();
    // (10,950 − 3,650) × 295 ÷ 365
    assert_eq!((quote.total, quote.credit), (fen(590_000), None));
    assert_eq!(local(quote.lines[0].period.end), "2027-03-01 10:00");
    assert!(matches!(quote.lines[0].item, LineItem::RemainingTerm { .. }));
}

#[test]
fn buy_8_no_term_is_asked_for() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let now = at("2026-05-10 10:00");
    let totals: Vec<_> = (1..=3).map(|years| shop.quote(&edition("professional", years), now).unwrap().total).collect();
    assert_eq!(totals, [fen(590_000); 3]);
}

#[test]
fn buy_8_queued_periods_are_paid_whole_and_the_sum_is_rounded_once() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buy("renewal", &edition("advanced", 3), at("2026-04-01 10:00"));
    let quote = shop.quote(&edition("professional", 1), at("2026-05-10 10:00")).unwrap();
    assert_eq!(quote.total, fen(590_000 + 3 * 730_000));
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    assert_eq!(shop.paid_end(at("2026-05-11 10:00")).unwrap(), "2030-03-01 10:00");
    let in_force: Vec<_> =
        shop.account.paid_timeline(at("2026-05-11 10:00")).map(|paid| paid.edition.as_str()).collect();
    assert_eq!(in_force, ["professional", "professional"]);
}

#[test]
fn buy_11_included_batches_stay_and_the_difference_is_granted_by_days_rounded_down() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 2), at(DAY));
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    // 500 stay; (3,000 − 500) × 295 ÷ 365 = 2,020.54…
    assert_eq!(shop.contracts(at("2026-05-10 10:10")), 500 + 2020);
    // The next service year has all of the difference.
    assert_eq!(shop.contracts(at("2027-03-01 10:10")), 500 + 2500);
}

#[test]
fn buy_11_an_amount_for_the_term_is_cut_by_the_days_of_the_term() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("professional", 2), at(DAY));
    shop.buy("upgrade", &edition("flagship", 1), at("2026-05-10 10:00"));
    // (2,000,000 − 2 × 3,000) × 661 ÷ 731 = 1,803,056.08…
    assert_eq!(shop.contracts(at("2026-05-10 10:10")), 3000 + 1_803_056);
}

#[test]
fn buy_11_bought_packs_stay_with_the_paid_end() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    let pack = shop.account.batches.iter().find(|batch| batch.source.follows_edition()).unwrap();
    assert_eq!((local(pack.period.end).as_str(), pack.quota), ("2027-03-01 10:00", QuotaKind::Contract));
}

#[test]
fn buy_9_after_the_difference_a_period_is_worth_the_higher_edition() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    // The seller goes back to credits: 10,950.00 × 200 ÷ 365.
    shop.catalogue = crate::common::catalogue();
    let credit = shop.quote(&edition("flagship", 1), at("2026-08-13 10:00")).unwrap().credit.unwrap();
    assert_eq!((credit.lines[0].days_left, credit.lines[0].days_whole, credit.total), (200, 365, fen(600_000)));
}

#[test]
fn buy_12_a_renewal_in_between_changes_what_the_difference_was_priced_for() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.place("upgrade", &edition("professional", 1), at("2026-05-10 10:00")).unwrap();
    let mut other = shop.clone();
    other.account.editions[0].period.end = at("2028-03-01 10:00");
    other.pay("upgrade", at("2026-05-10 11:00"));
    assert!(matches!(
        other.state("upgrade", at("2026-05-10 11:00")),
        rules::account::OrderState::NeedsAttention { .. }
    ));
}

#[test]
fn buy_10_on_the_last_day_the_difference_is_nothing_and_nothing_is_waited_for() {
    let mut shop = by_difference();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let last_day = at("2027-03-01 09:00");
    assert_eq!(shop.quote(&edition("professional", 1), last_day).unwrap().total, fen(0));
    shop.place("upgrade", &edition("professional", 1), last_day).unwrap();
    assert_eq!(shop.state("upgrade", last_day), rules::account::OrderState::Provisioning { since: last_day });
}
