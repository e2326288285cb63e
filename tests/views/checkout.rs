//! The checkout: lines with periods and reasons, the total, and what stands in the way.

use rules::decide::Command;
use rules::vocabulary::OrderId;
use service::personas::Persona;
use storefront::routes::basket_from;

use crate::shop::{ORDER, after, customer, en, hides, now, ordered, shows, visitor, zh};

const BASKET: &str = "/checkout?edition=professional&term=2&packs=contract_pack:10000x1";

#[test]
fn every_line_has_its_price_its_period_and_the_rule_behind_it() {
    let page = zh(BASKET, customer(Persona::Experience));
    shows(&page, "专业版 · 2 年");
    shows(&page, "自支付时起生效，至 2028年3月1日 10:00");
    shows(&page, "ED-3");
    shows(&page, "合同加量包 · 10,000 份合同");
    shows(&page, "支付后即时生效，随版本到期：2028年3月1日 10:00");
    shows(&page, "ADD-5");
    shows(&page, "data-total=\"4390000\"");
    shows(&page, "¥43,900.00");
}

#[test]
fn a_visitor_is_quoted_a_price_and_asked_to_sign_in() {
    let page = zh(BASKET, visitor());
    shows(&page, "¥43,900.00");
    shows(&page, "请先登录；浏览");
    hides(&page, "accept-terms");
}

#[test]
fn the_purchase_terms_are_never_ticked_beforehand() {
    let page = zh(BASKET, customer(Persona::Experience));
    let checkbox = page.split("id=\"accept-terms\"").nth(1).unwrap().split('>').next().unwrap();
    hides(checkbox, "checked");
}

#[test]
fn a_renewal_starts_at_the_paid_end() {
    let page = zh("/checkout?edition=professional&term=1", customer(Persona::ProfessionalNearEnd));
    shows(&page, "接在现有版本之后，自 2026年3月13日 10:00 起，至 2027年3月13日 10:00");
}

#[test]
fn an_upgrade_shows_how_its_credit_comes_about() {
    let page = zh("/checkout?edition=professional&term=1", customer(Persona::Advanced));
    shows(&page, "高级版 ¥3,650.00 × 剩余 225 天 ÷ 共 365 天");
    shows(&page, "data-total=\"870000\"");
    shows(&page, "自支付时起替换现有版本");
}

#[test]
fn a_downgrade_is_refused_with_its_rule() {
    let page = zh("/checkout?edition=advanced&term=1", customer(Persona::ProfessionalNearEnd));
    shows(&page, "不支持降级到高级版");
    shows(&page, "ED-7");
    hides(&page, "accept-terms");
}

#[test]
fn a_second_edition_order_is_refused_with_the_way_to_the_first() {
    let page = zh(BASKET, ordered());
    shows(&page, "BUY-12");
    shows(&page, &format!("/orders/{ORDER}"));
    hides(&page, "accept-terms");
}

#[test]
fn after_cancelling_the_basket_can_be_placed_again() {
    let cancelled = after(ordered(), now(), &Command::CancelOrder { order: OrderId::new(ORDER) });
    shows(&zh(BASKET, cancelled), "accept-terms");
}

#[test]
fn an_empty_basket_leads_to_the_editions() {
    let page = zh("/checkout", customer(Persona::Experience));
    shows(&page, "还没有选择要购买的内容");
    shows(&page, "href=\"/pricing\"");
}

#[test]
fn an_address_that_makes_no_sense_is_answered_with_what_is_sold() {
    let page = zh("/checkout?edition=gold&term=9&packs=contract_pack:7x1,nonsense", customer(Persona::Experience));
    shows(&page, "该版本不在售");
    shows(&page, "加量包的规格可选 1,000、10,000 份");
}

#[test]
fn english_has_the_same_figures() {
    let page = en(BASKET, customer(Persona::Experience));
    shows(&page, "In force from payment until 1 Mar 2028, 10:00");
    shows(&page, "¥43,900.00");
}

#[test]
fn the_same_packs_in_another_order_are_the_same_basket() {
    let one = basket_from(None, None, Some("signing_report:10x1,contract_pack:10000x1,contract_pack:1000x2"), None);
    let other = basket_from(None, None, Some("contract_pack:1000x2,contract_pack:10000x1,signing_report:10x1"), None);
    assert_eq!(one, other);
}

#[test]
fn buy_11_an_upgrade_says_what_ends_and_what_stays() {
    let page = zh("/checkout?edition=professional&term=1", customer(Persona::Advanced));
    let effects = page.split("class=\"effects\"").nth(1).unwrap().split("</div>").next().unwrap();
    let (ends, stays) = effects.split_once("继续保留").unwrap();
    shows(ends, "付费到期由");
    shows(ends, "<li>高级版，至");
    shows(ends, "<li>未用的 500 份合同，至");
    shows(stays, "<li>未用的 1,000 份合同，至 2027年3月1日 10:00</li>");
}

#[test]
fn buy_5_a_renewal_says_where_the_paid_end_moves_and_ends_nothing() {
    let page = zh("/checkout?edition=professional&term=1", customer(Persona::ProfessionalNearEnd));
    shows(&page, "付费到期由 2026年3月13日 10:00 变为 2027年3月13日 10:00。");
    hides(&page, "随升级结束");
}

#[test]
fn a_first_purchase_and_packs_change_nothing_that_is_there() {
    hides(&zh(BASKET, customer(Persona::Experience)), "class=\"effects\"");
    hides(&zh("/checkout?packs=signing_report:10x1", customer(Persona::Advanced)), "class=\"effects\"");
}

#[test]
fn bind_1_a_person_names_the_enterprise_and_verifies_the_own_phone_first() {
    let basket = "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program";
    let page = zh(basket, customer(Persona::Buyer));
    for text in ["id=\"enterprise-name\"", "购买后绑定到这家企业", "验证手机号", "accept-terms"] {
        shows(&page, text);
    }
    hides(&zh("/checkout?edition=advanced&term=1", customer(Persona::Experience)), "enterprise-name");
}

#[test]
fn ch_1_a_person_needs_a_pack_beside_the_edition_and_is_offered_one() {
    let page = zh("/checkout?edition=advanced&term=1&channel=personal_mini_program", customer(Persona::Buyer));
    shows(&page, "CH-1");
    shows(&page, "packs=contract_pack:1000x1&amp;channel=personal_mini_program");
    hides(&page, "enterprise-name");
}

#[test]
fn buy_4_it_says_until_when_the_phone_is_verified_where_it_matters() {
    let verified = "手机已验证，有效至 2026年3月1日 10:30。";
    shows(&zh(BASKET, customer(Persona::Experience)), verified);
    let mini_program = "/checkout?edition=advanced&term=1&channel=mini_program";
    hides(&zh(mini_program, customer(Persona::Experience)), verified);
}
