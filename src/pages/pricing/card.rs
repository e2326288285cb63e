//! One edition: its price for the chosen term, what it holds, and what this person can do about it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use rules::basket::{Basket, EditionChoice};
use rules::catalogue::Edition;
use rules::explain;
use rules::format;
use rules::offer::{EditionAction, EditionOffer, Standing};
use rules::quote::price_of_term;
use rules::rejection::{Reason, Rejection};
use rules::trial::may_be_lead;
use rules::vocabulary::{Language, Term};
use rules::way_forward::Wish;

use crate::browser;
use crate::i18n::text;
use crate::parts::{Refusal, included_contracts};
use crate::routes::Page;
use crate::shell::HELP_POPOVER;
use crate::site::{use_language, use_site};
use crate::state::{Help, use_catalogue, use_help};
use crate::ui::{ButtonKind, LinkButton};

/// The card of an edition.
#[component]
pub(crate) fn EditionCard(edition: Edition, term: Memo<Term>, offer: Signal<Option<EditionOffer>>) -> impl IntoView {
    let language = use_language();
    let is_in_force =
        move || offer.with(|offer| matches!(offer, Some(EditionOffer { standing: Standing::InForce { .. }, .. })));
    let class = if edition.recommended { "card card-recommended" } else { "card" };
    let heading = format!("edition-{}", edition.code.as_str());
    let recommended = edition.recommended;
    let badge = move || {
        if is_in_force() {
            Some(view! { <span class="badge badge-own">{text!(language, pricing.own)}</span> })
        } else {
            recommended.then(|| view! { <span class="badge">{text!(language, pricing.recommended)}</span> })
        }
    };
    let highlights = edition
        .highlights
        .iter()
        .map(|highlight| view! { <li>{highlight.in_language(language).to_owned()}</li> })
        .collect_view();
    let labelled_by = heading.clone();
    // ED-4: whoever needs more than "use freely" is shown sales first.
    let sales_first = edition.contracts.label.is_some().then(|| view! { <SalesLink /> });
    view! {
        <article class=class aria-labelledby=labelled_by>
            <div class="card-head">
                <h2 id=heading>{edition.name.in_language(language).to_owned()}</h2>
                {badge}
            </div>
            <p class="card-tagline">{edition.tagline.in_language(language).to_owned()}</p>
            <CardPrice edition=edition.clone() term />
            <CardAction edition=edition.clone() term offer />
            <ul class="highlights">
                <li class="highlight-contracts">{included_contracts(&edition, language)}" "{sales_first}</li>
                {highlights}
            </ul>
        </article>
    }
}

/// Talks to sales: by mail, and with script by all the ways that there are.
#[component]
fn SalesLink() -> impl IntoView {
    let shown = use_help();
    let mail = format!("mailto:{}", use_catalogue().contact.email);
    let open = move |event: MouseEvent| {
        event.prevent_default();
        shown.set(Some(Help::Sales(Page::Pricing(None))));
        browser::show_popover(HELP_POPOVER);
    };
    view! { <a class="highlight-sales" href=mail on:click=open>{text!(use_language(), pricing.need_more)}</a> }
}

/// The yearly price large, and the sum for the chosen term; without script, the sums for all terms.
#[component]
fn CardPrice(edition: Edition, term: Memo<Term>) -> impl IntoView {
    let language = use_language();
    let yearly = format::price_tag(edition.yearly_price_fen);
    let sums = edition
        .terms
        .iter()
        .filter_map(|term| sum_for(&edition, *term, language))
        .map(|sum| view! { <li>{sum}</li> })
        .collect_view();
    view! {
        <div class="card-price">
            <p class="price">
                <span class="price-amount">{yearly}</span>
                <span class="price-unit">{text!(language, pricing.per_year)}</span>
            </p>
            <p class="price-sum">{move || sum_for(&edition, term.get(), language)}</p>
            <ul class="price-sums">{sums}</ul>
        </div>
    }
}

fn sum_for(edition: &Edition, term: Term, language: Language) -> Option<String> {
    if !edition.terms.contains(&term) {
        return None;
    }
    let sum = price_of_term(edition, term)?;
    Some(text!(language, pricing.sum, term = format::years(term.years(), language), sum = format::money(sum)))
}

