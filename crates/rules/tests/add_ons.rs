//! Add-ons sold in packs: under which edition, in which channel, how many, and until when (ADD-*, CH-5).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod common;

use common::{Shop, altered, at, both, code, edition, fen, local, packs, reasons, rules_of, shop};
use rstest::rstest;
use rules::account::{BatchState, Event, Trial};
use rules::calendar::Period;
use rules::rejection::{Handover, Reason, Remedy};
use rules::vocabulary::{AddOnCode, Channel, QuotaKind};
use serde_json::json;

const DAY: &str = "2026-03-01 10:00";

fn on(which: &str) -> Shop {
    let mut shop = shop();
    if which != "experience" {
        shop.buy("first", &edition(which, 1), at(DAY));
    }
    shop
}

fn pack_end(shop: &Shop, quota: QuotaKind) -> String {
    let batch = shop.account.batches.iter().find(|batch| {
        rules::quote::follows_edition(&batch.source) || batch.quota == quota && quota != QuotaKind::Contract
    });
    local(batch.expect("a pack").period.end)
}

#[rstest]
#[case("experience", "contract_pack", 1000, false)]
#[case("experience", "signing_report", 10, true)]
#[case("experience", "meeting_signing", 50, true)]
#[case("advanced", "contract_pack", 1000, true)]
#[case("professional", "contract_pack", 10_000, true)]
#[case::flagship_included("flagship", "contract_pack", 1000, true)]
fn add_1_add_2_what_is_sold_under_which_edition(
    #[case] has: &str,
    #[case] add_on: &str,
    #[case] size: u32,
    #[case] sold: bool,
) {
    let quote = on(has).quote(&packs(&[(add_on, size, 1)]), at("2026-04-01 10:00"));
    assert_eq!(quote.is_ok(), sold);
    if !sold {
        let editions = ["advanced", "professional", "flagship"].map(code).to_vec();
        let refused = reasons(quote);
        assert_eq!(refused, [Reason::AddOnNeedsEdition { add_on: AddOnCode::new(add_on), editions }]);
        assert_eq!(refused[0].remedies(), [Remedy::ChooseEdition { edition: code("advanced") }]);
    }
}

#[test]
fn add_1_the_lowest_edition_that_suffices_is_the_remedy() {
    let mut shop = on("experience");
    shop.catalogue = altered(|file| file["add_ons"][0]["editions"] = json!(["flagship", "professional"])).unwrap();
    let refused = reasons(shop.quote(&packs(&[("contract_pack", 1000, 1)]), at(DAY)));
    assert_eq!(refused[0].remedies(), [Remedy::ChooseEdition { edition: code("professional") }]);
}

#[test]
fn add_4_an_add_on_counts_from_payment_and_is_usable_when_delivered() {
    let mut shop = on("experience");
    let now = at("2026-03-01 10:30");
    shop.place("report", &packs(&[("signing_report", 10, 2)]), at(DAY)).unwrap();
    shop.pay("report", now);
    let batch = shop.account.batches[0].clone();
    assert_eq!((batch.amount, local(batch.period.start)), (20, "2026-03-01 10:30".to_owned()));
    assert_eq!(shop.account.batch_state(&batch, now), BatchState::AwaitingDelivery);
    shop.deliver("report", at("2026-03-01 10:34")).unwrap();
    assert_eq!(shop.account.batch_state(&batch, now), BatchState::Open);
}

#[test]
fn add_5_a_contract_pack_ends_at_the_paid_end() {
    let mut shop = on("advanced");
    shop.buy("renewal", &edition("advanced", 1), at("2026-03-02 10:00"));
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    assert_eq!(pack_end(&shop, QuotaKind::Contract), "2028-03-01 10:00");
}

#[test]
fn example_7_a_pack_follows_the_renewal() {
    let mut shop = on("advanced");
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    shop.buy("renewal", &edition("advanced", 1), at("2027-02-01 10:00"));
    assert_eq!(pack_end(&shop, QuotaKind::Contract), "2028-03-01 10:00");
    assert_eq!(shop.contracts(at("2027-03-01 10:00")), 500 + 1000);
    assert_eq!(shop.contracts(at("2028-03-01 10:00")), 0);
}

#[test]
fn example_7_not_renewed_the_pack_is_cleared_when_the_edition_lapses() {
    let mut shop = on("advanced");
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    assert_eq!(shop.contracts(at("2027-03-01 09:59")), 500 + 1000);
    assert_eq!(shop.contracts(at("2027-03-01 10:00")), 0);
    let pack = shop.account.batches.last().unwrap();
    assert_eq!(shop.account.batch_state(pack, at("2027-03-01 10:00")), BatchState::Ended);
}

