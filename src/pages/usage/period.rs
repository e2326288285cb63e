//! The period that is looked at: one with a name, or from one day to another.

use chrono::NaiveDate;
use leptos::prelude::*;
use rules::usage::DayRange;
use rules::vocabulary::Language;

use super::Looking;
use crate::i18n::text;
use crate::routes::{UsagePeriod, UsageView, range_of};
use crate::site::use_language;
use crate::ui::Radio;

/// Chooses the period.
#[component]
pub(super) fn PeriodChoice(looking: Looking) -> impl IntoView {
    let language = use_language();
    let period = Memo::new(move |_| looking.view.get().period);
    let choose = move |period| looking.at(UsageView { period, page: 1, step: None, ..looking.view.get_untracked() });
    let named = UsagePeriod::NAMED.into_iter().enumerate().map(move |(index, one)| {
        let id = format!("usage-period-{index}");
        view! {
            <label class="segment" for=id.clone()>
                <Radio id=id.clone() group="usage-period" is_chosen=Signal::derive(move || period.get() == one) on_choose=move || choose(one) />
                <span>{period_name(one, language)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="segments">
            <legend>{text!(language, usage.period)}</legend>
            <div class="segments-track">{named.collect_view()}</div>
        </fieldset>
        <Days looking choose />
    }
}

/// From one day to another, in Shanghai; both inside. The fields follow the period that is looked at, and keep what a person
/// types until it is one.
#[component]
fn Days(looking: Looking, choose: impl Fn(UsagePeriod) + Copy + 'static) -> impl IntoView {
    let language = use_language();
    // What was typed that is no period, and the period that was looked at then.
    let wrong = RwSignal::new(None::<(DayRange, [String; 2])>);
    let is_wrong =
        Memo::new(move |_| wrong.with(|wrong| wrong.as_ref().is_some_and(|(range, _)| *range == looking.range.get())));
    let change = move |which: usize, text: String| {
        let range = looking.range.get_untracked();
        let kept = wrong.get_untracked().filter(|(of, _)| *of == range).map(|(_, typed)| typed);
        let mut typed = kept.unwrap_or_else(|| [range.first.to_string(), range.last.to_string()]);
        if let Some(field) = typed.get_mut(which) {
            *field = text;
        }
        let [first, last] = typed.each_ref().map(|text| text.parse::<NaiveDate>().ok());
        match first.zip(last).and_then(|(first, last)| range_of(first, last)) {
            Some(range) => {
                wrong.set(None);
                choose(UsagePeriod::Days(range));
            }
            None => wrong.set(Some((range, typed))),
        }
    };
    let day = move |which: usize, id: &'static str, label: &'static str| {
        let value = move || {
            let range = looking.range.get();
            if which == 0 { range.first.to_string() } else { range.last.to_string() }
        };
        view! {
            <label for=id>{label}</label>
            <input
                type="date"
                id=id
                class="input"
                value=untrack(value)
                prop:value=value
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby="usage-days-error"
                on:change=move |event| change(which, event_target_value(&event))
            />
        }
    };
    view! {
        <div class="usage-days" role="group" aria-label=text!(language, usage.days)>
            {day(0, "usage-from", text!(language, usage.from))}
            {day(1, "usage-to", text!(language, usage.to))}
            <p class="field-error" id="usage-days-error" role="status">
                {move || is_wrong.get().then(|| text!(language, usage.days_wrong))}
            </p>
        </div>
    }
}

const fn period_name(period: UsagePeriod, language: Language) -> &'static str {
    match period {
        UsagePeriod::Month => text!(language, usage.last_month),
        UsagePeriod::Quarter => text!(language, usage.last_quarter),
        UsagePeriod::Year => text!(language, usage.last_year),
        UsagePeriod::All | UsagePeriod::Days(_) => text!(language, usage.all_time),
    }
}
