//! The pricing page: prices, and what each person may do with each edition.

use service::personas::Persona;

use crate::shop::{customer, en, hides, shows, visitor, zh};

#[test]
fn a_visitor_sees_every_edition_with_its_price_and_a_way_to_buy_it() {
    let page = zh("/pricing", visitor());
    for text in ["高级版", "专业版", "旗舰版", "¥3,650", "¥10,950", "¥36,500", "购买高级版", "购买专业版", "购买旗舰版"]
    {
        shows(&page, text);
    }
}

#[test]
fn the_term_in_the_address_decides_every_sum() {
    let page = zh("/pricing?term=3", visitor());
    shows(&page, "购买 3 年，合计 ¥10,950.00</p>");
    shows(&page, "购买 3 年，合计 ¥32,850.00</p>");
    shows(&page, "购买 3 年，合计 ¥109,500.00</p>");
    shows(&page, "/checkout?edition=professional&amp;term=3");
}

#[test]
fn without_script_the_sums_of_all_terms_are_there() {
    let page = zh("/pricing", visitor());
    for sum in ["购买 1 年，合计 ¥3,650.00", "购买 2 年，合计 ¥7,300.00", "购买 3 年，合计 ¥10,950.00"]
    {
        shows(&page, &format!("<li>{sum}</li>"));
    }
}

#[test]
fn a_customer_may_renew_the_own_edition_upgrade_above_it_and_is_told_why_not_below() {
    let page = zh("/pricing", customer(Persona::ProfessionalNearEnd));
    shows(&page, "当前版本");
    shows(&page, "续费专业版");
    shows(&page, "升级到旗舰版");
    shows(&page, "不支持降级到高级版");
    shows(&page, "ED-7");
    hides(&page, "购买高级版");
}

#[test]
fn the_free_edition_buys_anything() {
    let page = zh("/pricing", customer(Persona::Experience));
    shows(&page, "购买专业版");
    hides(&page, "当前版本");
}

#[test]
fn english_has_its_own_words_and_addresses() {
    let page = en("/pricing?term=2", visitor());
    shows(&page, "Buy Professional");
    shows(&page, "¥21,900.00 for 2 years");
    shows(&page, "/en/checkout?edition=professional&amp;term=2");
}

#[test]
fn the_comparison_has_every_row_of_the_catalogue() {
    let page = zh("/pricing", visitor());
    let catalogue = crate::shop::catalogue();
    for row in catalogue.features.iter().flat_map(|group| &group.rows) {
        shows(&page, &row.name.zh);
    }
}

#[test]
fn a_sample_catalogue_is_called_one() {
    shows(&zh("/pricing", visitor()), "示例商城");
    shows(&en("/pricing", visitor()), "A sample shop");
}

#[test]
fn trial_7_whoever_may_not_apply_yet_is_led_to_the_page_that_says_what_to_do() {
    for persona in [Persona::Employee, Persona::Uncertified] {
        shows(&zh("/pricing", customer(persona)), "href=\"/trial?edition=flagship\"");
    }
}
