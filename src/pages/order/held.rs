//! Money that came and could not be delivered for: what happens to it, and who decides (ORD-6).

use leptos::prelude::*;
use rules::account::Order;
use rules::decide::Resolution;
use rules::format;

use crate::browser;
use crate::i18n::text;
use crate::parts::{Failed, Simulation};
use crate::shell::HELP_POPOVER;
use crate::site::use_language;
use crate::state::{Help, use_help, use_shop};
use crate::ui::Button;

/// An order whose money is held: what was paid, and that nothing is lost.
#[component]
pub(super) fn Held(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let payments = order.payments.iter().map(|payment| {
        view! { <li>{format::date_time(payment.at, language)} " " <span class="money">{format::money(payment.amount)}</span></li> }
    });
    let payments = payments.collect_view();
    let id = order.id.clone();
    let deciding = Action::new_local(move |resolution: &Resolution| {
        let (order, resolution) = (id.clone(), *resolution);
        async move {
            let decided = shop.play(async |played| played.simulate_operator(&order, resolution).await).await;
            browser::focus_if_lost(".order-state");
            decided
        }
    });
    let failed = Signal::derive(move || deciding.value().get().and_then(Result::err));
    let busy = deciding.pending();
    let decide = move |resolution| {
        move || {
            deciding.dispatch(resolution);
        }
    };
    view! {
        <ul class="payments" aria-label=text!(language, held.received)>{payments}</ul>
        <Contact />
        <Simulation legend=text!(language, held.simulated)>
            <div class="button-row">
                <Button busy on_press=decide(Resolution::Deliver)>{text!(language, held.deliver)}</Button>
                <Button busy on_press=decide(Resolution::Close)>{text!(language, held.close)}</Button>
            </div>
        </Simulation>
        <Failed failure=failed />
    }
}

/// Whom to ask about it.
#[component]
pub(super) fn Contact() -> impl IntoView {
    let language = use_language();
    let shown = use_help();
    view! {
        <button type="button" class="button" popovertarget=HELP_POPOVER on:click=move |_| shown.set(Some(Help::Service))>
            {text!(language, order.contact)}
        </button>
    }
}

/// In a demonstration: money that arrives after the order was cancelled or has expired.
#[component]
pub(super) fn LatePayment(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let (id, total) = (order.id.clone(), order.total);
    let paying = Action::new_local(move |(): &()| {
        let order = id.clone();
        async move {
            let told = shop.play(async |played| played.simulate_payment(&order, total).await).await;
            browser::focus_if_lost(".order-state");
            told
        }
    });
    view! {
        <Simulation legend=text!(language, held.late_simulated)>
            <Button busy=paying.pending() on_press=move || { paying.dispatch(()); }>{text!(language, held.late)}</Button>
        </Simulation>
        <Failed failure=Signal::derive(move || paying.value().get().and_then(Result::err)) />
    }
}
