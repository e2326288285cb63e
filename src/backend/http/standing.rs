//! Who is signed in and what the account has, asked again and again: what is known already is not sent twice.

use api::Failure;
use api::paths::ACCOUNT;
use chrono::TimeDelta;
use rules::calendar::Instant;
use service::Standing;

use super::HttpBackend;
use super::request::Request;
use crate::browser;

/// By how much the clock of the machine may differ from the time that has passed, before it was set or slept.
const TOLERANCE: TimeDelta = TimeDelta::seconds(5);

/// The standing that was read last.
#[derive(Clone, Debug)]
pub(super) struct Known {
    tag: String,
    standing: Standing,
    wall: Instant,
    since_opened: f64,
}

impl HttpBackend {
    /// Who is signed in and what the account has. Its clock is the server's.
    ///
    /// # Errors
    /// The server's, or that it cannot be reached.
    pub async fn standing(&self) -> Result<Standing, Failure> {
        let known = self.known.borrow().clone();
        let known = known.filter(|known| !known.has_clock_jumped(browser::now(), browser::since_opened()));
        // The next look comes soon anyway.
        let request = Request::get(ACCOUNT).unless(known.as_ref().map(|known| known.tag.clone())).once();
        let answer = self.answer(&request).await?;
        let wall = browser::now();
        if let (304, Some(known)) = (answer.status, known) {
            return Ok(known.at(wall));
        }
        let standing = running_with(answer.read()?, wall);
        let since_opened = browser::since_opened();
        let known = answer.tag.map(|tag| Known { tag, standing: standing.clone(), wall, since_opened });
        *self.known.borrow_mut() = known;
        Ok(standing)
    }
}

impl Known {
    /// Whether the clock of the machine was set since, or the machine slept: only the server knows what time it is then.
    pub(super) fn has_clock_jumped(&self, wall: Instant, since_opened: f64) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since a page was opened fit")]
        let passed = TimeDelta::milliseconds((since_opened - self.since_opened) as i64);
        (wall.signed_duration_since(self.wall) - passed).abs() > TOLERANCE
    }

    /// The same later.
    fn at(self, wall: Instant) -> Standing {
        let at = wall.checked_add_signed(self.standing.clock_offset).unwrap_or(self.standing.at);
        Standing { at, ..self.standing }
    }
}

/// A standing whose clock runs with the one of this machine, so far ahead of it as it was when it was read.
pub(super) fn running_with(standing: Standing, wall: Instant) -> Standing {
    Standing { clock_offset: standing.at.signed_duration_since(wall), ..standing }
}

#[cfg(test)]
pub(super) fn known_at(standing: Standing, wall: Instant, since_opened: f64) -> Known {
    Known { tag: "\"tag\"".to_owned(), standing, wall, since_opened }
}
