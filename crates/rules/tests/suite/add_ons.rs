//! Add-ons: under which edition they are sold and until when they last (ADD-1 … ADD-6, ADD-11, ADD-12).

use crate::common::{Shop, altered, at, both, code, edition, local, packs, reasons, rules_of, shop};
use rstest::rstest;
use rules::account::{BatchState, Event, Trial};
use rules::add_on_offer::add_on_offers;
use rules::calendar::Period;
use rules::rejection::{AddOnRule, Reason, Remedy};
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
    let batch = shop
        .account
        .batches
        .iter()
        .find(|batch| batch.source.follows_edition() || batch.quota == quota && quota != QuotaKind::Contract);
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
        assert_eq!(
            refused,
            [Reason::AddOnNeedsEdition { add_on: AddOnCode::new(add_on), editions, rule: AddOnRule::Experience }]
        );
        assert_eq!(
            on(has).ways(&packs(&[(add_on, size, 1)]), at(DAY)),
            [[Remedy::ChooseEdition { edition: code("advanced") }]]
        );
    }
}

#[test]
fn add_1_the_lowest_edition_that_suffices_is_the_remedy() {
    let mut shop = on("experience");
    shop.catalogue = altered(|file| file["add_ons"][0]["editions"] = json!(["flagship", "professional"])).unwrap();
    let professional = Remedy::ChooseEdition { edition: code("professional") };
    assert_eq!(shop.ways(&packs(&[("contract_pack", 1000, 1)]), at(DAY)), [[professional]]);
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

/// Contract packs for professional and flagship alone.
fn packs_for_the_higher(has: &str) -> Shop {
    let mut shop = on(has);
    shop.catalogue = altered(|file| file["add_ons"][0]["editions"] = json!(["professional", "flagship"])).unwrap();
    shop
}

#[test]
fn add_2_a_paid_edition_that_does_not_suffice_is_refused() {
    let quote = packs_for_the_higher("advanced").quote(&packs(&[("contract_pack", 1000, 1)]), at("2026-04-01 10:00"));
    assert_eq!(rules_of(quote), ["ADD-2"]);
}

#[test]
fn add_5_what_ends_with_the_edition_is_never_sold_without_one() {
    let mut shop = on("experience");
    shop.catalogue.add_ons[0].editions.push(code("experience"));
    assert_eq!(rules_of(shop.quote(&packs(&[("contract_pack", 1000, 1)]), at(DAY))), ["ADD-1"]);
}

#[test]
fn add_12_packs_beside_an_upgrade_are_judged_by_the_new_edition() {
    let basket = both(edition("professional", 1), packs(&[("contract_pack", 1000, 1)]));
    let mut shop = packs_for_the_higher("advanced");
    shop.buy("upgrade", &basket, at("2026-04-01 10:00"));
    assert_eq!(pack_end(&shop, QuotaKind::Contract), "2027-04-01 10:00");
}

#[test]
fn add_11_a_trial_is_no_purchase() {
    let mut shop = on("experience");
    shop.catalogue = altered(|file| file["add_ons"][1]["editions"] = json!(["flagship"])).unwrap();
    let trial = Trial {
        application: rules::vocabulary::ApplicationId::new("trial"),
        edition: code("flagship"),
        rank: 3,
        period: Period::of_years(at(DAY), 1),
    };
    shop.account.apply(&Event::TrialGranted { trial });
    assert_eq!(shop.account.effective_edition(at(DAY)), code("flagship"));
    assert_eq!(rules_of(shop.quote(&packs(&[("signing_report", 10, 1)]), at(DAY))), ["ADD-1"]);
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

#[test]
fn add_5_add_6_each_add_on_is_offered_with_the_end_that_it_would_have() {
    let shop = on("advanced");
    let now = at("2026-05-10 12:00");
    let offers = add_on_offers(&shop.catalogue, Some(&shop.account), &shop.person(now));
    let end_of = |code: &str| {
        let offer = offers.iter().find(|offer| offer.add_on.as_str() == code).unwrap();
        local(*offer.buy.as_ref().unwrap())
    };
    assert_eq!(end_of("contract_pack"), "2027-03-01 10:00");
    assert_eq!(end_of("signing_report"), "2027-05-10 12:00");
    assert_eq!(end_of("meeting_signing"), "2027-05-10 12:00");
}

#[test]
fn ch_5_and_ch_6_are_told_of_each_add_on_before_anything_is_chosen() {
    let mut shop = shop();
    shop.buy("edition", &edition("professional", 1), at("2026-03-01 10:00"));
    shop.channel = Channel::MiniProgram;
    let offers = add_on_offers(&shop.catalogue, Some(&shop.account), &shop.person(at("2026-04-01 10:00")));
    let refused: Vec<_> = offers
        .iter()
        .filter(
            |offer| matches!(&offer.buy, Err(against) if against.reasons.iter().any(|reason| reason.rule() == "CH-6")),
        )
        .map(|offer| offer.add_on.as_str())
        .collect();
    assert_eq!(refused, ["app_integration"]);
}
