//! What a person is helped with who was refused something: one popover of the shell shows it (see `shell::help_popover`).

use leptos::prelude::*;
use rules::vocabulary::{AccountId, Channel};

use crate::routes::Page;

/// A way out of a refusal that is not a page of this shop, or not of this channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// To go on with a page in another channel, by a link to copy (RULES §5).
    OpenIn(Channel, Page),
    /// To let somebody of the right role go on with a page (RULES §10).
    AskAdministrator(Page),
    /// To have the enterprise certified (BUY-2): the one that is named, else one's own.
    Certify(Option<AccountId>),
    /// To have it activated (BUY-3).
    Activate,
    /// To join an enterprise (BIND-3).
    Join,
    /// To talk to sales about a page.
    Sales(Page),
    /// To talk to customer service.
    Service,
}

/// What the help popover shows.
#[derive(Clone, Copy)]
pub struct HelpShown(pub RwSignal<Option<Help>>);

/// What the help popover shows.
#[must_use]
pub fn use_help() -> RwSignal<Option<Help>> {
    expect_context::<HelpShown>().0
}
