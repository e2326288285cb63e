//! The cashier of an unpaid order: how much, until when, and the ways of paying that its channel has; or cancelling
//! (ED-8).

use leptos::prelude::*;
use rules::account::{Order, PaymentMethod};
use rules::capitals::capitals;
use rules::format;
use rules::vocabulary::Channel;
use rules::way_forward::Wish;

use super::{online, transfer};
use crate::browser;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
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
    let cancel_failed = move || {
        let failure = cancelling.value().get().and_then(Result::err);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Other /> })
    };
    let failed_before = order.failures.last().map(|failure| {
        let words = text!(language, cashier.failed_at, at = format::date_time(failure.at, language));
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    let pays = match order.payment_method {
        PaymentMethod::Online => view! { <online::OnlinePayment order=order.clone() /> }.into_any(),
        PaymentMethod::BankTransfer => view! { <transfer::Transfer order=order.clone() /> }.into_any(),
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
            <Methods order />
            {pays}
            <Button kind=ButtonKind::Quiet busy=cancelling.pending() on_press=move || { cancelling.dispatch(()); }>
                {text!(language, cashier.cancel)}
            </Button>
            <div aria-live="polite">{cancel_failed}</div>
        </div>
    }
}

/// Online or by bank transfer; a mini-program pays in its host app alone (CH-10).
#[component]
fn Methods(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = order.id.clone();
    let chosen = order.payment_method;
    let choosing = Action::new_local(move |method: &PaymentMethod| {
        let (order, method) = (id.clone(), *method);
        async move {
            let channel = shop.channel();
            let chosen = shop.act(async |backend| backend.choose_payment_method(channel, order, method).await).await;
            // The order is shown anew, and the choice with it.
            browser::focus_if_lost(match method {
                PaymentMethod::Online => "#pay-online",
                PaymentMethod::BankTransfer => "#pay-transfer",
            });
            chosen
        }
    });
    let is_offered = shop.channel() == Channel::Web && use_catalogue().bank_transfer.is_some();
    let failed = move || {
        let failure = choosing.value().get().and_then(Result::err);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Other /> })
    };
    let option = move |method: PaymentMethod, id: &'static str, label: &'static str| {
        view! {
            <label class="segment" for=id>
                <input
                    type="radio"
                    id=id
                    name="payment-method"
                    checked=chosen == method
                    on:change=move |_| { choosing.dispatch(method); }
                />
                <span>{label}</span>
            </label>
        }
    };
    (is_offered || chosen == PaymentMethod::BankTransfer).then(|| {
        view! {
            <fieldset class="segments payment-methods">
                <legend>{text!(language, cashier.method)}</legend>
                <div class="segments-track">
                    {option(PaymentMethod::Online, "pay-online", text!(language, cashier.online))}
                    {option(PaymentMethod::BankTransfer, "pay-transfer", text!(language, cashier.transfer))}
                </div>
            </fieldset>
            {failed}
        }
    })
}

/// The time until the order expires (ORD-2), to the minute.
#[component]
fn Countdown(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let minutes = Memo::new(move |_| order.expires_at.signed_duration_since(shop.now()).num_minutes().max(0));
    view! {
        <p class="cashier-expiry">
            {move || text!(language, cashier.expires, hours = minutes.get() / 60, minutes = minutes.get() % 60)}
        </p>
    }
}
