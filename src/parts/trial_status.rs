//! The trial of an account: how much of it is left, or that it is over, and what is in force then (TRIAL-5).

use leptos::prelude::*;
use rules::account::{Account, Trial};
use rules::basket::{Basket, EditionChoice};
use rules::format;
use rules::offer::{EditionAction, EditionOffer};
use rules::rejection::Rejection;
use rules::vocabulary::{EditionCode, Term};

use crate::i18n::text;
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{ButtonKind, LinkButton};

/// The trial that an account has, or had.
#[component]
pub(crate) fn TrialStatus(account: Account, trial: Trial) -> impl IntoView {
    let shop = use_shop();
    let end = trial.period.end;
    let runs = Memo::new(move |_| shop.now() < end);
    let known = StoredValue::new((account, trial));
    let content = move || {
        let (account, trial) = known.get_value();
        if runs.get() {
            view! { <Running account trial /> }.into_any()
        } else {
            view! { <Ended account trial /> }.into_any()
        }
    };
    view! { <section class="panel trial-status" aria-labelledby="trial-status">{content}</section> }
}

#[component]
fn Running(account: Account, trial: Trial) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let end = trial.period.end;
    let left = Memo::new(move |_| format::time_left(end.signed_duration_since(shop.now()), language));
    let name = catalogue.edition_name(&trial.edition, language).to_owned();
    let then = account.effective_edition(end);
    view! {
        <h2 id="trial-status" tabindex="-1">{text!(language, trial.running, edition = name)}</h2>
        <p class="countdown" role="timer">{move || text!(language, trial.running_left, left = left.get())}</p>
        <dl class="facts">
            <dt>{text!(language, trial.running_end)}</dt>
            <dd>{format::date_time(end, language)}</dd>
            <dt>{text!(language, trial.running_then)}</dt>
            <dd>{catalogue.edition_name(&then, language).to_owned()}</dd>
        </dl>
        <WaysToBuy edition=trial.edition />
    }
}

#[component]
fn Ended(account: Account, trial: Trial) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let name = catalogue.edition_name(&trial.edition, language).to_owned();
    let in_force = move || account.effective_edition(shop.decision_time());
    view! {
        <h2 id="trial-status" tabindex="-1">{text!(language, trial.ended, edition = name)}</h2>
        <dl class="facts">
            <dt>{text!(language, trial.ended_period)}</dt>
            <dd>{format::period(trial.period, language)}</dd>
            <dt>{text!(language, trial.ended_now)}</dt>
            <dd>{move || catalogue.edition_name(&in_force(), language).to_owned()}</dd>
        </dl>
        <p class="quiet">{text!(language, trial.ended_once)}</p>
        <WaysToBuy edition=trial.edition />
    }
}

/// To the edition that was tried, where it can be bought, and to all editions.
#[component]
fn WaysToBuy(edition: EditionCode) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let offers = use_shop().offers();
    let offer = offers.into_iter().find(|offer| offer.edition == edition);
    let buy = offer.as_ref().and_then(open_action).map(|action| {
        let choice = EditionChoice { edition: edition.clone(), term: Term::ONE };
        let href = site.href(&Page::Checkout(Basket { edition: Some(choice), ..Basket::default() }));
        let name = catalogue.edition_name(&edition, language);
        let label = match action {
            EditionAction::Buy => text!(language, pricing.buy, edition = name),
            EditionAction::Renew => text!(language, pricing.renew, edition = name),
            EditionAction::Upgrade => text!(language, pricing.upgrade, edition = name),
        };
        view! { <LinkButton kind=ButtonKind::Primary href=href>{label}</LinkButton> }
    });
    view! {
        <div class="button-row">
            {buy}
            <LinkButton href=site.href(&Page::Pricing(None))>{text!(language, trial.see_editions)}</LinkButton>
        </div>
    }
}

fn open_action(offer: &EditionOffer) -> Option<EditionAction> {
    let (action, answer) = offer.primary()?;
    answer.as_ref().err().is_none_or(Rejection::is_cleared_in_checkout).then_some(action)
}
