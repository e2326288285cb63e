//! Paying at once: on the web with a code that a phone scans, in a mini-program in the app that it runs in. Both are
//! simulated here, and do what the person chooses.

use api::CashierChoice;
use chrono::TimeDelta;
use leptos::prelude::*;
use rules::account::Order;
use rules::calendar::Instant;
use rules::vocabulary::Channel;
use service::PaymentOutcome;

use super::held::Contact;
use crate::browser;
use crate::i18n::text;
use crate::parts::{Failed, Simulation};
use crate::site::use_language;
use crate::state::{Part, use_shop};
use crate::ui::{Button, ButtonKind, Notice, QrCode, Tone};

/// How long a code can be scanned.
const CODE_LIFE: TimeDelta = TimeDelta::minutes(5);

/// Pays an unpaid order online.
#[component]
pub(super) fn OnlinePayment(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order.id.clone());
    let paying = Action::new_local(move |choice: &CashierChoice| {
        let (order, choice) = (id.get_value(), *choice);
        async move {
            let outcome = shop.act(async |backend| backend.pay(shop.channel(), &order, choice).await).await;
            // The buttons may be gone with the state that they were for.
            browser::focus_if_lost(".order-state");
            outcome
        }
    });
    let choose = move |choice| {
        move || {
            paying.dispatch(choice);
        }
    };
    let failed = Signal::derive(move || paying.value().get().and_then(Result::err));
    // What else came of it, the state of the order says.
    let abandoned = move || {
        let is_abandoned = matches!(paying.value().get(), Some(Ok(PaymentOutcome::Abandoned)));
        is_abandoned.then(|| view! { <Notice tone=Tone::Info><p>{text!(language, cashier.abandoned)}</p></Notice> })
    };
    let busy = paying.pending();
    let is_web = shop.channel() == Channel::Web;
    let at_hand = if is_web {
        view! { <ScannedCode order=order.clone() /> }.into_any()
    } else {
        view! { <p>{text!(language, cashier.host_app)}</p> }.into_any()
    };
    view! {
        {at_hand}
        <Simulation part=Part::Cashier legend=text!(language, cashier.simulated)>
            <div class="button-row">
                <Button kind=ButtonKind::Primary busy on_press=choose(CashierChoice::Pay)>
                    {text!(language, cashier.pay)}
                </Button>
                <Button busy on_press=choose(CashierChoice::Fail)>{text!(language, cashier.fail)}</Button>
                <Button busy on_press=choose(CashierChoice::Abandon)>{text!(language, cashier.abandon)}</Button>
                <Button busy on_press=choose(CashierChoice::PayOther)>{text!(language, cashier.pay_other)}</Button>
            </div>
        </Simulation>
        <div aria-live="polite">{abandoned}</div>
        <Failed failure=failed />
    }
}

/// That nobody takes payments online, and what can be done instead.
#[component]
pub(super) fn NotSetUp() -> impl IntoView {
    let language = use_language();
    let words = if use_shop().payment_methods().is_empty() {
        text!(language, cashier.no_way)
    } else {
        text!(language, cashier.not_set_up)
    };
    view! {
        <Notice tone=Tone::Info><p>{words}</p></Notice>
        <Contact />
    }
}

/// A code to scan, which ends after a while and can be had anew.
#[component]
fn ScannedCode(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let issued = RwSignal::new(shop.standing().with_untracked(|standing| standing.at));
    let ends = move || issued.get().checked_add_signed(CODE_LIFE).unwrap_or(Instant::MAX_UTC);
    let left = Memo::new(move |_| ends().signed_duration_since(shop.now()).num_seconds().max(0));
    let is_over = Memo::new(move |_| left.get() == 0);
    let id = order.id.as_str().to_owned();
    let code = move || {
        let address = format!("https://pay.example/{id}?issued={}", issued.get().timestamp());
        view! { <QrCode text=address label=text!(language, cashier.code) /> }
    };
    let words = move || match left.get() {
        0 => text!(language, cashier.code_over).to_owned(),
        left => text!(language, cashier.code_left, minutes = left / 60, seconds = format!("{:02}", left % 60)),
    };
    let renew = move || issued.set(shop.now());
    view! {
        <div class="scan">
            <div class="scan-code" class:scan-over=is_over>{code}</div>
            <p role="timer">{words}</p>
            <Show when=move || is_over.get()>
                <Button on_press=renew>{text!(language, cashier.code_renew)}</Button>
            </Show>
        </div>
    }
}
