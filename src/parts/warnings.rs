//! What a buyer is warned about before payment, with the better offer where there is one (ADD-8, BUY-13).

use leptos::prelude::*;
use rules::basket::Basket;
use rules::explain;
use rules::quote::{Quote, Warning};

use super::refusal::BasketLink;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

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
    let language = use_language();
    let sentence = explain::warning(&warning, &use_catalogue(), language);
    let better = untrack(|| use_shop().better_basket(&basket, &warning)).map(|better| {
        view! { <BasketLink basket=better>{text!(language, add_ons.renew_first)}</BasketLink> }
    });
    view! {
        <p>{sentence}</p>
        {better}
    }
}
