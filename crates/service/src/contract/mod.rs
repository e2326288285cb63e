//! The suite that every store has to pass, whatever it keeps its events in.
//!
//! Each check works on accounts of its own, named after `run`, so that a store can be tested again and again.

mod ledger;
mod records;
mod snapshots;

use std::sync::Arc;

use rules::account::{Event, Holder, Order, OrderState, PaymentMethod, StoredEvent};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::money::Money;
use rules::vocabulary::{AccountId, BatchId, Channel, OrderId, PersonId};

use crate::records::Records;
use crate::store::{AppendError, Store, Version};

/// What came of one check.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// What the store should do.
    pub name: &'static str,
    /// What it did instead.
    pub broken: Option<String>,
}

/// Runs every check; `run` must be new each time.
pub async fn run(store: &(impl Store + Records), run: &str) -> Vec<Checked> {
    let account = |name: &str| AccountId::new(&format!("contract-{run}-{name}"));
    let mut checks = vec![
        checked(
            "an account that nothing happened to has an empty history",
            starts_empty(store, &account("empty")).await,
        ),
        checked("events come back as they were appended, in order", keeps_order(store, &account("order")).await),
        checked(
            "nothing is appended to a version that no longer stands",
            refuses_stale(store, &account("stale")).await,
        ),
        checked(
            "what was decided on another last event is not appended, whatever the version",
            refuses_another_past(store, &account("past")).await,
        ),
        checked("accounts do not see each other's events", separates(store, &account("left"), &account("right")).await),
        checked("an order leads to its account", indexes_orders(store, &account("indexed"), run).await),
        checked(
            "the key of an order stands for one account only, and a refused append leaves nothing behind",
            refuses_taken_keys(store, &account("first"), &account("second"), run).await,
        ),
        checked(
            "a snapshot goes no further than the events, never back, and changes none of them",
            snapshots::keeps(store, &account("cached")).await,
        ),
    ];
    checks.extend(records::run(store, &account("records"), &account("others")).await);
    checks.extend(ledger::run(store, &account("ledger")).await);
    checks
}

/// Appends `count` events one by one, deciding again whenever somebody else was faster, as a use case does.
///
/// # Errors
/// What the store said instead.
pub async fn append_many(store: &impl Store, account: &AccountId, writer: &str, count: u32) -> Result<(), String> {
    for number in 0..count {
        let event = numbered(&format!("{writer}-{number}"), number);
        loop {
            let present = store.load(account).await.map_err(|failure| failure.to_string())?;
            match store.append(account, present.version, std::slice::from_ref(&event)).await {
                Ok(_) => break,
                Err(AppendError::Conflict) => {}
                Err(error) => return Err(format!("{error:?}")),
            }
        }
    }
    Ok(())
}

/// The writers' own marks of an account's events, in order, as [`append_many`] left them.
///
/// # Errors
/// What the store said instead.
pub async fn marks(store: &impl Store, account: &AccountId) -> Result<Vec<String>, String> {
    let history = store.load(account).await.map_err(|failure| failure.to_string())?;
    let marks = history.events.iter().filter_map(|stored| match &stored.event {
        Event::UsageRecorded { batch, .. } => Some(batch.as_str().to_owned()),
        _ => None,
    });
    Ok(marks.collect())
}

fn checked(name: &'static str, result: Result<(), String>) -> Checked {
    Checked { name, broken: result.err() }
}

async fn starts_empty(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let history = load(store, account).await?;
    expect("version", &history.version, &Version(0))?;
    expect("events", &history.events, &Vec::new())
}

async fn keeps_order(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let opened = StoredEvent::new(Event::AccountOpened {
        holder: Holder::Person { person: PersonId::new("person"), name: "林 \"样\" — 🖋".to_owned() },
        at: instant(),
    });
    let first = [opened, numbered("one", 1)];
    let second = [numbered("two", 2)];
    let version = append(store, account, Version(0), &first).await?;
    expect("version after two", &version, &Version(2))?;
    append(store, account, version, &second).await?;
    let history = load(store, account).await?;
    expect("version after three", &history.version, &Version(3))?;
    expect("events", &history.events, &[first.to_vec(), second.to_vec()].concat())?;
    for (after, expected) in [(2, second.to_vec()), (3, Vec::new()), (9, Vec::new())] {
        let later = store.load_after(account, Version(after)).await.map_err(|failure| failure.to_string())?;
        expect("the version", &later.version, &Version(3))?;
        expect("what happened later", &later.events, &expected)?;
    }
    Ok(())
}

async fn refuses_stale(store: &impl Store, account: &AccountId) -> Result<(), String> {
    append(store, account, Version(0), &[numbered("one", 1)]).await?;
    for stale in [Version(0), Version(2)] {
        let refused = store.append(account, stale, &[numbered("late", 2)]).await;
        expect("a stale append", &refused, &Err(AppendError::Conflict))?;
    }
    expect("events", &load(store, account).await?.events, &vec![numbered("one", 1)])
}

