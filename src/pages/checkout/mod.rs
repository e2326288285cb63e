//! The basket and its price: what is bought, for which periods and why, and the one button that places the order.

mod basket_form;
mod effects;
mod enterprise_name;
mod place;
mod refused_terms;
mod summary;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::basket::Basket;

use crate::i18n::text;
use crate::parts::PageHeading;
use crate::routes::{Page, chosen_basket};
use crate::site::{use_language, use_site};
use crate::state::use_shop;
use crate::ui::LinkButton;

/// The checkout page; its basket lives in the address.
#[component]
pub(crate) fn CheckoutPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let query = use_query_map();
    let basket = Memo::new(move |_| query.with(chosen_basket));
    let (site, navigate) = (use_site(), use_navigate());
    let show = StoredValue::new(move |basket, options| navigate(&site.path(&Page::Checkout(basket)), options));
    let change = move |basket: Basket| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        show.with_value(|show| show(basket, options));
    };
    let quote = Memo::new(move |_| shop.quote(&basket.get()));
    // Whoever takes the last thing out of a basket keeps the form to choose another.
    let is_empty = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(true) && basket.with(|basket| *basket == Basket::default())
    });
    view! {
        <PageHeading title=text!(language, checkout.title).to_owned() />
        <Show when=move || !is_empty.get() fallback=|| view! { <EmptyBasket /> }>
            <div class="checkout">
                <basket_form::BasketForm basket quote on_change=change />
                <div class="checkout-side">
                    <summary::Summary basket quote />
                    <place::PlaceOrderForm basket quote />
                </div>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn EmptyBasket() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    view! {
        <div class="empty">
            <p>{text!(language, checkout.empty)}</p>
            <LinkButton href=site.href(&Page::Pricing(None))>{text!(language, checkout.see_pricing)}</LinkButton>
        </div>
    }
}
