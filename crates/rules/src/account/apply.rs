//! How each event changes the account. Nothing is decided here and no catalogue is read.

use std::sync::Arc;

use super::{Account, Batch, Event, HoldCause, Holder, Invoice, InvoiceState, Order, OrderState, Payment};
use crate::vocabulary::{BatchId, InvoiceId, OrderId};

impl Account {
    /// Folds one event into the state.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::AccountOpened { holder, .. } => self.holder = Some(holder.clone()),
            Event::EnterpriseDescribed { name: now_called, security_phone: now_secured_by, .. } => {
                if let Some(Holder::Enterprise { name, security_phone, .. }) = &mut self.holder {
                    name.clone_from(now_called);
                    security_phone.clone_from(now_secured_by);
                }
            }
            Event::CertificationRecorded { certification: recorded, .. } => {
                if let Some(Holder::Enterprise { certification, .. }) = &mut self.holder {
                    *certification = *recorded;
                }
            }
            Event::ActivationRecorded { activation: recorded, .. } => {
                if let Some(Holder::Enterprise { activation, .. }) = &mut self.holder {
                    *activation = *recorded;
                }
            }
            Event::OrderPlaced { order } => self.orders.push(Arc::clone(order)),
            Event::PaymentMethodChosen { order, method, expires_at, .. } => self.change_order(order, |order| {
                order.payment_method = *method;
                order.expires_at = *expires_at;
            }),
            Event::PaymentFailed { order, failure } => self.change_order(order, |order| {
                order.failures.push(failure.clone());
            }),
            Event::OrderPaid { order, payment, lines, at } => {
                let waits_for_binding = matches!(self.holder, Some(Holder::Person { .. }));
                self.change_order(order, |order| {
                    order.take_payment(payment.clone());
                    order.lines.clone_from(lines);
                    order.paid_at = Some(*at);
                    order.recorded_state = if waits_for_binding {
                        OrderState::AwaitingBinding { paid_at: *at }
                    } else {
                        OrderState::Provisioning { since: *at }
                    };
                });
            }
            Event::EditionGranted { period } => {
                self.editions.push(period.clone());
                self.editions.sort_by_key(|known| known.period.start);
            }
            Event::EditionsReplaced { orders, batches, at, by } => {
                for replaced in &mut self.editions {
                    if orders.contains(&replaced.order) {
                        replaced.period.end = replaced.period.end.min(*at);
                        replaced.period.start = replaced.period.start.min(*at);
                    }
                }
                for batch in self.batches.iter_mut().filter(|batch| batches.contains(&batch.id)) {
                    batch.period.end = batch.period.end.min(*at);
                    batch.period.start = batch.period.start.min(*at);
                    batch.closed_by.clone_from(by);
                }
            }
            Event::BatchGranted { batch } => self.batches.push(batch.clone()),
            Event::PacksMoved { batches, end } => {
                for batch in self.batches.iter_mut().filter(|batch| batches.contains(&batch.id)) {
                    batch.period.end = *end;
                }
            }
            Event::IntegrationGranted { integration } => self.integrations.push(integration.clone()),
            Event::TrialGranted { trial } => self.trial = Some(trial.clone()),
            Event::UsageRecorded { batch, taken, returned, moved_in, .. } => self.change_batch(batch, |batch| {
                batch.used = batch.used.saturating_add(*taken).saturating_sub(*returned);
                batch.amount = batch.amount.saturating_add(*moved_in);
                batch.returned = batch.returned.saturating_add(*returned).saturating_add(*moved_in);
            }),
            Event::NoticeGiven { notice } => {
                self.notices.retain(|given| (given.quota, given.level) != (notice.quota, notice.level));
                self.notices.push(*notice);
            }
            Event::OrderDelivered { order, at } => self.change_order(order, |order| {
                if let OrderState::Provisioning { since } = order.recorded_state {
                    order.recorded_state = OrderState::Delivered { since, delivered_at: *at };
                }
            }),
            Event::OrderCancelled { order, at, .. } => self.change_order(order, |order| {
                order.recorded_state = OrderState::Cancelled { at: *at };
            }),
            Event::PaymentHeld { order, payment, cause } => self.change_order(order, |order| {
                order.take_payment(Some(Payment { held: Some(*cause), ..payment.clone() }));
                // A second payment leaves a good order as it is; the operator sees it among the payments.
                let is_noted = matches!(order.recorded_state, OrderState::NeedsAttention { .. });
                if *cause != HoldCause::PaidBefore && !is_noted {
                    order.recorded_state = OrderState::NeedsAttention { at: payment.at };
                }
            }),
            // What releases it follows in the same breath: its payment, or for a person's order its wait.
            Event::OrderReleased { .. } => {}
            Event::OrderClosed { order, at, .. } => self.change_order(order, |order| {
                order.recorded_state = OrderState::Closed { at: *at };
                order.payments.iter_mut().for_each(|payment| payment.returned_at = payment.returned_at.or(Some(*at)));
            }),
            Event::OrderBound { order, binding } => self.change_order(order, |order| {
                order.recorded_state = OrderState::Provisioning { since: binding.at };
                order.binding = Some(binding.clone());
            }),
            Event::BindingFailed { order, at } => self.change_order(order, |order| {
                order.recorded_state = OrderState::NeedsAttention { at: *at };
            }),
            Event::BoundOrderReceived { order } => self.orders.push(Arc::clone(order)),
            Event::InvoiceRequested { invoice } => {
                for order in &invoice.orders {
                    self.change_order(order, |order| order.invoice = Some(invoice.id.clone()));
                }
                self.invoices.push((**invoice).clone());
            }
            Event::InvoiceIssued { invoice, at } => self.change_invoice(invoice, |invoice| {
                invoice.state = InvoiceState::Issued { at: *at };
            }),
            Event::InvoiceFailed { invoice, at } => {
                for order in self.orders.iter_mut().filter(|order| order.invoice.as_ref() == Some(invoice)) {
                    Arc::make_mut(order).invoice = None;
                }
                self.change_invoice(invoice, |invoice| invoice.state = InvoiceState::Failed { at: *at });
            }
        }
    }

    fn change_invoice(&mut self, id: &InvoiceId, change: impl FnOnce(&mut Invoice)) {
        if let Some(invoice) = self.invoices.iter_mut().find(|invoice| invoice.id == *id) {
            change(invoice);
        }
    }

    fn change_order(&mut self, id: &OrderId, change: impl FnOnce(&mut Order)) {
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == *id) {
            change(Arc::make_mut(order));
        }
    }

    fn change_batch(&mut self, id: &BatchId, change: impl FnOnce(&mut Batch)) {
        if let Some(batch) = self.batches.iter_mut().find(|batch| batch.id == *id) {
            change(batch);
        }
    }
}
