//! One order, from payment to delivery: the cashier, the countdown, and what happens next in every state.

mod binding;
mod cashier;
mod held;
mod next_steps;
mod online;
mod payments;
mod progress;
mod proof;
mod trail;
mod transfer;
mod unseen;

pub use binding::{Enterprises, EnterprisesProps};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
pub use proof::{NotTaken, ProofOutcome, ProofOutcomeProps};
use rules::account::{Holder, Order, OrderState};
use rules::explain;
use rules::format;
use rules::invoice::amounts;
use rules::rejection::{Reason, Rejection};
use rules::timeline::TimelineView;
use rules::vocabulary::{Language, OrderId};
use rules::way_forward::Wish;
pub use trail::{TrailEntries, TrailEntriesProps};

use crate::i18n::text;
use crate::parts::{CreditLines, OrderLines, PageHeading, Refusal, SignInPrompt};
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{LinkButton, Notice, Tone};

/// The page of the order in the address.
#[component]
pub(crate) fn OrderPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let params = use_params_map();
    let id = Memo::new(move |_| OrderId::new(&params.with(|params| params.get("order")).unwrap_or_default()));
    let order = Memo::new(move |_| {
        let id = id.get();
        shop.standing().with(|standing| standing.account.as_ref().and_then(|account| account.order(&id).cloned()))
    });
    let may_change = Memo::new(move |_| {
        let seen = shop.visible_orders().into_iter().find(|seen| id.with(|id| seen.order == *id));
        seen.map(|seen| seen.may_change)
    });
    let content = move || match (order.get(), may_change.get()) {
        (Some(order), Some(may_change)) => view! { <OrderDetail order may_change /> }.into_any(),
        (Some(_), None) => {
            let rejection = untrack(|| shop.permissions()).order_history.err();
            view! { <HiddenOrder order=id.get() rejection /> }.into_any()
        }
        (None, _) if shop.is_signed_in() => view! { <unseen::UnseenOrder order=id /> }.into_any(),
        (None, _) => view! { <SignInPrompt reason=text!(language, order.sign_in) /> }.into_any(),
    };
    let title = Signal::derive(move || {
        let state = order.with(|order| order.as_ref().map(|order| order.state_at(shop.decision_time())));
        match state {
            Some(OrderState::Unpaid) => text!(language, order.title_unpaid),
            Some(OrderState::Provisioning { .. }) => text!(language, order.title_paid),
            Some(OrderState::Delivered { .. }) => text!(language, order.title_delivered),
            _ => text!(language, order.title),
        }
        .to_owned()
    });
    let is_seen = Memo::new(move |_| order.with(Option::is_some) && may_change.get().is_some());
    view! {
        <PageHeading title />
        {content}
        <Show when=move || is_seen.get()>
            <trail::OrderTrail order=id />
        </Show>
    }
    .into_any()
}

#[component]
fn OrderDetail(order: Order, may_change: bool) -> impl IntoView {
    let language = use_language();
    let site = use_site();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let known = StoredValue::new(order.clone());
    let is_persons = untrack(|| shop.account()).is_some_and(|account| account.person().is_some());
    let is_bound_away = is_persons && order.binding.is_some();
    let state = Memo::new(move |_| known.with_value(|order| order.state_at(shop.now())));
    let outlook = {
        let catalogue = catalogue.clone();
        move || {
            state.track();
            known.with_value(|order| explain::order_outlook(order, shop.now(), &catalogue, language))
        }
    };
    let next = move || match state.get() {
        OrderState::Unpaid if !may_change => {
            let rejection = Rejection::because(Reason::OrderNotYours);
            let page = Page::Order(known.with_value(|order| order.id.clone()));
            view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Other page /></Notice> }.into_any()
        }
        OrderState::Unpaid => view! { <cashier::CashierPanel order=known.get_value() /> }.into_any(),
        OrderState::Provisioning { .. } => view! { <progress::DeliveryCountdown order=known.get_value() /> }.into_any(),
        // What a bound order bought is the enterprise's, and not on the buyer's own page.
        OrderState::Delivered { .. } if is_bound_away => view! { <p>{text!(language, order.see_there)}</p> }.into_any(),
        OrderState::Delivered { .. } => {
            let href = site.href(&Page::Account(TimelineView::default()));
            view! { <LinkButton href=href>{text!(language, order.to_account)}</LinkButton> }.into_any()
        }
        OrderState::Cancelled { .. } | OrderState::Expired { .. } => {
            view! { <held::LatePayment order=known.get_value() /> }.into_any()
        }
        OrderState::AwaitingBinding { .. } => view! { <binding::Binding order=known.get_value() /> }.into_any(),
        OrderState::NeedsAttention { .. } => view! { <held::Held order=known.get_value() /> }.into_any(),
        OrderState::Closed { .. } => view! { <held::Contact /> }.into_any(),
    };
    view! {
        <div class="order">
            <section class="panel order-status" aria-label=text!(language, order.status)>
                <progress::Steps state />
                <p class="order-state" role="status" tabindex="-1">
                    <strong>{move || explain::order_state(&state.get(), language)}</strong>
                    " " <span>{outlook}</span>
                </p>
                {next}
            </section>
            <OrderContent order state />
        </div>
    }
    .into_any()
}

