//! What happened to one order: its events in their order, each with its instant and whoever did it (ORD-5 … ORD-7).

use serde::{Deserialize, Serialize};

use crate::account::Event;
use crate::calendar::Instant;
use crate::vocabulary::{BatchId, InvoiceId, OrderId, PersonId};

/// One thing that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrailEntry {
    /// When; `None` where an older event does not say.
    pub at: Option<Instant>,
    /// Who did it; `None` where an older event does not say.
    pub by: Option<DoneBy>,
    /// What.
    pub event: Event,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoneBy {
    /// A person of the enterprise, or the buyer.
    Person(PersonId),
    /// The operator (ORD-6).
    Operator(PersonId),
    /// The shop itself: payments that its provider reports, what they grant, deliveries, invoices issued.
    Shop,
}

/// The events of an account's history that concern an order, oldest first.
///
/// What is granted has no instant of its own: it is settled in the same breath as the payment or the binding before it.
#[must_use]
pub fn trail<'a>(events: impl IntoIterator<Item = &'a Event>, order: &OrderId) -> Vec<TrailEntry> {
    let mut reading =
        Reading { order, settling: None, batches: Vec::new(), invoices: Vec::new(), buyer: None, is_released: false };
    events.into_iter().filter_map(|event| reading.entry(event)).collect()
}

/// What has to be remembered of the events before.
struct Reading<'a> {
    order: &'a OrderId,
    /// The order that is being settled, and since when.
    settling: Option<(&'a OrderId, Option<Instant>)>,
    /// The batches that the order brought.
    batches: Vec<&'a BatchId>,
    /// The invoices that cover it.
    invoices: Vec<&'a InvoiceId>,
    /// Who placed it.
    buyer: Option<&'a PersonId>,
    /// Whether the operator let an order go on just now.
    is_released: bool,
}

impl<'a> Reading<'a> {
    fn entry(&mut self, event: &'a Event) -> Option<TrailEntry> {
        let follows_release = std::mem::take(&mut self.is_released);
        self.remember(event);
        // That the operator let it go on says it all; it was paid with money that was held, not without.
        let is_told = follows_release && matches!(event, Event::OrderPaid { payment: None, .. });
        if is_told || !self.concerns(event) {
            return None;
        }
        let settled_at = || self.settling.and_then(|(_, at)| at);
        let by = match event {
            // BIND-3: nobody else can.
            Event::OrderBound { .. } => self.buyer.cloned().map(DoneBy::Person),
            event => event.by(),
        };
        Some(TrailEntry { at: event.at().or_else(settled_at), by, event: event.clone() })
    }

    fn remember(&mut self, event: &'a Event) {
        match event {
            Event::OrderPaid { order, at, .. } => self.settling = Some((order, Some(*at))),
            Event::BoundOrderReceived { order } => self.settling = Some((&order.id, event.at())),
            Event::EditionGranted { .. }
            | Event::EditionsReplaced { .. }
            | Event::BatchGranted { .. }
            | Event::PacksMoved { .. }
            | Event::IntegrationGranted { .. } => {}
            _ => self.settling = None,
        }
        self.is_released = matches!(event, Event::OrderReleased { .. });
        match event {
            Event::OrderPlaced { order } | Event::BoundOrderReceived { order } if order.id == *self.order => {
                self.buyer = Some(&order.placed_by);
            }
            Event::BatchGranted { batch } if batch.source.order() == Some(self.order) => self.batches.push(&batch.id),
            Event::InvoiceRequested { invoice } if invoice.orders.contains(self.order) => {
                self.invoices.push(&invoice.id);
            }
            _ => {}
        }
    }

    fn concerns(&self, event: &Event) -> bool {
        let is_settled = self.settling.is_some_and(|(settled, _)| settled == self.order);
        match event {
            Event::EditionsReplaced { orders, .. } => is_settled || orders.contains(self.order),
            Event::PacksMoved { batches, .. } => {
                is_settled || batches.iter().any(|moved| self.batches.contains(&moved))
            }
            Event::InvoiceRequested { invoice } => invoice.orders.contains(self.order),
            Event::InvoiceIssued { invoice, .. } | Event::InvoiceFailed { invoice, .. } => {
                self.invoices.contains(&invoice)
            }
            event => event.order() == Some(self.order),
        }
    }
}

