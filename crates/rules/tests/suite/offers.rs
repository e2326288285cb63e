//! The questions of the pricing page: what may be bought, renewed, upgraded and tried, or why not (BUY-*, TRIAL-1, TRIAL-3).

use crate::common::{SHIPPED, Shop, at, catalogue, code, edition, fen, reasons, rules_of, shop, shop_of};
use rstest::rstest;
use rules::Catalogue;
use rules::account::{Activation, Certification, Event, Trial};
use rules::calendar::Period;
use rules::context::{Actor, Context};
use rules::decide::may_place;
use rules::offer::{EditionAction, EditionOffer, Standing, edition_offers};
use rules::rejection::{CertifiedFor, Handover, Reason, Remedy};
use rules::vocabulary::{Channel, Role, Roles};
use rules::way_forward::Wish;

const DAY: &str = "2026-03-01 10:00";
const LATER: &str = "2026-05-10 12:00";

fn on(which: &str) -> Shop {
    let mut shop = shop();
    shop.buy("first", &edition(which, 1), at(DAY));
    shop
}

fn offer(shop: &Shop, which: &str) -> EditionOffer {
    let offers = edition_offers(&shop.catalogue, Some(&shop.account), &shop.person(at(LATER)));
    offers.into_iter().find(|offer| offer.edition == code(which)).expect("an offer")
}

fn visitor() -> Context {
    Context::new(at(LATER), Channel::Web, Actor::Visitor)
}

#[test]
fn every_edition_has_an_offer_in_the_order_of_the_catalogue() {
    let offers = edition_offers(&catalogue(), None, &visitor());
    let codes: Vec<_> = offers.iter().map(|offer| offer.edition.as_str()).collect();
    assert_eq!(codes, ["advanced", "professional", "flagship"]);
}

#[test]
fn buy_1_a_visitor_is_asked_to_sign_in() {
    for offer in edition_offers(&catalogue(), None, &visitor()) {
        let (action, allowed) = offer.primary().unwrap();
        assert_eq!((action, reasons(allowed.clone())), (EditionAction::Buy, vec![Reason::SignInRequired]));
        assert_eq!(reasons(offer.trial), [Reason::SignInRequired]);
    }
}

#[rstest]
#[case("advanced", Standing::Lower, None)]
#[case("professional", Standing::InForce { paid_end: at("2027-03-01 10:00") }, Some(EditionAction::Renew))]
#[case("flagship", Standing::Higher, Some(EditionAction::Upgrade))]
fn each_edition_has_one_way_that_fits(
    #[case] which: &str,
    #[case] standing: Standing,
    #[case] way: Option<EditionAction>,
) {
    let offer = offer(&on("professional"), which);
    assert_eq!(offer.standing, standing);
    assert_eq!(offer.primary().map(|(action, allowed)| (action, allowed.is_ok())), way.map(|action| (action, true)));
}

#[test]
fn with_none_in_force_every_edition_can_be_bought() {
    let shop = shop();
    for which in ["advanced", "professional", "flagship"] {
        assert_eq!(offer(&shop, which).primary(), Some((EditionAction::Buy, &Ok(()))));
    }
}

#[rstest]
#[case::buy_what_is_in_force("advanced", EditionAction::Buy, EditionAction::Renew, "BUY-5")]
#[case::upgrade_to_what_is_in_force("advanced", EditionAction::Upgrade, EditionAction::Renew, "BUY-5")]
#[case::buy_a_higher_one("professional", EditionAction::Buy, EditionAction::Upgrade, "BUY-7")]
#[case::renew_a_higher_one("professional", EditionAction::Renew, EditionAction::Upgrade, "BUY-7")]
fn a_way_that_does_not_fit_names_the_one_that_does(
    #[case] which: &str,
    #[case] asked: EditionAction,
    #[case] fits: EditionAction,
    #[case] rule: &str,
) {
    let refused = reasons(way(offer(&on("advanced"), which), asked));
    assert_eq!(refused, [Reason::ActionDoesNotFit { action: asked, fitting: Some(fits) }]);
    assert_eq!(refused[0].rule(), rule);
    let shop = on("advanced");
    let ways = shop.ways_of(&Wish::Basket(edition(which, 1)), &refused[0], &shop.person(at(DAY)));
    assert_eq!(ways, [Remedy::Take { action: fits }]);
}

