//! What is bought: the edition, its term, and add-ons to go with it.

use leptos::prelude::*;
use rules::account::LineItem;
use rules::basket::{Basket, EditionChoice};
use rules::format;
use rules::quote::Quote;
use rules::rejection::Rejection;
use rules::vocabulary::Term;

use super::refused_terms::RefusedTerms;
use crate::i18n::text;
use crate::parts::{AddOnChoice, TermSwitch};
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::Radio;

/// The choices; every change goes to the address.
#[component]
pub(crate) fn BasketForm(
    basket: Memo<Basket>,
    quote: Memo<Result<Quote, Rejection>>,
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let sold = StoredValue::new(catalogue.clone());
    // What an old address holds and is no longer sold leaves with the next change.
    let on_change = move |mut basket: Basket| {
        sold.with_value(|catalogue| {
            basket.packs.retain(|pack| catalogue.sells_pack(&pack.add_on, pack.size));
            basket.integrations.retain(|choice| catalogue.add_on(&choice.add_on).is_some());
        });
        on_change(basket);
    };
    let channel = use_shop().channel();
    let add_ons = catalogue.add_ons.iter().map(|add_on| {
        // What the channel does not sell is shown where a link brought it along, so that it can be taken out.
        let is_sold = add_on.channels.of(channel).is_sold();
        let known = StoredValue::new(add_on.clone());
        let is_shown = Memo::new(move |_| {
            is_sold || known.with_value(|add_on| basket.with(|basket| basket.holds(&add_on.code)))
        });
        view! {
            <Show when=move || is_shown.get()>
                <div class="pack-group">
                    <h3>{known.with_value(|add_on| add_on.name.in_language(language).to_owned())}</h3>
                    <p class="pack-purpose">{known.with_value(|add_on| add_on.purpose.in_language(language).to_owned())}</p>
                    <AddOnChoice add_on=known.get_value() basket on_change />
                </div>
            </Show>
        }
    });
    view! {
        <div class="basket">
            <EditionChoices basket quote on_change />
            <section class="panel" aria-labelledby="packs-title">
                <h2 id="packs-title">{text!(language, checkout.packs)}</h2>
                {add_ons.collect_view()}
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn EditionChoices(
    basket: Memo<Basket>,
    quote: Memo<Result<Quote, Rejection>>,
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let chosen = Memo::new(move |_| basket.with(|basket| basket.edition.clone()));
    let terms = {
        let catalogue = catalogue.clone();
        Signal::derive(move || {
            let edition =
                chosen.with(|chosen| chosen.as_ref().and_then(|choice| catalogue.edition(&choice.edition).cloned()));
            edition.map_or_else(Vec::new, |edition| edition.terms)
        })
    };
    // BUY-8: an upgrade that keeps the paid end asks for no term.
    let keeps_paid_end = move || {
        quote.with(|quote| {
            quote.iter().flat_map(|quote| &quote.lines).any(|line| matches!(line.item, LineItem::RemainingTerm { .. }))
        })
    };
    let takes_term = Memo::new(move |_| chosen.with(Option::is_some) && !keeps_paid_end());
    let choose_term = move |term: Term| {
        let mut changed = basket.get_untracked();
        if let Some(choice) = &mut changed.edition {
            choice.term = term;
        }
        on_change(changed);
    };
    let options = catalogue
        .editions
        .iter()
        .map(|edition| {
            let code = edition.code.clone();
            let id = format!("edition-{}", code.as_str());
            let is_chosen = {
                let code = code.clone();
                Signal::derive(move || {
                    chosen.with(|chosen| chosen.as_ref().is_some_and(|choice| choice.edition == code))
                })
            };
            let fallback = edition.terms.first().copied().unwrap_or(Term::ONE);
            let offered = edition.terms.clone();
            let choose = move || {
                let mut changed = basket.get_untracked();
                let kept = changed.edition.map(|choice| choice.term).filter(|term| offered.contains(term));
                changed.edition = Some(EditionChoice { edition: code.clone(), term: kept.unwrap_or(fallback) });
                on_change(changed);
            };
            view! {
                <label class="choice" for=id.clone()>
                    <Radio id=id.clone() group="edition" is_chosen on_choose=choose />
                    <span class="choice-name">{edition.name.in_language(language).to_owned()}</span>
                    <span class="choice-note">{edition.tagline.in_language(language).to_owned()}</span>
                    <span class="choice-price money">
                        {format::price_tag(edition.yearly_price_fen)}
                        <span class="price-unit">{text!(language, pricing.per_year)}</span>
                    </span>
                </label>
            }
        })
        .collect_view();
    let has_none = Signal::derive(move || chosen.with(Option::is_none));
    let choose_none = move || on_change(Basket { edition: None, ..basket.get_untracked() });
    view! {
        <section class="panel" aria-labelledby="edition-title">
            <h2 id="edition-title">{text!(language, checkout.edition)}</h2>
            <fieldset class="choices">
                <legend class="visually-hidden">{text!(language, checkout.edition)}</legend>
                {options}
                <label class="choice" for="edition-none">
                    <Radio id="edition-none".to_owned() group="edition" is_chosen=has_none on_choose=choose_none />
                    <span class="choice-name">{text!(language, checkout.no_edition)}</span>
                    <span class="choice-note">{text!(language, checkout.no_edition_note)}</span>
                </label>
            </fieldset>
            <Show when=move || takes_term.get()>
                <TermSwitch
                    terms
                    chosen=Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|choice| choice.term)))
                    on_choose=choose_term
                />
                <RefusedTerms basket terms />
            </Show>
        </section>
    }
    .into_any()
}