impl Event {
    /// The one order that it is about; `None` where it is about none, or may be about several.
    #[must_use]
    pub fn order(&self) -> Option<&OrderId> {
        match self {
            Self::OrderPlaced { order } | Self::BoundOrderReceived { order } => Some(&order.id),
            Self::PaymentMethodChosen { order, .. }
            | Self::PaymentFailed { order, .. }
            | Self::OrderPaid { order, .. }
            | Self::OrderDelivered { order, .. }
            | Self::OrderCancelled { order, .. }
            | Self::PaymentHeld { order, .. }
            | Self::OrderReleased { order, .. }
            | Self::OrderClosed { order, .. }
            | Self::OrderBound { order, .. }
            | Self::BindingFailed { order, .. } => Some(order),
            Self::EditionGranted { period } => Some(&period.order),
            Self::BatchGranted { batch } => batch.source.order(),
            Self::IntegrationGranted { integration } => Some(&integration.order),
            Self::EditionsReplaced { by, .. } => by.as_ref(),
            Self::AccountOpened { .. }
            | Self::EnterpriseDescribed { .. }
            | Self::CertificationRecorded { .. }
            | Self::ActivationRecorded { .. }
            | Self::PacksMoved { .. }
            | Self::TrialGranted { .. }
            | Self::UsageRecorded { .. }
            | Self::NoticeGiven { .. }
            | Self::InvoiceRequested { .. }
            | Self::InvoiceIssued { .. }
            | Self::InvoiceFailed { .. } => None,
        }
    }

    /// When it happened; `None` for what is granted in the same breath as the payment or the binding before it, and
    /// where it was not recorded.
    #[must_use]
    pub fn at(&self) -> Option<Instant> {
        match self {
            Self::AccountOpened { at, .. }
            | Self::EnterpriseDescribed { at, .. }
            | Self::CertificationRecorded { at, .. }
            | Self::ActivationRecorded { at, .. }
            | Self::OrderPaid { at, .. }
            | Self::EditionsReplaced { at, .. }
            | Self::UsageRecorded { at, .. }
            | Self::OrderDelivered { at, .. }
            | Self::OrderCancelled { at, .. }
            | Self::OrderReleased { at, .. }
            | Self::OrderClosed { at, .. }
            | Self::BindingFailed { at, .. }
            | Self::InvoiceIssued { at, .. }
            | Self::InvoiceFailed { at, .. } => Some(*at),
            Self::PaymentMethodChosen { at, .. } => *at,
            Self::OrderPlaced { order } => Some(order.placed_at),
            Self::PaymentFailed { failure, .. } => Some(failure.at),
            Self::PaymentHeld { payment, .. } => Some(payment.at),
            Self::TrialGranted { trial } => Some(trial.period.start),
            Self::NoticeGiven { notice } => Some(notice.at),
            Self::OrderBound { binding, .. } => Some(binding.at),
            Self::BoundOrderReceived { order } => order.binding.as_ref().map(|binding| binding.at),
            Self::InvoiceRequested { invoice } => Some(invoice.requested_at),
            Self::EditionGranted { .. }
            | Self::BatchGranted { .. }
            | Self::PacksMoved { .. }
            | Self::IntegrationGranted { .. } => None,
        }
    }

    /// Who did it; `None` where it was not recorded.
    #[must_use]
    pub fn by(&self) -> Option<DoneBy> {
        match self {
            Self::OrderPlaced { order } => Some(DoneBy::Person(order.placed_by.clone())),
            Self::PaymentMethodChosen { by, .. } | Self::OrderCancelled { by, .. } => by.clone().map(DoneBy::Person),
            Self::InvoiceRequested { invoice } => Some(DoneBy::Person(invoice.requested_by.clone())),
            Self::OrderReleased { by, .. } | Self::OrderClosed { by, .. } => Some(DoneBy::Operator(by.clone())),
            Self::OrderBound { .. } | Self::TrialGranted { .. } => None,
            Self::AccountOpened { .. }
            | Self::EnterpriseDescribed { .. }
            | Self::CertificationRecorded { .. }
            | Self::ActivationRecorded { .. }
            | Self::PaymentFailed { .. }
            | Self::OrderPaid { .. }
            | Self::EditionGranted { .. }
            | Self::EditionsReplaced { .. }
            | Self::BatchGranted { .. }
            | Self::PacksMoved { .. }
            | Self::IntegrationGranted { .. }
            | Self::UsageRecorded { .. }
            | Self::NoticeGiven { .. }
            | Self::OrderDelivered { .. }
            | Self::PaymentHeld { .. }
            | Self::BindingFailed { .. }
            | Self::BoundOrderReceived { .. }
            | Self::InvoiceIssued { .. }
            | Self::InvoiceFailed { .. } => Some(DoneBy::Shop),
        }
    }
}
