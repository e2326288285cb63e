//! Placing the order: what still stands in the way, the purchase terms, and the button.

use api::Failure;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::decide::PlaceOrder;
use rules::format;
use rules::quote::{Quote, QuoteDigest};
use rules::rejection::Rejection;
use rules::vocabulary::{Channel, OrderId, PersonId};
use rules::way_forward::Wish;

use super::enterprise_name::{self, EnterpriseName};
use crate::browser;
use crate::i18n::text;
use crate::parts::{FailureNotice, Refusal};
use crate::routes::Page;
use crate::shell::PHONE_POPOVER;
use crate::site::{use_language, use_site};
use crate::state::{Shop, UnansweredKey, use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// The end of the checkout.
#[component]
pub(crate) fn PlaceOrderForm(basket: Memo<Basket>, quote: Memo<Result<Quote, Rejection>>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let shop = use_shop();
    let navigate = use_navigate();
    let terms_version = catalogue.purchase_terms.version.clone();
    let person = Memo::new(move |_| {
        shop.standing().with(|standing| standing.session.as_ref().map(|session| session.person.id.clone()))
    });
    // Whoever accepted the terms: another person has to do it anew (ORD-10).
    let accepted_by = RwSignal::new(None::<PersonId>);
    let accepted = Signal::derive(move || accepted_by.with(|accepted| accepted.is_some() && *accepted == person.get()));

    let in_the_way = Memo::new(move |_| match quote.get() {
        Ok(_) => shop.may_place(&basket.get()).err(),
        // The summary shows these reasons already.
        Err(_) => None,
    });
    let names_enterprise = Memo::new(move |_| shop.is_first_uncertified_purchase());
    let enterprise_name = Memo::new(move |_| person.with(|person| enterprise_name::draft(person.as_ref())));
    let named = move || names_enterprise.get().then(|| enterprise_name.get().text());
    let sent = RwSignal::new(None::<OrderId>);
    let unanswered = UnansweredKey::none();
    let (there, go_there) = (site.clone(), navigate.clone());
    let placing = Action::new_local(move |(basket, shown, accepted_terms): &(Basket, QuoteDigest, Option<String>)| {
        let (basket, shown, accepted_terms) = (basket.clone(), shown.clone(), accepted_terms.clone());
        let (enterprise_name, buyer) = (untrack(named), person.get_untracked());
        let (site, navigate) = (site.clone(), navigate.clone());
        async move {
            let session = shop.standing().with_untracked(|standing| standing.session.clone());
            let wish = (basket.clone(), session.map(|session| (session.account, session.person.id)));
            let order = match unanswered.key_of(&wish) {
                Some(order) => order,
                None => agreed_key(shop, &basket).await?,
            };
            unanswered.send(wish, order.clone());
            sent.set(Some(order.clone()));
            let payment_method = shop.payment_methods().first().copied().unwrap_or_default();
            let placing =
                PlaceOrder { order: order.clone(), basket, shown, accepted_terms, payment_method, enterprise_name };
            let placed = shop.act(async |backend| backend.place(shop.channel(), placing).await).await;
            unanswered.hear(&placed);
            placed?;
            if let Some(buyer) = buyer {
                enterprise_name::forget(&buyer);
            }
            navigate(&site.path(&Page::Order(order)), NavigateOptions::default());
            Ok::<(), Failure>(())
        }
    });
    // An order that arrived although no answer came is there when the account is read again.
    Effect::new(move || {
        let is_unanswered = placing.value().with(|came| matches!(came, Some(Err(Failure::Unanswered))));
        let arrived = sent.get().filter(|order| is_unanswered && shop.has_order(order));
        if let Some(order) = arrived {
            go_there(&there.path(&Page::Order(order)), NavigateOptions::default());
        }
    });
    // What was said of one basket, one person and what they had entered does not hold for others.
    let verified_until = Memo::new(move |_| shop.permissions().phone_verified_until);
    let asked = Memo::new(move |_| (basket.get(), person.get(), accepted.get(), named(), verified_until.get()));
    let asked_for = RwSignal::new(None);
    let submit = move || {
        if let Ok(quote) = quote.get_untracked() {
            let terms = accepted.get_untracked().then(|| terms_version.clone());
            if names_enterprise.get_untracked() {
                enterprise_name.get_untracked().tell();
            }
            asked_for.set(Some(asked.get_untracked()));
            placing.dispatch((basket.get_untracked(), quote.digest(), terms));
        }
    };
    let retry = Callback::new({
        let submit = submit.clone();
        move |()| submit()
    });
    let came_of_it = move || {
        let is_about_this = asked_for.get() == Some(asked.get());
        let failure = placing.value().get().and_then(Result::err).filter(|_| is_about_this);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Basket(basket.get()) retry /> })
    };
    let barrier = move || {
        in_the_way.get().map(|rejection| {
            view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Basket(basket.get()) /></Notice> }
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
                <Show when=move || names_enterprise.get()>
                    {move || person.get().map(|person| view! { <EnterpriseName typed=enterprise_name.get() person /> })}
                </Show>
                <PhoneState until=verified_until is_needed=names_enterprise />
                <PurchaseTerms accepted on_change=move |accepts| accepted_by.set(person.get_untracked().filter(|_| accepts)) />
                <Button kind=ButtonKind::Primary busy=placing.pending() on_press=submit.clone()>{label}</Button>
            </Show>
            <div aria-live="polite">{came_of_it}</div>
        </section>
    }
    .into_any()
}