#[rstest]
#[case(EditionAction::Renew)]
#[case(EditionAction::Upgrade)]
fn buy_6_with_none_in_force_it_is_a_purchase(#[case] asked: EditionAction) {
    let refused = reasons(way(offer(&shop(), "professional"), asked));
    assert_eq!(refused, [Reason::ActionDoesNotFit { action: asked, fitting: Some(EditionAction::Buy) }]);
    assert_eq!(refused[0].rule(), "BUY-6");
}

#[test]
fn buy_7_an_edition_of_the_same_rank_is_no_upgrade() {
    let mut shop = on("advanced");
    shop.catalogue = Catalogue::parse(&SHIPPED.replace("\"advanced\"", "\"basic\"")).unwrap();
    assert_eq!(offer(&shop, "basic").standing, Standing::Lower);
}

#[test]
fn ed_7_no_way_leads_down() {
    let offer = offer(&on("flagship"), "advanced");
    for refused in [offer.buy, offer.renew, offer.upgrade] {
        assert_eq!(rules_of(refused), ["ED-7"]);
    }
}

#[test]
fn buy_10_an_upgrade_is_open_as_long_as_one_term_covers_the_credit() {
    let mut shop = on("advanced");
    shop.buy("queued", &edition("advanced", 3), at(DAY));
    assert_eq!(offer(&shop, "professional").upgrade, Ok(()));
    for year in 0..3 {
        shop.buy(&format!("more {year}"), &edition("advanced", 3), at(DAY));
    }
    let credit = fen(295_000 + 4 * 1_095_000);
    assert_eq!(reasons(offer(&shop, "professional").upgrade), [Reason::CreditExceedsPrice { credit, shortest: None }]);
}

#[test]
fn buy_12_an_open_order_closes_every_way() {
    let mut shop = shop();
    shop.place("open", &edition("advanced", 1), at(LATER)).unwrap();
    assert_eq!(rules_of(offer(&shop, "flagship").buy), ["BUY-12"]);
}

#[test]
fn every_reason_comes_at_once() {
    let mut shop = shop_of(crate::common::enterprise(Certification::Uncertified, Activation::NoSignAccount));
    (shop.roles, shop.phone_age) = (Roles::of(&[Role::Employee]), None);
    let offer = offer(&shop, "professional");
    assert_eq!(rules_of(offer.renew), ["ROLE-3", "BUY-2", "BUY-3", "BUY-4", "BUY-6"]);
}

#[rstest]
#[case("experience", "advanced", true)]
#[case("experience", "flagship", true)]
#[case("professional", "advanced", false)]
#[case("professional", "professional", false)]
#[case::paying_customers_may("professional", "flagship", true)]
fn trial_1_strictly_above_the_edition_in_force(#[case] has: &str, #[case] wants: &str, #[case] may: bool) {
    let shop = if has == "experience" { shop() } else { on(has) };
    let trial = offer(&shop, wants).trial;
    assert_eq!(trial.is_ok(), may);
    if !may {
        assert_eq!(reasons(trial), [Reason::TrialNotHigher { in_force: code(has) }]);
    }
}

#[test]
fn trial_1_only_for_a_certified_enterprise_and_whoever_may_buy() {
    let mut shop = shop_of(crate::common::enterprise(Certification::Uncertified, Activation::NoSignAccount));
    shop.roles = Roles::of(&[Role::Employee]);
    assert_eq!(
        reasons(offer(&shop, "advanced").trial),
        [Reason::RoleMissing, Reason::NotCertified { rule: CertifiedFor::Trial }]
    );
}

