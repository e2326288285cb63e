//! The period that is looked at: one with a name, or from one day to another.

use chrono::NaiveDate;
use leptos::prelude::*;
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

/// From one day to another, in Shanghai; both inside.
#[component]
fn Days(looking: Looking, choose: impl Fn(UsagePeriod) + Copy + 'static) -> impl IntoView {
    let language = use_language();
    // What was typed last, where it is not what is looked at.
    let typed = RwSignal::new(None::<(String, String)>);
    let shown = move || {
        typed.get().unwrap_or_else(|| {
            let range = looking.range.get();
            (range.first.to_string(), range.last.to_string())
        })
    };
    let is_wrong = Memo::new(move |_| typed.get().is_some());
    let change = move |first: String, last: String| {
        let days = first.parse::<NaiveDate>().ok().zip(last.parse::<NaiveDate>().ok());
        match days.and_then(|(first, last)| range_of(first, last)) {
            Some(range) => {
                typed.set(None);
                choose(UsagePeriod::Days(range));
            }
            None => typed.set(Some((first, last))),
        }
    };
    let day = move |id: &'static str, label: &'static str, is_first: bool| {
        let value = move || {
            let (first, last) = shown();
            if is_first { first } else { last }
        };
        let changed = move |event| {
            let (first, last) = untrack(shown);
            let text = event_target_value(&event);
            if is_first { change(text, last) } else { change(first, text) }
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
                on:change=changed
            />
        }
    };
    view! {
        <div class="usage-days" role="group" aria-label=text!(language, usage.days)>
            {day("usage-from", text!(language, usage.from), true)}
            {day("usage-to", text!(language, usage.to), false)}
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