/// The key of the order that this basket becomes: kept before anything is sent, and all tabs agree on it (ORD-3).
async fn agreed_key(shop: Shop, basket: &Basket) -> Result<OrderId, Failure> {
    let fresh = browser::fresh_order_key(shop.standing().with_untracked(|standing| standing.at));
    shop.ask(async |backend| backend.order_key(basket, &fresh).await).await
}

/// Until when the phone counts as verified (BUY-4, BIND-1), and the way to verify it anew; nothing in channels that ask for
/// none.
#[component]
fn PhoneState(until: Memo<Option<Instant>>, is_needed: Memo<bool>) -> impl IntoView {
    let language = use_language();
    let is_web = use_shop().channel() == Channel::Web;
    let words = move || {
        until.get().map(|until| text!(language, checkout.phone_until, until = format::date_time(until, language)))
    };
    let label = move || match until.get() {
        Some(_) => text!(language, checkout.phone_again),
        None => text!(language, phone.own_title),
    };
    let is_shown = move || is_needed.get() || (is_web && until.get().is_some());
    view! {
        <Show when=is_shown>
            <p class="phone-state">
                {words} " "
                <button type="button" class="button button-quiet" popovertarget=PHONE_POPOVER>{label}</button>
            </p>
        </Show>
    }
}

/// The terms to read and accept, never pre-ticked (ORD-10).
#[component]
fn PurchaseTerms(accepted: Signal<bool>, on_change: impl Fn(bool) + Send + 'static) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let terms = &catalogue.purchase_terms;
    let clauses =
        terms.clauses.iter().map(|clause| view! { <li>{clause.in_language(language).to_owned()}</li> }).collect_view();
    let title = terms.title.in_language(language).to_owned();
    view! {
        <div class="terms">
            <label class="toggle" for="accept-terms">
                <input
                    type="checkbox"
                    id="accept-terms"
                    prop:checked=accepted
                    on:change=move |event| on_change(event_target_checked(&event))
                />
                <span>{text!(language, checkout.accept_terms, title = title.as_str(), version = terms.version.as_str())}</span>
            </label>
            <details>
                <summary>{text!(language, checkout.read_terms, title = title.as_str())}</summary>
                <ol>{clauses}</ol>
            </details>
        </div>
    }
}
