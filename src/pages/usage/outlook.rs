//! What becomes of what is left at the pace of the last days, and what can be done about it.

use leptos::prelude::*;
use rules::account::Account;
use rules::calendar::local_date;
use rules::explain;
use rules::format;
use rules::usage::{Forecast, Pace, forecast};
use rules::vocabulary::QuotaKind;
use rules::way_forward::Wish;

use super::{Days, NotAnswered};
use crate::i18n::text;
use crate::parts::Refusal;
use crate::routes::{Page, UsageView};
use crate::shell::HELP_POPOVER;
use crate::site::{use_language, use_site};
use crate::state::{Help, use_catalogue, use_help, use_shop};
use crate::ui::LinkButton;

/// The forecast of one kind.
#[component]
pub(super) fn Outlook(account: Memo<Option<Account>>, quota: Memo<QuotaKind>, days: Days) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let pace = Memo::new(move |_| {
        let days = days.get()?.ok()?;
        Some(Pace::of(&days, local_date(shop.decision_time())))
    });
    let foreseen = Memo::new(move |_| {
        let now = shop.decision_time();
        account.with(|account| {
            let account = account.as_ref()?;
            // With nothing left, more is needed at any pace.
            let is_used_up = account.balance(quota.get(), now).left() == 0;
            let at_pace = pace.get().flatten().map(|pace| forecast(account, quota.get(), pace, now));
            at_pace.or(is_used_up.then_some(Forecast { used_up: Some(now), cleared: Vec::new() }))
        })
    });
    let sentences = move || match pace.get() {
        Some(Some(pace)) => {
            let quota = quota.get();
            let foreseen = foreseen.get().unwrap_or_default();
            [vec![explain::pace(pace, quota, language)], explain::forecast(&foreseen, quota, language)].concat()
        }
        Some(None) => vec![text!(language, usage.no_pace).to_owned()],
        None => Vec::new(),
    };
    let words = move || sentences().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    let failure = move || {
        let failure = days.get().and_then(Result::err);
        failure.map(|failure| view! { <NotAnswered failure heading="#usage-outlook" /> })
    };
    view! {
        <section class="panel panel-wide usage-outlook" aria-labelledby="usage-outlook">
            <h2 id="usage-outlook" tabindex="-1">{text!(language, usage.outlook)}</h2>
            {words}
            {failure}
            <Remedy quota foreseen />
        </section>
    }
}

/// The cheapest purchase that helps; who else helps, where that is nobody here (QUOTA-4, ED-4).
#[component]
fn Remedy(quota: Memo<QuotaKind>, foreseen: Memo<Option<Forecast>>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let shop = use_shop();
    let top_up = Memo::new(move |_| foreseen.with(|foreseen| shop.top_up_for(quota.get(), foreseen.as_ref()?)));
    let is_used_up =
        Memo::new(move |_| foreseen.with(|foreseen| foreseen.as_ref().is_some_and(|one| one.used_up.is_some())));
    let refused = Memo::new(move |_| shop.permissions().purchase.err());
    let purchase = move || {
        let top_up = top_up.get()?;
        let quoted = shop.quote(&top_up.basket).ok()?;
        let what: Vec<String> =
            quoted.lines.iter().map(|line| explain::line_title(line, &catalogue, language)).collect();
        let label = text!(language, usage.top_up, what = what.join(" + "), price = format::money(top_up.total));
        Some(view! { <LinkButton href=site.href(&Page::Checkout(top_up.basket))>{label}</LinkButton> })
    };
    let others = move || {
        is_used_up.get().then(|| match refused.get() {
            Some(rejection) => view! { <Refusal rejection wish=Wish::Other /> }.into_any(),
            None => view! { <Sales /> }.into_any(),
        })
    };
    view! { <div class="button-row">{purchase} {others}</div> }
}

/// Somebody to talk to who can help with more.
#[component]
fn Sales() -> impl IntoView {
    let language = use_language();
    let shown = use_help();
    view! {
        <button type="button" class="button" popovertarget=HELP_POPOVER on:click=move |_| shown.set(Some(Help::Sales(Page::Usage(UsageView::default()))))>
            {text!(language, help.sales_title)}
        </button>
    }
}
