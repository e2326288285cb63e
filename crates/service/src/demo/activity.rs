//! The e-sign system of a demonstration: contracts that are initiated, signed, rejected and withdrawn, in bulk.

use std::sync::Arc;

use api::Failure;
use rules::calendar::local_date;
use rules::rejection::Rejection;
use rules::usage::{DayRange, Progress, Signing, Use, sum_of_days};
use rules::vocabulary::{AccountId, QuotaKind, SubjectId};

use super::Demo;
use super::past::{self, Past};
use crate::clock::Clock;
use crate::ledger::{LedgerSlice, NamedUse};
use crate::records::Records;
use crate::store::{AppendError, Store};

/// What happens in the e-sign system of a demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// So many units are spent now.
    Spend(QuotaKind, u32),
    /// The latest so many contracts that wait are signed by everybody.
    Sign(u32),
    /// The latest so many contracts that wait are rejected.
    Reject(u32),
    /// The latest so many contracts that wait are withdrawn.
    Withdraw(u32),
    /// A past is made up in which so many contracts were initiated, or as many as is usual; only of kinds not used yet.
    Past(Option<u32>),
}

impl<S: Store + Records, C: Clock> Demo<S, C> {
    /// Lets something happen in the e-sign system of the session's account; `told` hears how many units of how many are done.
    ///
    /// # Errors
    /// Nobody is signed in, too little is left, or the store's.
    pub async fn simulate_activity(&self, activity: Activity, told: impl Fn(u64, u64)) -> Result<(), Failure> {
        let account = self.signed_in().await?.account;
        match activity {
            Activity::Spend(quota, number) => self.spend(&account, quota, number).await,
            Activity::Sign(number) => self.report_latest(&account, number, Signing::Signed).await,
            Activity::Reject(number) => self.report_latest(&account, number, Signing::Rejected).await,
            Activity::Withdraw(number) => {
                for contract in self.waiting(&account, number).await? {
                    self.shop.withdraw(&account, &contract).await?;
                }
                Ok(())
            }
            Activity::Past(contracts) => self.make_up_past(&account, contracts, told).await,
        }
    }

    async fn report_latest(&self, account: &AccountId, number: u32, reported: Signing) -> Result<(), Failure> {
        for contract in self.waiting(account, number).await? {
            self.shop.report_signing(account, &contract, reported).await?;
        }
        Ok(())
    }

    async fn spend(&self, account: &AccountId, quota: QuotaKind, number: u32) -> Result<(), Failure> {
        let now = self.shop.clock.now();
        // Rows are never taken away, so their number is a number that no row has yet.
        let before = sum_of_days(&self.shop.store.days(account, quota, always()).await?).taken;
        let mut chance = past::chance(account, quota, before);
        let uses: Vec<NamedUse> = (1..=u64::from(number))
            .map(|one| NamedUse {
                used: Use { quota, subject: past::subject(quota, local_date(now), before.saturating_add(one)) },
                name: past::name(quota, &mut chance),
            })
            .collect();
        self.shop.report_uses(account, &uses).await.map(drop)
    }

    /// The latest so many contracts that nobody has signed yet.
    async fn waiting(&self, account: &AccountId, number: u32) -> Result<Vec<SubjectId>, Failure> {
        const LOOKED_AT: u32 = 5_000;
        let slice = LedgerSlice {
            quota: QuotaKind::Contract,
            from: rules::calendar::Instant::MIN_UTC,
            until: rules::calendar::Instant::MAX_UTC,
            skip: 0,
            limit: LOOKED_AT,
        };
        let rows = self.shop.store.slice(account, &slice).await?;
        let waiting = rows.into_iter().filter(|row| row.entry.progress == Progress::Open);
        Ok(waiting.take(number as usize).map(|row| row.entry.subject).collect())
    }

    async fn make_up_past(
        &self,
        id: &AccountId,
        contracts: Option<u32>,
        told: impl Fn(u64, u64),
    ) -> Result<(), Failure> {
        let mut unused = Vec::new();
        for quota in QuotaKind::ALL {
            if self.shop.store.days(id, quota, always()).await?.is_empty() {
                unused.push(quota);
            }
        }
        let (account, mut version) = self.shop.load(id).await?;
        let catalogue = self.shop.catalogue();
        let mut past = Past::of(&catalogue, Arc::unwrap_or_clone(account), &unused, contracts, self.shop.clock.now());
        while let Some(chapter) = past.next_chapter().map_err(|refused: Rejection| Failure::from(refused))? {
            version = match self.shop.store.write(id, version, &chapter.events, &chapter.rows).await {
                Ok(version) => version,
                Err(AppendError::Store(failure)) => return Err(failure.into()),
                Err(AppendError::Conflict | AppendError::OutcomeUnknown | AppendError::OrderTaken(_)) => {
                    return Err(Failure::Busy);
                }
            };
            told(past.told(), past.planned());
        }
        Ok(())
    }
}

/// All days.
const fn always() -> DayRange {
    DayRange { first: chrono::NaiveDate::MIN, last: chrono::NaiveDate::MAX }
}