#[test]
fn add_5_a_lapsed_pack_does_not_come_back_with_a_new_purchase() {
    let mut shop = on("advanced");
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    let quote = shop.quote(&edition("advanced", 1), at("2027-03-01 10:00")).unwrap();
    assert_eq!(quote.packs_move, None);
    shop.buy("again", &edition("advanced", 1), at("2027-03-01 10:00"));
    assert_eq!(shop.contracts(at("2027-03-01 10:00")), 500);
}

#[test]
fn add_5_a_pack_that_waits_for_delivery_follows_too() {
    let mut shop = on("advanced");
    shop.place("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00")).unwrap();
    shop.pay("pack", at("2026-04-01 10:00"));
    shop.buy("renewal", &edition("advanced", 1), at("2026-04-01 10:01"));
    assert_eq!(pack_end(&shop, QuotaKind::Contract), "2028-03-01 10:00");
}

#[test]
fn add_5_a_pack_paid_after_the_edition_lapsed_is_held() {
    let mut shop = on("advanced");
    shop.place("pack", &packs(&[("contract_pack", 1000, 1)]), at("2027-03-01 09:00")).unwrap();
    shop.pay("pack", at("2027-03-01 10:00"));
    assert_eq!(shop.account.batches.len(), 1, "only the edition's own");
    assert_eq!(shop.order("pack").payments.len(), 1);
}

#[rstest]
#[case("signing_report", 10, QuotaKind::Report)]
#[case("meeting_signing", 50, QuotaKind::Meeting)]
fn add_6_other_packs_last_a_year_whatever_the_edition_does(
    #[case] add_on: &str,
    #[case] size: u32,
    #[case] quota: QuotaKind,
) {
    let mut shop = on("advanced");
    shop.place("pack", &packs(&[(add_on, size, 1)]), at("2026-04-01 10:00")).unwrap();
    shop.pay("pack", at("2026-04-01 12:00"));
    shop.deliver("pack", at("2026-04-01 12:04")).unwrap();
    shop.buy("upgrade", &edition("professional", 3), at("2026-05-10 10:00"));
    assert_eq!(pack_end(&shop, quota), "2027-04-01 12:00");
    let left = |now| shop.account.balance(quota, at(now)).left();
    assert_eq!((left("2027-04-01 11:59"), left("2027-04-01 12:00")), (u64::from(size), 0));
}

#[test]
fn add_10_sizes_are_those_of_the_catalogue() {
    let refused = reasons(on("advanced").quote(&packs(&[("contract_pack", 2000, 1)]), at(DAY)));
    assert_eq!(refused, [Reason::PackNotSold { add_on: AddOnCode::new("contract_pack"), sizes: vec![1000, 10_000] }]);
}

#[rstest]
#[case::unknown("gift_card")]
#[case::sold_by_the_year("app_integration")]
fn add_10_what_is_not_sold_in_packs_is_refused(#[case] add_on: &str) {
    let refused = reasons(on("professional").quote(&packs(&[(add_on, 1, 1)]), at(DAY)));
    assert_eq!(refused, [Reason::PackNotSold { add_on: AddOnCode::new(add_on), sizes: Vec::new() }]);
}

#[rstest]
#[case(0, false)]
#[case(1, true)]
#[case(20, true)]
#[case(21, false)]
fn add_10_several_at_once_up_to_the_most(#[case] quantity: u32, #[case] sold: bool) {
    let quote = on("advanced").quote(&packs(&[("contract_pack", 1000, quantity)]), at(DAY));
    assert_eq!(quote.as_ref().is_ok_and(|quote| quote.total == fen(280_000 * i64::from(quantity))), sold);
    if !sold {
        let max = 20;
        assert_eq!(reasons(quote), [Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max }]);
    }
}

#[rstest]
#[case::two_of_a_size(&[("contract_pack", 1000, 2)])]
#[case::one_of_each_size(&[("contract_pack", 1000, 1), ("contract_pack", 10_000, 1)])]
fn add_10_in_the_personal_mini_program_at_most_one(#[case] wanted: &[(&str, u32, u32)]) {
    let mut shop = on("experience");
    shop.channel = Channel::PersonalMiniProgram;
    let refused = reasons(shop.place("a", &both(edition("advanced", 1), packs(wanted)), at(DAY)));
    assert_eq!(refused, [Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max: 1 }]);
}

