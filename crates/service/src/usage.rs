//! Usage: what the e-sign system reports, and what people see of it (RULES §7).

use std::collections::HashMap;
use std::sync::Arc;

use api::{Failure, Session};
use rules::account::Account;
use rules::calendar::date_began;
use rules::context::{Actor, Context};
use rules::permissions::seeing_balances;
use rules::rejection::Rejection;
use rules::usage::{DayRange, DayUse, LedgerEntry, Recorded, Signing, Use, progressed, record, sum_of_days, withdraw};
use rules::vocabulary::{AccountId, Channel, QuotaKind, SubjectId};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::deciding::{Arrived, MAX_ATTEMPTS, stored};
use crate::ledger::{LedgerRow, LedgerSlice, NamedUse, changes};
use crate::shop::Shop;
use crate::store::{AppendError, Store};

/// How many rows of the ledger are on one page.
pub const LEDGER_PAGE_ROWS: u32 = 20;

/// What somebody wants to see of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerQuery {
    /// Of which kind.
    pub quota: QuotaKind,
    /// Of which days.
    pub range: DayRange,
    /// Which page; the first is 1.
    pub number: u64,
    /// How many rows are on one; at least 1.
    pub page_rows: u32,
}

/// One page of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LedgerPage {
    /// Its rows, the newest first.
    pub rows: Vec<LedgerRow>,
    /// Which page it is; the first is 1.
    pub number: u64,
    /// How many there are; at least 1.
    pub pages: u64,
    /// How many rows there are on all of them.
    pub total: u64,
}

impl<S: Store, C: Clock> Shop<S, C> {
    /// Records uses: all of them or none, each once however often it is reported (QUOTA-1, QUOTA-6).
    ///
    /// # Errors
    /// Not enough is left, or the store's.
    pub async fn report_uses(&self, account: &AccountId, uses: &[NamedUse]) -> Result<Arc<Account>, Failure> {
        let named: Vec<Use> = uses.iter().map(|one| one.used.clone()).collect();
        // A contract and a report may have the same number.
        let names: HashMap<(QuotaKind, &SubjectId), &String> =
            uses.iter().map(|one| ((one.used.quota, &one.used.subject), &one.name)).collect();
        let name_of = |entry: &LedgerEntry| {
            names.get(&(entry.quota, &entry.subject)).map(|name| (*name).clone()).unwrap_or_default()
        };
        let decide =
            |account: &Account, context: &Context| record(&self.catalogues.at(context.now), account, &named, context);
        self.change_ledger(account, &named, name_of, decide).await
    }

    /// Withdraws a contract (QUOTA-2).
    ///
    /// # Errors
    /// Why it cannot be withdrawn, or the store's.
    pub async fn withdraw(&self, account: &AccountId, contract: &SubjectId) -> Result<Arc<Account>, Failure> {
        let named = [Use { quota: QuotaKind::Contract, subject: contract.clone() }];
        let decide = |account: &Account, context: &Context| withdraw(account, contract, context);
        self.change_ledger(account, &named, |_| String::new(), decide).await
    }

    /// Records how far a contract has come; what is over stays as it is (QUOTA-2).
    ///
    /// # Errors
    /// The store's.
    pub async fn report_signing(
        &self,
        account: &AccountId,
        contract: &SubjectId,
        reported: Signing,
    ) -> Result<Arc<Account>, Failure> {
        let named = [Use { quota: QuotaKind::Contract, subject: contract.clone() }];
        let decide = |_: &Account, context: &Context| {
            let entries = context.ledger.iter().filter_map(|entry| progressed(entry, reported)).collect();
            Ok(Recorded { events: Vec::new(), entries })
        };
        self.change_ledger(account, &named, |_| String::new(), decide).await
    }

    /// The use of one kind by days, for whoever may see balances (ROLE-2).
    ///
    /// # Errors
    /// Who may not see it, or the store's.
    pub async fn use_by_days(
        &self,
        session: &Session,
        channel: Channel,
        quota: QuotaKind,
        range: DayRange,
    ) -> Result<Vec<DayUse>, Failure> {
        let account = self.account(&session.account).await?;
        seeing_balances(Some(&account), &self.asked_by(session, channel))?;
        Ok(self.store.days(&account.id, quota, range).await?)
    }

    /// A page of the ledger of one kind, for whoever may see balances (ROLE-2). A number beyond the last page is the last.
    ///
    /// # Errors
    /// Who may not see it, or the store's.
    pub async fn ledger_page(
        &self,
        session: &Session,
        channel: Channel,
        asked: &LedgerQuery,
    ) -> Result<LedgerPage, Failure> {
        let asked = LedgerQuery { page_rows: asked.page_rows.max(1), ..*asked };
        let days = self.use_by_days(session, channel, asked.quota, asked.range).await?;
        let total = sum_of_days(&days).taken;
        let pages = total.div_ceil(u64::from(asked.page_rows)).max(1);
        let number = asked.number.clamp(1, pages);
        let skip = (number - 1).saturating_mul(u64::from(asked.page_rows));
        let rows = match slice_after(&days, &asked, skip) {
            Some(slice) => self.store.slice(&session.account, &slice).await?,
            None => Vec::new(),
        };
        Ok(LedgerPage { rows, number, pages, total })
    }

    async fn change_ledger(
        &self,
        id: &AccountId,
        named: &[Use],
        name_of: impl Fn(&LedgerEntry) -> String,
        decide: impl Fn(&Account, &Context) -> Result<Recorded, Rejection>,
    ) -> Result<Arc<Account>, Failure> {
        for _ in 0..MAX_ATTEMPTS {
            // What has arrived can be spent, whether or not anybody looked (ORD-9).
            let context = self.context(Actor::System, Channel::Web);
            let Arrived { mut account, version, mut events, .. } = self.arrived(id, context.now).await?;
            let known = self.store.rows(id, named).await?;
            let ledger = known.iter().map(|row| row.entry.clone()).collect();
            let context = Context { ledger, ..context };
            let recorded = decide(&account, &context)?;
            if recorded == Recorded::default() {
                return Ok(account);
            }
            for event in &recorded.events {
                Arc::make_mut(&mut account).apply(event);
            }
            let rows = changes(&known, recorded.entries, &name_of);
            events.extend(recorded.events);
            let events = stored(events);
            match self.store.write(id, version, &events, &rows).await {
                Ok(version) => {
                    self.keep_recorded(&account, version, &events).await;
                    return Ok(account);
                }
                Err(AppendError::Conflict | AppendError::OutcomeUnknown | AppendError::OrderTaken(_)) => {}
                Err(AppendError::Store(failure)) => return Err(failure.into()),
            }
        }
        Err(Failure::Busy)
    }
}

/// Where the rows begin that come after so many: the sums of the days say on which day, so that a store never has to skip
/// more than that day's. `None` where there are no more.
fn slice_after(days: &[DayUse], asked: &LedgerQuery, skip: u64) -> Option<LedgerSlice> {
    let mut left_out = 0_u64;
    for day in days.iter().rev() {
        let after = left_out.saturating_add(day.units.taken);
        if skip < after {
            return Some(LedgerSlice {
                quota: asked.quota,
                from: date_began(asked.range.first),
                until: date_began(day.day.succ_opt()?),
                skip: u32::try_from(skip - left_out).unwrap_or(u32::MAX),
                limit: asked.page_rows,
            });
        }
        left_out = after;
    }
    None
}
