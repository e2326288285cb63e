//! The ways out that lead elsewhere: the help popover with each of its contents, and the phone popover.

use api::phone_code::{CodeEntered, CodeSent};
use chrono::TimeDelta;
use leptos::prelude::{Memo, Owner, RenderHtml, RwSignal, Set, Signal, provide_context};
use rules::vocabulary::{AccountId, Channel, Language, OrderId};
use service::personas::Persona;
use storefront::app::{CodeEntry, CodeEntryProps};
use storefront::routes::{Page, basket_from};
use storefront::site::Site;
use storefront::state::{Goods, Help, use_help};

use crate::shop::{catalogue, customer, hides, html_when, now, shows, visitor, zh};

fn page() -> Page {
    Page::Checkout(basket_from(Some("flagship"), Some("2"), None, None))
}

fn helped(language: Language, path: &str, help: Help) -> String {
    let html = html_when(language, path, customer(Persona::Advanced), |_| use_help().set(Some(help)));
    html.split("id=\"help\"").nth(1).expect("the popover").to_owned()
}

#[test]
fn ch_2_another_channel_is_reached_by_a_link_with_the_basket() {
    let popover = helped(Language::Chinese, "/pricing?channel=mini_program", Help::OpenIn(Channel::Web, page()));
    for text in ["前往网页端", "/checkout?edition=flagship&term=2", "复制"] {
        shows(&popover, text);
    }
    hides(&popover, "channel=");
    // A mini-program would open it in itself.
    hides(&popover, "在新窗口打开");
}

#[test]
fn ch_11_the_personal_mini_program_is_named_in_its_link() {
    let popover = helped(Language::Chinese, "/pricing", Help::OpenIn(Channel::PersonalMiniProgram, page()));
    shows(&popover, "以个人名义先购买");
    shows(&popover, "channel=personal_mini_program");
    shows(&popover, "在新窗口打开");
}

#[test]
fn role_3_a_message_for_an_administrator_leads_to_the_web_in_its_language() {
    let popover = helped(Language::English, "/pricing?channel=mini_program", Help::AskAdministrator(page()));
    shows(&popover, "/en/checkout?edition=flagship&term=2");
    shows(&popover, "super administrator");
    hides(&popover, "channel=");
}

#[test]
fn buy_2_buy_3_bind_3_what_is_done_elsewhere_is_told_step_by_step() {
    for (help, step) in [
        (Help::Certify(None), "提交营业执照和经办人身份信息"),
        (Help::Activate, "验证安全手机，企业即被激活"),
        (Help::Join, "在收到的消息中接受邀请"),
    ] {
        let popover = helped(Language::Chinese, "/pricing", help);
        shows(&popover, "<ol class=\"help-steps\">");
        shows(&popover, step);
    }
}

#[test]
fn sales_get_the_link_and_service_the_number_of_the_catalogue() {
    let sales = helped(Language::Chinese, "/pricing", Help::Sales(page()));
    shows(&sales, "购买咨询");
    shows(&sales, "edition=flagship");
    shows(&sales, "tel:4000000000");
    let service = helped(Language::English, "/pricing", Help::Service);
    shows(&service, "tel:4000000000");
    hides(&service, "help-link");
}

fn phone(html: &str) -> &str {
    html.split("id=\"security-phone\"").nth(1).expect("the popover").split("id=\"help\"").next().expect("its end")
}

#[test]
fn buy_4_the_security_phone_is_masked_and_says_until_when_it_counts() {
    let html = zh("/pricing", customer(Persona::Experience));
    let popover = phone(&html);
    shows(popover, "验证安全手机");
    shows(popover, "****");
    shows(popover, "已验证，有效至 2026年3月1日 10:30。");
    shows(popover, "发送验证码");
    hides(popover, "phone-code\"");
}

#[test]
fn buy_4_after_half_an_hour_it_no_longer_counts() {
    let mut standing = customer(Persona::Experience);
    standing.at += TimeDelta::minutes(30);
    hides(phone(&zh("/pricing", standing)), "已验证");
}

#[test]
fn bind_1_a_person_verifies_the_own_phone() {
    shows(phone(&zh("/pricing", customer(Persona::Buyer))), "首次购买需要验证您本人的手机号");
}

