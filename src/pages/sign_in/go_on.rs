//! For whom somebody acts who has just signed in; whoever has no choice goes on at once.

use leptos::prelude::*;

use crate::browser;
use crate::i18n::text;
use crate::parts::{Accounts, Failed, use_memberships};
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind};

/// Asks where there are several accounts to act for.
#[component]
pub(super) fn ForWhom(
    /// Goes on.
    on_chosen: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let memberships = use_memberships(use_shop());
    Effect::new(move || {
        let count = memberships.with(|read| read.as_ref().and_then(|read| read.as_ref().ok().map(Vec::len)));
        match count {
            Some(0 | 1) => on_chosen(),
            Some(_) => browser::focus_when_shown("#sign-in-choose"),
            None => {}
        }
    });
    move || match memberships.get() {
        Some(Ok(memberships)) if memberships.len() > 1 => view! {
            <h2 id="sign-in-choose" tabindex="-1">{text!(language, sign_in.choose)}</h2>
            <Accounts memberships on_chosen />
        }
        .into_any(),
        None | Some(Ok(_)) => view! { <p role="status">{text!(language, sign_in.reading)}</p> }.into_any(),
        Some(Err(failure)) => view! {
            <Failed failure=Signal::stored(Some(failure)) />
            <div class="button-row">
                <Button on_press=move || memberships.refetch()>{text!(language, trouble.again)}</Button>
                <Button kind=ButtonKind::Quiet on_press=on_chosen>{text!(language, sign_in.skip)}</Button>
            </div>
        }
        .into_any(),
    }
}
