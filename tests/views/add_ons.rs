//! The add-ons' page: what it says to whom, without and with a basket.

use rules::vocabulary::Language;
use service::personas::Persona;

use crate::shop::{customer, en, hides, html, shows, visitor, zh};

#[test]
fn a_visitor_sees_purposes_prices_and_why_an_add_on_needs_an_edition() {
    let page = zh("/add-ons", visitor());
    for text in ["合同加量包", "签署报告", "¥500", "ADD-1", "ADD-3", "选择高级版"] {
        shows(&page, text);
    }
    hides(&page, "basket-bar");
}

#[test]
fn add_5_a_pack_says_until_when_it_lasts_for_this_account() {
    let page = zh("/add-ons", customer(Persona::ProfessionalNearEnd));
    shows(&page, "随版本到期：2026年3月13日 10:00");
}

#[test]
fn add_7_each_term_of_an_integration_says_its_period_or_why_not() {
    let page = en("/add-ons", customer(Persona::ProfessionalNearEnd));
    shows(
        &page,
        "In force from 1 Mar 2026, 10:00, shortened to 13 Mar 2026, 10:00, when the edition ends: less than 1 year",
    );
    shows(&page, "App integration cannot outlast your edition");
}

#[test]
fn add_8_the_basket_warns_and_offers_to_renew_first() {
    let page = zh("/add-ons?integrations=app_integration:1", customer(Persona::ProfessionalNearEnd));
    shows(&page, "共 12 天（整年为 365 天");
    shows(&page, "先续费版本");
    shows(&page, "data-total=\"980000\"");
    shows(&page, "/checkout?edition=professional&amp;term=1&amp;integrations=app_integration:1");
}

#[test]
fn ch_6_the_mini_program_hands_an_integration_over_and_keeps_its_channel_in_links() {
    let page = html(Language::Chinese, "/add-ons?channel=mini_program", customer(Persona::ProfessionalNearEnd));
    shows(&page, "CH-6");
    shows(&page, "前往网页端");
    shows(&page, "/pricing?channel=mini_program");
}
