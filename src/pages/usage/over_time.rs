//! Use over time as a chart and as a table, with its period and steps.

use leptos::prelude::*;
use rules::explain;
use rules::format;
use rules::usage::{Step, StepUse, over_time, sum_of_days};

use super::period::PeriodChoice;
use super::{Days, Looking, NotAnswered};
use crate::i18n::text;
use crate::routes::UsageView;
use crate::site::use_language;
use crate::ui::{BarChart, Column, Radio};
use rules::vocabulary::Language;

/// So many bars are readable, and as many nodes are cheap.
const MOST_STEPS: usize = 100;
/// A period of so many days at most is shown by days, one of so many by weeks, unless something else is chosen.
const FITTING: [(i64, Step); 2] = [(45, Step::Day), (200, Step::Week)];

/// What was used in the period.
#[component]
pub(super) fn OverTime(looking: Looking, days: Days) -> impl IntoView {
    let language = use_language();
    let step = Memo::new(move |_| {
        let range = looking.range.get();
        let length = range.last.signed_duration_since(range.first).num_days() + 1;
        let fitting = FITTING.into_iter().find(|(most, _)| length <= *most).map_or(Step::Month, |(_, step)| step);
        looking.view.get().step.unwrap_or(fitting)
    });
    let chart = move || {
        days.get().map(|days| match days {
            Ok(days) => {
                let (shown, steps) = over_time(&days, looking.range.get(), step.get(), MOST_STEPS);
                let sum = sum_of_days(&days);
                let words = text!(
                    language,
                    usage.sum,
                    taken = format::count(sum.taken),
                    returned = format::count(sum.returned),
                    void = format::count(sum.void)
                );
                let is_longer = (shown != step.get()).then(|| {
                    let longer = text!(language, usage.longer_steps, shown = step_name(shown, language));
                    view! { <p class="quiet">{longer}</p> }
                });
                view! {
                    <p class="usage-sum">{words}</p>
                    {is_longer}
                    <Chart shown steps />
                }
                .into_any()
            }
            Err(failure) => view! { <NotAnswered failure heading="#usage-over-time" /> }.into_any(),
        })
    };
    let steps = Step::ALL.map(|one| {
        let id = format!("usage-step-{}", one.code());
        let choose = move || looking.at(UsageView { step: Some(one), ..looking.view.get_untracked() });
        view! {
            <label class="segment" for=id.clone()>
                <Radio id=id.clone() group="usage-step" is_chosen=Signal::derive(move || step.get() == one) on_choose=choose />
                <span>{step_name(one, language)}</span>
            </label>
        }
    });
    view! {
        <section class="panel panel-wide" aria-labelledby="usage-over-time">
            <h2 id="usage-over-time" tabindex="-1">{text!(language, usage.over_time)}</h2>
            <div class="usage-filters">
                <PeriodChoice looking />
                <fieldset class="segments">
                    <legend>{text!(language, usage.steps)}</legend>
                    <div class="segments-track">{steps.collect_view()}</div>
                </fieldset>
            </div>
            <div class="usage-chart">{chart}</div>
        </section>
    }
}

#[component]
fn Chart(shown: Step, steps: Vec<StepUse>) -> impl IntoView {
    let language = use_language();
    let columns = steps
        .iter()
        .map(|one| Column {
            label: explain::step(one, shown, language),
            short: explain::short_step(one, shown, language),
            up: one.units.taken,
            down: one.units.returned.saturating_add(one.units.void),
            cells: [one.units.taken, one.units.returned, one.units.void].map(format::count).to_vec(),
        })
        .collect();
    let heads = vec![
        step_name(shown, language),
        text!(language, usage.taken),
        text!(language, usage.returned),
        text!(language, usage.void),
    ];
    view! {
        <p class="chart-legend" aria-hidden="true">
            <span class="legend-up">{text!(language, usage.taken)}</span>
            <span class="legend-down">{text!(language, usage.back)}</span>
        </p>
        <BarChart caption=text!(language, usage.over_time) table_label=text!(language, usage.as_table) heads columns />
    }
}

const fn step_name(step: Step, language: Language) -> &'static str {
    match step {
        Step::Day => text!(language, usage.by_day),
        Step::Week => text!(language, usage.by_week),
        Step::Month => text!(language, usage.by_month),
    }
}
