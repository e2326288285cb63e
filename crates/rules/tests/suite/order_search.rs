//! Looking for orders: words, states, local days and amounts.

use chrono::NaiveDate;
use rules::account::OrderStage;
use rules::order_search::{Looked, OrderSearch, order_title, searched};
use rules::vocabulary::Language::{Chinese, English};

use crate::common::{at, both, catalogue, edition, fen, packs, shop};

/// An order of the advanced edition with a pack, placed at half past midnight in Shanghai, when it is still the day before
/// in UTC.
fn looked(searched: &str) -> Looked<'_> {
    Looked { searched, stage: OrderStage::Unpaid, placed_at: at("2026-03-02 00:30"), total: fen(645_000) }
}

fn placed(language: rules::vocabulary::Language) -> (String, String) {
    let mut shop = shop();
    let basket = both(edition("advanced", 1), packs(&[("contract_pack", 1_000, 1)]));
    shop.place("Order-7", &basket, at("2026-03-02 00:30")).unwrap();
    let order = &shop.account.orders[0];
    let title = order_title(order, &catalogue(), language);
    let text = searched(order, &title);
    (title, text)
}

#[test]
fn words_are_found_in_number_and_title_whatever_their_width_and_case() {
    let (title, text) = placed(Chinese);
    assert_eq!(title, "高级版 · 1 年 + 合同加量包 · 1,000 份合同");
    for words in ["", "order-7", "ＯＲＤＥＲ", "加量包 高级版"] {
        assert!(OrderSearch::for_words(words).finds(&looked(&text)), "{words}");
    }
    for words in ["order-8", "专业版", "高级版 专业版"] {
        assert!(!OrderSearch::for_words(words).finds(&looked(&text)), "{words}");
    }
    let (_, text) = placed(English);
    assert!(OrderSearch::for_words("ADVANCED pack").finds(&looked(&text)));
}

#[test]
fn days_are_those_of_shanghai_with_both_ends_inside() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let finds = |from, to| OrderSearch { from, to, ..OrderSearch::default() }.finds(&looked(""));
    assert!(finds(day(2), day(2)));
    assert!(!finds(day(3), None));
    assert!(!finds(None, day(1)));
}

#[test]
fn states_and_amounts_have_to_fit() {
    let finds = |search: OrderSearch| search.finds(&looked(""));
    let amounts = |least, most| OrderSearch { least, most, ..OrderSearch::default() };
    assert!(finds(amounts(Some(fen(645_000)), Some(fen(645_000)))));
    assert!(!finds(amounts(Some(fen(645_001)), None)));
    assert!(!finds(amounts(None, Some(fen(644_999)))));
    assert!(finds(OrderSearch { stage: Some(OrderStage::Unpaid), ..OrderSearch::default() }));
    assert!(!finds(OrderSearch { stage: Some(OrderStage::Delivered), ..OrderSearch::default() }));
}
