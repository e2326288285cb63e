//! Lists in pages, so that a page has as many nodes for thousands of rows as for a few.

use leptos::prelude::*;
use rules::format;

use crate::i18n::text;
use crate::site::use_language;
use crate::ui::Button;

/// How many rows a page has.
pub(super) const PAGE_ROWS: usize = 20;

/// How many pages so many rows have, and which of them is shown where this one is asked for.
pub(super) const fn page_of(rows: usize, asked: usize) -> (usize, usize) {
    let pages = if rows == 0 { 1 } else { rows.div_ceil(PAGE_ROWS) };
    let last = if asked > pages { pages } else { asked };
    (pages, if last == 0 { 1 } else { last })
}

/// The rows of a page.
pub(super) fn part_of<T>(rows: impl Iterator<Item = T>, page: usize) -> Vec<T> {
    rows.skip(page.saturating_sub(1).saturating_mul(PAGE_ROWS)).take(PAGE_ROWS).collect()
}

/// Turns pages; nothing where there is one alone.
#[component]
pub(super) fn Pager(
    /// How many there are, and which is shown.
    at: Memo<(usize, usize)>,
    /// What is turned.
    label: &'static str,
    /// Turns to a page.
    on_turn: Callback<usize>,
) -> impl IntoView {
    let language = use_language();
    let button = move |page: usize, words: &'static str| {
        view! { <Button on_press=move || on_turn.run(page)>{words}</Button> }
    };
    let count = |number: usize| format::count(u64::try_from(number).unwrap_or(u64::MAX));
    move || {
        let (pages, page) = at.get();
        (pages > 1).then(|| {
            let words = text!(language, invoices.page, number = count(page), pages = count(pages));
            view! {
                <nav class="pager" aria-label=label>
                    {(page > 1).then(|| view! {
                        {button(1, text!(language, invoices.first))}
                        {button(page.saturating_sub(1), text!(language, invoices.previous))}
                    })}
                    <p role="status">{words}</p>
                    {(page < pages).then(|| view! {
                        {button(page.saturating_add(1), text!(language, invoices.next))}
                        {button(pages, text!(language, invoices.last))}
                    })}
                </nav>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{page_of, part_of};

    #[test]
    fn an_asked_page_is_one_that_there_is() {
        let asked = [(0, 1), (20, 1), (21, 2), (21, 9), (41, 0)].map(|(rows, asked)| page_of(rows, asked));
        assert_eq!(asked, [(1, 1), (1, 1), (2, 2), (2, 2), (3, 1)]);
    }

    #[test]
    fn pages_have_every_row_once() {
        let parts: Vec<Vec<u32>> = (1..=3).map(|page| part_of(0..45, page)).collect();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
        assert_eq!(parts.concat(), (0..45).collect::<Vec<_>>());
    }
}
