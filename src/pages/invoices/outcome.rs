//! What became of an invoice, and what can be done now: wait, download it, ask again, have it replaced (INV-1).

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::account::{Invoice, InvoiceState};
use rules::vocabulary::{InvoiceId, OrderId};
use service::{InvoiceBook, Issuing, IssuingFailure};

use super::download::Download;
use super::list::row_id;
use super::state::RequestState;
use crate::backend::IssuerChoice;
use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::shell::HELP_POPOVER;
use crate::site::use_language;
use crate::state::{Help, use_help, use_shop};
use crate::ui::{Button, Notice, Tone};

/// What comes next in each state; files and new requests are for whoever may ask for invoices.
#[component]
pub(super) fn Outcome(
    invoice: Invoice,
    book: Signal<Option<InvoiceBook>>,
    shows_titles: Signal<bool>,
    state: RequestState,
) -> impl IntoView {
    let invoice = StoredValue::new(invoice);
    let may_act = Memo::new(move |_| shows_titles.get());
    move || {
        let invoice = invoice.get_value();
        match invoice.state {
            InvoiceState::Requested => view! { <BeingIssued id=invoice.id may_act /> }.into_any(),
            InvoiceState::Issued { .. } => view! {
                {may_act.get().then(|| view! { <Download id=invoice.id /> })}
                <Replacement />
            }
            .into_any(),
            InvoiceState::Failed { .. } => view! { <WhyNot invoice book may_act state /> }.into_any(),
        }
    }
}

/// In a demonstration the tax platform answers at the press of a button.
#[component]
fn BeingIssued(id: InvoiceId, may_act: Memo<bool>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let issuing = Action::new_local(move |choice: &IssuerChoice| {
        let (invoice, choice) = (id.clone(), *choice);
        async move {
            let told = shop.act(async |backend| backend.simulate_issuing(&invoice, choice).await).await;
            browser::focus_if_lost(format!("#{}", row_id(&invoice)));
            told
        }
    });
    let failed = Signal::derive(move || issuing.value().get().and_then(Result::err));
    let busy = issuing.pending();
    let answer = move |choice: IssuerChoice, label: &'static str| {
        view! { <Button busy on_press=move || { issuing.dispatch(choice); }>{label}</Button> }
    };
    let simulation = move || {
        may_act.get().then(|| {
            view! {
                <fieldset class="simulation">
                    <legend>{text!(language, invoices.simulated)}</legend>
                    <div class="button-row">
                        {answer(IssuerChoice::Issue, text!(language, invoices.simulate_issue))}
                        {answer(IssuerChoice::RefuseTitle, text!(language, invoices.simulate_refuse))}
                        {answer(IssuerChoice::BeDown, text!(language, invoices.simulate_down))}
                        {answer(IssuerChoice::Wait, text!(language, invoices.simulate_wait))}
                    </div>
                </fieldset>
            }
        })
    };
    let lead = move || {
        if may_act.get() {
            text!(language, invoices.being_issued)
        } else {
            text!(language, invoices.being_issued_for_others)
        }
    };
    let pending = move || {
        let is_pending = matches!(issuing.value().get(), Some(Ok(Issuing::Pending))) && !busy.get();
        is_pending.then(|| text!(language, invoices.pending))
    };
    view! {
        <p>{lead}</p>
        <p class="invoice-pending" role="status">{pending}</p>
        {simulation}
        <Failed failure=failed />
    }
}

/// An issued invoice is final here; customer service has it replaced.
#[component]
fn Replacement() -> impl IntoView {
    let language = use_language();
    view! {
        <details class="invoice-replace">
            <summary>{text!(language, invoices.replace)}</summary>
            <p>{text!(language, invoices.replace_lead)}</p>
            <Service />
        </details>
    }
}

/// Why it was not issued, and both ways on (INV-1).
#[component]
fn WhyNot(
    invoice: Invoice,
    book: Signal<Option<InvoiceBook>>,
    may_act: Memo<bool>,
    state: RequestState,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let (id, kind) = (StoredValue::new(invoice.id), invoice.kind);
    let is_replaced = Memo::new(move |_| id.with_value(|id| shop.is_replaced(id)));
    let papers = move || book.with(|book| id.with_value(|id| book.as_ref()?.of(id).cloned()));
    let why = move || {
        if !may_act.get() {
            return Some(text!(language, invoices.failed_for_others));
        }
        if is_replaced.get() {
            return Some(text!(language, invoices.failed_replaced));
        }
        // Nothing is said that the book may say otherwise in a moment.
        book.with(Option::is_some).then(|| match papers().and_then(|papers| papers.failure) {
            Some(IssuingFailure::TitleRefused) => text!(language, invoices.failed_title),
            Some(IssuingFailure::PlatformDown) => text!(language, invoices.failed_platform),
            None => text!(language, invoices.failed_unknown),
        })
    };
    let orders = StoredValue::new(invoice.orders);
    // Some of them may be on another invoice by now.
    let are_free = Memo::new(move |_| {
        let free: BTreeSet<OrderId> = shop.invoiceable().into_iter().map(|known| known.order).collect();
        orders.with_value(|orders| orders.iter().all(|order| free.contains(order)))
    });
    let again = move || {
        let choose_again = move || {
            let title = untrack(papers).map(|papers| papers.title);
            state.choose_again(orders.get_value(), kind, title);
        };
        (may_act.get() && are_free.get())
            .then(|| view! { <Button on_press=choose_again>{text!(language, invoices.again)}</Button> })
    };
    view! {
        <Notice tone=Tone::Warning>
            {move || why().map(|why| view! { <p>{why}</p> })}
            <div class="button-row">
                {again}
                <Service />
            </div>
        </Notice>
    }
}

/// Whom to ask.
#[component]
fn Service() -> impl IntoView {
    let language = use_language();
    let shown = use_help();
    view! {
        <button type="button" class="button" popovertarget=HELP_POPOVER on:click=move |_| shown.set(Some(Help::Service))>
            {text!(language, invoices.contact)}
        </button>
    }
}