async fn refuses_another_past(store: &impl Store, account: &AccountId) -> Result<(), String> {
    let (one, two) = (numbered("one", 1), numbered("two", 2));
    append(store, account, Version(0), std::slice::from_ref(&one)).await?;
    for known in [(Version(1), &two), (Version(2), &one), (Version(2), &two)] {
        let refused = store.append_after(account, known, std::slice::from_ref(&two)).await;
        expect("an append after another past", &refused, &Err(AppendError::Conflict))?;
    }
    expect("events", &load(store, account).await?.events, &vec![one.clone()])?;
    let appended = store.append_after(account, (Version(1), &one), std::slice::from_ref(&two)).await;
    expect("an append after what stands", &appended, &Ok(Version(2)))?;
    expect("events", &load(store, account).await?.events, &vec![one, two])
}

async fn separates(store: &impl Store, left: &AccountId, right: &AccountId) -> Result<(), String> {
    append(store, left, Version(0), &[numbered("left", 1)]).await?;
    expect("the other version", &load(store, right).await?.version, &Version(0))?;
    append(store, right, Version(0), &[numbered("right", 1)]).await?;
    expect("left", &load(store, left).await?.events, &vec![numbered("left", 1)])?;
    expect("right", &load(store, right).await?.events, &vec![numbered("right", 1)])
}

async fn indexes_orders(store: &impl Store, account: &AccountId, run: &str) -> Result<(), String> {
    let order = OrderId::new(&format!("contract-{run}-order"));
    expect("before", &account_of(store, &order).await?, &None)?;
    append(store, account, Version(0), &[placed(&order)]).await?;
    expect("after", &account_of(store, &order).await?, &Some(account.clone()))
}

async fn refuses_taken_keys(
    store: &impl Store,
    first: &AccountId,
    second: &AccountId,
    run: &str,
) -> Result<(), String> {
    let order = OrderId::new(&format!("contract-{run}-taken"));
    append(store, first, Version(0), &[placed(&order)]).await?;
    let taken = [numbered("before", 1), placed(&order)];
    let refused = store.append(second, Version(0), &taken).await;
    expect("the append", &refused, &Err(AppendError::OrderTaken(order.clone())))?;
    expect("events", &load(store, second).await?.events, &Vec::new())?;
    let version = append(store, second, Version(0), &[numbered("one", 1)]).await?;
    let refused = store.append(second, version, &taken).await;
    expect("a later append", &refused, &Err(AppendError::OrderTaken(order.clone())))?;
    expect("events", &load(store, second).await?.events, &vec![numbered("one", 1)])?;
    expect("the index", &account_of(store, &order).await?, &Some(first.clone()))?;
    let other = OrderId::new(&format!("contract-{run}-other"));
    let version = append(store, second, version, &[placed(&other), numbered("two", 2)]).await?;
    expect("the index of another", &account_of(store, &other).await?, &Some(second.clone()))?;
    append(store, second, version, &[placed(&other)]).await?;
    let events = vec![numbered("one", 1), placed(&other), numbered("two", 2), placed(&other)];
    expect("events with one's own again", &load(store, second).await?.events, &events)
}

async fn load(store: &impl Store, account: &AccountId) -> Result<crate::store::History, String> {
    store.load(account).await.map_err(|failure| failure.to_string())
}

async fn append(
    store: &impl Store,
    account: &AccountId,
    expected: Version,
    events: &[StoredEvent],
) -> Result<Version, String> {
    let appended = store.append(account, expected, events).await;
    appended.map_err(|error| format!("{error:?}"))
}

async fn account_of(store: &impl Store, order: &OrderId) -> Result<Option<AccountId>, String> {
    store.account_of(order).await.map_err(|failure| failure.to_string())
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: expected {expected:?}, found {found:?}")) }
}

fn instant() -> Instant {
    Instant::UNIX_EPOCH
}

/// An event that can be told from all others by its mark.
pub fn numbered(mark: &str, taken: u32) -> StoredEvent {
    StoredEvent::new(Event::UsageRecorded { batch: BatchId::new(mark), taken, returned: 0, moved_in: 0, at: instant() })
}

/// The event that an order with this key was placed.
pub fn placed(order: &OrderId) -> StoredEvent {
    StoredEvent::new(Event::OrderPlaced {
        order: Arc::new(Order {
            id: order.clone(),
            placed_by: PersonId::new("contract"),
            placed_at: instant(),
            channel: Channel::Web,
            basket: Basket::default(),
            lines: Box::default(),
            credit: None,
            total: Money::from_fen(1),
            catalogue_version: "contract".to_owned(),
            terms_version: "contract".to_owned(),
            expires_at: instant(),
            recorded_state: OrderState::Unpaid,
            payments: Vec::new(),
            invoice: None,
            payment_method: PaymentMethod::Online,
            failures: Vec::new(),
            paid_at: None,
            enterprise_name: None,
            binding: None,
        }),
    })
}
