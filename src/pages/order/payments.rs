//! Every payment of an order: when, how much, under which number, and what became of it (ORD-5, ORD-6).

use leptos::prelude::*;
use rules::account::Order;
use rules::calendar::Instant;
use rules::explain;
use rules::format;
use rules::money::Money;
use rules::vocabulary::PaymentId;

use crate::i18n::text;
use crate::site::use_language;

/// One payment, or an attempt at one.
struct Paid {
    at: Instant,
    amount: Option<Money>,
    number: PaymentId,
    fate: String,
}

/// The payments and the attempts that failed, oldest first.
#[component]
pub(super) fn PaymentTrail(order: Order) -> impl IntoView {
    let language = use_language();
    let came = order.payments.iter().map(|payment| Paid {
        at: payment.at,
        amount: Some(payment.amount),
        number: payment.id.clone(),
        fate: explain::payment_fate(order.fate_of(payment), language),
    });
    let failed = order.failures.iter().map(|failure| Paid {
        at: failure.at,
        amount: None,
        number: failure.id.clone(),
        fate: text!(language, order.payment_failed).to_owned(),
    });
    let mut payments: Vec<Paid> = failed.chain(came).collect();
    payments.sort_by_key(|paid| paid.at);
    let nothing = payments.is_empty().then(|| match order.paid_at {
        Some(_) => text!(language, order.nothing_to_pay),
        None => text!(language, order.no_payments),
    });
    let rows = payments.into_iter().map(|paid| {
        view! {
            <li>
                <span class="payment-time">{format::date_time(paid.at, language)}</span>
                <span class="money payment-amount">{paid.amount.map(format::money)}</span>
                <span class="payment-fate">{paid.fate}</span>
                <span class="quiet payment-number">
                    {text!(language, order.payment_number)} " " <span class="code">{paid.number.as_str().to_owned()}</span>
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="order-payments" aria-labelledby="order-payments">
            <h2 id="order-payments">{text!(language, order.payments)}</h2>
            {nothing.map(|words| view! { <p class="quiet">{words}</p> })}
            <ul class="payment-trail">{rows}</ul>
        </section>
    }
}
