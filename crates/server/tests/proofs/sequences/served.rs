//! A served shop, whichever way it is asked.

use api::answers::SessionNow;
use chrono::TimeDelta;
use rules::vocabulary::{AccountId, Channel, Roles};
use serde_json::{Value, json};
use sql_store::SqlStore;

use super::call::Call;
use super::cast::Cast;
use super::step::{Step, Who};
use crate::asked::Answer;

/// A served shop.
pub(super) trait Served {
    /// How far instants may be apart from those of the browser.
    const SLACK: TimeDelta;

    /// Where it keeps everything.
    fn store(&self) -> &SqlStore;

    /// Lets time pass, where it can be moved.
    fn pass(&self, time: TimeDelta);

    /// Sees to it that the browser's clock says what time it is.
    fn tell_time(&self);

    /// Makes somebody a member in these roles alone.
    async fn join(&mut self, cast: Cast, account: &AccountId, who: Who, roles: Roles);

    /// Opens the buyer's own account.
    async fn open_own_account(&mut self, cast: Cast);

    /// The session of somebody, and the header that carries it.
    async fn session(&mut self, cast: Cast, step: &Step) -> Asker;

    /// Asks it as somebody, or as the e-sign system, which has no session.
    async fn ask(&mut self, call: &Call, key: &str, asker: &Asker) -> Answer;
}

/// Who asks.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    pub(super) now: SessionNow,
    pub(super) header: (&'static str, String),
}

impl Asker {
    pub(super) fn visitor(channel: Channel) -> Self {
        Self { now: SessionNow { session: None, channel }, header: ("Shop-Channel", channel.code().to_owned()) }
    }
}

/// What an answer says, or why there is none.
pub(super) fn told(answer: &Answer) -> Value {
    let body = answer.body();
    match (answer.status.is_success(), body.get("failure")) {
        (true, _) => body,
        (false, Some(failure)) => {
            json!({ "failure": failure, "reasons": body.get("reasons").cloned().unwrap_or(json!([])) })
        }
        (false, None) => json!({ "mistake": body }),
    }
}
