//! For which enterprise somebody acts who has joined several, or for themselves.

use api::{Failure, Membership};
use leptos::prelude::*;
use rules::vocabulary::AccountId;

use super::Failed;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::{Shop, use_shop};
use crate::ui::Button;

/// The accounts that this person can act for, read when it is shown.
#[component]
pub(crate) fn AccountChoice(
    /// What happens once one is chosen.
    on_chosen: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let memberships = use_memberships(shop);
    move || match memberships.get() {
        None => view! { <p role="status">{text!(language, sign_in.reading)}</p> }.into_any(),
        Some(Ok(memberships)) => view! { <Accounts memberships on_chosen /> }.into_any(),
        Some(Err(failure)) => {
            let again = move || memberships.refetch();
            view! {
                <Failed failure=Signal::stored(Some(failure)) />
                <Button on_press=again>{text!(language, trouble.again)}</Button>
            }
            .into_any()
        }
    }
}

/// The accounts that whoever is signed in can act for.
pub(crate) fn use_memberships(shop: Shop) -> LocalResource<Result<Vec<Membership>, Failure>> {
    LocalResource::new(move || shop.ask_identity(async |backend| backend.memberships().await))
}

/// A button for each account.
#[component]
pub fn Accounts(
    /// The accounts.
    memberships: Vec<Membership>,
    /// What happens once one is chosen.
    on_chosen: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let current = Memo::new(move |_| {
        shop.standing().with(|standing| standing.session.as_ref().map(|session| session.account.clone()))
    });
    let choosing = Action::new_local(move |account: &AccountId| {
        let account = account.clone();
        async move {
            let chosen = shop.identify(async |backend| backend.act_for(&account).await).await;
            if chosen.is_ok() {
                on_chosen();
            }
            chosen
        }
    });
    let accounts = memberships.into_iter().map(|membership| {
        let account = StoredValue::new(membership.account);
        let is_current =
            move || current.with(|current| account.with_value(|account| current.as_ref() == Some(account)));
        let choose = move |_| {
            if !choosing.pending().get_untracked() {
                choosing.dispatch(account.get_value());
            }
        };
        let as_what = match membership.roles {
            Some(_) => text!(language, sign_in.enterprise),
            None => text!(language, sign_in.oneself),
        };
        view! {
            <button type="button" class="persona" aria-pressed=move || is_current().to_string() on:click=choose>
                <span class="persona-name" lang="zh-CN">{membership.name}</span>
                <span class="persona-story">{as_what}</span>
            </button>
        }
    });
    view! {
        <div class="persona-list" role="group" aria-label=text!(language, sign_in.choose)>{accounts.collect_view()}</div>
        <Failed failure=Signal::derive(move || choosing.value().get().and_then(Result::err)) />
    }
}
