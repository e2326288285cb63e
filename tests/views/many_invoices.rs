//! Invoices of an enterprise with very many orders: searched, and in pages of twenty.

use std::sync::Arc;

use chrono::TimeDelta;
use rules::Money;
use rules::account::{Invoice, Order};
use rules::calendar::Instant;
use rules::vocabulary::{InvoiceId, OrderId};
use service::Standing;
use service::personas::Persona;
use storefront::app::RequestState;

use crate::invoices::{asked, form, is_checked, issued};
use crate::shop::{customer, hides, shows, zh};

/// The enterprise with so many orders to invoice, one a day from 1 January 2026 on, each of a hundred yuan and its number.
fn with_orders(number: i64) -> Standing {
    let mut standing = customer(Persona::Advanced);
    let account = standing.account.as_mut().unwrap();
    let first = account.orders.first().cloned().unwrap();
    account.orders = (1..=number)
        .map(|number| {
            let mut order = Order::clone(&first);
            order.id = OrderId::new(&format!("20260101-ORDER{number:03}"));
            let paid_at: Instant = "2025-12-31T04:00:00Z".parse().unwrap();
            order.paid_at = paid_at.checked_add_signed(TimeDelta::days(number));
            let amount = Money::from_fen(10_000 + number * 100);
            order.total = amount;
            order.payments.iter_mut().for_each(|payment| payment.amount = amount);
            Arc::new(order)
        })
        .collect();
    standing
}

fn rows_of(page: &str) -> Vec<&str> {
    let rows = page.split("选择订单 ").skip(1);
    rows.map(|row| row.split('<').next().unwrap_or_default()).collect()
}

#[test]
fn a_few_orders_need_no_search_and_no_pages() {
    let page = zh("/invoices", customer(Persona::Advanced));
    hides(&page, "invoice-find");
    hides(&page, "class=\"pager\"");
    shows(&page, "全选这些订单（2 笔）");
}

#[test]
fn very_many_orders_come_in_pages_of_twenty() {
    let page = zh("/invoices", with_orders(45));
    assert_eq!(rows_of(&page).len(), 20);
    for text in ["invoice-find", "找到 45 笔订单，共 ¥5,535.00", "全选这些订单（45 笔）", "第 1 页，共 3 页"]
    {
        shows(&page, text);
    }
    hides(&page, "上一页");
    let last = zh("/invoices?page=3", with_orders(45));
    let numbers: Vec<String> = (41..=45).map(|number| format!("20260101-ORDER{number:03}")).collect();
    assert_eq!(rows_of(&last), numbers);
    shows(&last, "第 3 页，共 3 页");
    hides(&last, "下一页");
    shows(&zh("/invoices?page=99", with_orders(45)), "第 3 页，共 3 页");
    shows(&zh("/invoices?page=none", with_orders(45)), "第 1 页，共 3 页");
}

#[test]
fn orders_are_found_by_number_day_month_and_amount() {
    for (find, count) in [("order007", 1), ("2026-01-07", 1), ("2026-02", 14), ("107.00", 1), ("2026-01 order00", 9)] {
        let page = zh(&format!("/invoices?find={}", find.replace(' ', "%20")), with_orders(45));
        shows(&page, &format!("找到 {count} 笔订单"));
    }
    let none = zh("/invoices?find=nothing", with_orders(45));
    shows(&none, "没有符合的订单");
    shows(&none, "显示全部订单");
    shows(&none, "value=\"nothing\"");
    assert_eq!(rows_of(&none).len(), 0);
}

#[test]
fn what_is_chosen_on_another_page_is_summed_and_sent_too() {
    let chosen = ["20260101-ORDER001", "20260101-ORDER045"];
    let page = form(asked(&chosen), with_orders(45), |_| {});
    shows(&page, "已选 2 笔订单");
    shows(&page, "¥246.00");
    assert!(is_checked(&page, chosen[0]));
    assert!(!rows_of(&page).contains(&chosen[1]));
    let review = form(asked(&chosen), with_orders(45), RequestState::go_on);
    let review = review.split("invoice-review").nth(1).expect("the review");
    chosen.iter().for_each(|order| shows(review, order));
}

#[test]
fn of_very_many_chosen_orders_the_review_names_the_first_and_says_how_many() {
    let all: Vec<String> = (1..=45).map(|number| format!("20260101-ORDER{number:03}")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let page = form(asked(&all), with_orders(45), RequestState::go_on);
    let review = page.split("invoice-review").nth(1).expect("the review");
    shows(review, "等，共 45 笔");
    shows(review, "20260101-ORDER020");
    hides(review, "20260101-ORDER021");
}

#[test]
fn very_many_invoices_come_in_pages_of_twenty_the_newest_first() {
    let mut standing = issued();
    let account = standing.account.as_mut().unwrap();
    let first = account.invoices.first().cloned().unwrap();
    account.invoices = (1..=45)
        .map(|number| Invoice { id: InvoiceId::new(&format!("20260301-{number:03}")), ..first.clone() })
        .collect();
    let page = zh("/invoices", standing.clone());
    assert_eq!(page.matches("class=\"invoice-row\"").count(), 20);
    shows(&page, "20260301-045");
    hides(&page, "20260301-025");
    let last = zh("/invoices?invoices=3", standing);
    assert_eq!(last.matches("class=\"invoice-row\"").count(), 5);
    shows(&last, "20260301-001");
}
