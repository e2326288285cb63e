//! What was used, for whoever may see it; what is read later, the browser tests check.

use rules::calendar::Instant;
use rules::decide::Command;
use rules::usage::Use;
use rules::vocabulary::{QuotaKind, SubjectId};
use service::Standing;
use service::personas::Persona;

use crate::shop::{after, customer, en, hides, now, shows, visitor, zh};

/// The standing after so many contracts.
fn used(standing: Standing, number: u32, at: Instant) -> Standing {
    let uses =
        (0..number).map(|one| Use { quota: QuotaKind::Contract, subject: SubjectId::new(&one.to_string()) }).collect();
    after(standing, at, &Command::RecordUsage { uses })
}

#[test]
fn quota_5_it_shows_total_used_returned_left_and_each_batch_with_end_and_source() {
    let page = zh("/usage", used(customer(Persona::Advanced), 7, now()));
    for text in [
        "<dt>总量</dt><dd>1,500</dd>",
        "<dt>已用</dt><dd>7</dd>",
        "<dt>退回</dt><dd>0</dd>",
        "<dt>剩余</dt><dd>1,493</dd>",
        "高级版包含",
        "合同加量包",
        "2026年10月12日 10:00",
        "随版本续费顺延。",
        "/orders/demo-advanced-order-2",
    ] {
        shows(&page, text);
    }
}

#[test]
fn quota_5_a_batch_that_is_used_up_is_not_said_to_be_usable() {
    let page = zh("/usage", used(customer(Persona::Advanced), 500, now()));
    let words = |word: &str| page.matches(&format!(">{word}<")).count();
    assert_eq!((words("已用完"), words("可用")), (1, 1));
}

#[test]
fn ord_7_who_sees_no_orders_is_led_to_none() {
    let page = zh("/usage", customer(Persona::Employee));
    shows(&page, "高级版包含");
    hides(&page, "/orders/demo-advanced-order");
}

#[test]
fn add_9_what_will_be_cleared_is_said_at_the_batch() {
    shows(&zh("/usage", customer(Persona::ProfessionalNearEnd)), "届时 3,000 份清零。");
}

#[test]
fn what_ends_soon_is_said_on_the_pages_of_usage_and_account() {
    for path in ["/usage", "/account"] {
        let page = zh(path, customer(Persona::ProfessionalNearEnd));
        shows(&page, "专业版将于 2026年3月13日 10:00 到期。");
        shows(&page, "剩余的 3,000 份合同将于 2026年3月13日 10:00 清零。");
        hides(&zh(path, customer(Persona::Advanced)), "ending-notices");
    }
}

#[test]
fn quota_7_what_runs_low_is_said_once_for_each_kind_at_its_gravest() {
    let page = zh("/usage", used(customer(Persona::Advanced), 1_200, now()));
    shows(&page, "合同份额已使用 80%。");
    let page = zh("/usage", used(customer(Persona::Advanced), 1_495, now()));
    shows(&page, "合同份额剩余不足 10 份合同。");
    hides(&page, "合同份额已使用 80%。");
    let page = zh("/usage", used(customer(Persona::Advanced), 1_500, now()));
    shows(&page, "合同份额已用完。");
    hides(&page, "剩余不足");
}

/// What stands in the notices above the page.
fn notices(page: &str) -> &str {
    page.split("ending-notices").nth(1).and_then(|page| page.split("</section>").next()).expect("notices")
}

#[test]
fn buy_5_a_notice_of_an_end_leads_to_the_renewal() {
    for path in ["/usage", "/account"] {
        let page = zh(path, customer(Persona::ProfessionalNearEnd));
        shows(notices(&page), "href=\"/checkout?edition=professional&amp;term=1\"");
        shows(notices(&page), "续费专业版");
        shows(notices(&page), "查看剩余份额");
    }
}

#[test]
fn ch_3_where_the_channel_does_not_renew_a_notice_leads_to_the_web() {
    let page = zh("/usage?channel=mini_program", customer(Persona::ProfessionalNearEnd));
    shows(notices(&page), "CH-3");
    shows(notices(&page), "前往网页端");
    hides(notices(&page), "/checkout");
}

#[test]
fn quota_7_a_notice_leads_to_the_cheapest_purchase() {
    let page = zh("/usage", used(customer(Persona::Advanced), 1_200, now()));
    shows(notices(&page), "href=\"/checkout?packs=contract_pack:1000x1\"");
}

#[test]
fn role_3_a_notice_tells_an_employee_whom_to_ask() {
    let page = zh("/usage", used(customer(Persona::Employee), 1_200, now()));
    shows(notices(&page), "ROLE-3");
    shows(notices(&page), "请管理员操作");
    hides(notices(&page), "/checkout");
}

#[test]
fn what_leads_to_the_same_is_told_together() {
    let standing = customer(Persona::Advanced);
    let end = standing.account.as_ref().unwrap().paid_end(now()).unwrap();
    let standing = Standing { at: end.checked_sub_signed(chrono::TimeDelta::days(10)).unwrap(), ..standing };
    let page = zh("/usage", standing);
    assert_eq!(notices(&page).matches("续费高级版").count(), 1);
    shows(notices(&page), "剩余的 1,000 份合同");
}

#[test]
fn quota_4_it_offers_the_cheapest_way_to_more() {
    let page = zh("/usage", used(customer(Persona::Advanced), 1_500, now()));
    shows(&page, "/checkout?packs=contract_pack:1000x1");
    shows(&page, "加购 合同加量包");
    let page = zh("/usage?kind=report", customer(Persona::Experience));
    shows(&page, "/checkout?packs=signing_report");
    hides(&zh("/usage", customer(Persona::Advanced)), "加购 合同加量包");
}

#[test]
fn role_3_an_employee_is_offered_no_purchase() {
    let page = zh("/usage", used(customer(Persona::Employee), 1_500, now()));
    hides(&page, "/checkout?");
    shows(&page, "ROLE-3");
}

#[test]
fn a_kind_that_one_does_not_have_says_where_it_comes_from() {
    shows(&zh("/usage?kind=meeting", customer(Persona::Advanced)), "还没有这种份额");
}

#[test]
fn ch_9_the_personal_mini_program_shows_no_enterprise() {
    let page = zh("/usage?channel=personal_mini_program", customer(Persona::Advanced));
    shows(&page, "CH-9");
    hides(&page, "usage-numbers");
}

#[test]
fn a_visitor_is_asked_to_sign_in() {
    let page = zh("/usage", visitor());
    shows(&page, "登录后可以查看企业的用量和余额");
    hides(&page, "usage-numbers");
}

#[test]
fn english_has_its_own_words() {
    let page = en("/usage", customer(Persona::ProfessionalNearEnd));
    shows(&page, "Professional ends on 13 Mar 2026, 10:00.");
    shows(&page, "3,000 contracts not used yet will be cleared");
    shows(&page, "Included in Professional");
}

#[test]
fn what_is_looked_at_stands_in_the_address() {
    let page = zh("/usage?kind=report&period=year&step=week", customer(Persona::Experience));
    shows(&page, "/usage?period=year&amp;step=week");
    shows(&page, "/usage?kind=meeting&amp;period=year&amp;step=week");
}
