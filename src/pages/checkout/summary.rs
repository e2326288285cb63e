//! The order summary, always in sight: lines with periods and reasons, credit, total, and the timeline after it.

use leptos::prelude::*;
use rules::basket::Basket;
use rules::explain;
use rules::format;
use rules::quote::Quote;
use rules::rejection::Rejection;
use rules::way_forward::Wish;

use super::effects::PurchaseEffects;
use crate::i18n::text;
use crate::parts::{CreditLines, OrderLines, Refusal, TimelinePreview, Warnings};
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// What the basket costs, or why it cannot be sold.
#[component]
pub(crate) fn Summary(basket: Memo<Basket>, quote: Memo<Result<Quote, Rejection>>) -> impl IntoView {
    let language = use_language();
    let content = move || match quote.get() {
        Ok(quote) => view! { <QuoteSummary quote basket=basket.get() /> }.into_any(),
        Err(rejection) => view! {
            <Notice tone=Tone::Warning>
                <Refusal rejection wish=Wish::Basket(basket.get()) />
            </Notice>
        }
        .into_any(),
    };
    // The preview follows the quote from minute to minute, and stays as open as it was.
    let priced = Signal::derive(move || quote.get().ok());
    let is_priced = Memo::new(move |_| quote.with(Result::is_ok));
    view! {
        <section class="panel summary" aria-labelledby="summary-title">
            <h2 id="summary-title" tabindex="-1">{text!(language, checkout.summary)}</h2>
            {content}
            <Show when=move || is_priced.get()>
                <details class="preview">
                    <summary>{text!(language, checkout.preview)}</summary>
                    <TimelinePreview quote=priced />
                </details>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn QuoteSummary(quote: Quote, basket: Basket) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let credit = quote.credit.clone().map(|credit| view! { <CreditLines credit /> });
    let effects = untrack(|| use_shop().effects(&quote));
    // An earlier end is a warning (BUY-13), a later one good news.
    // Where something ends, what stays is listed with its new end.
    let later = quote
        .packs_move
        .filter(|moved| effects.ends.is_empty() && !moved.is_earlier())
        .and_then(|_| explain::packs_move(&quote, language));
    let later = later.map(|sentence| view! { <Notice tone=Tone::Info><p>{sentence}</p></Notice> });
    view! {
        <OrderLines lines=quote.lines.clone().into() />
        {credit}
        <PurchaseEffects effects />
        {later}
        <Warnings quote=quote.clone() basket />
        <p class="total" role="status">
            <span>{text!(language, checkout.total)}</span>
            <span class="total-amount money" data-total=quote.total.fen().to_string()>{format::money(quote.total)}</span>
        </p>
        <p class="total-note">{text!(language, checkout.vat_included, rate = catalogue.vat.rate_percent)}</p>
    }
}
