//! What belongs to invoices beside the events, so that it can be erased: titles, which are contact data, those kept for the
//! next time, and why an invoice was not issued.

use std::collections::HashMap;

use api::Failure;
use rules::invoice::InvoiceTitle;
use rules::vocabulary::{AccountId, InvoiceId};
use serde::{Deserialize, Serialize};

use crate::issuer::IssuingFailure;
use crate::kept;
use crate::records::{RecordKind, RecordName, Records};

/// How many titles are kept for the next time.
const MOST_TITLES: usize = 20;

/// How often the list of titles is changed anew when another tab was faster.
const MAX_ATTEMPTS: u32 = 50;

/// What belongs to one invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoicePapers {
    /// In whose name, as it is understood.
    pub title: InvoiceTitle,
    /// Why it was not issued, where it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<IssuingFailure>,
}

/// Keeps what belongs to an invoice; the same invoice again replaces it.
///
/// # Errors
/// The store's.
pub(crate) async fn keep(
    store: &impl Records,
    account: &AccountId,
    invoice: &InvoiceId,
    papers: &InvoicePapers,
) -> Result<(), Failure> {
    kept::keep(store, &name(account, invoice), papers, None).await
}

/// What belongs to an invoice, where it is there.
///
/// # Errors
/// The store's.
pub(crate) async fn of(
    store: &impl Records,
    account: &AccountId,
    invoice: &InvoiceId,
) -> Result<Option<InvoicePapers>, Failure> {
    kept::read(store, &name(account, invoice)).await
}

/// What belongs to each invoice of an account.
///
/// # Errors
/// The store's.
pub(crate) async fn of_all(
    store: &impl Records,
    account: &AccountId,
) -> Result<HashMap<InvoiceId, InvoicePapers>, Failure> {
    let mut papers = HashMap::new();
    for (invoice, text) in store.records_of(account, RecordKind::InvoicePapers).await? {
        papers.extend(kept::decoded(Some(&text))?.map(|known| (InvoiceId::new(&invoice), known)));
    }
    Ok(papers)
}

/// Erases it.
///
/// # Errors
/// The store's.
pub(crate) async fn erase(store: &impl Records, account: &AccountId, invoice: &InvoiceId) -> Result<(), Failure> {
    Ok(store.forget_record(&name(account, invoice)).await?)
}

/// The titles kept for the next time, the newest first.
///
/// # Errors
/// The store's.
pub(crate) async fn titles(store: &impl Records, account: &AccountId) -> Result<Vec<InvoiceTitle>, Failure> {
    Ok(kept::read(store, &titles_name(account)).await?.unwrap_or_default())
}

/// Keeps a title for the next time, as the newest: once, and with what was known of it before where it says less.
///
/// # Errors
/// The store's, or that others change the list all the time.
pub(crate) async fn keep_title(store: &impl Records, account: &AccountId, title: &InvoiceTitle) -> Result<(), Failure> {
    change_titles(store, account, |titles| {
        // One alone makes way: a title without a code may be that of several holders of the same name.
        let place = titles.iter().position(|known| is_same_holder(known, title));
        let known = place.map(|place| titles.remove(place));
        titles.insert(0, completed(title.clone(), known));
        titles.truncate(MOST_TITLES);
    })
    .await
}

/// Forgets a title.
///
/// # Errors
/// The store's, or that others change the list all the time.
pub(crate) async fn forget_title(
    store: &impl Records,
    account: &AccountId,
    title: &InvoiceTitle,
) -> Result<(), Failure> {
    change_titles(store, account, |titles| titles.retain(|known| known != title)).await
}

/// The same name with another credit code is somebody else, unless one of them has none.
fn is_same_holder(known: &InvoiceTitle, title: &InvoiceTitle) -> bool {
    let codes = (known.credit_code.as_ref(), title.credit_code.as_ref());
    let same_code = !matches!(codes, (Some(one), Some(other)) if one != other);
    known.holder == title.holder && known.name == title.name && same_code
}

/// An ordinary invoice asks for less than a special one; what is known for those stays.
fn completed(title: InvoiceTitle, known: Option<InvoiceTitle>) -> InvoiceTitle {
    let Some(known) = known else {
        return title;
    };
    InvoiceTitle {
        credit_code: title.credit_code.or(known.credit_code),
        address: title.address.or(known.address),
        phone: title.phone.or(known.phone),
        bank: title.bank.or(known.bank),
        account: title.account.or(known.account),
        ..title
    }
}

async fn change_titles(
    store: &impl Records,
    account: &AccountId,
    change: impl Fn(&mut Vec<InvoiceTitle>),
) -> Result<(), Failure> {
    let name = titles_name(account);
    for _ in 0..MAX_ATTEMPTS {
        let before = store.record(&name).await?;
        let mut titles = kept::decoded(before.as_deref())?.unwrap_or_default();
        change(&mut titles);
        let after = kept::encoded(&titles)?;
        if store.claim_record(&name, before.as_deref(), &after, None).await? == after {
            return Ok(());
        }
    }
    Err(Failure::Busy)
}

/// An account's papers are its own, whatever invoice another one names.
fn name(account: &AccountId, invoice: &InvoiceId) -> RecordName {
    RecordName::of(account, RecordKind::InvoicePapers, invoice.as_str())
}

fn titles_name(account: &AccountId) -> RecordName {
    RecordName::of(account, RecordKind::InvoiceTitles, "")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use futures::executor::block_on;
    use rules::account::TitleHolder;

    use super::{AccountId, InvoiceTitle, keep_title, titles};
    use crate::MemoryStore;

    #[test]
    fn a_title_without_a_code_takes_the_place_of_one_alone() {
        let (store, account) = (MemoryStore::default(), AccountId::new("account"));
        let named = |code: Option<&str>| InvoiceTitle {
            holder: TitleHolder::Company,
            name: "样例".to_owned(),
            credit_code: code.map(str::to_owned),
            address: None,
            phone: None,
            bank: None,
            account: None,
        };
        for code in [Some("one"), Some("another"), None] {
            block_on(keep_title(&store, &account, &named(code))).unwrap();
        }
        assert_eq!(block_on(titles(&store, &account)).unwrap(), [named(Some("another")), named(Some("one"))]);
    }
}
