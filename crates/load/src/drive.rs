//! Sends requests, and counts what comes back.

use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use hyper::StatusCode;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::client::Client;
use crate::shop::{Customer, reports};

/// The longest latency that is told apart, in microseconds.
const LONGEST: u64 = 60_000_000;

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Load {
    Quotes,
    Orders,
}

/// When it is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// By so many clients, each of which waits for its answer.
    Clients(usize),
    /// Once in this time, whoever still waits.
    Every(Duration),
}

/// What came back.
pub(crate) struct Done {
    /// Of what was answered with a success, in microseconds.
    pub(crate) latency: Histogram<u64>,
    /// How many were not taken on: 503 or 429.
    pub(crate) shed: u64,
    /// How many had another answer, or none.
    pub(crate) failed: u64,
}

enum Outcome {
    Answered(Duration),
    Shed,
    Failed(String),
}

impl Done {
    fn nothing() -> Self {
        let latency =
            Histogram::new_with_bounds(1, LONGEST, 3).unwrap_or_else(|_| unreachable!("the bounds are in order"));
        Self { latency, shed: 0, failed: 0 }
    }

    /// How many successes.
    pub(crate) fn answered(&self) -> f64 {
        self.latency.len() as f64
    }

    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Answered(latency) => {
                self.latency.saturating_record(u64::try_from(latency.as_micros()).unwrap_or(LONGEST));
            }
            Outcome::Shed => self.shed += 1,
            Outcome::Failed(why) => {
                if self.failed == 0 {
                    eprintln!("the first failure: {why}");
                }
                self.failed += 1;
            }
        }
    }
}

/// Sends for as long as it is told, and waits for the answers.
pub(crate) async fn drive(client: &Client, customers: &[Customer], load: Load, pace: Pace, time: Duration) -> Done {
    match pace {
        Pace::Clients(clients) => with_clients(client, customers, load, clients, time).await,
        Pace::Every(pause) => at_a_pace(client, customers, load, pause, time).await,
    }
}

async fn with_clients(client: &Client, customers: &[Customer], load: Load, clients: usize, time: Duration) -> Done {
    let until = Instant::now() + time;
    let mut working = JoinSet::new();
    for first in 0..clients {
        // All customers have their turn, so that no account has more orders than in earnest.
        let turns: Vec<Customer> = customers.iter().skip(first).step_by(clients).cloned().collect();
        working.spawn(one_client(client.clone(), turns, load, until));
    }
    let mut done = Done::nothing();
    while let Some(outcomes) = working.join_next().await {
        let outcomes = outcomes.unwrap_or_else(|error| vec![Outcome::Failed(error.to_string())]);
        outcomes.into_iter().for_each(|outcome| done.count(outcome));
    }
    done
}

async fn one_client(client: Client, turns: Vec<Customer>, load: Load, until: Instant) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut turns = turns.into_iter().cycle();
    while Instant::now() < until
        && let Some(customer) = turns.next()
    {
        let outcome = once(client.clone(), customer, load, Instant::now()).await;
        let is_shed = matches!(outcome, Outcome::Shed);
        outcomes.push(outcome);
        if is_shed {
            // Not at once again: whoever is shed is told to wait a second.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    outcomes
}

async fn at_a_pace(client: &Client, customers: &[Customer], load: Load, pause: Duration, time: Duration) -> Done {
    let (begun, mut ticks) = (Instant::now(), interval(pause));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut working, mut done) = (JoinSet::new(), Done::nothing());
    for customer in customers.iter().cycle() {
        // What it should have been sent at, also where this program is late.
        let due = ticks.tick().await.into_std();
        if begun.elapsed() >= time {
            break;
        }
        working.spawn(once(client.clone(), customer.clone(), load, due));
        while let Some(outcome) = working.try_join_next() {
            done.count(outcome.unwrap_or_else(|error| Outcome::Failed(error.to_string())));
        }
    }
    while let Some(outcome) = working.join_next().await {
        done.count(outcome.unwrap_or_else(|error| Outcome::Failed(error.to_string())));
    }
    done
}

async fn once(client: Client, customer: Customer, load: Load, since: Instant) -> Outcome {
    let answer = match load {
        Load::Quotes => client.post("/api/quotes", "quote-load", &customer.cookie, reports().to_string()).await,
        Load::Orders => {
            let (id, order) = customer.order();
            client.post("/api/orders", &id, &customer.cookie, order).await
        }
    };
    match answer {
        Ok(answer) if matches!(answer.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) => {
            Outcome::Shed
        }
        Ok(answer) => match answer.accepted() {
            Ok(_) => Outcome::Answered(since.elapsed()),
            Err(why) => Outcome::Failed(why.to_string()),
        },
        Err(why) => Outcome::Failed(why.to_string()),
    }
}
