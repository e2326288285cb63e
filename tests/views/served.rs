//! The shop over HTTP: nothing of a demonstration where there is none, and signing in instead.

use api::{BackendKind, ClientConfig, DemonstrationConfig, DemonstrationPhone, Failure, Membership};
use chrono::TimeDelta;
use leptos::prelude::RenderHtml;
use rules::account::PaymentMethod;
use rules::calendar::Instant;
use rules::decide::Command;
use rules::vocabulary::{AccountId, Language, OrderId, PaymentId, Role, Roles};
use service::Standing;
use service::personas::Persona;
use storefront::app::{Accounts, AccountsProps};

use crate::shop::{
    ORDER, after, browser, customer, delivered, hides, html, html_in, html_of, now, ordered, paid, shows, visitor,
};

fn served() -> Option<ClientConfig> {
    Some(ClientConfig::of(BackendKind::Http))
}

fn served_demonstration() -> Option<ClientConfig> {
    let phone = DemonstrationPhone {
        phone: "13800000001".to_owned(),
        person: "王样例".to_owned(),
        enterprise: Some("青禾样例贸易有限公司".to_owned()),
    };
    let demonstration = Some(DemonstrationConfig { phones: vec![phone] });
    Some(ClientConfig { demonstration, ..ClientConfig::of(BackendKind::Http) })
}

fn over_http(path: &str, standing: Standing) -> String {
    html_of(Language::Chinese, path, standing, served())
}

fn at(minutes: i64) -> Instant {
    now() + TimeDelta::minutes(minutes)
}

fn cancelled() -> Standing {
    after(ordered(), now(), &Command::CancelOrder { order: OrderId::new(ORDER) })
}

fn held() -> Standing {
    let order = OrderId::new(ORDER);
    let amount = ordered().account.unwrap().order(&order).unwrap().total;
    after(cancelled(), at(1), &Command::ConfirmPayment { order, payment: PaymentId::new("late"), amount })
}

#[test]
fn a_visitor_is_led_to_sign_in_and_back_to_the_very_basket() {
    let page = over_http("/checkout?edition=professional&term=2", visitor());
    shows(&page, "href=\"/sign-in?next=%2Fcheckout%3Fedition%3Dprofessional%26term%3D2\" class=\"identity-button\"");
    let page = html_of(Language::English, "/account", visitor(), served());
    shows(&page, "href=\"/en/sign-in?next=%2Faccount\" class=\"button button-primary\"");
}

#[test]
fn there_are_no_personas_and_no_clock_but_in_a_demonstration_in_the_browser() {
    for config in [served(), served_demonstration(), None] {
        let page = html_of(Language::Chinese, "/pricing", visitor(), config);
        hides(&page, "class=\"persona\"");
        hides(&page, "演示");
    }
    let page = html(Language::Chinese, "/pricing", visitor());
    shows(&page, "class=\"persona\"");
    shows(&page, "演示时钟");
}

#[test]
fn the_menu_says_who_is_signed_in_and_leads_out() {
    let page = over_http("/pricing", customer(Persona::Advanced));
    let person = customer(Persona::Advanced).session.unwrap().person_name;
    for text in [person.as_str(), "云帆样例科技有限公司", ">切换账户<", ">退出登录<", ">在所有设备上退出<"]
    {
        shows(&page, text);
    }
    hides(&page, "href=\"/sign-in");
    let visitors = over_http("/pricing", visitor());
    hides(&visitors, "退出登录");
}

#[test]
fn nothing_is_played_where_nobody_plays_it() {
    let pages = [
        (format!("/orders/{ORDER}"), ordered()),
        (format!("/orders/{ORDER}"), paid()),
        (format!("/orders/{ORDER}"), cancelled()),
        (format!("/orders/{ORDER}"), held()),
        (format!("/orders/{ORDER}"), delivered()),
        ("/usage".to_owned(), customer(Persona::Advanced)),
        ("/trial".to_owned(), customer(Persona::Uncertified)),
    ];
    for (path, standing) in pages {
        let page = over_http(&path, standing.clone());
        hides(&page, "simulation");
        hides(&page, "演示");
        let demonstration = html(Language::Chinese, &path, standing);
        assert!(demonstration.contains("演示"), "{path}");
    }
}

#[test]
fn without_a_cashier_online_payment_says_so_and_shows_no_code() {
    let page = over_http(&format!("/orders/{ORDER}"), ordered());
    shows(&page, "这里暂时不能在线支付。请选择对公转账，或联系客服。");
    shows(&page, "id=\"pay-transfer\"");
    hides(&page, "scan-code");
}

