//! How each event changes the account. Nothing is decided here and no catalogue is read.

use super::{Account, Batch, Event, HoldCause, Holder, Order, OrderState, Payment};
use crate::vocabulary::{BatchId, OrderId};

impl Account {
    /// Folds one event into the state.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::AccountOpened { holder, .. } => self.holder = Some(holder.clone()),
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
            Event::OrderPlaced { order } => self.orders.push((**order).clone()),
            Event::OrderPaid { order, payment, lines, at } => self.change_order(order, |order| {
                order.payments.extend(payment.clone());
                order.lines.clone_from(lines);
                order.recorded_state = OrderState::Provisioning { since: *at };
            }),
            Event::EditionGranted { period } => {
                self.editions.push(period.clone());
                self.editions.sort_by_key(|known| known.period.start);
            }
            Event::EditionsReplaced { orders, batches, at } => {
                for replaced in &mut self.editions {
                    if orders.contains(&replaced.order) {
                        replaced.period.end = replaced.period.end.min(*at);
                        replaced.period.start = replaced.period.start.min(*at);
                    }
                }
                for batch in self.batches.iter_mut().filter(|batch| batches.contains(&batch.id)) {
                    batch.period.end = batch.period.end.min(*at);
                    batch.period.start = batch.period.start.min(*at);
                }
            }
            Event::BatchGranted { batch } => self.batches.push(batch.clone()),
            Event::PacksMoved { batches, end } => {
                for batch in self.batches.iter_mut().filter(|batch| batches.contains(&batch.id)) {
                    batch.period.end = *end;
                }
            }
            Event::TrialGranted { trial } => self.trial = Some(trial.clone()),
            Event::UsageRecorded { batch, taken, returned, .. } => self.change_batch(batch, |batch| {
                batch.used = batch.used.saturating_add(*taken).saturating_sub(*returned);
                batch.returned = batch.returned.saturating_add(*returned);
            }),
            Event::OrderDelivered { order, at } => self.change_order(order, |order| {
                if let OrderState::Provisioning { since } = order.recorded_state {
                    order.recorded_state = OrderState::Delivered { since, delivered_at: *at };
                }
            }),
            Event::OrderCancelled { order, at } => self.change_order(order, |order| {
                order.recorded_state = OrderState::Cancelled { at: *at };
            }),
            Event::PaymentHeld { order, payment, cause } => self.change_order(order, |order| {
                order.payments.push(Payment { held: Some(*cause), ..payment.clone() });
                // A second payment leaves a good order as it is; the operator sees it among the payments.
                let is_noted = matches!(order.recorded_state, OrderState::NeedsAttention { .. });
                if *cause != HoldCause::PaidBefore && !is_noted {
                    order.recorded_state = OrderState::NeedsAttention { at: payment.at };
                }
            }),
        }
    }

    fn change_order(&mut self, id: &OrderId, change: impl FnOnce(&mut Order)) {
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == *id) {
            change(order);
        }
    }

    fn change_batch(&mut self, id: &BatchId, change: impl FnOnce(&mut Batch)) {
        if let Some(batch) = self.batches.iter_mut().find(|batch| batch.id == *id) {
            change(batch);
        }
    }
}
