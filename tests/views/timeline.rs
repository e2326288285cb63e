//! The timeline of the account page and of the checkout: rows, looks in words, the table, and what the address holds.

use leptos_router::params::ParamsMap;
use rules::calendar::{Instant, Period};
use rules::decide::Command;
use rules::timeline::{TimelineView, Zoom};
use rules::trial::{TrialApplication, TrialForm};
use rules::vocabulary::{ApplicationId, BatchId, EditionCode};
use service::Standing;
use service::personas::Persona;
use storefront::routes::{Page, timeline_view};

use crate::shop::{ORDER, after, customer, delivered, en, hides, now, paid, shows, zh};

/// The panel of the timeline alone.
fn panel(page: &str) -> String {
    let from = page.split("id=\"timeline-title\"").nth(1).unwrap();
    from.split("id=\"orders-title\"").next().unwrap().to_owned()
}

/// The texts between two marks, each time they come.
fn between(html: &str, before: &str, behind: &str) -> Vec<String> {
    html.split(before).skip(1).map(|rest| rest.split(behind).next().unwrap().to_owned()).collect()
}

/// What the rows are called, in the picture and in the table.
fn labels(panel: &str) -> (Vec<String>, Vec<String>) {
    let body = panel.split("<tbody").nth(1).unwrap();
    (between(panel, "class=\"timeline-label\">", "</span>"), between(body, "role=\"rowheader\">", "</th>"))
}

/// The same customer at another instant.
fn at(standing: Standing, instant: &str) -> Standing {
    let at: Instant = instant.parse().unwrap();
    Standing { at, ..standing }
}

fn on_trial() -> Standing {
    let form = TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "13800000000".to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "1000".to_owned(),
        consent: true,
    };
    let application = ApplicationId::new("20260301-TRIAL000");
    let application = TrialApplication { application, edition: EditionCode::new("flagship"), form };
    after(customer(Persona::Experience), now(), &Command::ApplyForTrial(application))
}

#[test]
fn each_right_is_a_row_with_its_days_and_what_happens_at_its_end() {
    let panel = panel(&zh("/account", delivered()));
    for text in [
        "2026年3月1日 – 2028年3月1日",
        "生效中，还有 731 天",
        "不续费则回到体验版",
        "2027年3月1日 – 2028年3月1日（尚未开始）",
        "未用的 3,000 份合同 清零",
        "未用的 10,000 份合同 清零；续费后随版本顺延",
        "专业版内含",
        "显示 2026年3月 至 2028年3月",
    ] {
        shows(&panel, text);
    }
    assert_eq!(labels(&panel).0, ["专业版", "3,000 份合同", "10,000 份合同", "3,000 份合同"]);
}

#[test]
fn the_table_says_the_same_as_the_bars() {
    for standing in [delivered(), on_trial(), customer(Persona::Advanced), customer(Persona::Flagship)] {
        let panel = panel(&zh("/account", standing));
        let (bars, rows) = labels(&panel);
        assert!(!bars.is_empty());
        assert_eq!(bars, rows);
        // What a row opens to stands in the table too.
        let (picture, table) = panel.split_once("<table").unwrap();
        for fact in between(picture, "<dd>", "</dd>") {
            shows(table, &fact);
        }
    }
}

#[test]
fn add_9_an_end_that_clears_units_is_marked_and_said() {
    let panel = panel(&zh("/account", delivered()));
    shows(&panel, "timeline-end");
    shows(&panel, "到期清零 10,000 份合同");
}

#[test]
fn add_4_what_waits_for_its_delivery_says_so() {
    shows(&panel(&zh("/account", paid())), "2026年3月1日 – 2028年3月1日（发货后可用）");
}

#[test]
fn trial_5_the_trial_has_its_own_look_and_says_what_comes_after() {
    let panel = panel(&zh("/account", on_trial()));
    shows(&panel, "timeline-hatch");
    shows(&panel, "旗舰版（试用）");
    shows(&panel, "试用结束，使用体验版");
    shows(&panel, "试用赠送");
}

#[test]
fn ed_6_after_the_end_the_gap_is_a_row_of_its_own() {
    let panel = panel(&zh("/account", at(delivered(), "2028-04-01T02:00:00Z")));
    shows(&panel, "没有付费版本");
    shows(&panel, "timeline-missing");
    shows(&panel, "2028年3月1日 起");
    // What is over is shown where one moves back.
    assert_eq!(labels(&panel).0, ["没有付费版本"]);
}

#[test]
fn moving_back_shows_what_is_over() {
    let standing = at(delivered(), "2028-04-01T02:00:00Z");
    let panel = panel(&zh("/account?zoom=quarter&at=2027-12", standing));
    assert_eq!(labels(&panel).0, ["专业版", "没有付费版本", "10,000 份合同", "3,000 份合同"]);
    shows(&panel, "（已结束）");
    shows(&panel, "未用的 10,000 份合同 已清零");
    shows(&panel, "timeline-past");
}

#[test]
fn a_bar_that_goes_on_beyond_the_axis_says_from_when_and_until_when() {
    let panel = panel(&zh("/account?zoom=month&at=2026-12", delivered()));
    shows(&panel, "显示 2026年11月 至 2027年1月");
    shows(&panel, "始于 2026年3月1日");
    shows(&panel, "继续至 2028年3月1日");
    shows(&panel, "timeline-beyond");
    // Today and the ends are elsewhere.
    hides(&panel, "timeline-now");
    hides(&panel, "timeline-end");
}

