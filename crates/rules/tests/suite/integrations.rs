//! App integrations: under which edition, from when, until when, for how much (ADD-3, ADD-7, ADD-8, ADD-12, BUY-13).

use crate::common::{Shop, altered, at, both, edition, fen, integration, local, packs, reasons, rules_of, shop, term};
use chrono::TimeDelta;
use rstest::rstest;
use rules::add_on_offer::add_on_offers;
use rules::basket::{Basket, IntegrationChoice};
use rules::explain;
use rules::quote::Warning;
use rules::rejection::{Reason, Remedy};
use rules::vocabulary::{AddOnCode, Language};
use rules::way_forward::{Refused, Wish};

const DAY: &str = "2026-03-01 10:00";

/// Professional until a local time, bought a whole number of years before.
fn professional(bought: &str, years: u32) -> Shop {
    let mut shop = shop();
    shop.buy("edition", &edition("professional", years), at(bought));
    shop
}

fn ends(shop: &Shop, basket: &Basket, now: &str) -> Result<String, Vec<Reason>> {
    match shop.quote(basket, at(now)) {
        Ok(quote) => Ok(local(quote.lines.last().unwrap().period.end)),
        Err(rejection) => Err(rejection.reasons),
    }
}

#[test]
fn add_3_example_2_advanced_does_not_suffice_and_the_upgrade_is_the_remedy() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let refused = reasons(shop.quote(&integration(1), at("2026-12-01 09:00")));
    assert_eq!(refused.iter().map(Reason::rule).collect::<Vec<_>>(), ["ADD-3"]);
    let upgrade = Remedy::ChooseEdition { edition: crate::common::code("professional") };
    assert_eq!(shop.ways(&integration(1), at("2026-12-01 09:00")), [[upgrade]]);
}

#[test]
fn add_7_example_2_with_less_than_a_year_left_one_year_ends_at_the_paid_end() {
    let shop = professional(DAY, 1);
    assert_eq!(ends(&shop, &integration(1), "2026-12-01 09:00").unwrap(), "2027-03-01 10:00");
    let quote = shop.quote(&integration(1), at("2026-12-01 09:00")).unwrap();
    assert!(
        matches!(quote.warnings().as_slice(), [Warning::IntegrationCutShort { ends, .. }] if local(*ends) == "2027-03-01 10:00")
    );
    assert_eq!(rules_of(shop.quote(&integration(2), at("2026-12-01 09:00"))), ["ADD-7"]);
}

#[rstest]
#[case::not_quite_two_years("2026-12-01 09:00", &[1])]
#[case::two_years_to_the_minute("2026-06-01 10:00", &[1, 2])]
#[case::more_than_two("2026-05-01 10:00", &[1, 2])]
fn add_7_a_term_is_offered_that_ends_before_the_paid_end(#[case] now: &str, #[case] offered: &[u32]) {
    let shop = professional("2025-06-01 10:00", 3);
    for years in 1..=3 {
        let quote = shop.quote(&integration(years), at(now));
        assert_eq!(quote.is_ok(), offered.contains(&years), "{years}");
        if let Err(rejection) = quote {
            let terms: Vec<_> = offered.iter().map(|years| term(*years)).collect();
            assert!(
                matches!(&rejection.reasons[..], [Reason::IntegrationTermNotOffered { offered, .. }] if *offered == terms)
            );
        }
    }
}

#[test]
fn add_7_a_renewal_does_not_move_it_and_bought_again_it_follows_its_end() {
    let mut shop = professional(DAY, 1);
    shop.buy("integration", &integration(1), at("2026-12-01 09:00"));
    shop.buy("renewal", &edition("professional", 3), at("2027-01-01 09:00"));
    assert_eq!(local(shop.account.integrations[0].period.end), "2027-03-01 10:00");
    let quote = shop.quote(&integration(2), at("2027-01-02 09:00")).unwrap();
    assert_eq!(local(quote.lines[0].period.start), "2027-03-01 10:00");
    assert_eq!(local(quote.lines[0].period.end), "2029-03-01 10:00");
    // Three more would reach further than three years from now, whatever the edition's end is.
    let refused = shop.quote(&integration(3), at("2027-01-02 09:00")).unwrap_err();
    let Reason::IntegrationTermNotOffered { latest_end, offered, .. } = &refused.reasons[0] else {
        panic!("{refused:?}")
    };
    assert_eq!((local(*latest_end).as_str(), &offered[..]), ("2030-01-02 09:00", &[term(1), term(2)][..]));
    let said = explain::reason(&refused.reasons[0], &shop.catalogue, Language::English);
    assert!(said.contains("three years from now") && !said.contains("your edition"), "{said}");
}

