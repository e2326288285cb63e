//! What is bought: the edition, its term, and packs to go with it.

use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlInputElement};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::catalogue::{AddOn, PackSize, Sale};
use rules::explain;
use rules::format;
use rules::vocabulary::{QuotaKind, Term};

use crate::i18n::text;
use crate::parts::TermSwitch;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The choices; every change goes to the address.
#[component]
pub(crate) fn BasketForm(
    basket: Memo<Basket>,
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let sold = StoredValue::new(catalogue.clone());
    // Packs of an old address that are no longer sold leave with the next change.
    let on_change = move |mut basket: Basket| {
        sold.with_value(|catalogue| basket.packs.retain(|pack| catalogue.sells_pack(&pack.add_on, pack.size)));
        on_change(basket);
    };
    let packs = catalogue
        .add_ons
        .iter()
        .filter_map(|add_on| match &add_on.sale {
            Sale::Packs { quota, max_quantity, sizes } => Some(view! {
                <PackGroup add_on=add_on.clone() quota=*quota sizes=sizes.clone() max=*max_quantity basket on_change />
            }),
            Sale::Years { .. } => None,
        })
        .collect_view();
    view! {
        <div class="basket">
            <EditionChoices basket on_change />
            <section class="panel" aria-labelledby="packs-title">
                <h2 id="packs-title">{text!(language, checkout.packs)}</h2>
                {packs}
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn EditionChoices(basket: Memo<Basket>, on_change: impl Fn(Basket) + Copy + Send + Sync + 'static) -> impl IntoView {
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
                move || chosen.with(|chosen| chosen.as_ref().is_some_and(|choice| choice.edition == code))
            };
            let initially = is_chosen.clone()();
            let fallback = edition.terms.first().copied().unwrap_or(Term::ONE);
            let offered = edition.terms.clone();
            let choose = move |_| {
                let mut changed = basket.get_untracked();
                let kept = changed.edition.map(|choice| choice.term).filter(|term| offered.contains(term));
                changed.edition = Some(EditionChoice { edition: code.clone(), term: kept.unwrap_or(fallback) });
                on_change(changed);
            };
            view! {
                <label class="choice" for=id.clone()>
                    <input
                        type="radio"
                        id=id.clone()
                        name="edition"
                        checked=initially
                        prop:checked=is_chosen
                        on:change=choose
                    />
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
    let has_none = move || chosen.with(Option::is_none);
    let choose_none = move |_| on_change(Basket { edition: None, ..basket.get_untracked() });
    view! {
        <section class="panel" aria-labelledby="edition-title">
            <h2 id="edition-title">{text!(language, checkout.edition)}</h2>
            <fieldset class="choices">
                <legend class="visually-hidden">{text!(language, checkout.edition)}</legend>
                {options}
                <label class="choice" for="edition-none">
                    <input
                        type="radio"
                        id="edition-none"
                        name="edition"
                        checked=has_none()
                        prop:checked=has_none
                        on:change=choose_none
                    />
                    <span class="choice-name">{text!(language, checkout.no_edition)}</span>
                    <span class="choice-note">{text!(language, checkout.no_edition_note)}</span>
                </label>
            </fieldset>
            <Show when=move || chosen.with(Option::is_some)>
                <TermSwitch
                    terms
                    chosen=Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|choice| choice.term)))
                    on_choose=choose_term
                />
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn PackGroup(
    add_on: AddOn,
    quota: QuotaKind,
    sizes: Vec<PackSize>,
    max: u32,
    basket: Memo<Basket>,
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let name = add_on.name.in_language(language).to_owned();
    let rows = sizes
        .into_iter()
        .map(|size| {
            let code = add_on.code.clone();
            let id = format!("{}-{}", code.as_str(), size.amount);
            let is_this = {
                let code = code.clone();
                move |pack: &PackChoice| pack.add_on == code && pack.size == size.amount
            };
            let find = is_this.clone();
            let quantity = Memo::new(move |_| {
                basket.with(|basket| basket.packs.iter().find(|pack| find(pack)).map_or(0, |pack| pack.quantity))
            });
            let set = move |quantity: u32| {
                let mut changed = basket.get_untracked();
                match changed.packs.iter_mut().find(|pack| is_this(pack)) {
                    Some(pack) => pack.quantity = quantity,
                    None => changed.packs.push(PackChoice { add_on: code.clone(), size: size.amount, quantity }),
                }
                changed.packs.retain(|pack| pack.quantity > 0);
                on_change(changed);
            };
            let set = StoredValue::new(set);
            let take_typed = move |event: Event| match event_target_value(&event).trim().parse::<u32>() {
                Ok(typed) => set.with_value(|set| set(typed.min(max))),
                // What is no number is put back as it was.
                Err(_) => {
                    event_target::<HtmlInputElement>(&event).set_value(&quantity.get_untracked().to_string());
                }
            };
            let label = explain::units(quota, u64::from(size.amount), language);
            view! {
                <div class="pack">
                    <label class="pack-name" for=id.clone()>{label.clone()}</label>
                    <span class="pack-price money">{format::price_tag(size.price_fen)}</span>
                    <span class="stepper">
                        <button
                            type="button"
                            class="stepper-button"
                            aria-label=text!(language, checkout.fewer, what = label.as_str())
                            on:click=move |_| set.with_value(|set| set(quantity.get_untracked().saturating_sub(1)))
                        >
                            "−"
                        </button>
                        <input
                            id=id
                            class="stepper-number"
                            type="number"
                            inputmode="numeric"
                            min="0"
                            max=max.to_string()
                            value=quantity.get_untracked().to_string()
                            prop:value=move || quantity.get().to_string()
                            on:change=take_typed
                        />
                        <button
                            type="button"
                            class="stepper-button"
                            aria-label=text!(language, checkout.more, what = label.as_str())
                            on:click=move |_| set.with_value(|set| set(quantity.get_untracked().saturating_add(1).min(max)))
                        >
                            "+"
                        </button>
                    </span>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="pack-group">
            <h3>{name}</h3>
            <p class="pack-purpose">{add_on.purpose.in_language(language).to_owned()}</p>
            {rows}
        </div>
    }
}
