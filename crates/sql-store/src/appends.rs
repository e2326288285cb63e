//! Appends that wait for PostgreSQL at the same time, each to an account of its own: one statement and one commit for all.

use std::cmp::Reverse;
use std::collections::HashSet;

use sqlx::PgConnection;

use crate::failure::{SqlFailure, unfit};
use crate::pool::{Connections, Lent};

/// Accounts move on from the version that is expected, and from the last event where one is, one after the other in the order
/// of their names, so that two statements do not wait for each other; what comes to those that did is added. Told is which did,
/// and which did not since an order of theirs is taken. Where two take an order in the same moment, all of it fails. `LIMIT` says
/// that they are few, so that each is looked up by its key. The orders (`$5` of the accounts `$6`) and the events (`$9` with the
/// numbers `$8`, of the accounts `$7`) are those of all.
const APPEND: &str = "\
     WITH asked AS ( \
       SELECT account, expected, next, last \
       FROM unnest($1::text[], $2::bigint[], $3::bigint[], $10::text[]) AS asked (account, expected, next, last) \
       LIMIT $4), \
     held AS ( \
       SELECT given.account FROM unnest($5::text[], $6::text[]) AS given (order_id, account) \
       WHERE EXISTS (SELECT 1 FROM order_index WHERE order_index.order_id = given.order_id)), \
     moved AS ( \
       UPDATE accounts SET version = asked.next FROM asked \
       WHERE accounts.account = asked.account AND accounts.version = asked.expected \
         AND (asked.last IS NULL OR EXISTS (SELECT 1 FROM events WHERE events.account = asked.account \
           AND events.number = asked.expected AND events.event = asked.last)) \
         AND NOT EXISTS (SELECT 1 FROM held WHERE held.account = asked.account) \
       RETURNING accounts.account), \
     taken AS ( \
       INSERT INTO order_index (order_id, account) \
       SELECT given.order_id, given.account FROM unnest($5::text[], $6::text[]) AS given (order_id, account) \
       JOIN moved ON moved.account = given.account), \
     added AS ( \
       INSERT INTO events (account, number, event) \
       SELECT given.account, given.number, given.event \
       FROM unnest($7::text[], $8::bigint[], $9::text[]) AS given (account, number, event) \
       JOIN moved ON moved.account = given.account) \
     SELECT account, true FROM moved UNION ALL SELECT account, false FROM held";

/// Events for an account that is there already, and the orders that they place.
#[derive(Clone, Debug)]
pub(crate) struct Append {
    pub(crate) account: String,
    /// The version that the account must stand at.
    pub(crate) expected: i64,
    /// The event at that version, where it must be just this one: as this program writes it. What an older one wrote otherwise is
    /// decided anew once.
    pub(crate) last: Option<String>,
    /// The events as JSON, at least one.
    pub(crate) events: Vec<String>,
    pub(crate) orders: Vec<String>,
}

/// That it was done.
pub(crate) type Appended = Result<(), SqlFailure>;

/// Does each of them or tells why not; what one cannot have is nobody else's loss.
pub(crate) async fn append_all(connections: Connections<PgConnection>, appends: Vec<Append>) -> Vec<Appended> {
    let chosen = one_of_each_account(&appends);
    match append_at_once(&connections, &chosen).await {
        Ok(outcomes) => {
            let is_chosen = |append: &Append| chosen.iter().any(|chosen| std::ptr::eq(*chosen, append));
            appends.iter().map(|append| if is_chosen(append) { outcomes.of(append) } else { Err(moved_on()) }).collect()
        }
        Err(SqlFailure::Again(_) | SqlFailure::Taken(_) | SqlFailure::Unfit(_)) if appends.len() > 1 => {
            one_by_one(&connections, &appends).await
        }
        Err(failure) => vec![Err(failure); appends.len()],
    }
}

/// What became of accounts.
struct Outcomes {
    /// Which got their events.
    moved: HashSet<String>,
    /// Which did not, since an order of theirs is taken.
    held: HashSet<String>,
}

impl Outcomes {
    fn of(&self, append: &Append) -> Appended {
        if self.moved.contains(&append.account) {
            Ok(())
        } else if self.held.contains(&append.account) {
            Err(SqlFailure::Taken("an order is there already".to_owned()))
        } else {
            Err(moved_on())
        }
    }
}

/// In the order of the accounts. Of several for the same account one can be done; the others are decided anew.
fn one_of_each_account(appends: &[Append]) -> Vec<&Append> {
    let mut chosen: Vec<&Append> = appends.iter().collect();
    chosen.sort_by_key(|append| (&append.account, Reverse(append.expected)));
    chosen.dedup_by_key(|append| &append.account);
    chosen
}

