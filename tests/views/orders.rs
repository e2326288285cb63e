//! The list of orders: who sees which, what filters leave, and what is said of what cannot be read.

use std::sync::Arc;

use rules::Money;
use rules::decide::Command;
use rules::rejection::Reason;
use rules::vocabulary::{OrderId, PaymentId, PersonId};
use service::Standing;
use service::personas::Persona;

use crate::shop::{ORDER, after, customer, delivered, en, hides, now, ordered, paid, shows, visitor, zh};

/// The numbers of the orders that a page lists, from top to bottom.
fn listed(page: &str) -> Vec<String> {
    let rows = page.split("role=\"rowheader\"").skip(1);
    let number = |row: &str| row.split_once("</a>")?.0.rsplit_once('>').map(|(_, number)| number.to_owned());
    rows.filter_map(number).collect()
}

fn advanced(query: &str) -> String {
    zh(&format!("/orders{query}"), customer(Persona::Advanced))
}

#[test]
fn the_newest_comes_first_with_what_was_bought_when_by_whom_and_for_how_much() {
    let page = advanced("");
    assert_eq!(listed(&page), ["demo-advanced-order-2", "demo-advanced-order-1"]);
    for text in ["高级版 · 1 年", "合同加量包 · 1,000 份合同", "周例（本人）", "¥3,650.00", "已发货", "2025年10月12日"]
    {
        shows(&page, text);
    }
}

#[test]
fn the_sum_counts_what_was_paid() {
    let standing = customer(Persona::Advanced);
    let total =
        rules::account::Order::paid_together(standing.account.as_ref().unwrap().orders.iter().map(|order| &**order))
            .unwrap();
    shows(&advanced(""), &format!("共 2 笔订单，已支付 {}", rules::format::money(total)));
    shows(&zh("/orders", ordered()), "共 1 笔订单，已支付 ¥0.00");
    shows(&en("/orders", paid()), "Orders: 1. Paid: ¥43,900.00");
}

#[test]
fn the_next_step_follows_the_state() {
    let pay = zh("/orders", ordered());
    shows(&pay, "去支付");
    hides(&pay, "重新购买");
    shows(&zh("/orders", paid()), "查看发货进度");
    let done = zh("/orders", delivered());
    shows(&done, &format!("href=\"/invoices?order={ORDER}\""));
    shows(&done, "href=\"/checkout?edition=professional&amp;term=2&amp;packs=contract_pack:10000x1\"");
    let cancelled = zh("/orders", after(ordered(), now(), &Command::CancelOrder { order: OrderId::new(ORDER) }));
    shows(&cancelled, "重新购买");
    hides(&cancelled, "/invoices?order=");
    let held = Command::ConfirmPayment {
        order: OrderId::new(ORDER),
        payment: PaymentId::new("p"),
        amount: Money::from_fen(1),
    };
    shows(&zh("/orders", after(ordered(), now(), &held)), "查看处理情况");
}

#[test]
fn role_5_the_legal_representative_is_offered_no_invoice() {
    let page = zh("/orders", customer(Persona::ProfessionalNearEnd));
    assert_eq!(listed(&page).len(), 1);
    hides(&page, "/invoices?order=");
    shows(&page, "重新购买");
}

#[test]
fn ord_7_an_employee_sees_none_and_is_told_who_does() {
    let page = zh("/orders", customer(Persona::Employee));
    assert!(listed(&page).is_empty());
    for text in ["订单记录仅超级管理员和法定代表人可以查看。", "请管理员操作", "这里没有您可以查看的订单。"]
    {
        shows(&page, text);
    }
    hides(&page, "¥");
}

#[test]
fn role_7_a_fee_manager_sees_the_own_order_and_is_told_who_sees_all() {
    let mut standing = customer(Persona::FeeManager);
    Arc::make_mut(&mut standing.account.as_mut().unwrap().orders[1]).placed_by = Persona::FeeManager.person();
    let page = zh("/orders", standing);
    assert_eq!(listed(&page), ["demo-advanced-order-2"]);
    shows(&page, "钱会（本人）");
    shows(&page, "订单记录仅超级管理员和法定代表人可以查看。");
}

#[test]
fn role_6_an_unpaid_edition_order_is_seen_and_paid_by_whoever_may_buy() {
    let mut standing = ordered();
    Arc::make_mut(&mut standing.account.as_mut().unwrap().orders[0]).placed_by = PersonId::new("somebody else");
    let session = standing.session.as_mut().unwrap();
    session.person.roles = Persona::FeeManager.session(now()).person.roles;
    let page = zh("/orders", standing);
    shows(&page, "somebody else");
    shows(&page, "去支付");
}

#[test]
fn ch_9_the_personal_mini_program_shows_no_orders_of_an_enterprise() {
    let mut standing = customer(Persona::Advanced);
    for order in &mut standing.account.as_mut().unwrap().orders {
        Arc::make_mut(order).placed_by = PersonId::new("somebody else");
    }
    let page = zh("/orders?channel=personal_mini_program", standing);
    assert!(listed(&page).is_empty());
    shows(&page, "小程序个人版只显示本人的订单");
}

#[test]
fn a_visitor_is_asked_to_sign_in_and_a_new_customer_led_to_the_editions() {
    shows(&zh("/orders", visitor()), "登录后可以查看订单。");
    let page = zh("/orders", customer(Persona::Experience));
    shows(&page, "还没有订单。");
    shows(&page, "href=\"/pricing\"");
    hides(&page, "orders-filter");
}

