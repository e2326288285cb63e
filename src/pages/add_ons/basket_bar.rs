//! What has been chosen, its price, and the way to the checkout; always in sight.

use leptos::prelude::*;
use rules::account::LineItem;
use rules::basket::Basket;
use rules::explain;
use rules::format;
use rules::quote::Quote;
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::{Refusal, Warnings};
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{ButtonKind, LinkButton, Notice, Tone};

/// The basket in short; nothing while it is empty.
#[component]
pub(super) fn BasketBar(basket: Memo<Basket>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let quote = Memo::new(move |_| shop.quote(&basket.get()));
    let is_empty = Memo::new(move |_| basket.with(Basket::is_empty));
    let content = move || match quote.get() {
        Ok(quote) => view! { <Priced quote basket=basket.get() /> }.into_any(),
        Err(rejection) => view! {
            <Notice tone=Tone::Warning><Refusal rejection wish=Wish::Basket(basket.get()) /></Notice>
        }
        .into_any(),
    };
    let total = move || {
        quote.get().ok().map(|quote| {
            view! {
                <p class="total" role="status">
                    <span>{text!(language, checkout.total)}</span>
                    <span class="total-amount money" data-total=quote.total.fen().to_string()>
                        {format::money(quote.total)}
                    </span>
                </p>
            }
        })
    };
    let checkout = Signal::derive(move || site.href(&Page::Checkout(basket.get())));
    view! {
        <Show when=move || !is_empty.get() fallback=move || view! { <p class="quiet basket-hint">{text!(language, add_ons.hint)}</p> }>
            <section class="panel basket-panel" aria-labelledby="basket-title">
                <h2 id="basket-title">{text!(language, add_ons.basket)}</h2>
                {content}
            </section>
            <div class="basket-bar">
                {total}
                <LinkButton kind=ButtonKind::Primary href=checkout>{text!(language, add_ons.to_checkout)}</LinkButton>
            </div>
        </Show>
    }
}

#[component]
fn Priced(quote: Quote, basket: Basket) -> impl IntoView {
    let language = use_site().language;
    let catalogue = use_catalogue();
    let lines = quote.lines.iter().map(|line| {
        let title = explain::line_title(line, &catalogue, language);
        let many = (line.quantity > 1 && matches!(line.item, LineItem::Packs { .. }))
            .then(|| format!(" × {}", format::count(u64::from(line.quantity))));
        view! { <li>{title} {many}</li> }
    });
    view! {
        <ul class="basket-lines">{lines.collect_view()}</ul>
        <Warnings quote=quote.clone() basket />
    }
}
