//! The papers of invoices that failed: contact data, which is erased once the invoice is replaced by a new one, or after as
//! many days as other contacts.
//!
//! Each failure leaves a mark beside the papers, so that those which are old are found without reading every account.

use api::Failure;
use rules::account::{Account, InvoiceState};
use rules::calendar::Instant;
use rules::invoice::is_replaced;
use rules::vocabulary::{AccountId, InvoiceId};

use crate::clock::Clock;
use crate::contacts;
use crate::invoice_papers;
use crate::records::{RecordKind, RecordName, Records};
use crate::shop::Shop;
use crate::store::Store;

/// Marks an invoice that is about to have failed.
///
/// # Errors
/// The store's.
pub(crate) async fn mark(
    store: &impl Records,
    account: &AccountId,
    invoice: &InvoiceId,
    at: Instant,
) -> Result<(), Failure> {
    Ok(store.keep_record(&name(account, invoice), "", contacts::kept_until(at)).await?)
}

/// Erases the papers of the failed invoices that a new one replaces.
///
/// # Errors
/// The store's.
pub(crate) async fn erase_replaced(store: &impl Records, account: &Account, by: &InvoiceId) -> Result<(), Failure> {
    let Some(new) = account.invoice(by) else {
        return Ok(());
    };
    let shares_an_order = |orders: &[_]| orders.iter().any(|order| new.orders.contains(order));
    for failed in account.invoices.iter().filter(|known| shares_an_order(&known.orders)) {
        erase_if_replaced(store, account, &failed.id).await?;
    }
    Ok(())
}

/// Erases the papers of a failed invoice that a new one replaces.
///
/// # Errors
/// The store's.
pub(crate) async fn erase_if_replaced(
    store: &impl Records,
    account: &Account,
    failed: &InvoiceId,
) -> Result<(), Failure> {
    if account.invoice(failed).is_some_and(|failed| is_replaced(account, failed)) {
        erase(store, &account.id, failed).await?;
    }
    Ok(())
}

impl<S: Store + Records, C: Clock> Shop<S, C> {
    /// Erases the papers of invoices that failed as long ago as contacts are kept.
    ///
    /// # Errors
    /// The store's.
    pub async fn erase_failed_papers(&self) -> Result<(), Failure> {
        for mark in self.store.due_records(RecordKind::FailedInvoice, self.clock.now()).await? {
            let Some(owner) = &mark.account else {
                continue;
            };
            let invoice = InvoiceId::new(&mark.name);
            let (account, _) = self.load(owner).await?;
            let state = account.invoice(&invoice).map(|known| known.state);
            if matches!(state, Some(InvoiceState::Failed { .. })) {
                erase(&self.store, owner, &invoice).await?;
            } else {
                self.store.forget_record(&mark).await?;
            }
        }
        Ok(())
    }
}

/// The papers first: a mark without papers harms nobody.
async fn erase(store: &impl Records, account: &AccountId, invoice: &InvoiceId) -> Result<(), Failure> {
    invoice_papers::erase(store, account, invoice).await?;
    Ok(store.forget_record(&name(account, invoice)).await?)
}

fn name(account: &AccountId, invoice: &InvoiceId) -> RecordName {
    RecordName::of(account, RecordKind::FailedInvoice, invoice.as_str())
}
