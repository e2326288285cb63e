//! The document of an issued invoice: handed out, or why it cannot be had now and a way to try again (INV-1).

use api::Failure;
use leptos::prelude::*;
use rules::vocabulary::InvoiceId;
use service::DocumentFailure;

use crate::backend::IssuerChoice;
use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Hands out the document. In a demonstration the tax platform can be told not to.
#[component]
pub(super) fn Download(id: InvoiceId) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let downloading = Action::new_local(move |choice: &IssuerChoice| {
        let (id, choice) = (id.clone(), *choice);
        async move {
            let channel = shop.channel();
            let asked =
                shop.ask(async |backend| backend.invoice_document(channel, &id, language, choice).await).await?;
            Ok::<_, Failure>(asked.map(|document| {
                browser::download(&document.file_name, document.media_type, &[document.content]);
            }))
        }
    });
    let busy = downloading.pending();
    let failed = Signal::derive(move || downloading.value().get().and_then(Result::err));
    let refused = Memo::new(move |_| downloading.value().get().and_then(Result::ok).and_then(Result::err));
    let button = move |kind: ButtonKind, choice: IssuerChoice, label: &'static str| {
        view! { <Button kind busy on_press=move || { downloading.dispatch(choice); }>{label}</Button> }
    };
    let is_failed = move || failed.get().is_some() || refused.get().is_some();
    // Where it failed the same button tries again: it keeps its place and its focus.
    let label = move || {
        if is_failed() { text!(language, invoices.file_again) } else { text!(language, invoices.download) }
    };
    view! {
        <div class="button-row">
            <Button kind=ButtonKind::Primary busy on_press=move || { downloading.dispatch(IssuerChoice::Issue); }>
                {label}
            </Button>
        </div>
        <NotHandedOut refused />
        <Failed failure=failed />
        <details class="simulation">
            <summary>{text!(language, invoices.simulated_file)}</summary>
            <div class="button-row">
                {button(ButtonKind::Secondary, IssuerChoice::BeDown, text!(language, invoices.simulate_file_down))}
                {button(ButtonKind::Secondary, IssuerChoice::Wait, text!(language, invoices.simulate_file_wait))}
            </div>
        </details>
    }
}

/// Why the issuer did not hand it out.
#[component]
fn NotHandedOut(refused: Memo<Option<DocumentFailure>>) -> impl IntoView {
    let language = use_language();
    let told = move || {
        refused.get().map(|failure| {
            let words = match failure {
                DocumentFailure::NotReady => text!(language, invoices.file_not_ready),
                DocumentFailure::PlatformDown => text!(language, invoices.file_platform),
            };
            view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
        })
    };
    view! { <div aria-live="polite">{told}</div> }
}
