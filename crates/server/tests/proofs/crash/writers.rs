//! Those who write until nobody answers any more.

use axum::http::Method;
use serde_json::json;
use tokio::sync::mpsc::UnboundedSender;

use crate::asked::{Answer, Asked};
use crate::customer::{Customer, reports};
use crate::program::Line;

/// One write, which can be sent again.
#[derive(Clone, Debug)]
pub(super) struct Write {
    pub(super) by: Customer,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An order is placed.
    Place(String),
    /// It is paid.
    Pay(String),
    /// It is given up.
    Cancel(String),
    /// The e-sign system reports a contract.
    Use(String),
    /// A lead is left.
    Lead(String),
}

/// A write, and whether it was acknowledged.
pub(super) struct Note {
    pub(super) write: Write,
    pub(super) is_acknowledged: bool,
}

impl Write {
    /// Sends it; nothing where nobody answers.
    pub(super) async fn send(&self, line: &Line) -> Option<()> {
        let (answer, status) = match &self.what {
            What::Place(order) => {
                let asked = self.by.order(line, order, &reports()).await?;
                (line.ask(asked).await?, 201)
            }
            What::Pay(order) => {
                let path = format!("/api/orders/{order}/payment");
                let asked = Asked::post(&path, &format!("pay-{order}"), &json!({ "choice": "pay" }));
                (line.ask(self.by.says(asked)).await?, 200)
            }
            What::Cancel(order) => {
                let path = format!("/api/orders/{order}/cancellation");
                let asked = Asked::write(Method::POST, &path, &format!("cancel-{order}"));
                (line.ask(self.by.says(asked)).await?, 204)
            }
            What::Use(contract) => (self.report(line, contract).await?, 204),
            What::Lead(id) => (line.ask(self.by.says(lead(id))).await?, 201),
        };
        answer.expect(status);
        Some(())
    }

    async fn report(&self, line: &Line, contract: &str) -> Option<Answer> {
        let one = json!({ "quota": "contract", "subject": contract, "name": "采购合同" });
        let report = json!({ "account": self.by.account, "uses": [one] });
        line.signed(Method::POST, "/api/usage/reports", &format!("use-{contract}"), &report).await
    }
}

/// Somebody who writes one thing after the other.
pub(super) struct Writer {
    customer: Customer,
    name: String,
    is_buying: bool,
}

impl Writer {
    /// Places orders; pays one, gives the next one up, and leaves the third.
    pub(super) fn buying(customer: &Customer, name: String) -> Self {
        Self { customer: customer.clone(), name, is_buying: true }
    }

    /// Reports contracts, and leaves a lead after each.
    pub(super) fn reporting(customer: &Customer, name: String) -> Self {
        Self { customer: customer.clone(), name, is_buying: false }
    }

    /// Notes each write with its answer, and ends with the first that has none.
    pub(super) async fn write(self, line: Line, notes: UnboundedSender<Note>) {
        for number in 0.. {
            for what in self.next(number) {
                let write = Write { by: self.customer.clone(), what };
                let is_acknowledged = write.send(&line).await.is_some();
                notes.send(Note { write, is_acknowledged }).unwrap();
                if !is_acknowledged {
                    return;
                }
            }
        }
    }

    fn next(&self, number: usize) -> Vec<What> {
        let id = format!("{}-{number}", self.name);
        match number % 3 {
            _ if !self.is_buying => vec![What::Use(id.clone()), What::Lead(id)],
            0 => vec![What::Place(id.clone()), What::Pay(id)],
            1 => vec![What::Place(id.clone()), What::Cancel(id)],
            _ => vec![What::Place(id)],
        }
    }
}

fn lead(id: &str) -> Asked {
    let form = json!({
        "contact_name": "林样", "contact_phone": "13800000000", "industry": "零售", "expected_signatures": "3000",
        "consent": true,
    });
    let lead = json!({ "lead": id, "edition": "flagship", "form": form });
    let consent = json!({ "version": "2026-01", "language": "zh-CN" });
    Asked::post("/api/leads", id, &json!({ "lead": lead, "consent": consent }))
}
