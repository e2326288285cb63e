//! Looking for invoices: states, local days and orders.

use chrono::NaiveDate;
use rules::Money;
use rules::account::{Invoice, InvoiceKind, InvoiceStage, InvoiceState, TitleHolder};
use rules::invoice::InvoiceSearch;
use rules::vocabulary::{InvoiceId, OrderId, PersonId};

use crate::common::at;

/// An invoice of two orders, asked for at half past midnight in Shanghai, when it is still the day before in UTC.
fn invoice(state: InvoiceState) -> Invoice {
    Invoice {
        id: InvoiceId::new("invoice"),
        orders: ["one", "two"].map(OrderId::new).to_vec(),
        kind: InvoiceKind::Ordinary,
        holder: TitleHolder::Company,
        gross: Money::from_fen(106),
        net: Money::from_fen(100),
        tax: Money::from_fen(6),
        rate_percent: 6,
        requested_by: PersonId::new("person"),
        requested_at: at("2026-03-02 00:30"),
        state,
    }
}

#[test]
fn each_state_is_found_by_its_own_stage_alone() {
    let then = at("2026-03-02 10:00");
    let states = [
        (InvoiceState::Requested, InvoiceStage::Requested),
        (InvoiceState::Issued { at: then }, InvoiceStage::Issued),
        (InvoiceState::Failed { at: then }, InvoiceStage::Failed),
    ];
    for (state, own) in states {
        for (_, stage) in states {
            let search = InvoiceSearch { stage: Some(stage), ..InvoiceSearch::default() };
            assert_eq!(search.finds(&invoice(state)), stage == own, "{state:?} by {stage:?}");
        }
    }
}

#[test]
fn days_are_those_of_shanghai_with_both_ends_inside() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let finds =
        |from, to| InvoiceSearch { from, to, ..InvoiceSearch::default() }.finds(&invoice(InvoiceState::Requested));
    assert!(finds(day(2), day(2)));
    assert!(!finds(day(3), None));
    assert!(!finds(None, day(1)));
}

#[test]
fn any_of_its_orders_leads_to_an_invoice() {
    let finds = |order: &str| {
        let order = Some(OrderId::new(order));
        InvoiceSearch { order, ..InvoiceSearch::default() }.finds(&invoice(InvoiceState::Requested))
    };
    assert!(finds("one") && finds("two"));
    assert!(!finds("three"));
}