async fn one_by_one(connections: &Connections<PgConnection>, appends: &[Append]) -> Vec<Appended> {
    let mut done = Vec::with_capacity(appends.len());
    for append in appends {
        done.push(append_at_once(connections, &[append]).await.and_then(|outcomes| outcomes.of(append)));
    }
    done
}

/// Does those whose accounts are where they should be, each of another account.
async fn append_at_once(connections: &Connections<PgConnection>, appends: &[&Append]) -> Result<Outcomes, SqlFailure> {
    let (mut accounts, mut expected, mut next, mut lasts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut orders, mut accounts_of_orders) = (Vec::new(), Vec::new());
    let (mut events, mut numbers, mut accounts_of_events) = (Vec::new(), Vec::new(), Vec::new());
    for append in appends {
        let account = append.account.as_str();
        for order in &append.orders {
            orders.push(order.as_str());
            accounts_of_orders.push(account);
        }
        let mut last = append.expected;
        for event in &append.events {
            last += 1;
            events.push(event.as_str());
            numbers.push(last);
            accounts_of_events.push(account);
        }
        accounts.push(account);
        expected.push(append.expected);
        next.push(last);
        lasts.push(append.last.as_deref());
    }
    let few = i64::try_from(appends.len()).map_err(unfit)?;
    let statement = sqlx::query_as(APPEND).bind(accounts).bind(expected).bind(next).bind(few);
    let statement =
        statement.bind(orders).bind(accounts_of_orders).bind(accounts_of_events).bind(numbers).bind(events).bind(lasts);
    let mut lent = Lent::by(connections).await?;
    // It is committed with the statement, or is not.
    let told = statement.fetch_all(lent.connection()?).await.map_err(SqlFailure::of_commit);
    let told: Vec<(String, bool)> = lent.give_back(told)?;
    let (moved, held): (Vec<_>, Vec<_>) = told.into_iter().partition(|(_, has_moved)| *has_moved);
    let accounts = |told: Vec<(String, bool)>| told.into_iter().map(|(account, _)| account).collect();
    Ok(Outcomes { moved: accounts(moved), held: accounts(held) })
}