#[test]
fn each_zoom_has_its_words_and_its_steps() {
    for (zoom, words, step) in
        [("year", "2027年<", "前一年"), ("quarter", "2026年第1季度<", "后一季度"), ("month", "2026年3月<", "前一个月")]
    {
        let panel = panel(&zh(&format!("/account?zoom={zoom}"), delivered()));
        shows(&panel, words);
        shows(&panel, step);
        shows(&panel, "timeline-now");
        let radio = panel.split(&format!("id=\"zoom-{zoom}\"")).nth(1).unwrap();
        assert!(radio.split('>').next().unwrap().contains("checked"), "{zoom}");
    }
}

#[test]
fn what_an_address_gets_wrong_is_left_out() {
    let right = panel(&zh("/account", delivered()));
    for query in ["zoom=decade", "at=2026-13", "at=soon&zoom=", "zoom=%F0%9F%92%A5&at=9999-99"] {
        assert_eq!(panel(&zh(&format!("/account?{query}"), delivered())), right, "{query}");
    }
}

#[test]
fn where_there_is_nothing_it_says_what_to_do() {
    let panel = panel(&zh("/account?zoom=month&at=2020-01", delivered()));
    shows(&panel, "这段时间里没有版本和份额");
    shows(&panel, ">今天</button>");
    hides(&panel, "timeline-row");
}

#[test]
fn the_address_holds_what_is_looked_at() {
    for (zoom, at, path) in [
        (Zoom::Year, None, "/account"),
        (Zoom::Year, Some("2025-01"), "/account?at=2025-01"),
        (Zoom::Quarter, None, "/account?zoom=quarter"),
        (Zoom::Month, Some("2026-10"), "/account?zoom=month&at=2026-10"),
    ] {
        let view = TimelineView { zoom, at: at.map(|month| month.parse().unwrap()) };
        assert_eq!(Page::Account(view).path(), path);
        let mut query = ParamsMap::new();
        for pair in path.split_once('?').map_or("", |(_, query)| query).split('&') {
            if let Some((name, value)) = pair.split_once('=') {
                query.insert(name.to_owned(), value.to_owned());
            }
        }
        assert_eq!(timeline_view(&query), view);
    }
}

#[test]
fn three_thousand_batches_are_a_few_rows_and_a_button() {
    let mut standing = delivered();
    let account = standing.account.as_mut().unwrap();
    let batch = account.batches[0].clone();
    account.batches = (0..3_000)
        .map(|number| {
            let mut batch = batch.clone();
            batch.id = BatchId::new(&format!("batch-{number}"));
            batch
        })
        .collect();
    let panel = panel(&zh("/account", standing));
    let (bars, rows) = labels(&panel);
    assert_eq!((bars.len(), rows.len()), (12, 12));
    // The edition and the batches, less those that are shown.
    shows(&panel, "还有 2989 项");
}

#[test]
fn ord_7_only_orders_that_one_may_see_are_linked() {
    let order = "href=\"/orders/demo-advanced-order-1\"";
    shows(&panel(&zh("/account", customer(Persona::Advanced))), order);
    let employee = panel(&zh("/account", customer(Persona::Employee)));
    hides(&employee, "/orders/");
    shows(&employee, "500 份合同");
    shows(&panel(&zh("/account", delivered())), &format!("href=\"/orders/{ORDER}\""));
}

#[test]
fn ed_5_what_has_no_end_is_said_to_have_none() {
    let mut standing = delivered();
    let account = standing.account.as_mut().unwrap();
    let start = account.batches[0].period.start;
    account.batches[0].period = Period { start, end: rules::calendar::NEVER };
    let panel = panel(&zh("/account", standing));
    shows(&panel, "2026年3月1日 起");
    shows(&panel, "长期有效，不清零");
    hides(&panel, "9999");
}

#[test]
fn nothing_has_a_style_of_its_own() {
    hides(&panel(&zh("/account?zoom=quarter", delivered())), "style=");
}

#[test]
fn english_has_its_own_words() {
    let panel = panel(&en("/account?zoom=quarter", delivered()));
    for text in ["Q1 2026", "Previous quarter", "Continues until 1 Mar 2028", "View as a table", "Included in "] {
        shows(&panel, text);
    }
}

#[test]
fn add_5_the_checkout_shows_what_moves_before_and_after() {
    let page = zh("/checkout?edition=advanced&term=1", customer(Persona::Advanced));
    let preview = page.split("class=\"preview\"").nth(1).unwrap();
    // The pack follows the renewal.
    shows(preview, "（原来到 2026年10月12日）");
    shows(preview, "timeline-before");
    shows(preview, "timeline-moved");
    shows(preview, "（本次购买）");
    shows(preview, "timeline-legend");
}

#[test]
fn buy_11_the_checkout_shows_what_an_upgrade_ends() {
    let page = zh("/checkout?edition=professional&term=1", customer(Persona::Advanced));
    let preview = page.split("class=\"preview\"").nth(1).unwrap();
    let (bars, rows) = labels(preview);
    assert_eq!(bars, ["高级版", "专业版", "500 份合同", "1,000 份合同", "3,000 份合同"]);
    assert_eq!(bars, rows);
    shows(preview, "（升级时结束）");
    shows(preview, "升级时关闭，未用 500 份合同");
    shows(preview, "timeline-row-removed");
}

#[test]
fn a_visitor_sees_what_a_purchase_would_bring() {
    let page = zh("/checkout?edition=advanced&term=1", crate::shop::visitor());
    let preview = page.split("class=\"preview\"").nth(1).unwrap();
    assert_eq!(labels(preview).0, ["高级版", "500 份合同"]);
    hides(preview, "/orders/");
}
