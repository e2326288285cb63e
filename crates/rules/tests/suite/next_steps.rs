//! What to do about what runs low or ends soon (QUOTA-4, QUOTA-7, BUY-5, ADD-5).

use rstest::rstest;
use rules::account::{Change, Changed};
use rules::basket::Basket;
use rules::rejection::{Reason, Remedy};
use rules::usage::{NextStep, ending_soon, step_about_ending, step_about_low};
use rules::vocabulary::{Channel, QuotaKind, Role, Roles};
use rules::way_forward::{Step, Wish};

use crate::common::{Shop, at, both, code, edition, integration, packs, shop};

const BOUGHT: &str = "2026-03-01 10:00";
/// Within 30 days of the end of a year that was bought then.
const NEAR_END: &str = "2027-02-20 10:00";

fn bought(basket: &Basket) -> Shop {
    let mut shop = shop();
    shop.buy("order", basket, at(BOUGHT));
    shop
}

/// What to do about each thing that ends soon, in order.
fn steps(shop: &Shop, now: &str) -> Vec<Option<NextStep>> {
    let context = shop.person(at(now));
    let ending = ending_soon(&shop.catalogue, &shop.account, at(now));
    ending.iter().map(|change| step_about_ending(&shop.catalogue, &shop.account, change, &context)).collect()
}

fn low(shop: &Shop, quota: QuotaKind) -> Option<NextStep> {
    step_about_low(&shop.catalogue, &shop.account, quota, &shop.person(at(BOUGHT)))
}

#[track_caller]
fn basket_of(step: Option<NextStep>) -> Basket {
    match step {
        Some(NextStep::Buy(top_up)) => top_up.basket,
        other => unreachable!("{other:?} is no purchase"),
    }
}

#[track_caller]
fn refused(step: Option<NextStep>) -> (Basket, Vec<Reason>) {
    match step {
        Some(NextStep::Refused { basket, against }) => (basket, against.reasons),
        other => unreachable!("{other:?} is no refusal"),
    }
}

#[test]
fn buy_5_an_edition_that_ends_is_renewed_for_its_shortest_term() {
    let found = steps(&bought(&edition("advanced", 1)), NEAR_END);
    assert_eq!(basket_of(found[0].clone()), edition("advanced", 1));
}

#[test]
fn buy_4_a_phone_to_verify_is_no_obstacle() {
    let mut shop = bought(&edition("advanced", 1));
    shop.phone_age = None;
    assert_eq!(basket_of(steps(&shop, NEAR_END)[0].clone()), edition("advanced", 1));
}

#[test]
fn ed_5_no_purchase_keeps_what_an_edition_included() {
    let found = steps(&bought(&edition("advanced", 1)), NEAR_END);
    assert_eq!(found[1], Some(NextStep::Use { quota: QuotaKind::Contract }));
}

#[test]
fn add_5_packs_that_follow_the_edition_are_kept_by_its_renewal() {
    let shop = bought(&both(edition("advanced", 1), packs(&[("contract_pack", 1_000, 1)])));
    let found = steps(&shop, NEAR_END);
    assert_eq!(found.len(), 3);
    let renewals = found.iter().filter(|step| matches!(step, Some(NextStep::Buy(_))));
    assert!(renewals.clone().all(|step| basket_of(step.clone()) == edition("advanced", 1)));
    assert_eq!(renewals.count(), 2);
}

#[test]
fn add_6_other_packs_are_bought_again_in_their_size() {
    let shop = bought(&packs(&[("meeting_signing", 50, 1)]));
    assert_eq!(basket_of(steps(&shop, NEAR_END)[0].clone()), packs(&[("meeting_signing", 50, 1)]));
}

#[test]
fn add_7_an_integration_is_bought_again_where_the_edition_lasts() {
    let mut shop = bought(&edition("professional", 3));
    shop.buy("api", &integration(1), at(BOUGHT));
    assert_eq!(basket_of(steps(&shop, NEAR_END)[0].clone()), integration(1));
}

