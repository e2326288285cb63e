//! What the shop has after it was killed, against what was written.

use serde_json::Value;

use super::writers::{What, Write};
use crate::customer::Customer;
use crate::program::Line;

/// Sees to it that everything that was ever written is there once, and nothing else; of what was written lately, that nothing
/// happened twice.
pub(super) async fn check(line: &Line, customers: &[Customer], written: &[Write], lately: &[Write]) {
    for customer in customers {
        let own = |write: &&Write| write.by.account == customer.account;
        let found = customer.sees_all(line, "/api/orders").await;
        let orders: Vec<&str> = found.iter().map(|order| order["order"].as_str().unwrap()).collect();
        let placed = written.iter().filter(own).filter_map(|write| match &write.what {
            What::Place(order) => Some(order.as_str()),
            _ => None,
        });
        assert_eq!(sorted(orders.into_iter().filter(|order| !order.starts_with("demo-"))), sorted(placed));
        for write in written.iter().filter(own) {
            check_state(&found, &write.what);
        }
        let used = written.iter().filter(own).filter_map(|write| match &write.what {
            What::Use(contract) => Some(contract.as_str()),
            _ => None,
        });
        check_uses(line, customer, sorted(used)).await;
    }
    for write in lately {
        check_lately(line, write).await;
    }
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names
}

/// What was paid stays paid, and what was given up is over.
fn check_state(found: &[Value], what: &What) {
    let state = |order: &String| {
        let order = found.iter().find(|found| found["order"] == **order).unwrap();
        order["state"].as_object().map(|state| state.keys().next().unwrap().clone())
    };
    match what {
        What::Pay(order) => {
            let state = state(order);
            assert!(matches!(state.as_deref(), Some("provisioning" | "delivered")), "{order} is {state:?}");
        }
        What::Cancel(order) => assert_eq!(state(order).as_deref(), Some("cancelled"), "{order}"),
        What::Place(_) | What::Use(_) | What::Lead(_) => {}
    }
}

/// Each use has one row, and the sums of the days agree with the rows.
async fn check_uses(line: &Line, customer: &Customer, used: Vec<&str>) {
    let rows = customer.sees_all(line, "/api/usage/entries?quota=contract").await;
    assert_eq!(sorted(rows.iter().map(|row| row["entry"]["subject"].as_str().unwrap())), used);
    let days = customer.sees(line, "/api/usage/days?quota=contract").await;
    let taken: u64 = days.as_array().unwrap().iter().map(|day| day["units"]["taken"].as_u64().unwrap()).sum();
    assert_eq!(taken, used.len() as u64);
}

/// An order was placed, paid and given up once; a lead is kept.
async fn check_lately(line: &Line, write: &Write) {
    let (order, event) = match &write.what {
        What::Place(order) => (order, "order_placed"),
        What::Pay(order) => (order, "order_paid"),
        What::Cancel(order) => (order, "order_cancelled"),
        What::Lead(lead) => {
            let contact = write.by.sees(line, &format!("/api/contacts/{lead}")).await;
            return assert_eq!(contact["is_kept"], true, "{lead}");
        }
        What::Use(_) => return,
    };
    let events = write.by.sees(line, &format!("/api/orders/{order}/events")).await;
    let times = events.as_array().unwrap().iter().filter(|entry| entry["event"].get(event).is_some()).count();
    assert_eq!(times, 1, "{event} of {order}: {events}");
}
