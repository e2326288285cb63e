//! The simulated cashier: pay, fail or give up; and cancelling instead (ED-8).

use api::CashierChoice;
use leptos::prelude::*;
use rules::account::Order;
use rules::format;
use rules::way_forward::Wish;
use service::PaymentOutcome;

use crate::browser;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Pays or cancels an unpaid order.
#[component]
pub(crate) fn CashierPanel(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order.id.clone());
    let paying = Action::new_local(move |choice: &CashierChoice| {
        let choice = *choice;
        let order = id.get_value();
        async move {
            let outcome = shop.act(async |backend| backend.pay(&order, choice).await).await;
            // The buttons may be gone with the state that they were for.
            browser::focus_if_lost(".order-state");
            outcome
        }
    });
    let cancelling = Action::new_local(move |(): &()| {
        let order = id.get_value();
        async move {
            let outcome = shop.act(async |backend| backend.cancel(shop.channel(), order).await).await;
            browser::focus_if_lost(".order-state");
            outcome
        }
    });
    let busy = Signal::derive(move || paying.pending().get() || cancelling.pending().get());
    let choose = move |choice| {
        move || {
            cancelling.clear();
            paying.dispatch(choice);
        }
    };
    let cancel = move || {
        paying.clear();
        cancelling.dispatch(());
    };
    let came_of_it = move || {
        let cancel_failure = cancelling.value().get().and_then(Result::err);
        let payment = paying.value().get();
        match (cancel_failure, payment) {
            (Some(failure), _) | (None, Some(Err(failure))) => {
                Some(view! { <FailureNotice failure wish=Wish::Other /> }.into_any())
            }
            (None, Some(Ok(outcome))) => said(&outcome, language),
            (None, None) => None,
        }
    };
    view! {
        <div class="cashier">
            <p class="cashier-amount">
                <span>{text!(language, cashier.amount)}</span>
                <span class="total-amount money">{format::money(order.total)}</span>
            </p>
            <Countdown order=order.clone() />
            <p class="cashier-note">{text!(language, cashier.simulated)}</p>
            <div class="button-row">
                <Button kind=ButtonKind::Primary busy on_press=choose(CashierChoice::Pay)>
                    {text!(language, cashier.pay)}
                </Button>
                <Button busy on_press=choose(CashierChoice::Fail)>{text!(language, cashier.fail)}</Button>
                <Button busy on_press=choose(CashierChoice::Abandon)>{text!(language, cashier.abandon)}</Button>
            </div>
            <div aria-live="polite">{came_of_it}</div>
            <Button kind=ButtonKind::Quiet busy on_press=cancel>{text!(language, cashier.cancel)}</Button>
        </div>
    }
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

fn said(outcome: &PaymentOutcome, language: rules::vocabulary::Language) -> Option<AnyView> {
    let (tone, words) = match outcome {
        // The page shows the paid order instead.
        PaymentOutcome::Paid { .. } | PaymentOutcome::PaidBefore => return None,
        PaymentOutcome::Failed => (Tone::Danger, text!(language, cashier.failed)),
        PaymentOutcome::Abandoned => (Tone::Info, text!(language, cashier.abandoned)),
    };
    Some(view! { <Notice tone><p>{words}</p></Notice> }.into_any())
}
