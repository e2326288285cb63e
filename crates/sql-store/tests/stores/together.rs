//! What many ask at once is asked of the database together, and each hears only what is theirs.

use chrono::TimeDelta;
use futures::future::join_all;
use rstest::rstest;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId};
use service::contract::numbered;
use service::{Store, Version};
use sql_store::{SqlStore, StoredSession};

use crate::databases::Kind;

const MANY: u32 = 100;

fn person(number: u32) -> PersonId {
    PersonId::new(&format!("person-{number}"))
}

fn account(number: u32) -> AccountId {
    AccountId::new(&format!("account-{number}"))
}

fn token(number: u32) -> String {
    format!("token-{number}")
}

/// A session of each person, under their own token.
async fn with_sessions(store: &SqlStore) {
    for number in 0..MANY {
        let at = Instant::UNIX_EPOCH + TimeDelta::seconds(number.into());
        let session = StoredSession {
            person: person(number),
            account: account(number),
            channel: Channel::Web,
            created_at: at,
            seen_at: at,
            phone_verified_at: None,
        };
        store.put_person(&person(number), "林", None).await.unwrap();
        store.open_session(&token(number), &session).await.unwrap();
    }
}

#[rstest]
#[tokio::test]
async fn sessions_that_are_used_at_once_are_seen_then_and_never_go_back(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let at = |seconds: u32| Instant::UNIX_EPOCH + TimeDelta::seconds(seconds.into());
    let used = |number: u32| at(30 + number % 7);
    let place = kind.place().await;
    let store = place.open().await;
    with_sessions(&store).await;
    let touched = join_all((0..MANY + 10).map(async |number| store.touch_session(&token(number), used(number)).await));
    assert_eq!(touched.await, vec![Ok(()); MANY as usize + 10], "one that has ended is no failure");
    for number in 0..MANY {
        let seen = store.session(&token(number)).await.unwrap().unwrap().stored.seen_at;
        assert!((at(number).max(used(number))..=at(number).max(at(36))).contains(&seen), "{number}: {seen}");
    }
}

#[rstest]
#[tokio::test]
async fn sessions_that_are_asked_for_at_once(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_sessions(&store).await;
    let tokens: Vec<String> = (0..MANY + 10).rev().map(token).collect();
    let found = join_all(tokens.iter().map(|token| store.session(token))).await;
    for (number, found) in (0..MANY + 10).rev().zip(found) {
        let found = found.unwrap();
        let expected = (number < MANY).then(|| (person(number), account(number)));
        assert_eq!(found.map(|found| (found.stored.person, found.stored.account)), expected);
    }
}

#[tokio::test]
async fn a_token_that_cannot_even_be_looked_for_is_nobody_elses_loss() {
    let place = Kind::Postgres.place().await;
    let store = place.open().await;
    with_sessions(&store).await;
    // They go together.
    let tokens = [token(0), token(1), token(2), "no\0token".to_owned(), token(3)];
    let found = join_all(tokens.iter().map(|token| store.session(token))).await;
    let is_found: Vec<bool> = found.iter().map(|found| matches!(found, Ok(Some(_)))).collect();
    assert_eq!(is_found, [true, true, true, false, true]);
}

#[rstest]
#[tokio::test]
async fn histories_that_are_asked_for_at_once(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    for number in 1..=MANY {
        let events: Vec<_> = (0..=number).map(|mark| numbered(&format!("{number}-{mark}"), mark)).collect();
        store.append(&account(number), Version(0), &events).await.unwrap();
    }
    let (unreadable, nobody) = (50, MANY + 1);
    place.tamper("UPDATE events SET event = 'no JSON' WHERE account = 'account-50' AND number = 50").await;
    let accounts: Vec<AccountId> = (1..=nobody).map(account).collect();
    let found = join_all(accounts.iter().map(|account| store.load_after(account, Version(1)))).await;
    for (number, found) in (1..=nobody).zip(found) {
        if number == unreadable {
            assert!(found.is_err());
            continue;
        }
        let found = found.unwrap();
        let expected: Vec<_> = if number == nobody {
            Vec::new()
        } else {
            (1..=number).map(|mark| numbered(&format!("{number}-{mark}"), mark)).collect()
        };
        let version = if number == nobody { 0 } else { number + 1 };
        assert_eq!((found.version, found.events), (Version(version), expected));
    }
}