#[test]
fn add_7_at_the_paid_end_there_is_nothing_left_to_buy() {
    let mut shop = professional(DAY, 1);
    shop.buy("integration", &integration(1), at("2026-12-01 09:00"));
    let refused = reasons(shop.quote(&integration(1), at("2026-12-02 09:00")));
    assert!(matches!(&refused[..], [Reason::IntegrationTermNotOffered { offered, .. }] if offered.is_empty()));
}

#[test]
fn add_8_a_year_cut_short_costs_all_of_it_or_its_days() {
    let mut shop = professional(DAY, 1);
    let now = at("2026-12-01 09:00");
    assert_eq!(shop.quote(&integration(1), now).unwrap().total, fen(980_000));
    shop.catalogue = altered(|file| file["policies"]["clamped_term_price"] = "by_days".into()).unwrap();
    // 90 of 365 days: 241,643.83… fen.
    assert_eq!(shop.quote(&integration(1), now).unwrap().total, fen(241_644));
    // A whole year costs a whole year.
    let longer = professional("2026-11-01 10:00", 3);
    assert_eq!(longer.quote(&integration(1), now).unwrap().total, fen(980_000));
}

#[test]
fn add_12_beside_an_edition_it_is_judged_by_that_edition_and_its_end() {
    let quote = shop().quote(&both(edition("professional", 2), integration(2)), at(DAY)).unwrap();
    assert_eq!(
        (local(quote.lines[1].period.end).as_str(), quote.total),
        ("2028-03-01 10:00", fen(2_190_000 + 1_960_000))
    );
    assert_eq!(rules_of(shop().quote(&both(edition("advanced", 2), integration(1)), at(DAY))), ["ADD-3"]);
    // Beside a renewal it starts at payment.
    let shop = professional(DAY, 1);
    let quote = shop.quote(&both(edition("professional", 1), integration(1)), at("2026-12-01 09:00")).unwrap();
    assert_eq!(local(quote.lines[1].period.start), "2026-12-01 09:00");
    assert_eq!(local(quote.lines[1].period.end), "2027-12-01 09:00");
}

#[test]
fn add_4_an_integration_is_active_from_payment() {
    let mut shop = professional(DAY, 3);
    shop.place("integration", &integration(1), at("2026-04-01 10:00")).unwrap();
    shop.pay("integration", at("2026-04-01 11:00"));
    let period = shop.account.integrations[0].period;
    assert_eq!(
        (local(period.start), local(period.end)),
        ("2026-04-01 11:00".to_owned(), "2027-04-01 11:00".to_owned())
    );
}

#[test]
fn add_7_an_order_can_be_paid_only_while_its_whole_term_fits() {
    let mut shop = professional("2024-12-01 12:00", 3);
    // The last minute for one whole year; with two it would be too late.
    shop.place("integration", &integration(1), at("2026-12-01 09:00")).unwrap();
    assert_eq!(local(shop.order("integration").expires_at), "2026-12-01 12:00");
}

#[test]
fn add_8_an_order_for_a_year_cut_short_waits_as_long_as_any() {
    let mut shop = professional(DAY, 1);
    shop.place("integration", &integration(1), at("2026-12-01 09:00")).unwrap();
    assert_eq!(local(shop.order("integration").expires_at), "2026-12-02 09:00");
}

#[test]
fn add_7_each_term_is_offered_with_the_period_that_it_would_get() {
    let shop = professional("2025-06-01 10:00", 3);
    let now = at("2026-12-01 09:00");
    let offers = add_on_offers(&shop.catalogue, Some(&shop.account), &shop.person(now));
    let offer = offers.iter().find(|offer| offer.add_on.as_str() == "app_integration").unwrap();
    let ends: Vec<_> =
        offer.terms.iter().map(|term| term.period.as_ref().ok().map(|period| local(period.end))).collect();
    assert_eq!(ends, [Some("2027-12-01 09:00".to_owned()), None, None]);
    assert_eq!(local(offer.buy.clone().unwrap()), "2027-12-01 09:00");
}

