//! An app integration: none, or for a term, each with the period that it would get or why it cannot be had (ADD-7).

use leptos::prelude::*;
use rules::basket::{Basket, IntegrationChoice};
use rules::catalogue::Localized;
use rules::explain;
use rules::format;
use rules::money::Money;
use rules::vocabulary::{AddOnCode, Term};

use crate::i18n::text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};

/// The terms of one integration.
#[component]
pub(super) fn IntegrationTerms(
    /// Which add-on.
    add_on: AddOnCode,
    /// Its name.
    name: Localized,
    /// Its price for a year.
    yearly: Money,
    /// The terms that are sold.
    terms: Vec<Term>,
    /// The basket as it stands.
    basket: Memo<Basket>,
    /// What to do with a changed basket.
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let group = format!("integration-{}", add_on.as_str());
    let chosen = {
        let add_on = add_on.clone();
        Memo::new(move |_| {
            basket.with(|basket| {
                basket.integrations.iter().find(|choice| choice.add_on == add_on).map(|choice| choice.term)
            })
        })
    };
    let choices = std::iter::once(None).chain(terms.into_iter().map(Some));
    let options = choices.map(|term| {
        let id = format!("{group}-{}", term.map_or(0, Term::years));
        let note_id = format!("{id}-note");
        let with_it = {
            let add_on = add_on.clone();
            move |basket: &Basket| with_term(basket, &add_on, term)
        };
        let price = term.and_then(|term| yearly.times(term.years()));
        let label = term.map_or_else(
            || text!(language, add_ons.none).to_owned(),
            |term| format::years(term.years(), language),
        );
        let judge = with_it.clone();
        let code = add_on.clone();
        view! {
            <label class="choice" for=id.clone()>
                <input
                    type="radio"
                    id=id.clone()
                    name=group.clone()
                    aria-describedby=note_id.clone()
                    checked=chosen.get_untracked() == term
                    prop:checked=move || chosen.get() == term
                    on:change=move |_| on_change(basket.with_untracked(|basket| with_it(basket)))
                />
                <span class="choice-name">{label}</span>
                {term.map(|_| view! { <TermNote id=note_id add_on=code basket=Memo::new(move |_| basket.with(|basket| judge(basket))) /> })}
                <span class="choice-price money">{price.map(format::price_tag)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend class="visually-hidden">{name.in_language(language).to_owned()}</legend>
            {options.collect_view()}
        </fieldset>
    }
}

/// The period that a term would get in this basket, or why it cannot be had.
#[component]
fn TermNote(id: String, add_on: AddOnCode, basket: Memo<Basket>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let note = move || match shop.quote(&basket.get()) {
        Ok(quote) => {
            let line = quote.lines.iter().find(|line| line.item.add_on() == Some(&add_on));
            line.map(|line| explain::line_period(line, language)).unwrap_or_default()
        }
        Err(rejection) => {
            let about_it = rejection.reasons.iter().filter(|reason| reason.add_on() == Some(&add_on));
            let sentences = about_it.map(|reason| explain::reason(reason, &catalogue, language));
            sentences.collect::<Vec<_>>().join(" ")
        }
    };
    view! { <span class="choice-note" id=id>{note}</span> }
}

/// The basket with the integration for this term, or without it.
fn with_term(basket: &Basket, add_on: &AddOnCode, term: Option<Term>) -> Basket {
    let mut changed = basket.clone();
    changed.integrations.retain(|choice| choice.add_on != *add_on);
    changed.integrations.extend(term.map(|term| IntegrationChoice { add_on: add_on.clone(), term }));
    changed
}
