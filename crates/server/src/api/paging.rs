//! Pages of lists.

use api::RequestMistake;
use api::answers::Page;

/// How many rows are on a page where nobody says.
const USUAL_ROWS: u32 = 50;
/// The most rows on a page.
const MOST_ROWS: u32 = 200;

/// Which page is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageAsked {
    /// The first is 1.
    pub(super) number: u64,
    /// How many are on one.
    pub(super) rows: u32,
}

impl PageAsked {
    /// Reads the parameters `page` and `page_rows`.
    pub(super) fn of(page: Option<u64>, page_rows: Option<u32>) -> Result<Self, RequestMistake> {
        let asked = Self { number: page.unwrap_or(1), rows: page_rows.unwrap_or(USUAL_ROWS) };
        let is_page = asked.number >= 1 && (1..=MOST_ROWS).contains(&asked.rows);
        let detail = || format!("page is 1 or more, page_rows is 1 to {MOST_ROWS}");
        if is_page { Ok(asked) } else { Err(RequestMistake::Parameter { detail: detail() }) }
    }
}

/// A page of a list; a number beyond the last page is the last.
pub(super) fn page_of<T>(all: Vec<T>, asked: PageAsked) -> Page<T> {
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let pages = total.div_ceil(u64::from(asked.rows)).max(1);
    let page = asked.number.min(pages);
    let skipped = usize::try_from((page - 1).saturating_mul(u64::from(asked.rows))).unwrap_or(usize::MAX);
    let rows = usize::try_from(asked.rows).unwrap_or(usize::MAX);
    Page { rows: all.into_iter().skip(skipped).take(rows).collect(), page, pages, total }
}
