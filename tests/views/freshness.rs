//! When a page looks again at a backend that tells nobody of its changes, and where one goes on after signing in.

use chrono::TimeDelta;
use rules::account::PaymentMethod;
use rules::decide::Command;
use rules::vocabulary::{Channel, OrderId};
use service::personas::Persona;
use storefront::routes::{Next, channel_from, handed_over, query_in_channel};
use storefront::state::{Looked, is_awaiting};

use crate::shop::{ORDER, after, customer, delivered, now, ordered, paid};

const AT_EASE: Looked =
    Looked { seconds_ago: 0, is_seen: true, is_signed_in: true, is_awaiting: false, is_lost: false };

/// The first second of a minute in which a page looks; `None` where it does not.
fn looks_after(looked: Looked) -> Option<u32> {
    (0..=60).find(|seconds| Looked { seconds_ago: *seconds, ..looked }.is_due())
}

#[test]
fn a_page_looks_every_thirty_seconds_and_every_five_while_something_is_awaited() {
    assert_eq!(looks_after(AT_EASE), Some(30));
    assert_eq!(looks_after(Looked { is_awaiting: true, ..AT_EASE }), Some(5));
}

#[test]
fn a_page_that_nobody_sees_does_not_look_and_a_visitors_neither() {
    assert_eq!(looks_after(Looked { is_seen: false, is_awaiting: true, ..AT_EASE }), None);
    assert_eq!(looks_after(Looked { is_signed_in: false, ..AT_EASE }), None);
}

#[test]
fn a_lost_server_is_looked_for_soon_also_by_a_visitor() {
    assert_eq!(looks_after(Looked { is_lost: true, ..AT_EASE }), Some(5));
    assert_eq!(looks_after(Looked { is_lost: true, is_signed_in: false, ..AT_EASE }), Some(5));
}

#[test]
fn a_payment_and_a_delivery_are_awaited() {
    for standing in [ordered(), paid()] {
        assert!(is_awaiting(&standing.account.unwrap(), now()));
    }
    for standing in [delivered(), customer(Persona::Advanced)] {
        assert!(!is_awaiting(&standing.account.unwrap(), now()));
    }
}

#[test]
fn a_delivery_that_takes_long_is_not_awaited_as_if_it_came_at_once() {
    let account = paid().account.unwrap();
    assert!(is_awaiting(&account, now() + TimeDelta::minutes(29)));
    assert!(!is_awaiting(&account, now() + TimeDelta::hours(2)));
}

#[test]
fn a_bank_transfer_takes_days_and_is_not_awaited() {
    let method = PaymentMethod::BankTransfer;
    let standing = after(ordered(), now(), &Command::ChoosePaymentMethod { order: OrderId::new(ORDER), method });
    assert!(!is_awaiting(&standing.account.unwrap(), now()));
}

#[test]
fn after_signing_in_one_goes_on_with_pages_of_this_shop() {
    let pages = [
        "/",
        "/pricing?term=2",
        "/checkout?edition=professional&term=2&packs=contract_pack:10000x1&channel=mini_program",
        "/orders/20260301-ABCDEFGH",
        "/usage",
        "/help?q=%E5%8F%91%E7%A5%A8",
    ];
    for page in pages {
        assert_eq!(Next::parse(page).as_ref().map(Next::as_str), Some(page));
    }
}

#[test]
fn and_with_no_address_of_others() {
    let others = [
        "",
        "https://evil.example/checkout",
        "//evil.example/checkout",
        "///evil.example",
        "/\\evil.example",
        "/checkout/../\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/orders//evil.example",
        "/orders/../../evil",
        "/checkout\n//evil.example",
        "/sign-in?next=/checkout",
        "/embed/trial",
        "/api/session",
        "checkout",
    ];
    for other in others {
        assert_eq!(Next::parse(other), None, "{other:?}");
    }
}

#[test]
fn ch_12_an_address_is_the_same_in_the_channel_of_the_session() {
    let query = query_in_channel("?edition=advanced&channel=personal_mini_program&term=2", Channel::MiniProgram);
    assert_eq!(query, "?edition=advanced&term=2&channel=mini_program");
    assert_eq!(channel_from(&query), Channel::MiniProgram);
    assert_eq!(query_in_channel("?channel=mini_program", Channel::Web), "");
    assert_eq!(query_in_channel("", Channel::Web), "");
}

#[test]
fn ch_12_a_hand_over_stands_in_the_fragment_of_an_address() {
    assert_eq!(handed_over("#handover=abc-123").as_deref(), Some("abc-123"));
    for other in ["", "#", "#main", "#handover=", "?handover=abc"] {
        assert_eq!(handed_over(other), None, "{other:?}");
    }
}
