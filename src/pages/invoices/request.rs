//! Asking for an invoice: orders, kind and title on one form, looked over once more, sent (INV-1 … INV-4).

use api::Failure;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rules::invoice::InvoiceRequest;
use rules::timeline::TimelineView;
use rules::vocabulary::InvoiceId;
use rules::way_forward::Wish;
use service::InvoiceBook;

use super::list::LIST;
use super::looking::Looking;
use super::state::{Asked, RequestState};
use super::{kept, orders, review, title};
use crate::browser;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::routes::{OrderFilter, Page};
use crate::site::{use_language, use_site};
use crate::state::{Shop, UnansweredKey, use_shop};
use crate::ui::{Button, ButtonKind, ErrorSummary, LinkButton};

/// The form, or its review; where nothing can be invoiced, why.
#[component]
pub fn RequestForm(
    /// What was chosen and typed.
    state: RequestState,
    /// The titles kept for the next time, once they are known.
    book: Signal<Option<InvoiceBook>>,
    /// What of the orders is looked at.
    looking: Looking,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let unanswered = UnansweredKey::none();
    let asking = Action::new_local(move |(): &()| {
        let fresh = browser::fresh_invoice_key(shop.standing().with_untracked(|standing| standing.at));
        let request = untrack(|| state.request(fresh));
        state.failure.set(None);
        async move {
            let asked = ask(shop, unanswered, request).await;
            let is_asked = asked.is_ok();
            match asked {
                Ok(()) => {
                    state.done();
                    looking.turn_invoices(1);
                    browser::focus_when_shown(LIST);
                }
                Err(failure) => state.failure.set(Some(failure)),
            }
            is_asked
        }
    });
    let has_orders = Memo::new(move |_| !shop.invoiceable().is_empty());
    // What was typed stays in the fields while the review is shown in their place.
    let is_reviewed = Memo::new(move |_| state.is_reviewed());
    let requested = move || match asking.value().get() {
        Some(true) if !asking.pending().get() => text!(language, invoices.requested),
        _ => "",
    };
    let submit = move || {
        asking.dispatch(());
    };
    view! {
        <p class="visually-hidden" role="status">{requested}</p>
        <Show when=move || has_orders.get() fallback=move || view! { <orders::Impossible state /> <NothingToInvoice /> }>
            <div hidden=move || is_reviewed.get()>
                <Form state book looking />
            </div>
            <Show when=move || is_reviewed.get()>
                <review::Review state busy=asking.pending() on_submit=submit />
            </Show>
        </Show>
        {move || state.failure.get().map(|failure| view! {
            <FailureNotice failure wish=Wish::Other page=Page::Invoices(None) retry=Callback::new(move |()| submit()) />
        })}
    }
    .into_any()
}

async fn ask(shop: Shop, unanswered: UnansweredKey<Asked, InvoiceId>, request: InvoiceRequest) -> Result<(), Failure> {
    let wish = Asked { orders: request.orders.clone(), kind: request.kind, title: request.title.clone() };
    let key = match unanswered.key_of(&wish) {
        Some(key) => key,
        // The key is kept before anything is sent, and all tabs agree on it (ORD-3).
        None => shop.ask(async |backend| backend.invoice_key(&request).await).await?,
    };
    unanswered.send(wish, key.clone());
    let request = InvoiceRequest { invoice: key, ..request };
    let asked = shop.act(async |backend| backend.request_invoice(shop.channel(), request).await).await;
    unanswered.hear(&asked);
    asked
}

#[component]
fn Form(state: RequestState, book: Signal<Option<InvoiceBook>>, looking: Looking) -> impl IntoView {
    let language = use_language();
    let problems = Memo::new(move |_| state.problems());
    let summary = Signal::derive(move || text!(language, invoices.wrong, count = problems.with(Vec::len)));
    let cleared = move || state.is_cleared().then(|| text!(language, invoices.cleared));
    let go_on = move |event: SubmitEvent| {
        event.prevent_default();
        state.go_on();
    };
    view! {
        <form class="invoice-form" novalidate on:submit=go_on>
            <ErrorSummary title=summary problems />
            <orders::OrdersToInvoice state looking />
            <title::KindAndHolder state />
            <kept::KeptTitles state book />
            <title::TitleFields state />
            <div class="button-row">
                <button type="submit" class="button button-primary" disabled=!browser::IS_THERE>
                    {text!(language, invoices.go_on)}
                </button>
                <Button kind=ButtonKind::Quiet on_press=move || state.clear()>{text!(language, invoices.clear)}</Button>
            </div>
            <p class="visually-hidden" role="status">{cleared}</p>
        </form>
    }
    .into_any()
}

/// Why there is nothing to choose from, and where to look (INV-3).
#[component]
fn NothingToInvoice() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let sees_orders = untrack(|| shop.permissions()).order_history.is_ok();
    let (page, label) = if sees_orders {
        (Page::Orders(OrderFilter::default()), text!(language, invoices.to_orders))
    } else {
        (Page::Account(TimelineView::default()), text!(language, invoices.to_account))
    };
    view! {
        <div class="empty">
            <p>{text!(language, invoices.nothing)}</p>
            <LinkButton href=site.href(&page)>{label}</LinkButton>
        </div>
    }
}
