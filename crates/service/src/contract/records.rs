//! What is kept beside the events: texts that are replaced, claimed, due and forgotten.

use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::vocabulary::AccountId;

use super::{Checked, checked, expect, instant};
use crate::records::{RecordKind, RecordName, Records};

/// The checks of records of two accounts, and of none.
pub(super) async fn run(store: &impl Records, account: &AccountId, other: &AccountId) -> Vec<Checked> {
    let of_nobody = |name: &str| RecordName::of_nobody(RecordKind::WriteKey, format!("{}-{name}", account.as_str()));
    let own = |name: &str| RecordName::of(account, RecordKind::WriteKey, name);
    vec![
        checked("a record of an account is what was kept last, and can be forgotten", keeps(store, &own("kept")).await),
        checked("so is one that belongs to no account", keeps(store, &of_nobody("kept")).await),
        checked("a record is another one of another account, kind or name", tells_apart(store, account, other).await),
        checked(
            "a name is claimed once, and again only by who knows what stands there",
            claims_once(store, &own("claim")).await,
        ),
        checked("so is one that belongs to no account", claims_once(store, &of_nobody("claim")).await),
        checked(
            "what is due is found and forgotten, whosever it is, and nothing else",
            forgets_due(store, account, other, &of_nobody("due")).await,
        ),
        checked("what is kept anew is due when it was said last", is_due_when_said_last(store, &own("anew")).await),
        checked("so is what belongs to no account", is_due_when_said_last(store, &of_nobody("anew")).await),
    ]
}

async fn keeps(store: &impl Records, name: &RecordName) -> Result<(), String> {
    expect("before", &record(store, name).await?, &None)?;
    for text in ["one", "二 \"2\"", ""] {
        keep(store, name, text, None).await?;
        expect("after keeping", &record(store, name).await?, &Some(text.to_owned()))?;
    }
    for _ in 0..2 {
        store.forget_record(name).await.map_err(|failure| failure.to_string())?;
        expect("after forgetting", &record(store, name).await?, &None)?;
    }
    Ok(())
}