fn moved_on() -> SqlFailure {
    SqlFailure::MovedOn("the account stands at another version".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use postgres_fixture::TestDatabase;
    use rules::vocabulary::AccountId;
    use service::contract::numbered;
    use service::{Store, Version};
    use tokio::time::timeout;

    use super::*;
    use crate::open::SqlStore;

    /// A database in which these accounts have one event each.
    async fn with_accounts(names: &[&str]) -> (SqlStore, TestDatabase) {
        let database = TestDatabase::create().await.unwrap_or_else(|why| panic!("{why}"));
        let store = SqlStore::open(&database.url().parse().unwrap()).await.unwrap();
        for name in names {
            store.append(&AccountId::new(name), Version(0), &[numbered("first", 1)]).await.unwrap();
        }
        (store, database)
    }

    fn append(account: &str, expected: i64, mark: &str, order: Option<&str>) -> Append {
        Append {
            account: account.to_owned(),
            expected,
            last: None,
            events: vec![serde_json::to_string(&numbered(mark, 1)).unwrap()],
            orders: order.into_iter().map(str::to_owned).collect(),
        }
    }

    async fn appended(store: &SqlStore, appends: Vec<Append>) -> Vec<Appended> {
        let SqlStore::Postgres(server) = store else { unreachable!("it is a server") };
        append_all(server.connections.clone(), appends).await
    }

    async fn versions(store: &SqlStore, names: &[&str]) -> Vec<u32> {
        let mut versions = Vec::new();
        for name in names {
            let history = store.load(&AccountId::new(name)).await.unwrap();
            assert_eq!(history.events.len(), history.version.0 as usize);
            versions.push(history.version.0);
        }
        versions
    }

    async fn commits_of_second_events(store: &SqlStore) -> i64 {
        let counted = store.find("SELECT count(DISTINCT xmin::text) FROM events WHERE number = 2", &[]).await.unwrap();
        counted[0].get(0).unwrap()
    }

    #[tokio::test]
    async fn appends_of_many_accounts_are_one_commit_with_their_orders() {
        let names = ["c", "a", "b"];
        let (store, _database) = with_accounts(&names).await;
        let done = appended(&store, names.map(|name| append(name, 1, "second", Some(name))).to_vec()).await;
        assert!(done.iter().all(Result::is_ok), "{done:?}");
        assert_eq!(commits_of_second_events(&store).await, 1);
        assert_eq!(versions(&store, &names).await, [2, 2, 2]);
        for name in names {
            assert_eq!(store.account_of(&rules::vocabulary::OrderId::new(name)).await, Ok(Some(AccountId::new(name))));
        }
    }

    #[tokio::test]
    async fn an_account_that_has_moved_on_gets_nothing_and_the_others_do() {
        let (store, _database) = with_accounts(&["a", "b"]).await;
        let appends = vec![append("a", 2, "x", Some("x")), append("b", 1, "y", None), append("c", 1, "z", None)];
        let done = appended(&store, appends).await;
        assert!(
            matches!(done.as_slice(), [Err(SqlFailure::MovedOn(_)), Ok(()), Err(SqlFailure::MovedOn(_))]),
            "{done:?}"
        );
        assert_eq!(versions(&store, &["a", "b", "c"]).await, [1, 2, 0]);
        assert_eq!(store.account_of(&rules::vocabulary::OrderId::new("x")).await, Ok(None));
    }

    #[tokio::test]
    async fn of_several_for_one_account_the_one_that_stands_is_done_and_once() {
        let (store, _database) = with_accounts(&["a", "b"]).await;
        let appends = vec![
            append("a", 0, "late", None),
            append("b", 1, "one", None),
            append("a", 1, "right", None),
            append("b", 1, "other", None),
        ];
        let done = appended(&store, appends).await;
        let is_done: Vec<bool> = done.iter().map(Result::is_ok).collect();
        assert_eq!(is_done, [false, true, true, false], "{done:?}");
        assert_eq!(commits_of_second_events(&store).await, 1);
        assert_eq!(versions(&store, &["a", "b"]).await, [2, 2]);
    }

    #[tokio::test]
    async fn an_order_that_is_taken_is_nobody_elses_loss_and_they_are_still_one_commit() {
        let (store, _database) = with_accounts(&["a", "b", "c", "d"]).await;
        appended(&store, vec![append("d", 1, "w", Some("order"))]).await;
        let taken = append("b", 1, "y", Some("order"));
        let done = appended(&store, vec![append("a", 1, "x", None), taken, append("c", 1, "z", Some("free"))]).await;
        assert!(matches!(done.as_slice(), [Ok(()), Err(SqlFailure::Taken(_)), Ok(())]), "{done:?}");
        assert_eq!(versions(&store, &["a", "b", "c"]).await, [2, 1, 2]);
        // The one before, and theirs.
        assert_eq!(commits_of_second_events(&store).await, 2);
    }

    #[tokio::test]
    async fn of_two_that_take_an_order_in_the_same_moment_one_gets_it() {
        let (store, _database) = with_accounts(&["a", "b", "c"]).await;
        let taken = append("b", 1, "y", Some("order"));
        let appends = vec![append("a", 1, "x", Some("order")), taken, append("c", 1, "z", Some("free"))];
        let done = appended(&store, appends).await;
        assert!(matches!(done.as_slice(), [Ok(()), Err(SqlFailure::Taken(_)), Ok(())]), "{done:?}");
        assert_eq!(versions(&store, &["a", "b", "c"]).await, [2, 1, 2]);
    }

    #[tokio::test]
    async fn each_is_appended_after_its_own_last_event() {
        let (store, _database) = with_accounts(&["a", "b", "c"]).await;
        let text = |mark: &str| Some(serde_json::to_string(&numbered(mark, 1)).unwrap());
        let after = |account, last| Append { last, ..append(account, 1, "second", None) };
        let done = appended(&store, vec![after("a", text("first")), after("b", text("other")), after("c", None)]).await;
        assert!(matches!(done.as_slice(), [Ok(()), Err(SqlFailure::MovedOn(_)), Ok(())]), "{done:?}");
        assert_eq!(versions(&store, &["a", "b", "c"]).await, [2, 1, 2]);
    }

    /// Whoever holds a row for long, as a person in front of a terminal.
    #[tokio::test]
    async fn an_account_that_somebody_holds_does_not_hold_up_the_others() {
        let (store, _database) = with_accounts(&["a", "b"]).await;
        let mut holding = store.begin().await.unwrap();
        holding.change("UPDATE accounts SET version = version WHERE account = 'a'", &[]).await.unwrap();
        let appends = appended(&store, vec![append("a", 1, "x", None), append("b", 1, "y", None)]);
        let done = timeout(Duration::from_secs(20), appends).await.unwrap();
        assert!(matches!(done.as_slice(), [Err(SqlFailure::Again(_)), Ok(())]), "{done:?}");
        holding.roll_back().await;
        assert_eq!(versions(&store, &["a", "b"]).await, [1, 2]);
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_nobody_elses_loss() {
        let (store, _database) = with_accounts(&["a", "b"]).await;
        let done = appended(&store, vec![append("a", 1, "x", Some("no\0order")), append("b", 1, "y", None)]).await;
        assert!(matches!(done.as_slice(), [Err(SqlFailure::Unfit(_)), Ok(())]), "{done:?}");
        assert_eq!(versions(&store, &["a", "b"]).await, [1, 2]);
    }
}
