//! The cashier of an unpaid order: how much, until when, and the ways of paying that its channel has; or cancelling
//! (ED-8).

use leptos::prelude::*;
use rules::account::{Order, PaymentMethod};
use rules::capitals::capitals;
use rules::format;
use rules::way_forward::Wish;

use super::{online, transfer};
use crate::browser;
use crate::i18n::text;
use crate::parts::{Failed, Refusal};
use crate::routes::Page;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Pays or cancels an unpaid order.
#[component]
pub(super) fn CashierPanel(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order.id.clone());
    let cancelling = Action::new_local(move |(): &()| {
        let order = id.get_value();
        async move {
            let outcome = shop.act(async |backend| backend.cancel(shop.channel(), order).await).await;
            browser::focus_if_lost(".order-state");
            outcome
        }
    });
    let cancel_failed = Signal::derive(move || cancelling.value().get().and_then(Result::err));
    let failed_before = order.failures.last().map(|failure| {
        let words = text!(language, cashier.failed_at, at = format::date_time(failure.at, language));
        view! { <Notice tone=Tone::Warning role="alert"><p>{words}</p></Notice> }
    });
    let refused = Memo::new(move |_| shop.may_pay(&id.get_value()).err());
    let known = StoredValue::new(order.clone());
    let pays = move || match refused.get() {
        Some(rejection) => {
            let page = Page::Order(id.get_value());
            view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Other page /></Notice> }.into_any()
        }
        None => view! { <Pays order=known.get_value() /> }.into_any(),
    };
    view! {
        <div class="cashier">
            <p class="cashier-amount">
                <span>{text!(language, cashier.amount)}</span>
                <span class="total-amount money">{format::money(order.total)}</span>
            </p>
            <p class="capitals" lang="zh-CN">{capitals(order.total)}</p>
            <Countdown order=order.clone() />
            {failed_before}
            {pays}
            <Button kind=ButtonKind::Quiet busy=cancelling.pending() on_press=move || { cancelling.dispatch(()); }>
                {text!(language, cashier.cancel)}
            </Button>
            <Failed failure=cancel_failed />
        </div>
    }
}

/// The ways of paying, and the one that is chosen.
#[component]
fn Pays(order: Order) -> impl IntoView {
    let is_taken = use_shop().payment_methods().contains(&order.payment_method);
    let chosen = match order.payment_method {
        PaymentMethod::Online if !is_taken => view! { <online::NotSetUp /> }.into_any(),
        PaymentMethod::Online => view! { <online::OnlinePayment order=order.clone() /> }.into_any(),
        PaymentMethod::BankTransfer => view! { <transfer::Transfer order=order.clone() /> }.into_any(),
    };
    view! {
        <Methods order />
        {chosen}
    }
}

/// Online or by bank transfer, where there is a choice or another one is to be made; a mini-program pays in its host app alone
/// (CH-10).
#[component]
fn Methods(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = order.id.clone();
    let chosen = order.payment_method;
    let shown = RwSignal::new(chosen);
    let choosing = Action::new_local(move |method: &PaymentMethod| {
        let (order, method) = (id.clone(), *method);
        async move {
            let channel = shop.channel();
            let outcome = shop.act(async |backend| backend.choose_payment_method(channel, order, method).await).await;
            if outcome.is_err() {
                shown.set(chosen);
            }
            // The order is shown anew, and the choice with it.
            browser::focus_if_lost(match method {
                PaymentMethod::Online => "#pay-online",
                PaymentMethod::BankTransfer => "#pay-transfer",
            });
            outcome
        }
    });
    let methods = shop.payment_methods();
    let failed = Signal::derive(move || choosing.value().get().and_then(Result::err));
    let option = move |method: PaymentMethod, id: &'static str, label: &'static str| {
        view! {
            <label class="segment" for=id>
                <input
                    type="radio"
                    id=id
                    name="payment-method"
                    checked=chosen == method
                    prop:checked=move || shown.get() == method
                    on:change=move |_| {
                        shown.set(method);
                        choosing.dispatch(method);
                    }
                />
                <span>{label}</span>
            </label>
        }
    };
    methods.iter().any(|method| *method != chosen).then(|| {
        view! {
            <fieldset class="segments payment-methods">
                <legend>{text!(language, cashier.method)}</legend>
                <div class="segments-track">
                    {option(PaymentMethod::Online, "pay-online", text!(language, cashier.online))}
                    {option(PaymentMethod::BankTransfer, "pay-transfer", text!(language, cashier.transfer))}
                </div>
            </fieldset>
            <Failed failure=failed />
        }
    })
}

/// The time until the order expires (ORD-2): to the minute, or to the hour where that is more than two days.
#[component]
fn Countdown(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let minutes = Memo::new(move |_| order.expires_at.signed_duration_since(shop.now()).num_minutes().max(0));
    let words = move || {
        let (hours, minutes) = (minutes.get() / 60, minutes.get() % 60);
        if hours < 48 {
            text!(language, cashier.expires, hours = hours, minutes = minutes)
        } else {
            text!(language, cashier.expires_days, days = hours / 24, hours = hours % 24)
        }
    };
    view! { <p class="cashier-expiry">{words}</p> }
}