async fn tells_apart(store: &impl Records, account: &AccountId, other: &AccountId) -> Result<(), String> {
    let names = [
        RecordName::of(account, RecordKind::InvoiceTitles, ""),
        RecordName::of(account, RecordKind::InvoicePapers, "a"),
        RecordName::of(account, RecordKind::InvoicePapers, "B 二"),
        RecordName::of(account, RecordKind::TransferProof, "a"),
        RecordName::of(other, RecordKind::InvoicePapers, "a"),
        RecordName::of_nobody(RecordKind::InvoicePapers, "a"),
    ];
    for (number, name) in names.iter().enumerate() {
        keep(store, name, &number.to_string(), None).await?;
    }
    for (number, name) in names.iter().enumerate() {
        expect(&format!("{name:?}"), &record(store, name).await?, &Some(number.to_string()))?;
    }
    let papers = store.records_of(account, RecordKind::InvoicePapers).await.map_err(|failure| failure.to_string())?;
    let expected = [("B 二", "2"), ("a", "1")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    expect("all papers of one account", &papers, &expected.to_vec())?;
    let [forgotten, others @ ..] = &names;
    store.forget_record(forgotten).await.map_err(|failure| failure.to_string())?;
    for name in others {
        expect("what was not forgotten", &record(store, name).await?.is_some(), &true)?;
    }
    for name in others {
        store.forget_record(name).await.map_err(|failure| failure.to_string())?;
        expect("what was", &record(store, name).await?, &None)?;
    }
    Ok(())
}

async fn claims_once(store: &impl Records, name: &RecordName) -> Result<(), String> {
    expect("the first", &claim(store, name, None, "a").await?, &"a".to_owned())?;
    expect("the second", &claim(store, name, None, "b").await?, &"a".to_owned())?;
    expect("a stale one", &claim(store, name, Some("z"), "c").await?, &"a".to_owned())?;
    expect("a knowing one", &claim(store, name, Some("a"), "d").await?, &"d".to_owned())?;
    expect("what stands", &record(store, name).await?, &Some("d".to_owned()))
}

async fn forgets_due(
    store: &impl Records,
    account: &AccountId,
    other: &AccountId,
    of_nobody: &RecordName,
) -> Result<(), String> {
    let own = |kind, name: &str| RecordName::of(account, kind, name);
    // What others have left in a store that is tested again and again is due later.
    let due = [of_nobody.clone(), own(RecordKind::WriteKey, "due"), RecordName::of(other, RecordKind::WriteKey, "due")];
    let stay = [
        (own(RecordKind::WriteKey, "later"), Some(after(2))),
        (own(RecordKind::WriteKey, "never"), None),
        (own(RecordKind::FailedInvoice, "another kind"), Some(after(1))),
    ];
    for name in &due {
        keep(store, name, "due", Some(after(1))).await?;
    }
    for (name, until) in &stay {
        keep(store, name, "stays", *until).await?;
    }
    expect("before they are due", &due_at(store, after(0)).await?, &Vec::new())?;
    let mut found = due_at(store, after(1)).await?;
    found.retain(|name| due.contains(name) || stay.iter().any(|(stays, _)| stays == name));
    let mut expected = due.to_vec();
    expected.sort();
    expect("what is due", &found, &expected)?;
    store.forget_due(RecordKind::WriteKey, after(1)).await.map_err(|failure| failure.to_string())?;
    for name in &due {
        expect("what was due", &record(store, name).await?, &None)?;
    }
    for (name, _) in &stay {
        expect("what was not", &record(store, name).await?, &Some("stays".to_owned()))?;
    }
    store.forget_due(RecordKind::WriteKey, after(2)).await.map_err(|failure| failure.to_string())?;
    store.forget_due(RecordKind::FailedInvoice, after(1)).await.map_err(|failure| failure.to_string())
}

async fn is_due_when_said_last(store: &impl Records, name: &RecordName) -> Result<(), String> {
    let is_due = async || due_at(store, after(1)).await.map(|due| due.contains(name));
    let claim = async |expected, fresh, until| {
        store.claim_record(name, expected, fresh, until).await.map_err(|failure| failure.to_string())
    };
    expect("a first claim", &claim(None, "zero", Some(after(1))).await?, &"zero".to_owned())?;
    expect("claimed at first", &is_due().await?, &true)?;
    expect("a claim that comes late", &claim(None, "late", None).await?, &"zero".to_owned())?;
    expect("after it", &is_due().await?, &true)?;
    keep(store, name, "one", Some(after(2))).await?;
    expect("kept for longer", &is_due().await?, &false)?;
    keep(store, name, "one", Some(after(1))).await?;
    expect("and for less", &is_due().await?, &true)?;
    keep(store, name, "two", None).await?;
    expect("kept for ever", &is_due().await?, &false)?;
    expect("a knowing claim", &claim(Some("two"), "three", Some(after(1))).await?, &"three".to_owned())?;
    expect("claimed", &is_due().await?, &true)?;
    store.forget_due(RecordKind::WriteKey, after(1)).await.map_err(|failure| failure.to_string())
}

fn after(days: i64) -> Instant {
    instant() + TimeDelta::days(1 + days)
}

async fn due_at(store: &impl Records, now: Instant) -> Result<Vec<RecordName>, String> {
    store.due_records(RecordKind::WriteKey, now).await.map_err(|failure| failure.to_string())
}

async fn keep(store: &impl Records, name: &RecordName, text: &str, kept_until: Option<Instant>) -> Result<(), String> {
    store.keep_record(name, text, kept_until).await.map_err(|failure| failure.to_string())
}

async fn record(store: &impl Records, name: &RecordName) -> Result<Option<String>, String> {
    store.record(name).await.map_err(|failure| failure.to_string())
}

async fn claim(store: &impl Records, name: &RecordName, expected: Option<&str>, fresh: &str) -> Result<String, String> {
    store.claim_record(name, expected, fresh, None).await.map_err(|failure| failure.to_string())
}
