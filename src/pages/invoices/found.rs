//! The orders that can be invoiced, and those among them that are searched for: by number, day of payment, and amount.

use std::collections::BTreeSet;

use leptos::prelude::*;
use rules::calendar::local_date;
use rules::format;
use rules::invoice::Invoiceable;
use rules::vocabulary::{Language, OrderId};

use super::looking::Looking;
use crate::parts::folded;
use crate::site::use_language;
use crate::state::{Shop, use_shop};

/// An order that can be invoiced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) order: Invoiceable,
    /// Whether this person sees more of it than its amount (INV-5).
    pub(super) is_seen: bool,
    searched: String,
}

/// All of them, and those that are found.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) all: Memo<Vec<Row>>,
    pub(super) rows: Memo<Vec<Row>>,
}

impl Found {
    /// What the search finds; everything while nothing is searched for.
    pub(super) fn by(looking: Looking) -> Self {
        let (shop, language) = (use_shop(), use_language());
        // Shown anew only when something changes, so that the focus stays where it is.
        let all = Memo::new(move |_| rows(shop, language));
        let query = looking.search().query();
        let rows = Memo::new(move |_| {
            let query = query.with(|query| folded(query));
            let words: Vec<&str> = query.split_whitespace().collect();
            all.with(|all| {
                let is_meant = |row: &&Row| words.iter().all(|word| row.searched.contains(word));
                all.iter().filter(is_meant).cloned().collect::<Vec<_>>()
            })
        });
        Self { all, rows }
    }
}

fn rows(shop: Shop, language: Language) -> Vec<Row> {
    let seen: BTreeSet<OrderId> = shop.visible_orders().into_iter().map(|seen| seen.order).collect();
    let row =
        |order: Invoiceable| Row { is_seen: seen.contains(&order.order), searched: searched(&order, language), order };
    shop.invoiceable().into_iter().map(row).collect()
}

/// Everything that finds an order: its day as it is shown, and as `2026-03-01`; its amount as it is shown, and without
/// separators.
fn searched(order: &Invoiceable, language: Language) -> String {
    let amount = format::money(order.amount);
    let plain = amount.replace(',', "");
    let days = order.paid_at.map(|at| [format::date(at, language), local_date(at).to_string()].join("\n"));
    folded(&[order.order.as_str(), &days.unwrap_or_default(), &amount, &plain].join("\n"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use rules::Money;
    use rules::invoice::Invoiceable;
    use rules::vocabulary::{Language, OrderId};

    use super::{folded, searched};

    #[test]
    fn an_order_is_found_by_its_number_its_day_and_its_amount() {
        let order = Invoiceable {
            order: OrderId::new("20260301-AB12CD34"),
            amount: Money::from_fen(1_095_000),
            paid_at: Some("2026-03-01T18:00:00Z".parse().unwrap()),
        };
        let text = searched(&order, Language::Chinese);
        for typed in ["ab12", "ＡＢ１２", "2026-03", "2026-03-02", "2026年3月2日", "10950", "10,950.00", "¥10,950"]
        {
            assert!(text.contains(&folded(typed)), "{typed} is not in {text}");
        }
        for typed in ["2026-03-01", "10951", "cd12"] {
            assert!(!text.contains(&folded(typed)), "{typed} is in {text}");
        }
        assert!(searched(&order, Language::English).contains(&folded("2 Mar 2026")));
    }
}
