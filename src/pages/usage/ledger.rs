//! Every single use of the period, page by page, the newest first (QUOTA-6).

use api::Failure;
use leptos::prelude::*;
use rules::account::Account;
use rules::explain;
use rules::format;
use rules::usage::Progress;
use service::{LEDGER_PAGE_ROWS, LedgerPage, LedgerQuery, LedgerRow};

use super::export::Export;
use super::{Looking, NotAnswered, answer_to};
use crate::browser;
use crate::i18n::text;
use crate::routes::UsageView;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::Button;

/// The ledger of the kind and period that are looked at.
#[component]
pub(super) fn Ledger(looking: Looking) -> impl IntoView {
    let language = use_language();
    let page = ledger_page(looking);
    let content = move || {
        page.get().map(|page| match page {
            Ok(page) if page.total == 0 => view! { <p class="quiet">{text!(language, usage.no_rows)}</p> }.into_any(),
            Ok(page) => view! { <Rows looking page /> }.into_any(),
            Err(failure) => view! { <NotAnswered failure heading="#usage-ledger" /> }.into_any(),
        })
    };
    let has_rows = Memo::new(move |_| page.with(|page| matches!(page, Some(Ok(page)) if page.total > 0)));
    view! {
        <section class="panel panel-wide" aria-labelledby="usage-ledger">
            <h2 id="usage-ledger" tabindex="-1">{text!(language, usage.ledger)}</h2>
            <p class="quiet">{text!(language, usage.ledger_lead)}</p>
            <div class="usage-ledger">{content}</div>
            <Show when=move || has_rows.get()>
                <Export looking />
            </Show>
        </section>
    }
}

fn ledger_page(looking: Looking) -> Memo<Option<Result<LedgerPage, Failure>>> {
    let asked = Memo::new(move |_| {
        let view = looking.view.get();
        LedgerQuery { quota: view.quota, range: looking.range.get(), number: view.page, page_rows: LEDGER_PAGE_ROWS }
    });
    // The page before stays until the next is there.
    let is_same_matter = |one: &LedgerQuery, other: &LedgerQuery| (one.quota, one.range) == (other.quota, other.range);
    answer_to(asked, is_same_matter, |shop, asked| async move {
        shop.ask(async |backend| backend.ledger_page(shop.channel(), &asked).await).await
    })
}

#[component]
fn Rows(looking: Looking, page: LedgerPage) -> impl IntoView {
    let language = use_language();
    let account = untrack(|| use_shop().account());
    let rows = page.rows.into_iter().map(|row| view! { <Row row account=account.clone() /> });
    let numbers = text!(
        language,
        usage.page,
        number = format::count(page.number),
        pages = format::count(page.pages),
        total = format::count(page.total)
    );
    let turn = move |number: u64| {
        move || {
            looking.at(UsageView { page: number, ..looking.view.get_untracked() });
            browser::focus("#usage-ledger");
        }
    };
    let (number, pages) = (page.number, page.pages);
    view! {
        <table class="data-table" role="table">
            <caption class="visually-hidden">{text!(language, usage.ledger)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{text!(language, usage.name)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.number)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.at)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.progress)}</th>
                    <th scope="col" role="columnheader">{text!(language, usage.source)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
        <nav class="pager" aria-label=text!(language, usage.pages)>
            {(number > 1).then(|| view! {
                <Button on_press=turn(1)>{text!(language, usage.newest)}</Button>
                <Button on_press=turn(number - 1)>{text!(language, usage.newer)}</Button>
            })}
            <p role="status">{numbers}</p>
            {(number < pages).then(|| view! {
                <Button on_press=turn(number + 1)>{text!(language, usage.older)}</Button>
                <Button on_press=turn(pages)>{text!(language, usage.oldest)}</Button>
            })}
        </nav>
    }
}

#[component]
fn Row(row: LedgerRow, account: Option<Account>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let entry = row.entry;
    let batch = account.as_ref().and_then(|account| account.batches.iter().find(|batch| batch.id == entry.batch));
    let source = batch.map(|batch| explain::batch_source(&batch.source, &catalogue, language));
    let ended = match &entry.progress {
        Progress::Returned { at, .. } | Progress::Void { at } => Some(format::date_time(*at, language)),
        _ => None,
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" lang="zh-CN">{row.name}</th>
            <td role="cell" class="code" data-label=text!(language, usage.number)>{entry.subject.as_str().to_owned()}</td>
            <td role="cell" data-label=text!(language, usage.at)>{format::date_time(entry.at, language)}</td>
            <td role="cell" data-label=text!(language, usage.progress)>
                {explain::progress(&entry.progress, language)} <span class="cell-note">{ended}</span>
            </td>
            <td role="cell" data-label=text!(language, usage.source)>{source}</td>
        </tr>
    }
}
