//! What is sold from when on: the versions of the catalogue in the database, and the pages that show them.
//!
//! A version is known to every process some time before it is in force, so that all change over by the clock alone, at the same
//! instant. A process reads it, renders its pages beside the requests, and plans both.

mod apply;
mod pages;
mod periods;
mod static_site;
mod versions;

pub use apply::{NotApplied, Start, TooSoon, check_application, digest_of};
pub use pages::{Follower, Pages};
pub use periods::{Period, periods};
pub use static_site::write_site;
pub use versions::{CatalogueProblem, Versions};

pub(crate) use pages::Dressed;
use pages::Showing;

use chrono::TimeDelta;

/// How long before it is in force a version has to be there, so that every process knows it and has its pages.
pub const NOTICE: TimeDelta = TimeDelta::seconds(30);

/// How long a process waits before it looks for versions again.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(5);
