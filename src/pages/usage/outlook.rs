//! What becomes of what is left at the pace of the last days, and how to have more.

use leptos::prelude::*;
use rules::account::Account;
use rules::calendar::local_date;
use rules::explain;
use rules::format;
use rules::usage::{Pace, forecast};
use rules::vocabulary::QuotaKind;

use super::Days;
use crate::i18n::text;
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
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
    let sentences = Memo::new(move |_| {
        let now = shop.decision_time();
        let quota = quota.get();
        match (pace.get(), account.get()) {
            (Some(Some(pace)), Some(account)) => {
                let foreseen = forecast(&account, quota, pace, now);
                let pace = explain::pace(pace, quota, language);
                [vec![pace], explain::forecast(&foreseen, quota, language)].concat()
            }
            (Some(None), _) => vec![text!(language, usage.no_pace).to_owned()],
            _ => Vec::new(),
        }
    });
    let words = move || sentences.get().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    view! {
        <section class="panel panel-wide usage-outlook" aria-labelledby="usage-outlook">
            <h2 id="usage-outlook">{text!(language, usage.outlook)}</h2>
            {words}
            <More quota />
        </section>
    }
}

/// The cheapest way to more, where this person may take one.
#[component]
fn More(quota: Memo<QuotaKind>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let shop = use_shop();
    let top_up = Memo::new(move |_| shop.cheapest_top_up(quota.get()));
    move || {
        top_up.get().and_then(|top_up| {
            let quoted = shop.quote(&top_up.basket).ok()?;
            let what: Vec<String> =
                quoted.lines.iter().map(|line| explain::line_title(line, &catalogue, language)).collect();
            let label =
                text!(language, usage.top_up, what = what.join(" + "), price = format::money(top_up.total));
            Some(view! { <div class="button-row"><LinkButton href=site.href(&Page::Checkout(top_up.basket))>{label}</LinkButton></div> })
        })
    }
}
