//! The state of an account at any instant, and its future from there: what is in force, what clears when, how much.

use serde::{Deserialize, Serialize};

use super::{Account, Balance, Batch, BatchState, EditionPeriod, Integration, OrderState, Trial};
use crate::calendar::{Instant, NEVER};
use crate::vocabulary::{AddOnCode, BatchId, EditionCode, OrderId, QuotaKind};

/// What an account has at an instant, and what becomes of it (ORD-9, QUOTA-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// The instant.
    pub at: Instant,
    /// The paid edition in force.
    pub in_force: Option<EditionCode>,
    /// The paid end.
    pub paid_end: Option<Instant>,
    /// The edition that people can use (TRIAL-5).
    pub effective_edition: EditionCode,
    /// The paid period in force and those queued behind it.
    pub timeline: Vec<EditionPeriod>,
    /// The trial, while it runs.
    pub trial: Option<Trial>,
    /// Integrations that are active or queued.
    pub integrations: Vec<Integration>,
    /// What can be spent, kind by kind.
    pub balances: Vec<KindBalance>,
    /// Batches that have not ended, the one that ends first first.
    pub batches: Vec<BatchAt>,
    /// What changes by time alone from here, in order.
    pub changes: Vec<Change>,
}

/// The quota of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindBalance {
    /// Which kind.
    pub quota: QuotaKind,
    /// Units of all open batches.
    pub total: u64,
    /// Units of them that are taken.
    pub used: u64,
    /// Units of them that came back.
    pub returned: u64,
    /// Units that can still be spent.
    pub left: u64,
}

/// A batch, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchAt {
    /// The batch.
    #[serde(flatten)]
    pub batch: Batch,
    /// Where it stands.
    pub state: BatchState,
    /// Units that are not taken, and that its end will clear (QUOTA-5).
    pub left: u32,
}

/// Something that changes by time alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// What.
    #[serde(flatten)]
    pub what: Changed,
}

/// What changes by time alone (ORD-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Changed {
    /// An unpaid order expires.
    OrderExpires {
        /// Which one.
        order: OrderId,
    },
    /// The term of an order runs out that waits for its binding (BIND-4).
    BindingLapses {
        /// Which one.
        order: OrderId,
    },
    /// A queued period comes into force.
    EditionBegins {
        /// Of which edition.
        edition: EditionCode,
    },
    /// The paid end passes, and the enterprise is on the free edition (ED-6).
    EditionLapses {
        /// Of which edition.
        edition: EditionCode,
    },
    /// The trial ends (TRIAL-5).
    TrialEnds {
        /// Of which edition.
        edition: EditionCode,
    },
    /// An integration ends, and API access with it.
    IntegrationEnds {
        /// Which add-on.
        add_on: AddOnCode,
    },
    /// A batch opens.
    BatchOpens {
        /// Which one.
        batch: BatchId,
        /// What its units are spent on.
        quota: QuotaKind,
        /// How many there are.
        amount: u32,
    },
    /// What is left of a batch is cleared (ADD-9).
    BatchCleared {
        /// Which one.
        batch: BatchId,
        /// What its units are spent on.
        quota: QuotaKind,
        /// How many, as things stand.
        left: u32,
    },
}

impl Account {
    /// What it has at an instant and what becomes of it, by what is known of it now; nothing is changed.
    #[must_use]
    pub fn outlook(&self, at: Instant) -> Outlook {
        let mut batches: Vec<BatchAt> = self
            .batches
            .iter()
            .map(|batch| BatchAt { batch: batch.clone(), state: self.batch_state(batch, at), left: batch.left() })
            .filter(|batch| batch.state != BatchState::Ended && batch.batch.period.start < batch.batch.period.end)
            .collect();
        batches.sort_by_key(|batch| batch.batch.period.end);
        Outlook {
            at,
            in_force: self.in_force(at).map(|paid| paid.edition.clone()),
            paid_end: self.paid_end(at),
            effective_edition: self.effective_edition(at),
            timeline: self.paid_timeline(at).cloned().collect(),
            trial: self.trial.clone().filter(|trial| trial.period.contains(at)),
            integrations: self.integrations.iter().filter(|known| known.period.end > at).cloned().collect(),
            balances: QuotaKind::ALL.map(|quota| kind_balance(quota, self.balance(quota, at))).to_vec(),
            batches,
            changes: self.changes_after(at),
        }
    }

    fn changes_after(&self, at: Instant) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut note = |when: Instant, what: Changed| {
            if when > at && when < NEVER {
                changes.push(Change { at: when, what });
            }
        };
        for order in &self.orders {
            match order.state_at(at) {
                OrderState::Unpaid => note(order.expires_at, Changed::OrderExpires { order: order.id.clone() }),
                OrderState::AwaitingBinding { .. } => {
                    if let Some(line) = order.edition_line() {
                        note(line.period.end, Changed::BindingLapses { order: order.id.clone() });
                    }
                }
                _ => {}
            }
        }
        for paid in self.editions.iter().filter(|paid| !paid.is_empty()) {
            note(paid.period.start, Changed::EditionBegins { edition: paid.edition.clone() });
            let goes_on = self.editions.iter().any(|next| !next.is_empty() && next.period.start == paid.period.end);
            if !goes_on {
                note(paid.period.end, Changed::EditionLapses { edition: paid.edition.clone() });
            }
        }
        if let Some(trial) = &self.trial {
            note(trial.period.end, Changed::TrialEnds { edition: trial.edition.clone() });
        }
        for integration in &self.integrations {
            note(integration.period.end, Changed::IntegrationEnds { add_on: integration.add_on.clone() });
        }
        for batch in self.batches.iter().filter(|batch| batch.period.start < batch.period.end) {
            let (id, quota) = (batch.id.clone(), batch.quota);
            note(batch.period.start, Changed::BatchOpens { batch: id.clone(), quota, amount: batch.amount });
            note(batch.period.end, Changed::BatchCleared { batch: id, quota, left: batch.left() });
        }
        changes.sort_by_key(|change| change.at);
        changes
    }
}

const fn kind_balance(quota: QuotaKind, balance: Balance) -> KindBalance {
    KindBalance { quota, total: balance.total, used: balance.used, returned: balance.returned, left: balance.left() }
}