#[test]
fn the_trial_is_one_link_away_from_everywhere() {
    shows(&zh("/account", visitor()), "href=\"/trial\"");
}

/// What stands in the popover once a code was sent, and something was entered.
fn code_entry(sent: CodeSent, entered: Option<CodeEntered>) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site { language: Language::Chinese, channel: Channel::Web, base: "/".to_owned() });
        provide_context(Goods(catalogue()));
        let props = CodeEntryProps::builder()
            .sent(Memo::new(move |_| Some(sent.clone())))
            .typed(RwSignal::new(String::new()))
            .entered(Signal::stored(entered))
            .on_code(|_| {})
            .build();
        CodeEntry(props).to_html().replace("<!>", "")
    })
}

#[test]
fn when_no_message_comes_one_is_told_what_to_do() {
    let on_its_way = match sent() {
        CodeSent::Sent { valid_until, resend_from, .. } => CodeSent::Sent { valid_until, resend_from, shown: None },
        not_sent => not_sent,
    };
    let entry = code_entry(on_its_way, None);
    shows(&entry, "没有收到短信？");
    shows(&entry, &catalogue().contact.phone);
    // A demonstration shows it, so that it cannot get lost.
    hides(&code_entry(sent(), None), "没有收到短信？");
}

#[test]
fn a_message_that_nobody_confirmed_may_not_have_been_sent_and_its_code_can_be_entered_all_the_same() {
    let entry = code_entry(CodeSent::NotConfirmed { resend_from: now() + TimeDelta::minutes(1) }, None);
    shows(&entry, "短信可能没有发出");
    shows(&entry, &catalogue().contact.phone);
    shows(&entry, "phone-code");
    hides(&code_entry(sent(), None), "短信可能没有发出");
}

fn sent() -> CodeSent {
    let (valid_until, resend_from) = (now() + TimeDelta::minutes(5), now() + TimeDelta::minutes(1));
    CodeSent::Sent { valid_until, resend_from, shown: Some("314159".to_owned()) }
}

#[test]
fn a_demonstration_shows_the_message_and_the_phone_can_fill_its_code_in() {
    let entry = code_entry(sent(), None);
    shows(&entry, "314159，2026年3月1日 10:05 前有效");
    shows(&entry, "没有真实发送");
    shows(&entry, "autocomplete=\"one-time-code\"");
    shows(&entry, "aria-invalid=\"false\"");
}

#[test]
fn a_wrong_code_says_how_many_tries_are_left_and_a_spent_one_what_to_do() {
    let wrong = code_entry(sent(), Some(CodeEntered::Wrong { tries_left: 3 }));
    shows(&wrong, "验证码不正确，还可以再试 3 次。");
    shows(&wrong, "aria-invalid=\"true\"");
    shows(&code_entry(sent(), Some(CodeEntered::Spent)), "验证码已失效，请重新发送。");
}

#[test]
fn a_code_that_was_sent_before_the_page_was_loaded_can_be_entered() {
    let entry = code_entry(CodeSent::TooSoon { resend_from: now() }, None);
    shows(&entry, "id=\"phone-code\"");
    hides(&entry, "没有真实发送");
}

#[test]
fn what_is_asked_of_an_administrator_fits_the_page() {
    let order = helped(Language::Chinese, "/pricing", Help::AskAdministrator(Page::Order(OrderId::new("a-1"))));
    shows(&order, "请帮忙处理这笔订单");
    shows(&order, "/orders/a-1");
    let trial = helped(Language::Chinese, "/pricing", Help::AskAdministrator(Page::Trial(None)));
    shows(&trial, "请为企业申请电子签产品的试用");
    hides(&trial, "购买");
}

#[test]
fn a_person_has_no_enterprise_to_pretend_a_certificate_for_but_one_that_is_named() {
    let shown = |about: Option<AccountId>| {
        let standing = customer(Persona::Buyer);
        let html = html_when(Language::Chinese, "/pricing", standing, |_| use_help().set(Some(Help::Certify(about))));
        html.split("id=\"help\"").nth(1).expect("the popover").to_owned()
    };
    hides(&shown(None), "演示：认证已通过");
    shows(&shown(Some(AccountId::new("demo-uncertified"))), "演示：认证已通过");
}