#[test]
fn trial_3_once_for_all_editions_together() {
    let mut shop = shop();
    let trial = Trial {
        application: rules::vocabulary::ApplicationId::new("trial"),
        edition: code("advanced"),
        rank: 1,
        period: Period::of_years(at("2020-01-01 10:00"), 1),
    };
    shop.account.apply(&Event::TrialGranted { trial });
    for which in ["advanced", "professional", "flagship"] {
        assert_eq!(reasons(offer(&shop, which).trial), [Reason::TrialUsed { edition: code("advanced") }]);
    }
}

#[rstest]
#[case(Channel::MiniProgram, None)]
#[case(Channel::PersonalMiniProgram, Some(Handover::Web))]
fn ch_7_where_the_trial_can_be_applied_for(#[case] channel: Channel, #[case] refusal: Option<Handover>) {
    let mut shop = shop();
    shop.channel = channel;
    let trial = offer(&shop, "advanced").trial;
    assert_eq!(trial.is_ok(), refusal.is_none());
    if let Some(handover) = refusal {
        let refused = reasons(trial);
        assert!(matches!(refused[..], [Reason::ChannelRefuses { instead, .. }] if instead == handover));
        assert_eq!(refused[0].rule(), "CH-7");
        let ways = shop.ways_of(&Wish::Trial(code("advanced")), &refused[0], &shop.person(at(DAY)));
        assert_eq!(ways, [Remedy::OpenOnWeb]);
    }
}

#[test]
fn trial_5_the_higher_edition_is_the_effective_one_and_a_trial_is_not_in_force() {
    let mut shop = on("advanced");
    let trial = Trial {
        application: rules::vocabulary::ApplicationId::new("trial"),
        edition: code("flagship"),
        rank: 3,
        period: Period { start: at(DAY), end: at("2026-03-08 10:00") },
    };
    shop.account.apply(&Event::TrialGranted { trial });
    assert_eq!(shop.account.effective_edition(at("2026-03-08 09:59")), code("flagship"));
    assert_eq!(shop.account.effective_edition(at("2026-03-08 10:00")), code("advanced"));
    assert_eq!(shop.account.in_force(at("2026-03-02 10:00")).unwrap().edition, code("advanced"));
}

#[test]
fn a_basket_is_judged_with_all_that_is_against_it() {
    let mut shop = shop();
    shop.place("open", &edition("advanced", 1), at(LATER)).unwrap();
    shop.phone_age = None;
    let context = shop.person(at(LATER));
    let judged = may_place(&shop.catalogue, Some(&shop.account), &edition("platinum", 1), &context);
    assert_eq!(rules_of(judged), ["BUY-4", "BUY-12", "ED-1"]);
}

#[test]
fn a_basket_that_may_be_placed_has_its_price() {
    let shop = shop();
    let judged = may_place(&shop.catalogue, Some(&shop.account), &edition("advanced", 2), &shop.person(at(LATER)));
    assert_eq!(judged.unwrap().total, fen(730_000));
}

#[test]
fn signing_in_and_the_phone_are_cleared_in_the_checkout() {
    let mut rejection = rules::rejection::Rejection::because(Reason::SignInRequired);
    rejection.add(Reason::PhoneNotVerified { window_minutes: 30 });
    assert!(rejection.is_cleared_in_checkout());
    rejection.add(Reason::NotCertified { rule: CertifiedFor::Purchase });
    assert!(!rejection.is_cleared_in_checkout());
}

fn way(offer: EditionOffer, action: EditionAction) -> Result<(), rules::rejection::Rejection> {
    match action {
        EditionAction::Buy => offer.buy,
        EditionAction::Renew => offer.renew,
        EditionAction::Upgrade => offer.upgrade,
    }
}
