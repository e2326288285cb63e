//! The store in memory: for tests, and the measure of all others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::StoreFailure;
use rules::account::StoredEvent;
use rules::calendar::Instant;
use rules::usage::{DayRange, DayUse, UnitsUsed, Use, days_of_change};
use rules::vocabulary::{AccountId, OrderId, QuotaKind, SubjectId};

use crate::ledger::{LedgerRow, LedgerSlice, RowChange};
use crate::records::{RecordKind, RecordName, Records};
use crate::store::{AppendError, History, Snapshot, Store, Version, orders_placed};

/// Keeps everything until it is dropped.
#[derive(Debug, Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    events: HashMap<AccountId, Vec<StoredEvent>>,
    orders: HashMap<OrderId, AccountId>,
    rows: HashMap<(AccountId, QuotaKind, SubjectId), LedgerRow>,
    snapshots: HashMap<AccountId, Snapshot>,
    records: BTreeMap<RecordName, Record>,
}

#[derive(Debug)]
struct Record {
    text: String,
    kept_until: Option<Instant>,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing inside can be left half done, so a panic elsewhere does not matter.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    const KEEPS_SNAPSHOTS: bool = true;

    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        let kept = self.kept();
        let known = kept.events.get(account).map(Vec::as_slice).unwrap_or_default();
        let events = known.iter().skip(after.0 as usize).cloned().collect();
        Ok(History { version: version(known), events })
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        let mut kept = self.kept();
        let present = kept.events.get(account).map_or(Version(0), |known| version(known));
        if present != expected {
            return Err(AppendError::Conflict);
        }
        for order in orders_placed(events) {
            if kept.orders.get(order).is_some_and(|owner| owner != account) {
                return Err(AppendError::OrderTaken(order.clone()));
            }
        }
        if rows.iter().any(|row| kept.rows.get(&key(account, &row.after)) != row.before.as_ref()) {
            return Err(AppendError::Conflict);
        }
        for row in rows {
            kept.rows.insert(key(account, &row.after), row.after.clone());
        }
        for order in orders_placed(events) {
            kept.orders.insert(order.clone(), account.clone());
        }
        let known = kept.events.entry(account.clone()).or_default();
        known.extend_from_slice(events);
        Ok(version(known))
    }

    async fn snapshot(&self, account: &AccountId) -> Result<Option<Snapshot>, StoreFailure> {
        Ok(self.kept().snapshots.get(account).cloned())
    }

    async fn keep_snapshot(&self, account: &AccountId, snapshot: &Snapshot) -> Result<(), StoreFailure> {
        let mut kept = self.kept();
        let present = kept.events.get(account).map_or(Version(0), |known| version(known));
        let is_further = |known: &Snapshot| known.format == snapshot.format && known.version > snapshot.version;
        if snapshot.version <= present && !kept.snapshots.get(account).is_some_and(is_further) {
            kept.snapshots.insert(account.clone(), snapshot.clone());
        }
        Ok(())
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        Ok(self.kept().orders.get(order).cloned())
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        let kept = self.kept();
        let row = |one: &Use| kept.rows.get(&(account.clone(), one.quota, one.subject.clone())).cloned();
        Ok(uses.iter().filter_map(row).collect())
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        let mut rows = self.kept().rows_of(account, slice.quota);
        rows.retain(|row| slice.from <= row.entry.at && row.entry.at < slice.until);
        rows.sort_by(|one, other| {
            (Reverse(one.entry.at), &one.entry.subject).cmp(&(Reverse(other.entry.at), &other.entry.subject))
        });
        Ok(rows.into_iter().skip(slice.skip as usize).take(slice.limit as usize).collect())
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        let rows = self.kept().rows_of(account, quota);
        let mut days: BTreeMap<_, UnitsUsed> = BTreeMap::new();
        for day in rows.iter().flat_map(|row| days_of_change(None, &row.entry)) {
            let sum = days.entry(day.day).or_default();
            *sum = sum.plus(day.units);
        }
        let in_range = days.range(range.first..=range.last.max(range.first));
        Ok(in_range.map(|(day, units)| DayUse { day: *day, quota, units: *units }).collect())
    }
}

impl Kept {
    fn rows_of(&self, account: &AccountId, quota: QuotaKind) -> Vec<LedgerRow> {
        let own = self.rows.iter().filter(|((owner, kind, _), _)| owner == account && *kind == quota);
        own.map(|(_, row)| row.clone()).collect()
    }
}

fn key(account: &AccountId, row: &LedgerRow) -> (AccountId, QuotaKind, SubjectId) {
    (account.clone(), row.entry.quota, row.entry.subject.clone())
}

impl Records for MemoryStore {
    async fn record(&self, name: &RecordName) -> Result<Option<String>, StoreFailure> {
        Ok(self.kept().records.get(name).map(|record| record.text.clone()))
    }

    async fn keep_record(
        &self,
        name: &RecordName,
        text: &str,
        kept_until: Option<Instant>,
    ) -> Result<(), StoreFailure> {
        self.kept().records.insert(name.clone(), Record { text: text.to_owned(), kept_until });
        Ok(())
    }

    async fn forget_record(&self, name: &RecordName) -> Result<(), StoreFailure> {
        self.kept().records.remove(name);
        Ok(())
    }

    async fn claim_record(
        &self,
        name: &RecordName,
        expected: Option<&str>,
        fresh: &str,
        kept_until: Option<Instant>,
    ) -> Result<String, StoreFailure> {
        let mut kept = self.kept();
        match kept.records.get(name) {
            Some(present) if expected != Some(present.text.as_str()) => Ok(present.text.clone()),
            _ => {
                kept.records.insert(name.clone(), Record { text: fresh.to_owned(), kept_until });
                Ok(fresh.to_owned())
            }
        }
    }

    async fn records_of(&self, account: &AccountId, kind: RecordKind) -> Result<Vec<(String, String)>, StoreFailure> {
        let kept = self.kept();
        let own = kept.records.iter().filter(|(name, _)| name.account.as_ref() == Some(account) && name.kind == kind);
        Ok(own.map(|(name, record)| (name.name.clone(), record.text.clone())).collect())
    }

    async fn due_records(&self, kind: RecordKind, now: Instant) -> Result<Vec<RecordName>, StoreFailure> {
        let kept = self.kept();
        let due = kept.records.iter().filter(|(name, record)| name.kind == kind && record.is_due(now));
        Ok(due.map(|(name, _)| name.clone()).collect())
    }

    async fn forget_due(&self, kind: RecordKind, now: Instant) -> Result<(), StoreFailure> {
        self.kept().records.retain(|name, record| name.kind != kind || !record.is_due(now));
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        *self.kept() = Kept::default();
        Ok(())
    }
}

impl Record {
    fn is_due(&self, now: Instant) -> bool {
        self.kept_until.is_some_and(|until| until <= now)
    }
}

fn version(events: &[StoredEvent]) -> Version {
    Version(u32::try_from(events.len()).unwrap_or(u32::MAX))
}