#[test]
fn add_10_a_pack_named_twice_is_one_mistake() {
    let twice = packs(&[("contract_pack", 1000, 11), ("contract_pack", 1000, 11), ("contract_pack", 1000, 1)]);
    let refused = reasons(on("advanced").quote(&twice, at(DAY)));
    assert_eq!(refused, [Reason::PackTwice { add_on: AddOnCode::new("contract_pack"), size: 1000 }]);
}

#[test]
fn add_10_nobody_pays_for_more_units_than_a_batch_holds() {
    let mut shop = on("advanced");
    let many = json!({ "kind": "packs", "quota": "contract", "max_quantity": 1_000_000, "sizes": [{ "amount": 1_000_000, "price_fen": 1 }] });
    shop.catalogue = altered(|file| file["add_ons"][0]["sale"] = many).unwrap();
    assert!(shop.quote(&packs(&[("contract_pack", 1_000_000, 4294)]), at(DAY)).is_ok());
    assert_eq!(reasons(shop.quote(&packs(&[("contract_pack", 1_000_000, 4295)]), at(DAY))), [Reason::AmountTooLarge]);
}

#[test]
fn add_11_a_trial_is_no_purchase() {
    let mut shop = on("experience");
    let trial = Trial { edition: code("flagship"), rank: 3, period: Period::of_years(at(DAY), 1) };
    shop.account.apply(&Event::TrialGranted { trial });
    assert_eq!(shop.account.effective_edition(at(DAY)), code("flagship"));
    assert_eq!(rules_of(shop.quote(&packs(&[("contract_pack", 1000, 1)]), at(DAY))), ["ADD-1"]);
}

#[test]
fn add_12_packs_beside_an_edition_are_judged_by_it_and_end_with_it() {
    let mut shop = on("experience");
    shop.buy("a", &both(edition("advanced", 2), packs(&[("contract_pack", 1000, 1)])), at(DAY));
    assert_eq!(pack_end(&shop, QuotaKind::Contract), "2028-03-01 10:00");
}

#[test]
fn add_12_packs_beside_a_renewal_start_at_once_and_end_with_the_new_period() {
    let mut shop = on("advanced");
    shop.buy("b", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)])), at("2026-04-01 10:00"));
    let line = &shop.order("b").lines[1];
    assert_eq!(
        (local(line.period.start), local(line.period.end)),
        ("2026-04-01 10:00".to_owned(), "2028-03-01 10:00".to_owned())
    );
    assert_eq!(shop.contracts(at("2026-04-01 10:05")), 500 + 1000);
}

#[rstest]
#[case::a_term_that_is_not_offered(&edition("advanced", 3), &["ED-2"])]
#[case::an_edition_that_is_not_sold(&edition("platinum", 1), &["ED-1"])]
fn add_12_packs_add_no_reason_where_the_edition_alone_is_wrong(
    #[case] edition: &rules::basket::Basket,
    #[case] rules: &[&str],
) {
    let mut shop = on("experience");
    shop.catalogue = altered(|file| file["editions"][0]["terms"] = json!([1])).unwrap();
    let basket = both(edition.clone(), packs(&[("contract_pack", 1000, 1)]));
    assert_eq!(rules_of(shop.quote(&basket, at(DAY))), rules);
}

#[test]
fn one_reason_against_two_packs_is_told_once() {
    let wanted = packs(&[("contract_pack", 1000, 1), ("contract_pack", 10_000, 1)]);
    assert_eq!(rules_of(on("experience").quote(&wanted, at(DAY))), ["ADD-1"]);
}

#[rstest]
#[case("contract_pack", 1000, Channel::MiniProgram, None)]
#[case("signing_report", 10, Channel::MiniProgram, None)]
#[case("meeting_signing", 50, Channel::MiniProgram, None)]
#[case("contract_pack", 1000, Channel::PersonalMiniProgram, Some(Handover::Together))]
#[case("signing_report", 10, Channel::PersonalMiniProgram, Some(Handover::Nobody))]
#[case("meeting_signing", 50, Channel::PersonalMiniProgram, Some(Handover::Nobody))]
fn ch_5_where_packs_are_sold(
    #[case] add_on: &str,
    #[case] size: u32,
    #[case] channel: Channel,
    #[case] refusal: Option<Handover>,
) {
    let mut shop = on("advanced");
    shop.channel = channel;
    let placed = shop.place("a", &packs(&[(add_on, size, 1)]), at("2026-04-01 10:00"));
    match refusal {
        None => assert!(placed.is_ok()),
        Some(handover) => {
            let refused = reasons(placed);
            assert!(
                matches!(refused[..], [Reason::ChannelRefuses { instead, .. }] if instead == handover),
                "{refused:?}"
            );
            assert_eq!(refused[0].rule(), "CH-5");
        }
    }
}
