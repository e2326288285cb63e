//! An account becomes known, certified, activated.

use crate::account::{Account, Activation, Batch, BatchSource, Certification, Event, Holder};
use crate::calendar::{Instant, NEVER, Period};
use crate::catalogue::Catalogue;
use crate::vocabulary::{BatchId, QuotaKind};

/// ED-5: an enterprise begins with the contracts that the free edition gives, where it gives any.
pub(super) fn open(catalogue: &Catalogue, account: &Account, holder: &Holder, now: Instant) -> Vec<Event> {
    if account.holder.is_some() {
        return Vec::new();
    }
    let mut events = vec![Event::AccountOpened { holder: holder.clone(), at: now }];
    let contracts = catalogue.experience.contracts;
    if contracts > 0 && matches!(holder, Holder::Enterprise { .. }) {
        let batch = Batch {
            id: BatchId::new("experience"),
            quota: QuotaKind::Contract,
            source: BatchSource::Experience,
            amount: contracts,
            used: 0,
            returned: 0,
            period: Period { start: now, end: NEVER },
            closed_by: None,
        };
        events.push(Event::BatchGranted { batch });
    }
    events
}

pub(super) fn describe(account: &Account, name: &str, security_phone: &str, now: Instant) -> Vec<Event> {
    match &account.holder {
        Some(Holder::Enterprise { name: known, security_phone: known_phone, .. })
            if known != name || known_phone != security_phone =>
        {
            let (name, security_phone) = (name.to_owned(), security_phone.to_owned());
            vec![Event::EnterpriseDescribed { name, security_phone, at: now }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn certification(account: &Account, certification: Certification, now: Instant) -> Vec<Event> {
    match &account.holder {
        Some(Holder::Enterprise { certification: known, .. }) if *known != certification => {
            vec![Event::CertificationRecorded { certification, at: now }]
        }
        _ => Vec::new(),
    }
}

pub(super) fn activation(account: &Account, activation: Activation, now: Instant) -> Vec<Event> {
    match &account.holder {
        Some(Holder::Enterprise { activation: known, .. }) if *known != activation => {
            vec![Event::ActivationRecorded { activation, at: now }]
        }
        _ => Vec::new(),
    }
}
