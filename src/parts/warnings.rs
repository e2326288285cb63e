//! What a buyer is warned about before payment, with the better offer where there is one (ADD-8, BUY-13).

use leptos::prelude::*;
use rules::basket::Basket;
use rules::explain;
use rules::quote::{Quote, Warning};

use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{LinkButton, Notice, Tone};

/// Every warning of a quote.
#[component]
pub(crate) fn Warnings(quote: Quote, basket: Basket) -> impl IntoView {
    let basket = StoredValue::new(basket);
    let warnings = quote.warnings().into_iter().map(|warning| {
        view! { <Notice tone=Tone::Warning><OneWarning warning basket=basket.get_value() /></Notice> }
    });
    warnings.collect_view()
}

#[component]
fn OneWarning(warning: Warning, basket: Basket) -> impl IntoView {
    let site = use_site();
    let sentence = explain::warning(&warning, &use_catalogue(), site.language);
    let better = untrack(|| use_shop().better_basket(&basket, &warning)).map(|better| {
        let href = site.href(&Page::Checkout(better));
        view! { <LinkButton href=href>{text!(site.language, add_ons.renew_first)}</LinkButton> }
    });
    view! {
        <p>{sentence}</p>
        {better}
    }
}
