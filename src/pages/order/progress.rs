//! How far an order has come, and the time until it is delivered (ORD-1).

use chrono::TimeDelta;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::account::{Order, OrderState};

use super::held::Contact;
use crate::browser;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::{Part, use_catalogue, use_shop};
use crate::ui::Button;

/// Placed, paid, delivered.
#[component]
pub(crate) fn Steps(state: Memo<OrderState>) -> impl IntoView {
    let language = use_language();
    let reached = move || match state.get() {
        OrderState::Unpaid => 1,
        OrderState::Provisioning { .. } | OrderState::AwaitingBinding { .. } => 2,
        OrderState::Delivered { .. } => 3,
        _ => 0,
    };
    let names =
        [text!(language, order.step_placed), text!(language, order.step_paid), text!(language, order.step_delivered)];
    let steps = names
        .into_iter()
        .zip(1..)
        .map(|(name, number)| {
            let current = move || (reached() == number).then_some("step");
            let class = move || if reached() >= number { "step step-done" } else { "step" };
            view! { <li class=class aria-current=current>{name}</li> }
        })
        .collect_view();
    view! { <ol class="steps" hidden=move || reached() == 0>{steps}</ol> }
}

/// Minutes and seconds until it is late; that it is late is said with the order's state.
#[component]
pub(crate) fn DeliveryCountdown(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let minutes = use_catalogue().policies.delivery_minutes.clone();
    let latest = i64::from(minutes.max);
    let due = order.due_by(&minutes);
    let words = move || {
        let left = due?.signed_duration_since(shop.now()).num_seconds();
        let clock = || text!(language, order.countdown, minutes = left / 60, seconds = format!("{:02}", left % 60));
        (left >= 0).then(clock)
    };
    let forward = move || {
        spawn_local(async move {
            // A failure shows itself above the page.
            let _ = shop.play(async |played| played.fast_forward(TimeDelta::minutes(latest)).await).await;
            browser::focus_if_lost(".order-state");
        });
    };
    let is_late = Memo::new(move |_| due.is_some_and(|due| due < shop.now()));
    view! {
        <p class="countdown" role="timer">{words}</p>
        <Show when=move || is_late.get()>
            <Contact />
        </Show>
        {shop.plays(Part::Everybody).then(|| view! {
            <Button on_press=forward>{text!(language, demo.fast_forward, minutes = latest)}</Button>
        })}
    }
}
