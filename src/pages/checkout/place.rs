//! Placing the order: what still stands in the way, the purchase terms, and the button.

use api::Failure;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use rules::basket::Basket;
use rules::decide::PlaceOrder;
use rules::format;
use rules::quote::Quote;
use rules::rejection::Rejection;
use rules::vocabulary::OrderId;

use crate::browser;
use crate::i18n::text;
use crate::parts::{FailureNotice, Refusal};
use crate::routes::Page;
use crate::site::use_language;
use crate::state::{Shop, use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// The end of the checkout.
#[component]
pub(crate) fn PlaceOrderForm(basket: Memo<Basket>, quote: Memo<Result<Quote, Rejection>>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let navigate = use_navigate();
    let accepted = RwSignal::new(false);
    let terms_version = catalogue.purchase_terms.version.clone();

    // The key is made and kept when the basket is looked at, long before anything is sent (ORD-3).
    let account = Memo::new(move |_| {
        shop.standing().with(|standing| standing.session.as_ref().map(|session| session.account.clone()))
    });
    let key = LocalResource::new(move || {
        let basket = basket.get();
        let is_known = account.get().is_some();
        async move { if is_known { Some(claim_key(shop, &basket).await) } else { None } }
    });

    let in_the_way = Memo::new(move |_| match quote.get() {
        Ok(_) => shop.may_place(&basket.get()).err(),
        // The summary shows these reasons already.
        Err(_) => None,
    });
    let placing = Action::new_local(move |placing: &PlaceOrder| {
        let placing = placing.clone();
        let order = placing.order.clone();
        let navigate = navigate.clone();
        async move {
            shop.act(async |backend| backend.place(shop.channel(), placing).await).await?;
            navigate(&Page::Order(order).path(), leptos_router::NavigateOptions::default());
            Ok::<(), Failure>(())
        }
    });
    let refused = RwSignal::new(None::<Failure>);
    let submit = move || {
        let (Ok(quote), Some(key)) = (quote.get_untracked(), key.get_untracked().flatten()) else {
            return;
        };
        match key {
            Ok(order) => {
                refused.set(None);
                placing.dispatch(PlaceOrder {
                    order,
                    basket: basket.get_untracked(),
                    shown: quote.digest(),
                    accepted_terms: accepted.get_untracked().then(|| terms_version.clone()),
                });
            }
            Err(failure) => refused.set(Some(failure)),
        }
    };
    let came_of_it = move || {
        let failure = refused.get().or_else(|| placing.value().get().and_then(Result::err));
        failure.map(|failure| view! { <FailureNotice failure /> })
    };
    let barrier = move || {
        in_the_way.get().map(|rejection| {
            view! { <Notice tone=Tone::Info><Refusal rejection /></Notice> }
        })
    };
    let label = move || match quote.get() {
        Ok(quote) => text!(language, checkout.submit, total = format::money(quote.total)),
        Err(_) => text!(language, checkout.submit_none).to_owned(),
    };
    let is_ready = Memo::new(move |_| in_the_way.with(Option::is_none) && quote.with(Result::is_ok));
    view! {
        <section class="panel" aria-label=text!(language, checkout.confirm)>
            {barrier}
            <Show when=move || is_ready.get()>
                <PurchaseTerms accepted />
                <Button kind=ButtonKind::Primary busy=placing.pending() on_press=submit.clone()>{label}</Button>
            </Show>
            <div aria-live="polite">{came_of_it}</div>
        </section>
    }
    .into_any()
}

/// The terms to read and accept, never pre-ticked (ORD-10).
#[component]
fn PurchaseTerms(accepted: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let terms = &catalogue.purchase_terms;
    let clauses =
        terms.clauses.iter().map(|clause| view! { <li>{clause.in_language(language).to_owned()}</li> }).collect_view();
    let title = terms.title.in_language(language).to_owned();
    view! {
        <div class="terms">
            <label class="toggle" for="accept-terms">
                <input type="checkbox" id="accept-terms" bind:checked=accepted />
                <span>{text!(language, checkout.accept_terms, title = title.as_str(), version = terms.version.as_str())}</span>
            </label>
            <details>
                <summary>{text!(language, checkout.read_terms, title = title.as_str())}</summary>
                <ol>{clauses}</ol>
            </details>
        </div>
    }
}

async fn claim_key(shop: Shop, basket: &Basket) -> Result<OrderId, Failure> {
    let fresh = browser::fresh_order_key(shop.standing().with_untracked(|standing| standing.at));
    shop.ask(async |backend| backend.order_key(basket, &fresh).await).await
}