#[test]
fn add_7_an_integration_that_ends_with_the_edition_leads_to_both() {
    let mut shop = bought(&edition("professional", 1));
    shop.buy("api", &integration(1), at(BOUGHT));
    let now = at(NEAR_END);
    let change = Change {
        at: shop.account.integrations[0].period.end,
        what: Changed::IntegrationEnds { add_on: shop.account.integrations[0].add_on.clone() },
    };
    let step = step_about_ending(&shop.catalogue, &shop.account, &change, &shop.person(now));
    let (basket, reasons) = refused(step);
    assert_eq!(basket, integration(1));
    let wish = Wish::Basket(basket);
    let ways = shop.ways_of(&wish, &reasons[0], &shop.person(now));
    assert_eq!(ways[0], Remedy::RenewFirst { edition: code("professional") });
}

#[test]
fn add_7_an_integration_that_was_bought_again_does_not_end_soon() {
    let mut shop = bought(&edition("professional", 3));
    shop.buy("api", &integration(1), at(BOUGHT));
    shop.buy("again", &integration(1), at("2027-02-01 10:00"));
    let ending = ending_soon(&shop.catalogue, &shop.account, at(NEAR_END));
    assert!(!ending.iter().any(|change| matches!(change.what, Changed::IntegrationEnds { .. })), "{ending:?}");
}

fn trial_ends(shop: &Shop) -> Option<NextStep> {
    let change = Change { at: at("2026-03-08 10:00"), what: Changed::TrialEnds { edition: code("professional") } };
    step_about_ending(&shop.catalogue, &shop.account, &change, &shop.person(at("2026-03-05 10:00")))
}

#[test]
fn trial_5_after_a_trial_its_edition_is_bought_or_upgraded_to() {
    assert_eq!(basket_of(trial_ends(&shop())), edition("professional", 1));
    assert_eq!(basket_of(trial_ends(&bought(&edition("advanced", 1)))), edition("professional", 1));
}

#[test]
fn trial_5_where_as_much_was_bought_meanwhile_there_is_nothing_to_do() {
    assert_eq!(trial_ends(&bought(&edition("professional", 1))), None);
    assert_eq!(trial_ends(&bought(&edition("flagship", 1))), None);
}

#[test]
fn ch_4_what_the_channel_does_not_sell_leads_to_the_web() {
    let mut shop = bought(&edition("professional", 1));
    shop.channel = Channel::MiniProgram;
    let (basket, reasons) = refused(steps(&shop, NEAR_END)[0].clone());
    let ways = shop.ways_of(&Wish::Basket(basket), &reasons[0], &shop.person(at(NEAR_END)));
    assert_eq!(ways, [Remedy::OpenOnWeb]);
}

#[rstest]
#[case(QuotaKind::Contract, packs(&[("contract_pack", 1_000, 1)]))]
#[case(QuotaKind::Report, packs(&[("signing_report", 10, 1)]))]
fn quota_7_what_runs_low_is_topped_up_in_the_cheapest_way(#[case] quota: QuotaKind, #[case] basket: Basket) {
    assert_eq!(basket_of(low(&bought(&edition("advanced", 1)), quota)), basket);
}

#[test]
fn role_3_whoever_may_not_buy_is_told_so_about_each() {
    let mut shop = bought(&edition("advanced", 1));
    shop.roles = Roles::of(&[Role::Employee]);
    let (_, reasons) = refused(low(&shop, QuotaKind::Contract));
    assert_eq!(reasons, [Reason::RoleMissing]);
    let (_, reasons) = refused(steps(&shop, NEAR_END)[0].clone());
    assert_eq!(reasons, [Reason::RoleMissing]);
}

#[test]
fn buy_12_an_unpaid_order_for_an_edition_stands_in_the_way_and_can_be_paid() {
    let mut shop = bought(&edition("advanced", 1));
    shop.place("renewal", &edition("advanced", 1), at(NEAR_END)).unwrap();
    let (basket, reasons) = refused(steps(&shop, NEAR_END)[0].clone());
    let wish = Wish::Basket(basket);
    assert!(matches!(reasons[..], [Reason::OpenOrder { .. }]), "{reasons:?}");
    let context = shop.person(at(NEAR_END));
    let refused = rules::way_forward::Refused {
        catalogue: &shop.catalogue,
        account: Some(&shop.account),
        context: &context,
        wish: &wish,
    };
    let ways = refused.ways(&reasons[0]);
    assert!(matches!(refused.step(&ways[0]), Step::Order(_)), "{ways:?}");
}
