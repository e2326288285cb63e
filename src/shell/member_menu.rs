//! Who is signed in: the person, the account that they act for, another one to act for, and the way out.

use leptos::prelude::*;
use rules::account::Holder;

use super::IDENTITY_POPOVER;
use crate::browser;
use crate::i18n::text;
use crate::parts::{AccountChoice, Failed};
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Popover};

/// The menu of somebody who is signed in; begins anew for somebody else.
#[component]
pub(crate) fn MemberPopover() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let who = Memo::new(move |_| {
        shop.standing().with(|standing| {
            let session = standing.session.as_ref()?;
            let holder = standing.account.as_ref().and_then(|account| account.holder.clone());
            let enterprise = match holder {
                Some(Holder::Enterprise { name, .. }) => Some(name),
                Some(Holder::Person { .. }) | None => None,
            };
            Some((session.person_name.clone(), enterprise))
        })
    });
    let menu = move || who.get().map(|(person, enterprise)| view! { <Menu person enterprise /> });
    view! { <Popover id=IDENTITY_POPOVER title=text!(language, member.title)>{menu}</Popover> }
}

#[component]
fn Menu(person: String, enterprise: Option<String>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let asks_for_account = RwSignal::new(false);
    let leaving = Action::new_local(move |everywhere: &bool| {
        let everywhere = *everywhere;
        async move {
            let left = shop.sign_out(everywhere).await;
            if left.is_ok() {
                browser::hide_popover(IDENTITY_POPOVER);
                browser::focus_if_lost("main h1");
            }
            left
        }
    });
    let acts_for = match enterprise {
        Some(name) => view! { <dd lang="zh-CN">{name}</dd> }.into_any(),
        None => view! { <dd>{text!(language, member.oneself)}</dd> }.into_any(),
    };
    let chosen = move || {
        asks_for_account.set(false);
        browser::hide_popover(IDENTITY_POPOVER);
        browser::focus_if_lost("main h1");
    };
    view! {
        <dl class="facts">
            <dt>{text!(language, member.person)}</dt>
            <dd lang="zh-CN">{person}</dd>
            <dt>{text!(language, member.acts_for)}</dt>
            {acts_for}
        </dl>
        <Show
            when=move || asks_for_account.get()
            fallback=move || view! {
                <Button on_press=move || asks_for_account.set(true)>{text!(language, member.change)}</Button>
            }
        >
            <AccountChoice on_chosen=chosen />
        </Show>
        <div class="button-row">
            <Button busy=leaving.pending() on_press=move || { leaving.dispatch(false); }>
                {text!(language, member.sign_out)}
            </Button>
            <Button kind=ButtonKind::Quiet busy=leaving.pending() on_press=move || { leaving.dispatch(true); }>
                {text!(language, member.sign_out_everywhere)}
            </Button>
        </div>
        <p class="quiet">{text!(language, member.everywhere_help)}</p>
        <Failed failure=Signal::derive(move || leaving.value().get().and_then(Result::err)) />
    }
}
