//! Appends that wait for PostgreSQL at the same time, each to an account of its own: one statement and one commit for all.

use std::cmp::Reverse;
use std::collections::HashSet;

use sqlx::PgConnection;

use crate::failure::{SqlFailure, unfit};
use crate::pool::{Connections, Lent};

/// Accounts move on from the version that is expected, one after the other in the order of their names, so that two statements
/// do not wait for each other; what comes to those that did is added. Told is which did. As `LIMIT` says, there are few of
/// them: each is looked up by its key. The orders (`$5` of the accounts `$6`) and the events (`$9` with the numbers `$8`, of
/// the accounts `$7`) are those of all. Where an order is taken, whoever has it, all of it fails.
const APPEND: &str = "\
     WITH asked AS ( \
       SELECT account, expected, next FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS asked (account, expected, next) \
       LIMIT $4), \
     moved AS ( \
       UPDATE accounts SET version = asked.next FROM asked \
       WHERE accounts.account = asked.account AND accounts.version = asked.expected RETURNING accounts.account), \
     taken AS ( \
       INSERT INTO order_index (order_id, account) \
       SELECT given.order_id, given.account FROM unnest($5::text[], $6::text[]) AS given (order_id, account) \
       JOIN moved ON moved.account = given.account), \
     added AS ( \
       INSERT INTO events (account, number, event) \
       SELECT given.account, given.number, given.event \
       FROM unnest($7::text[], $8::bigint[], $9::text[]) AS given (account, number, event) \
       JOIN moved ON moved.account = given.account) \
     SELECT account FROM moved";

/// Events for an account that is there already, and the orders that they place.
#[derive(Clone, Debug)]
pub(crate) struct Append {
    pub(crate) account: String,
    /// The version that the account must stand at.
    pub(crate) expected: i64,
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
        Ok(moved) => {
            let is_done = |append: &Append| {
                chosen.iter().any(|chosen| std::ptr::eq(*chosen, append)) && moved.contains(&append.account)
            };
            appends.iter().map(|append| if is_done(append) { Ok(()) } else { Err(moved_on()) }).collect()
        }
        Err(SqlFailure::Taken(_) | SqlFailure::Store(_)) if appends.len() > 1 => {
            one_by_one(&connections, &appends).await
        }
        Err(failure) => vec![Err(failure); appends.len()],
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
        let moved = append_at_once(connections, &[append]).await;
        done.push(moved.and_then(|moved| if moved.is_empty() { Err(moved_on()) } else { Ok(()) }));
    }
    done
}

/// The accounts that were where they should be, and got their events.
async fn append_at_once(
    connections: &Connections<PgConnection>,
    appends: &[&Append],
) -> Result<HashSet<String>, SqlFailure> {
    let (mut accounts, mut expected, mut next) = (Vec::new(), Vec::new(), Vec::new());
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
    }
    let few = i64::try_from(appends.len()).map_err(unfit)?;
    let statement = sqlx::query_scalar(APPEND).bind(accounts).bind(expected).bind(next).bind(few);
    let statement = statement.bind(orders).bind(accounts_of_orders).bind(accounts_of_events).bind(numbers).bind(events);
    let mut lent = Lent::by(connections).await?;
    // It is committed with the statement, or is not.
    let moved = statement.fetch_all(lent.connection()?).await.map_err(SqlFailure::of_commit);
    lent.give_back(moved.map(HashSet::from_iter))
}

fn moved_on() -> SqlFailure {
    SqlFailure::MovedOn("the account stands at another version".to_owned())
}
