//! The add-ons: what each is for, what it costs, how long it lasts for this account, and a basket that mixes them.

mod basket_bar;
mod section;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::basket::Basket;

use crate::i18n::text;
use crate::parts::PageHeading;
use crate::routes::{Page, chosen_basket};
use crate::site::use_site;
use crate::state::use_catalogue;

/// The add-ons' page; its basket lives in the address, as in the checkout.
#[component]
pub(crate) fn AddOnsPage() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let query = use_query_map();
    let basket = Memo::new(move |_| query.with(chosen_basket));
    let navigate = use_navigate();
    let show = StoredValue::new(move |basket, options| navigate(&site.path(&Page::AddOns(basket)), options));
    let change = move |basket: Basket| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        show.with_value(|show| show(basket, options));
    };
    let catalogue = use_catalogue();
    let sections = catalogue.add_ons.iter().map(|add_on| {
        view! { <section::AddOnSection add_on=add_on.clone() basket on_change=change /> }
    });
    view! {
        <div class="page-intro">
            <PageHeading title=text!(language, add_ons.title).to_owned() />
            <p class="lead">{text!(language, add_ons.lead)}</p>
        </div>
        <div class="add-on-sections">{sections.collect_view()}</div>
        <basket_bar::BasketBar basket />
    }
    .into_any()
}
