//! One add-on: its purpose, its prices, how long it lasts for this account, or why it is not to be had.

use leptos::prelude::*;
use rules::basket::Basket;
use rules::catalogue::{AddOn, Sale};
use rules::explain;
use rules::rejection::{Reason, Rejection};
use rules::way_forward::Wish;

use crate::parts::{AddOnChoice, Refusal, validity};
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Notice, Tone};

/// The section of an add-on.
#[component]
pub(super) fn AddOnSection(
    add_on: AddOn,
    basket: Memo<Basket>,
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let heading = format!("add-on-{}", add_on.code.as_str());
    let labelled_by = heading.clone();
    let known = StoredValue::new(add_on.clone());
    // ADD-12: beside an edition in the basket it is judged by that one.
    let asked = Memo::new(move |_| known.with_value(|add_on| beside_edition(add_on, &basket.get())));
    let refused = Memo::new(move |_| shop.may_place(&asked.get()).err().and_then(about_add_on));
    let is_chosen = Memo::new(move |_| known.with_value(|add_on| basket.with(|basket| basket.holds(&add_on.code))));
    let barrier = move || {
        refused.get().map(|rejection| {
            // The ways out take along what else was chosen.
            let wish = Wish::Basket(known.with_value(|add_on| with_all(&asked.get(), &basket.get(), add_on)));
            // What is not chosen yet need not be left out.
            let kept = (!is_chosen.get()).then(|| known.with_value(|add_on| add_on.code.clone()));
            view! { <Notice tone=Tone::Info><Refusal rejection wish kept /></Notice> }
        })
    };
    // The terms of an integration say their periods one by one.
    let is_pack = matches!(add_on.sale, Sale::Packs { .. });
    let lasts = move || {
        let quote = shop.quote(&asked.get()).ok().filter(|_| is_pack)?;
        let line = known
            .with_value(|add_on| quote.lines.iter().find(|line| line.item.add_on() == Some(&add_on.code)).cloned())?;
        Some(view! { <p class="add-on-lasts">{explain::line_period(&line, language)}</p> })
    };
    let choice = move || {
        let is_shown = is_chosen.get() || refused.with(Option::is_none);
        is_shown.then(|| view! { <AddOnChoice add_on=known.get_value() basket on_change /> })
    };
    view! {
        <section class="panel add-on-section" id=add_on.code.as_str().to_owned() aria-labelledby=labelled_by>
            <div class="add-on-about">
                <h2 id=heading>{add_on.name.in_language(language).to_owned()}</h2>
                <p>{add_on.purpose.in_language(language).to_owned()}</p>
                <p class="quiet">{validity(add_on.validity, language)}</p>
                {lasts}
            </div>
            <div class="add-on-choice">
                {barrier}
                {choice}
            </div>
        </section>
    }
}

/// This add-on alone, or with the edition of the basket.
fn beside_edition(add_on: &AddOn, basket: &Basket) -> Basket {
    match Wish::add_on(add_on) {
        Wish::Basket(alone) => Basket { edition: basket.edition.clone(), ..alone },
        _ => Basket::default(),
    }
}

/// The same with everything else that the basket holds.
fn with_all(asked: &Basket, basket: &Basket, add_on: &AddOn) -> Basket {
    let mut all = asked.clone();
    all.packs.extend(basket.packs.iter().filter(|pack| pack.add_on != add_on.code).cloned());
    all.integrations.extend(basket.integrations.iter().filter(|choice| choice.add_on != add_on.code).cloned());
    all
}

/// What is against the add-on itself; what is about the person is said once, at the checkout.
fn about_add_on(rejection: Rejection) -> Option<Rejection> {
    let is_about_it = |reason: &Reason| !reason.is_about_person() && !matches!(reason, Reason::OpenOrder { .. });
    let reasons: Vec<Reason> = rejection.reasons.into_iter().filter(is_about_it).collect();
    (!reasons.is_empty()).then_some(Rejection { reasons })
}