#[test]
fn words_are_found_in_the_number_and_in_what_was_bought_whatever_their_width_and_case() {
    for query in [
        "?text=ORDER-1",
        "?text=%EF%BC%A4%EF%BC%A5%EF%BC%AD%EF%BC%AF-advanced-order-1",
        "?text=%20%E9%AB%98%E7%BA%A7%E7%89%88%20%20order",
    ] {
        assert_eq!(listed(&advanced(query)), ["demo-advanced-order-1"], "{query}");
    }
    assert_eq!(listed(&advanced("?text=%E5%8A%A0%E9%87%8F%E5%8C%85")), ["demo-advanced-order-2"]);
    let english = en("/orders?text=pack", customer(Persona::Advanced));
    assert_eq!(listed(&english), ["demo-advanced-order-2"]);
}

#[test]
fn words_are_found_in_the_enterprise_that_was_named() {
    let mut standing = customer(Persona::Advanced);
    Arc::make_mut(&mut standing.account.as_mut().unwrap().orders[0]).enterprise_name =
        Some("青禾样例贸易有限公司".to_owned());
    let page = zh("/orders?text=%E9%9D%92%E7%A6%BE", standing);
    assert_eq!(listed(&page), ["demo-advanced-order-1"]);
}

#[test]
fn a_state_is_judged_at_the_present_instant() {
    let expired = Standing { at: "2026-03-02T02:00:00Z".parse().unwrap(), ..ordered() };
    assert_eq!(listed(&zh("/orders?state=expired", expired.clone())), [ORDER]);
    assert!(listed(&zh("/orders?state=unpaid", expired)).is_empty());
    assert_eq!(listed(&zh("/orders?state=unpaid", ordered())), [ORDER]);
    shows(&advanced("?state=delivered"), "<option value=\"delivered\" selected");
}

#[test]
fn days_are_shanghais_and_both_ends_count() {
    // 2026-03-01 00:30 in Shanghai is still February in Greenwich.
    let mut standing = ordered();
    Arc::make_mut(&mut standing.account.as_mut().unwrap().orders[0]).placed_at =
        "2026-02-28T16:30:00Z".parse().unwrap();
    let page = |query: &str| listed(&zh(&format!("/orders{query}"), standing.clone())).len();
    assert_eq!(page("?from=2026-03-01&to=2026-03-01"), 1);
    assert_eq!(page("?to=2026-02-28"), 0);
    assert_eq!(page("?from=2026-03-02"), 0);
}

#[test]
fn amounts_are_to_the_fen_and_both_ends_count() {
    for (query, found) in [
        ("?least=43900&most=43900.00", 1),
        ("?least=43900.01", 0),
        ("?most=43899.99", 0),
        ("?least=%EF%BC%94%EF%BC%93,900", 1),
    ] {
        assert_eq!(listed(&zh(&format!("/orders{query}"), ordered())).len(), found, "{query}");
    }
}

#[test]
fn what_is_no_amount_says_so_beside_the_field_and_filters_nothing_away() {
    let page = advanced("?least=abc");
    assert_eq!(listed(&page).len(), 2);
    shows(&page, "value=\"abc\"");
    shows(&page, "<p id=\"orders-least-error\" class=\"field-error\">请填写金额");
    shows(&page, "暂未按它筛选");
    hides(&advanced("?least=1"), "暂未按它筛选");
}

#[test]
fn what_is_the_wrong_way_round_says_so_and_filters_nothing_away() {
    let page = advanced("?from=2026-03-02&to=2026-03-01&least=2&most=1.99");
    assert_eq!(listed(&page).len(), 2);
    shows(&page, "结束日期早于开始日期。");
    shows(&page, "最高金额低于最低金额。");
    shows(&advanced("?from=2026-02-30"), "这不是一个日期");
    let equal = advanced("?from=2026-03-01&to=2026-03-01&least=1&most=1");
    hides(&equal, "结束日期早于开始日期。");
    hides(&equal, "最高金额低于最低金额。");
}

#[test]
fn what_still_can_be_read_is_applied_beside_what_cannot() {
    assert_eq!(listed(&advanced("?least=abc&text=order-1")), ["demo-advanced-order-1"]);
}

#[test]
fn where_nothing_matches_there_is_a_way_out() {
    let page = advanced("?text=nothing%20like%20it");
    shows(&page, "没有符合条件的订单。");
    shows(&page, "清除筛选");
    shows(&page, "value=\"nothing like it\"");
    hides(&advanced(""), "清除筛选");
}

#[test]
fn many_orders_are_shown_in_steps_and_all_of_them_are_counted() {
    let mut standing = customer(Persona::Advanced);
    let account = standing.account.as_mut().unwrap();
    let one = account.orders[0].clone();
    account.orders = (0..120)
        .map(|number| Arc::new(rules::account::Order { id: OrderId::new(&format!("n{number}")), ..(*one).clone() }))
        .collect();
    let page = zh("/orders", standing);
    let rows = listed(&page);
    assert_eq!((rows.len(), rows[0].as_str()), (50, "n119"));
    shows(&page, "共 120 笔订单，已支付 ¥438,000.00");
    shows(&page, "显示更多（还有 70 笔）");
}

#[test]
fn the_address_keeps_what_was_typed_exactly() {
    use leptos_router::location::RequestUrl;
    use storefront::routes::{OrderFilter, Page};
    let typed = OrderFilter {
        text: " 100% &=?#+ %41 高级版".to_owned(),
        least: "3，650".to_owned(),
        from: "2026-03-01".to_owned(),
        ..OrderFilter::default()
    };
    let address = RequestUrl::new(&Page::Orders(typed.clone()).path()).parse().unwrap();
    assert_eq!(OrderFilter::from_query(address.search_params()), typed);
    assert_eq!(Page::Orders(OrderFilter::default()).path(), "/orders");
}

#[test]
fn the_refusal_names_its_rule() {
    shows(&zh("/orders", customer(Persona::Employee)), Reason::HistoryRoleMissing.rule());
}
