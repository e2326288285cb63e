//! What the enterprise has, in each of its states.

use rules::account::Integration;
use rules::calendar::Period;
use rules::vocabulary::AddOnCode;
use service::personas::Persona;

use crate::shop::{ORDER, customer, delivered, en, hides, now, ordered, paid, shows, visitor, zh};

#[test]
fn after_the_purchase_it_shows_edition_period_and_balances() {
    let page = zh("/account", delivered());
    for text in [
        "专业版",
        "2026年3月1日 10:00 – 2028年3月1日 10:00",
        "还有 731 天",
        "<span class=\"balance-left\">13,000</span>",
        "可用，共 13,000，已用 0",
        "10,000 份合同",
        "¥43,900.00",
    ] {
        shows(&page, text);
    }
}

#[test]
fn the_batch_of_the_second_service_year_is_queued() {
    shows(&zh("/account", delivered()), "2027年3月1日 10:00 开始");
}

#[test]
fn before_delivery_the_edition_counts_but_its_contracts_wait() {
    let page = zh("/account", paid());
    shows(&page, "还有 731 天");
    shows(&page, "<span class=\"balance-left\">0</span>");
    shows(&page, "发货后可用");
}

#[test]
fn on_the_free_edition_it_says_that_nothing_is_in_force() {
    let page = zh("/account", customer(Persona::Experience));
    shows(&page, "体验版");
    shows(&page, "没有生效中的付费版本");
}

#[test]
fn near_the_end_it_offers_the_renewal() {
    let page = zh("/account", customer(Persona::ProfessionalNearEnd));
    shows(&page, "还有 12 天");
    shows(&page, "/checkout?edition=professional&amp;term=1");
}

#[test]
fn a_visitor_is_asked_to_sign_in() {
    let page = zh("/account", visitor());
    shows(&page, "登录后可以查看企业的版本、份额和订单");
    hides(&page, "balance-left");
}

#[test]
fn english_has_its_own_words() {
    let page = en("/account", delivered());
    shows(&page, "731 days left");
    shows(&page, "13,000");
}

#[test]
fn it_leads_to_the_renewal_and_to_the_next_edition_up() {
    let page = zh("/account", customer(Persona::Advanced));
    shows(&page, "/checkout?edition=advanced&amp;term=1");
    shows(&page, "/checkout?edition=professional&amp;term=1");
    shows(&page, "升级到专业版");
    hides(&page, "升级到旗舰版");
}

#[test]
fn ch_4_the_mini_program_says_why_it_offers_no_upgrade_and_hands_over() {
    let page = zh("/account?channel=mini_program", customer(Persona::Advanced));
    hides(&page, "升级到专业版");
    shows(&page, "CH-4");
    shows(&page, "前往网页端");
    shows(&page, "/checkout?edition=advanced&amp;term=1&amp;channel=mini_program");
}

#[test]
fn role_3_an_employee_is_told_who_buys_and_offered_no_packs() {
    let page = zh("/account", customer(Persona::Employee));
    shows(&page, "ROLE-3");
    hides(&page, "加购合同份额");
    hides(&page, "/checkout?");
}

#[test]
fn an_integration_is_on_the_timeline() {
    let mut standing = delivered();
    let account = standing.account.as_mut().unwrap();
    let period = Period::of_years(now(), 1);
    let order = account.orders[0].id.clone();
    account.integrations.push(Integration { order, add_on: AddOnCode::new("app_integration"), period });
    let page = zh("/account", standing);
    let timeline = page.split("id=\"timeline-title\"").nth(1).unwrap();
    shows(timeline, "第三方应用集成");
    shows(timeline, "2026年3月1日 – 2027年3月1日");
}

#[test]
fn ord_7_an_employee_sees_balances_and_is_told_who_sees_the_orders() {
    let page = zh("/account", customer(Persona::Employee));
    shows(&page, "balance-left");
    shows(&page, "订单记录仅超级管理员和法定代表人可以查看。");
    hides(&page, "order-row\"");
}

#[test]
fn ch_9_the_personal_mini_program_shows_no_enterprise() {
    let page = zh("/account?channel=personal_mini_program", customer(Persona::Advanced));
    shows(&page, "CH-9");
    hides(&page, "balance-left");
    hides(&page, "order-row\"");
}

#[test]
fn an_order_of_ones_own_is_listed() {
    shows(&zh("/account", ordered()), &format!("/orders/{ORDER}"));
}