#[test]
fn buy_13_an_upgrade_must_not_end_before_an_active_integration() {
    let mut shop = professional(DAY, 3);
    shop.buy("integration", &integration(2), at("2026-04-01 10:00"));
    let now = at("2026-05-01 10:00");
    let refused = reasons(shop.quote(&edition("flagship", 1), now));
    assert_eq!(
        refused,
        [Reason::EndsBeforeIntegration { integration_end: at("2028-04-01 10:00"), shortest: Some(term(2)) }]
    );
    let quote = shop.quote(&edition("flagship", 2), now).unwrap();
    assert!(quote.credit.is_some());
    shop.buy("upgrade", &edition("flagship", 2), now);
    assert_eq!(local(shop.account.integrations[0].period.end), "2028-04-01 10:00");
}

#[test]
fn ch_6_an_integration_is_sold_on_the_web_alone() {
    let mut shop = professional(DAY, 3);
    let now = at("2026-04-01 10:00");
    shop.channel = rules::vocabulary::Channel::MiniProgram;
    assert_eq!(rules_of(shop.place("a", &integration(1), now)), ["CH-6"]);
    shop.channel = rules::vocabulary::Channel::Web;
    assert!(shop.place("a", &integration(1), now).is_ok());
}

fn better(shop: &Shop, basket: &Basket, now: &str) -> Option<Basket> {
    let (wish, context) = (Wish::Basket(basket.clone()), shop.person(at(now)));
    let refused = Refused { catalogue: &shop.catalogue, account: Some(&shop.account), context: &context, wish: &wish };
    let warnings = shop.quote(basket, at(now)).unwrap().warnings();
    warnings.first().and_then(|warning| refused.better_basket(warning))
}

#[test]
fn add_8_the_better_offer_renews_first_and_the_integration_runs_its_whole_year() {
    let shop = professional(DAY, 1);
    let better = better(&shop, &integration(1), "2026-12-01 09:00").unwrap();
    assert_eq!(better, both(edition("professional", 1), integration(1)));
    let quote = shop.quote(&better, at("2026-12-01 09:00")).unwrap();
    assert_eq!(quote.warnings(), []);
    assert_eq!(local(quote.lines.last().unwrap().period.end), "2027-12-01 09:00");
}

#[test]
fn add_8_no_better_offer_is_made_that_would_be_refused() {
    let mut shop = professional(DAY, 1);
    shop.place("open", &edition("flagship", 1), at("2026-12-01 09:00")).unwrap();
    assert_eq!(better(&shop, &integration(1), "2026-12-01 10:00"), None);
}

#[test]
fn buy_13_about_packs_that_end_earlier_there_is_no_better_offer() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 3), at("2026-01-01 10:00"));
    shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), at("2026-01-01 11:00"));
    let upgrade = edition("professional", 1);
    assert_eq!(shop.quote(&upgrade, at("2026-01-02 10:00")).unwrap().warnings().len(), 1);
    assert_eq!(better(&shop, &upgrade, "2026-01-02 10:00"), None);
}

#[test]
fn buy_13_an_integration_bought_between_placing_and_paying_an_upgrade_holds_its_money() {
    let mut shop = professional(DAY, 3);
    shop.place("upgrade", &edition("flagship", 1), at("2026-05-10 10:00")).unwrap();
    shop.buy("integration", &integration(2), at("2026-05-10 11:00"));
    shop.pay("upgrade", at("2026-05-10 12:00"));
    let state = shop.state("upgrade", at("2026-05-10 12:00"));
    assert!(matches!(state, rules::account::OrderState::NeedsAttention { .. }), "{state:?}");
}

#[test]
fn add_7_beside_an_upgrade_it_waits_as_long_as_any_order() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let placed = at("2026-05-10 12:00");
    shop.place("upgrade", &both(edition("professional", 1), integration(1)), placed).unwrap();
    assert_eq!(local(shop.order("upgrade").expires_at), "2026-05-11 12:00");
}

#[test]
fn add_7_what_is_not_sold_by_the_year_is_left_out() {
    let shop = shop();
    let choice = IntegrationChoice { add_on: AddOnCode::new("signing_report"), term: term(1) };
    let basket = Basket { integrations: vec![choice], ..edition("professional", 1) };
    let left_out = Remedy::LeaveOut { add_on: AddOnCode::new("signing_report") };
    assert_eq!(shop.ways(&basket, at(DAY)), [[left_out]]);
}

#[test]
fn buy_13_an_integration_that_has_just_ended_is_none_any_more() {
    let mut shop = shop();
    shop.buy("edition", &edition("professional", 2), at("2026-03-01 10:00"));
    shop.buy("integration", &integration(1), at("2026-03-01 10:00"));
    let end = at("2027-03-01 10:00");
    assert_eq!(shop.account.integration_end(end - TimeDelta::seconds(1)), Some(end));
    assert_eq!(shop.account.integration_end(end), None);
}
