//! What is said of what is left: sources, ends, the forecast, the steps of a chart.

use rstest::rstest;
use rules::account::{BatchSource, Change, Changed};
use rules::calendar::NEVER;
use rules::explain;
use rules::usage::{Clearing, DayRange, Forecast, Pace, Step, StepUse, UnitsUsed};
use rules::vocabulary::{AddOnCode, BatchId, Language, OrderId, QuotaKind};

use crate::common::{at, catalogue, code};

const ZH: Language = Language::Chinese;
const EN: Language = Language::English;

#[rstest]
#[case(BatchSource::Edition { order: OrderId::new("a"), edition: code("advanced") }, "高级版包含", "Included in Advanced")]
#[case(
    BatchSource::Packs { order: OrderId::new("a"), add_on: AddOnCode::new("contract_pack"), follows_edition: true },
    "合同加量包",
    "Contract pack"
)]
#[case(BatchSource::Trial, "试用", "Trial")]
#[case(BatchSource::Experience, "体验版", "Experience")]
fn a_batch_says_where_it_came_from(#[case] source: BatchSource, #[case] zh: &str, #[case] en: &str) {
    assert_eq!(explain::batch_source(&source, &catalogue(), ZH), zh);
    assert_eq!(explain::batch_source(&source, &catalogue(), EN), en);
}

#[rstest]
#[case(Changed::EditionLapses { edition: code("advanced") }, "高级版将于 2026年3月1日 10:00 到期。", "Advanced ends on 1 Mar 2026, 10:00.")]
#[case(Changed::TrialEnds { edition: code("flagship") }, "旗舰版的试用将于 2026年3月1日 10:00 结束。", "The trial of Flagship ends on 1 Mar 2026, 10:00.")]
#[case(
    Changed::IntegrationEnds { add_on: AddOnCode::new("app_integration") },
    "第三方应用集成将于 2026年3月1日 10:00 到期。",
    "App integration ends on 1 Mar 2026, 10:00."
)]
#[case(
    Changed::BatchCleared { batch: BatchId::new("a"), quota: QuotaKind::Contract, left: 1_000 },
    "剩余的 1,000 份合同将于 2026年3月1日 10:00 清零。",
    "1,000 contracts not used yet will be cleared on 1 Mar 2026, 10:00."
)]
#[case(Changed::EditionBegins { edition: code("advanced") }, "", "")]
fn an_end_is_told_with_its_instant(#[case] what: Changed, #[case] zh: &str, #[case] en: &str) {
    let change = Change { at: at("2026-03-01 10:00"), what };
    assert_eq!(explain::ending(&change, &catalogue(), ZH), zh);
    assert_eq!(explain::ending(&change, &catalogue(), EN), en);
}

#[test]
fn the_pace_says_in_how_many_days_how_many() {
    let pace = Pace { units: 102, days: 30 };
    assert_eq!(explain::pace(pace, QuotaKind::Contract, ZH), "最近 30 天使用了 102 份合同（已扣除退回）。");
    assert_eq!(
        explain::pace(pace, QuotaKind::Report, EN),
        "Used in the last 30 days, less what came back: 102 reports."
    );
}

#[test]
fn the_forecast_tells_clearings_first_and_then_the_end() {
    let clearing = |at, units| Clearing { batch: BatchId::new("a"), at, units };
    let foreseen = Forecast {
        used_up: Some(at("2026-12-24 10:00")),
        cleared: vec![clearing(at("2026-03-01 10:00"), 5), clearing(NEVER, 9)],
    };
    assert_eq!(
        explain::forecast(&foreseen, QuotaKind::Contract, ZH),
        ["按这个速度，到 2026年3月1日 会有 5 份合同到期清零。", "按这个速度，预计 2026年12月24日 用完。"]
    );
    assert_eq!(
        explain::forecast(&foreseen, QuotaKind::Contract, EN),
        ["At this pace, 5 contracts will be cleared on 1 Mar 2026.", "At this pace, nothing is left from 24 Dec 2026."]
    );
}

#[test]
fn a_forecast_without_an_end_says_that_it_lasts() {
    let lasts = Forecast::default();
    assert_eq!(explain::forecast(&lasts, QuotaKind::Contract, ZH), ["按这个速度，不会用完，也不会清零。"]);
    assert_eq!(explain::forecast(&lasts, QuotaKind::Contract, EN), ["At this pace, it lasts, and nothing is cleared."]);
}

#[rstest]
#[case(Step::Day, "2026-03-01", "2026-03-01", "2026年3月1日", "3月1日", "1 Mar 2026", "1 Mar")]
#[case(Step::Week, "2026-03-02", "2026-03-08", "2026年3月2日 – 3月8日", "3月2日", "2 Mar 2026 – 8 Mar", "2 Mar")]
#[case(Step::Week, "2026-03-02", "2026-03-02", "2026年3月2日", "3月2日", "2 Mar 2026", "2 Mar")]
#[case(Step::Month, "2026-03-01", "2026-03-31", "2026年3月", "2026年3月", "Mar 2026", "Mar 2026")]
fn a_step_has_a_long_and_a_short_name(
    #[case] step: Step,
    #[case] first: &str,
    #[case] last: &str,
    #[case] zh: &str,
    #[case] short_zh: &str,
    #[case] en: &str,
    #[case] short_en: &str,
) {
    let range = DayRange { first: first.parse().expect("a day"), last: last.parse().expect("a day") };
    let one = StepUse { range, units: UnitsUsed::default() };
    assert_eq!(explain::step(&one, step, ZH), zh);
    assert_eq!(explain::short_step(&one, step, ZH), short_zh);
    assert_eq!(explain::step(&one, step, EN), en);
    assert_eq!(explain::short_step(&one, step, EN), short_en);
}
