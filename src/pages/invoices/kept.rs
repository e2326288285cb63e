//! Titles that were used before: taken with a press, and forgotten one by one.

use leptos::prelude::*;
use rules::explain;
use rules::invoice::InvoiceTitle;
use service::InvoiceBook;

use super::state::RequestState;
use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::Button;

/// The titles, the newest first; nothing where there is none.
#[component]
pub(super) fn KeptTitles(state: RequestState, book: Signal<Option<InvoiceBook>>) -> impl IntoView {
    let language = use_language();
    let titles = Memo::new(move |_| book.get().map(|book| book.titles).unwrap_or_default());
    let has_some = Memo::new(move |_| titles.with(|titles| !titles.is_empty()));
    let rows = move || titles.get().into_iter().map(|title| view! { <KeptTitle state title /> }).collect_view();
    view! {
        <Show when=move || has_some.get()>
            <div class="invoice-step">
                <h3 id="invoice-titles" tabindex="-1">{text!(language, invoices.titles)}</h3>
                <p class="quiet">{text!(language, invoices.titles_note)}</p>
                <ul class="invoice-titles" aria-labelledby="invoice-titles">{rows}</ul>
            </div>
        </Show>
    }
}

#[component]
fn KeptTitle(state: RequestState, title: InvoiceTitle) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let name = title.name.clone();
    let use_label = text!(language, invoices.use_title_of, name = name.as_str());
    let forget_label = text!(language, invoices.forget_title_of, name = name.as_str());
    let code = title.credit_code.clone();
    let holder = explain::title_holder(title.holder, language);
    let title = StoredValue::new(title);
    let forgetting = Action::new_local(move |(): &()| async move {
        let title = title.get_value();
        let forgot = shop.act(async |backend| backend.forget_title(shop.channel(), &title).await).await;
        browser::focus_if_lost("#invoice-request");
        forgot
    });
    view! {
        <li>
            <span class="invoice-title-name">
                <span lang="zh-CN">{name}</span>
                <span class="quiet">{holder} {code.map(|code| view! { " · " <span class="code">{code}</span> })}</span>
            </span>
            <div class="button-row">
                <button type="button" class="button" aria-label=use_label on:click=move |_| state.take(title.get_value())>
                    {text!(language, invoices.use_title)}
                </button>
                <Button busy=forgetting.pending() on_press=move || { forgetting.dispatch(()); }>
                    <span aria-hidden="true">{text!(language, invoices.forget)}</span>
                    <span class="visually-hidden">{forget_label}</span>
                </Button>
            </div>
            <Failed failure=Signal::derive(move || forgetting.value().get().and_then(Result::err)) />
        </li>
    }
}