/// The button that does what fits this person, or why there is none (ED-7, BUY-1 … BUY-12), and the trial (RULES §6).
#[component]
fn CardAction(edition: Edition, term: Memo<Term>, offer: Signal<Option<EditionOffer>>) -> impl IntoView {
    let action = move || offer.get().map(|offer| view! { <OfferAction edition=edition.clone() term offer /> });
    view! { <div class="card-action">{action}</div> }
}

#[component]
fn OfferAction(edition: Edition, term: Memo<Term>, offer: EditionOffer) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let name = edition.name.in_language(language).to_owned();
    let buy = offer.buy.clone();
    let choice = EditionChoice { edition: edition.code.clone(), term: term.get_untracked() };
    let wish = Wish::Basket(Basket { edition: Some(choice), ..Basket::default() });
    let main = match offer.primary() {
        Some((action, answer)) => match answer {
            Err(rejection) if !rejection.is_cleared_in_checkout() => {
                view! { <OtherReasons rejection=rejection.clone() wish /> }.into_any()
            }
            _ => {
                let kind = if edition.recommended { ButtonKind::Primary } else { ButtonKind::Secondary };
                let code = edition.code.clone();
                let href = move || {
                    let choice = EditionChoice { edition: code.clone(), term: term.get() };
                    site.href(&Page::Checkout(Basket { edition: Some(choice), ..Basket::default() }))
                };
                let label = action_label(action, &name, language);
                view! { <LinkButton kind href=Signal::derive(href)>{label}</LinkButton> }.into_any()
            }
        },
        None => match buy {
            Err(rejection) => view! { <OtherReasons rejection wish /> }.into_any(),
            Ok(()) => ().into_any(),
        },
    };
    view! {
        {main}
        <TrialLine offer />
    }
}

/// What is against it beside the open order, of which the page speaks above the cards.
#[component]
fn OtherReasons(rejection: Rejection, wish: Wish) -> impl IntoView {
    let language = use_language();
    let is_open_order = |reason: &Reason| matches!(reason, Reason::OpenOrder { .. });
    let has_open_order = rejection.reasons.iter().any(is_open_order);
    let reasons: Vec<Reason> = rejection.reasons.into_iter().filter(|reason| !is_open_order(reason)).collect();
    let others = (!reasons.is_empty()).then(|| view! { <Refusal rejection=Rejection { reasons } wish /> });
    let first = has_open_order.then(|| view! { <p class="quiet">{text!(language, pricing.open_order_first)}</p> });
    view! {
        {first}
        {others}
    }
}

/// Whether this edition can be tried, which everybody may ask (TRIAL-1, TRIAL-3).
#[component]
fn TrialLine(offer: EditionOffer) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let days = format::days(i64::from(catalogue.trial.hours / 24), language);
    let href = site.href(&Page::Trial(Some(offer.edition)));
    let link = |words: String| view! { <a href=href>{words}</a> }.into_any();
    let words = match &offer.trial {
        Ok(()) => link(text!(language, pricing.trial_open, days = days)),
        // Its page says which step opens it, and takes a lead until then (TRIAL-7).
        Err(rejection) if may_be_lead(rejection) => link(text!(language, pricing.trial_certified, days = days)),
        Err(rejection) => {
            let reasons = rejection.reasons.iter().map(|reason| {
                let sentence = explain::reason(reason, &catalogue, language);
                view! { {sentence} " " <span class="rule-id">{reason.rule()}</span> " " }
            });
            reasons.collect_view().into_any()
        }
    };
    let is_above = matches!(offer.standing, Standing::Open | Standing::Higher);
    is_above.then(|| view! { <p class="card-trial">{words}</p> })
}

fn action_label(action: EditionAction, name: &str, language: Language) -> String {
    match action {
        EditionAction::Buy => text!(language, pricing.buy, edition = name),
        EditionAction::Renew => text!(language, pricing.renew, edition = name),
        EditionAction::Upgrade => text!(language, pricing.upgrade, edition = name),
    }
}
