//! The ledger as a file for spreadsheets: UTF-8 with a mark, so that they read Chinese, and no cell that they would compute.

use api::Failure;
use leptos::prelude::*;
use rules::Catalogue;
use rules::account::Account;
use rules::calendar::{Instant, local_time};
use rules::explain;
use rules::format;
use rules::usage::Progress;
use rules::vocabulary::Language;
use service::{LedgerQuery, LedgerRow};

use super::Looking;
use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::site::use_language;
use crate::state::{Shop, use_catalogue, use_shop};
use crate::ui::Button;

/// So many rows are read at once.
const READ_ROWS: u32 = 5_000;
/// What spreadsheets know UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Hands over the whole ledger of the kind and period that are looked at.
#[component]
pub(super) fn Export(looking: Looking) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let read = RwSignal::new((0_u64, 0_u64));
    let exporting = Action::new_local(move |(): &()| {
        let catalogue = catalogue.clone();
        let (view, range) = (looking.view.get_untracked(), looking.range.get_untracked());
        let first = LedgerQuery { quota: view.quota, range, number: 1, page_rows: READ_ROWS };
        async move {
            let pieces = pieces(shop, first, &catalogue, language, read).await?;
            let name = format!("{}-{}-{}.csv", view.quota.code(), range.first, range.last);
            browser::download(&name, "text/csv;charset=utf-8", &pieces);
            Ok::<(), Failure>(())
        }
    });
    let busy = exporting.pending();
    let progress = move || {
        busy.get().then(|| {
            let (done, total) = read.get();
            text!(language, usage.exporting, done = format::count(done), total = format::count(total))
        })
    };
    view! {
        <div class="button-row">
            <Button busy on_press=move || { exporting.dispatch(()); }>{text!(language, usage.export)}</Button>
            <p class="quiet" role="status">{progress}</p>
        </div>
        <Failed failure=Signal::derive(move || exporting.value().get().and_then(Result::err)) />
    }
}

async fn pieces(
    shop: Shop,
    first: LedgerQuery,
    catalogue: &Catalogue,
    language: Language,
    read: RwSignal<(u64, u64)>,
) -> Result<Vec<String>, Failure> {
    let account = untrack(|| shop.account());
    let begin = || vec![BYTE_ORDER_MARK.to_owned(), lines([head(language).map(str::to_owned)])];
    let (mut asked, mut pieces, mut total, mut done) = (first, begin(), None, 0_u64);
    loop {
        let page = shop.ask(async |backend| backend.ledger_page(shop.channel(), &asked).await).await?;
        // What was used meanwhile moves every page on, so it begins again.
        if *total.get_or_insert(page.total) != page.total {
            (asked, pieces, total, done) = (first, begin(), None, 0);
            continue;
        }
        pieces.push(lines(page.rows.iter().map(|row| cells(row, account.as_ref(), catalogue, language))));
        // A backend may put fewer rows on a page than it was asked for.
        done = done.saturating_add(u64::try_from(page.rows.len()).unwrap_or(0));
        read.set((done, page.total));
        if page.pages <= asked.number {
            return Ok(pieces);
        }
        asked.number += 1;
    }
}

const fn head(language: Language) -> [&'static str; 6] {
    [
        text!(language, usage.number),
        text!(language, usage.name),
        text!(language, usage.at),
        text!(language, usage.progress),
        text!(language, usage.ended),
        text!(language, usage.source),
    ]
}

fn cells(row: &LedgerRow, account: Option<&Account>, catalogue: &Catalogue, language: Language) -> [String; 6] {
    let batch = account.and_then(|account| account.batches.iter().find(|batch| batch.id == row.entry.batch));
    let ended = match &row.entry.progress {
        Progress::Returned { at, .. } | Progress::Void { at } => sheet_time(*at),
        _ => String::new(),
    };
    [
        row.entry.subject.as_str().to_owned(),
        row.name.clone(),
        sheet_time(row.entry.at),
        explain::progress(&row.entry.progress, language).to_owned(),
        ended,
        batch.map(|batch| explain::batch_source(&batch.source, catalogue, language)).unwrap_or_default(),
    ]
}

/// A local time as spreadsheets read it.
fn sheet_time(at: Instant) -> String {
    local_time(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Lines of a file of comma-separated values (RFC 4180).
fn lines<const N: usize>(records: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for record in records {
        // Writing to memory cannot fail, and all records have as many cells.
        let _ = writer.write_record(record.map(defused));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that a spreadsheet takes for text, whatever somebody called their contract.
fn defused(cell: String) -> String {
    let begins_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_a_formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::{defused, lines};

    #[test]
    fn what_would_be_computed_is_text() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"] {
            assert_eq!(defused(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "采购合同", "1-2", "a=b", "'=1"] {
            assert_eq!(defused(cell.to_owned()), cell);
        }
    }

    #[test]
    fn commas_quotes_and_lines_inside_a_cell_stay_inside() {
        let record = ["a,b", "say \"no\"", "two\nlines"].map(str::to_owned);
        assert_eq!(lines([record]), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }
}
