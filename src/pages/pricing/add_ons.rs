//! The add-ons in short: what each is for, its sizes and prices.

use leptos::prelude::*;
use rules::catalogue::{AddOn, Sale};
use rules::explain;
use rules::format;
use rules::vocabulary::Language;

use crate::i18n::text;
use crate::parts::validity;
use crate::site::use_language;
use crate::state::use_catalogue;

/// All add-ons of the catalogue.
#[component]
pub(crate) fn AddOnOverview() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let add_ons = catalogue.add_ons.iter().map(|add_on| {
        let prices = prices(add_on, language).into_iter().map(|(what, price)| {
            view! {
                <div class="price-row">
                    <dt>{what}</dt>
                    <dd class="money">{price}</dd>
                </div>
            }
        });
        view! {
            <article class="add-on">
                <h3>{add_on.name.in_language(language).to_owned()}</h3>
                <p>{add_on.purpose.in_language(language).to_owned()}</p>
                <dl class="price-rows">{prices.collect_view()}</dl>
                <p class="add-on-validity">{validity(add_on.validity, language)}</p>
            </article>
        }
    });
    view! {
        <section class="section" aria-labelledby="add-ons">
            <h2 id="add-ons">{text!(language, add_ons.title)}</h2>
            <p class="section-lead">{text!(language, add_ons.lead)}</p>
            <div class="add-ons">{add_ons.collect_view()}</div>
        </section>
    }
}

fn prices(add_on: &AddOn, language: Language) -> Vec<(String, String)> {
    match &add_on.sale {
        Sale::Packs { quota, sizes, .. } => sizes
            .iter()
            .map(|size| {
                let what = explain::units(*quota, u64::from(size.amount), language);
                (what, format::price_tag(size.price_fen))
            })
            .collect(),
        Sale::Years { yearly_price_fen, .. } => {
            vec![(format::years(1, language), format::price_tag(*yearly_price_fen))]
        }
    }
}
