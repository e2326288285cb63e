//! Which kind of invoice, and in whose name (INV-2).

use leptos::prelude::*;
use rules::account::{InvoiceKind, TitleHolder};
use rules::explain;
use rules::invoice::InvoiceField;

use super::state::{ACCOUNT, ADDRESS, BANK, CODE, NAME, ORDINARY, PHONE, RequestState};
use crate::browser;
use crate::i18n::text;
use crate::site::use_language;
use crate::ui::{Field, Radio};

/// Which kind, and to whom; what does not go together stays choosable, and says why not.
#[component]
pub(super) fn KindAndHolder(state: RequestState) -> impl IntoView {
    let language = use_language();
    let kinds = [
        (InvoiceKind::Ordinary, ORDINARY, text!(language, invoices.ordinary_note)),
        (InvoiceKind::Special, "invoice-special", text!(language, invoices.special_note)),
    ];
    let kinds = kinds.map(|(kind, id, note)| {
        let is_chosen = Signal::derive(move || state.kind() == kind);
        view! {
            <label class="toggle invoice-kind" for=id>
                <Radio id=id.to_owned() group="invoice-kind" is_chosen on_choose=move || state.set_kind(kind) />
                <span>
                    {explain::invoice_kind(kind, language)}
                    <span class="invoice-note">{note}</span>
                </span>
            </label>
        }
    });
    let holders = [
        (TitleHolder::Company, "invoice-company"),
        (TitleHolder::Organisation, "invoice-organisation"),
        (TitleHolder::Person, "invoice-person"),
    ];
    let holders = holders.map(|(holder, id)| {
        let is_chosen = Signal::derive(move || state.holder() == holder);
        view! {
            <label class="toggle" for=id>
                <Radio id=id.to_owned() group="invoice-holder" is_chosen on_choose=move || state.set_holder(holder) />
                <span>{explain::title_holder(holder, language)}</span>
            </label>
        }
    });
    let refused = move || state.kind_problem().map(|sentence| view! { <p class="field-error">{sentence}</p> });
    view! {
        <fieldset class="invoice-step">
            <legend>{text!(language, invoices.kind)}</legend>
            <div class="invoice-choices">{kinds.collect_view()}</div>
        </fieldset>
        <fieldset class="invoice-step">
            <legend>{text!(language, invoices.holder)}</legend>
            <div class="invoice-choices">{holders.collect_view()}</div>
            <div aria-live="polite">{refused}</div>
        </fieldset>
    }
    .into_any()
}

/// The details that this kind and this holder ask for; what was typed into others stays until they are asked for again.
#[component]
pub(super) fn TitleFields(state: RequestState) -> impl IntoView {
    let language = use_language();
    let problem = move |field| Signal::derive(move || state.problem(field));
    let has_code = Memo::new(move |_| state.holder() != TitleHolder::Person);
    let is_special = Memo::new(move |_| state.kind() == InvoiceKind::Special);
    view! {
        <div class="invoice-step">
            <h3>{text!(language, invoices.details)}</h3>
            <p class="quiet">{text!(language, invoices.optional)}</p>
            <Field
                id=NAME
                label=text!(language, invoices.name)
                help=text!(language, invoices.name_help)
                typed=state.name
                problem=problem(InvoiceField::Name)
                autocomplete="organization"
            />
            {move || has_code.get().then(|| view! { <CodeField state is_optional=!is_special.get() /> })}
            <Show when=move || is_special.get()>
                <Field
                    id=ADDRESS
                    label=text!(language, invoices.address)
                    help=text!(language, invoices.address_help)
                    typed=state.address
                    problem=problem(InvoiceField::Address)
                    autocomplete="off"
                />
                <Field
                    id=PHONE
                    label=text!(language, invoices.phone)
                    help=text!(language, invoices.phone_help)
                    typed=state.phone
                    problem=problem(InvoiceField::Phone)
                    inputmode="tel"
                    autocomplete="off"
                />
                <Field
                    id=BANK
                    label=text!(language, invoices.bank)
                    help=text!(language, invoices.bank_help)
                    typed=state.bank
                    problem=problem(InvoiceField::Bank)
                    autocomplete="off"
                />
                <Field
                    id=ACCOUNT
                    label=text!(language, invoices.account)
                    help=text!(language, invoices.account_help)
                    typed=state.account
                    problem=problem(InvoiceField::Account)
                    inputmode="numeric"
                    autocomplete="off"
                />
            </Show>
        </div>
    }
    .into_any()
}

/// The credit code: how it is read, what is wrong with it, and what was probably meant.
#[component]
fn CodeField(state: RequestState, is_optional: bool) -> impl IntoView {
    let language = use_language();
    let label = if is_optional { text!(language, invoices.code_optional) } else { text!(language, invoices.code) };
    let understood = Signal::derive(move || {
        state.code_read().map(|code| text!(language, invoices.understood, value = code.as_str()))
    });
    let taken = RwSignal::new(None::<String>);
    let suggested = move || {
        state.code_suggested().map(|code| {
            let code = code.as_str().to_owned();
            let question = text!(language, invoices.suggested, code = code.as_str());
            let label = text!(language, invoices.suggested_take, code = code.as_str());
            let take = move |_| {
                state.code.set(code.clone());
                taken.set(Some(code.clone()));
                // The button is gone with the mistake.
                browser::focus(&format!("#{CODE}"));
            };
            view! {
                <p>{question}</p>
                <button type="button" class="button" on:click=take>{label}</button>
            }
        })
    };
    let said = move || {
        let code = taken.get().filter(|code| *code == state.code.text())?;
        Some(text!(language, invoices.suggested_taken, code = code))
    };
    view! {
        <Field
            id=CODE
            label
            help=text!(language, invoices.code_help)
            typed=state.code
            problem=Signal::derive(move || state.problem(InvoiceField::CreditCode))
            understood
            autocomplete="off"
            is_optional
        />
        <div class="invoice-suggestion" aria-live="polite">{suggested}</div>
        <p class="visually-hidden" role="status">{said}</p>
    }
    .into_any()
}
