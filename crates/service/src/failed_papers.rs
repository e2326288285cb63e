//! The papers of invoices that failed: contact data, which is erased once the invoice is replaced by a new one, or after as
//! many days as other contacts.
//!
//! Each failure leaves a mark beside the papers, so that those which are old are found without reading every account.

use api::{CONTACT_DAYS, Failure, StoreFailure};
use chrono::TimeDelta;
use rules::account::{Account, InvoiceState};
use rules::calendar::Instant;
use rules::invoice::is_replaced;
use rules::vocabulary::{AccountId, InvoiceId};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::invoice_papers;
use crate::shop::Shop;
use crate::store::{Settings, Store};

/// How the names of marks begin.
const BEGINNING: &str = "failed-invoice ";

/// That an invoice failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    account: AccountId,
    invoice: InvoiceId,
    at: Instant,
}

/// Marks an invoice that is about to have failed.
///
/// # Errors
/// The store's.
pub(crate) async fn mark(
    store: &impl Settings,
    account: &AccountId,
    invoice: &InvoiceId,
    at: Instant,
) -> Result<(), Failure> {
    let mark = Mark { account: account.clone(), invoice: invoice.clone(), at };
    let text = serde_json::to_string(&mark)
        .map_err(|error| Failure::Store(StoreFailure::Unreadable { detail: error.to_string() }))?;
    Ok(store.set_setting(&name(account, invoice), Some(&text)).await?)
}

/// Erases the papers of the failed invoices that a new one replaces.
///
/// # Errors
/// The store's.
pub(crate) async fn erase_replaced(store: &impl Settings, account: &Account, by: &InvoiceId) -> Result<(), Failure> {
    let Some(new) = account.invoice(by) else {
        return Ok(());
    };
    let shares_an_order = |orders: &[_]| orders.iter().any(|order| new.orders.contains(order));
    for failed in account.invoices.iter().filter(|known| shares_an_order(&known.orders)) {
        if is_replaced(account, failed) {
            erase(store, &account.id, &failed.id).await?;
        }
    }
    Ok(())
}

impl<S: Store + Settings, C: Clock> Shop<S, C> {
    /// Erases the papers of invoices that failed as long ago as contacts are kept.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_failed_papers(&self) -> Result<(), Failure> {
        let now = self.clock.now();
        for name in self.store.names(BEGINNING).await? {
            let text = self.store.setting(&name).await?;
            let mark = text.and_then(|text| serde_json::from_str::<Mark>(&text).ok());
            let Some(mark) = mark.filter(|mark| mark.is_expired(now)) else {
                continue;
            };
            let (account, _) = self.load(&mark.account).await?;
            let failed =
                account.invoice(&mark.invoice).is_some_and(|known| matches!(known.state, InvoiceState::Failed { .. }));
            if failed {
                erase(&self.store, &mark.account, &mark.invoice).await?;
            } else {
                self.store.set_setting(&name, None).await?;
            }
        }
        Ok(())
    }
}

impl Mark {
    fn is_expired(&self, now: Instant) -> bool {
        now.signed_duration_since(self.at) >= TimeDelta::days(CONTACT_DAYS)
    }
}

/// The papers first: a mark without papers harms nobody.
async fn erase(store: &impl Settings, account: &AccountId, invoice: &InvoiceId) -> Result<(), Failure> {
    invoice_papers::erase(store, account, invoice).await?;
    Ok(store.set_setting(&name(account, invoice), None).await?)
}

fn name(account: &AccountId, invoice: &InvoiceId) -> String {
    format!("{BEGINNING}{} {}", account.as_str(), invoice.as_str())
}
