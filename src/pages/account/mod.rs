//! What the enterprise has: the edition and its period, balances, the timeline, and its latest orders.

mod balances;
mod edition;
mod recent_orders;

use leptos::prelude::*;
use rules::account::Account;
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::{AccountNav, AccountTimeline, EndingNotices, PageHeading, Refusal, SignInPrompt, TrialStatus};
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Notice, Tone};

/// The account page.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let account = Memo::new(move |_| shop.account());
    let session = Memo::new(move |_| shop.standing().with(|standing| standing.session.clone()));
    let hidden = Memo::new(move |_| shop.permissions().balances.err());
    let content = move || {
        // Another person sees the same account with other eyes. It is read, since a memo that never was counts as changed.
        session.with(|_| ());
        match (account.get(), hidden.get()) {
            (Some(account), None) => view! { <AccountDetail account /> }.into_any(),
            (Some(_), Some(rejection)) => {
                view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Other /></Notice> }.into_any()
            }
            (None, _) => view! { <SignInPrompt reason=text!(language, account.sign_in) /> }.into_any(),
        }
    };
    view! {
        <PageHeading title=text!(language, account.title).to_owned() />
        <AccountNav />
        <EndingNotices />
        {content}
    }
    .into_any()
}

#[component]
fn AccountDetail(account: Account) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let known = StoredValue::new(account);
    // Shown anew only when something changes, so that the focus and what is read aloud stay where they are.
    let now = Memo::new(move |_| known.with_value(|account| account.unchanged_since(shop.decision_time())));
    let trial = move || {
        let account = known.get_value();
        account.trial.clone().map(|trial| view! { <TrialStatus account trial /> })
    };
    view! {
        <div class="account">
            {move || view! { <edition::EditionPanel account=known.get_value() now=now.get() /> }}
            {trial}
            {move || view! { <balances::Balances account=known.get_value() now=now.get() /> }}
            <section class="panel panel-wide" aria-labelledby="timeline-title">
                <h2 id="timeline-title">{text!(language, timeline.title)}</h2>
                <AccountTimeline account=known.get_value() now />
            </section>
            {move || view! { <recent_orders::RecentOrders account=known.get_value() now=now.get() /> }}
        </div>
    }
    .into_any()
}