#[test]
fn without_a_cashier_an_order_that_is_transferred_has_no_other_way_to_choose() {
    let order = OrderId::new(ORDER);
    let transfer = Command::ChoosePaymentMethod { order, method: PaymentMethod::BankTransfer };
    let page = over_http(&format!("/orders/{ORDER}"), after(ordered(), now(), &transfer));
    shows(&page, "id=\"transfer-amount\"");
    hides(&page, "pay-online");
}

#[test]
fn a_served_demonstration_has_a_simulated_cashier_and_nothing_else() {
    let path = format!("/orders/{ORDER}");
    let page = html_of(Language::Chinese, &path, ordered(), served_demonstration());
    shows(&page, "模拟收银台");
    shows(&page, "scan-code");
    let paid = html_of(Language::Chinese, &path, paid(), served_demonstration());
    hides(&paid, "快进");
    let held = html_of(Language::Chinese, &path, held(), served_demonstration());
    hides(&held, "simulation");
}

#[test]
fn ch_10_a_mini_program_has_no_bank_transfer_to_offer_instead() {
    let page = over_http(&format!("/orders/{ORDER}?channel=mini_program"), ordered_in_mini_program());
    shows(&page, "这里暂时不能在线支付，请联系客服。");
}

/// What both channels sell, so that it may be paid in either.
fn ordered_in_mini_program() -> Standing {
    crate::shop::ordered_of(Some("advanced"), None)
}

#[test]
fn the_page_of_signing_in_takes_a_phone() {
    let page = over_http("/sign-in?next=%2Fcheckout", visitor());
    for part in ["id=\"sign-in-phone\"", "inputmode=\"tel\"", "autocomplete=\"tel\"", "发送验证码"] {
        shows(&page, part);
    }
    hides(&page, "演示");
}

#[test]
fn a_served_demonstration_lists_the_phones_that_can_sign_in() {
    let page = html_of(Language::Chinese, "/sign-in", visitor(), served_demonstration());
    for text in ["演示：以下手机号可以登录", "青禾样例贸易有限公司", "王样例", "13800000001"] {
        shows(&page, text);
    }
}

#[test]
fn in_a_demonstration_in_the_browser_one_chooses_a_customer_on_that_page() {
    let page = html(Language::Chinese, "/sign-in", visitor());
    hides(&page, "sign-in-phone");
    assert_eq!(page.matches("class=\"persona\"").count(), 2 * (Persona::ALL.len() + 1));
}

#[test]
fn whoever_acts_for_several_chooses_one_and_sees_which_it_is() {
    let standing = customer(Persona::Advanced);
    let own = standing.session.clone().unwrap().account;
    let memberships = vec![
        Membership {
            account: own,
            name: "云帆样例科技有限公司".to_owned(),
            roles: Some(Roles::of(&[Role::SuperAdmin])),
        },
        Membership { account: AccountId::new("person"), name: "许个人".to_owned(), roles: None },
    ];
    let list = html_in(standing, served().as_ref(), move || {
        Accounts(AccountsProps::builder().memberships(memberships).on_chosen(|| {}).build()).to_html()
    });
    let (first, second) = list.split_once("许个人").unwrap();
    shows(first, "aria-pressed=\"true\"");
    shows(first, "以企业成员身份");
    shows(first, "aria-pressed=\"false\"");
    shows(second, "以个人身份");
}

#[test]
fn a_session_that_ends_by_itself_leads_to_sign_in_and_back() {
    let ends = |config| {
        let signed_in = customer(Persona::Advanced);
        crate::shop::html_once(Language::Chinese, "/checkout?edition=flagship", signed_in, config, |shop| {
            shop.show(visitor());
        })
    };
    let page = ends(served());
    shows(&page, "登录已结束，请重新登录后继续。已填写的内容都还在。");
    shows(&page, "href=\"/sign-in?next=%2Fcheckout%3Fedition%3Dflagship\"");
    // In a demonstration one slips out of a customer on purpose.
    hides(&ends(browser()), "登录已结束");
}

#[test]
fn what_is_known_is_told_when_the_backend_cannot_be_asked() {
    let told =
        |trouble| crate::shop::html_in_trouble(Language::English, "/account", customer(Persona::Advanced), trouble);
    let page = told(Failure::Unreachable);
    shows(&page, "The shop cannot be reached for now.");
    shows(&page, ">Check again</button>");
    shows(&told(Failure::Unanswered), "Sending it again is safe: it carries the same number and is done once.");
    shows(&told(Failure::OutOfOrder), "nothing was changed");
    shows(&told(Failure::TooMany { retry_after_seconds: 40 }), "try again in 40 seconds");
    shows(&told(Failure::TooMany { retry_after_seconds: 2_383 }), "try again in 40 minutes");
    // Nothing is to be had by asking again while the account is being changed.
    hides(&told(Failure::Busy), "Check again");
}