/// What was ordered, for how much, and what was paid for it: what is printed.
#[component]
fn OrderContent(order: Order, state: Memo<OrderState>) -> impl IntoView {
    let language = use_language();
    let holder = untrack(|| use_shop().account()).and_then(|account| account.holder);
    let holder = holder.map(|holder| match holder {
        Holder::Enterprise { name, .. } | Holder::Person { name, .. } => name,
    });
    let credit = order.credit.clone().map(|credit| view! { <CreditLines credit /> });
    let vat = amounts(order.total, use_catalogue().vat.rate_percent).map(|vat| {
        let rate = use_catalogue().vat.rate_percent;
        let (net, tax) = (format::money(vat.net), format::money(vat.tax));
        text!(language, order.vat, rate = rate, net = net, tax = tax)
    });
    view! {
        <section class="panel order-content" aria-labelledby="order-content">
            <h2 id="order-content">{text!(language, order.content)}</h2>
            <dl class="facts">
                <dt>{text!(language, order.number)}</dt>
                <dd class="code">{order.id.as_str().to_owned()}</dd>
                <dt>{text!(language, order.buyer)}</dt>
                <dd lang="zh-CN">{holder}</dd>
                <dt>{text!(language, order.placed)}</dt>
                <dd>{format::date_time(order.placed_at, language)}</dd>
                {order.paid_at.map(|at| view! {
                    <dt>{text!(language, order.paid)}</dt>
                    <dd>{format::date_time(at, language)}</dd>
                })}
                {order.enterprise_name.clone().map(|name| view! {
                    <dt>{text!(language, order.named)}</dt>
                    <dd lang="zh-CN">{name}</dd>
                })}
                {order.binding.clone().map(|binding| view! {
                    <dt>{text!(language, order.bound_to)}</dt>
                    <dd><binding::BoundTo enterprise=binding.enterprise /></dd>
                })}
            </dl>
            <OrderLines lines=order.lines.clone() />
            {credit}
            <p class="total">
                <span>{move || total_label(&state.get(), language)}</span>
                <span class="total-amount money">{format::money(order.total)}</span>
            </p>
            <p class="total-note">{vat}</p>
            <payments::PaymentTrail order=order.clone() />
            <next_steps::NextSteps order state />
        </section>
    }
}

/// What the sum of an order is called, now that it is paid, or never will be.
const fn total_label(state: &OrderState, language: Language) -> &'static str {
    match state {
        OrderState::Unpaid => text!(language, checkout.total),
        OrderState::AwaitingBinding { .. } | OrderState::Provisioning { .. } | OrderState::Delivered { .. } => {
            text!(language, order.total_paid)
        }
        OrderState::Cancelled { .. }
        | OrderState::Expired { .. }
        | OrderState::NeedsAttention { .. }
        | OrderState::Closed { .. } => text!(language, order.total),
    }
}

/// An order of the enterprise that this person may not see, and who may (ORD-7).
#[component]
fn HiddenOrder(order: OrderId, rejection: Option<Rejection>) -> impl IntoView {
    let refusal = rejection.map(|rejection| view! { <Refusal rejection wish=Wish::Other page=Page::Order(order) /> });
    view! { <Notice tone=Tone::Info>{refusal}</Notice> }
}
