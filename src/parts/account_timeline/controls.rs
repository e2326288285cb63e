//! How closely the axis is looked at, and steps to earlier and later; both are in the address.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use rules::calendar::Instant;
use rules::timeline::{Axis, TimelineView, Zoom};
use rules::vocabulary::Language;

use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;
use crate::ui::{Button, Radio};

/// Chooses the part of the axis.
#[component]
pub(super) fn Controls(view: Memo<TimelineView>, axis: Memo<Axis>, now: Memo<Instant>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let navigate = use_navigate();
    let show = StoredValue::new(move |view: TimelineView| {
        // A step is no page of its own: going back leads to where one came from.
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&site.path(&Page::Account(view)), options);
    });
    let look = move |view: TimelineView| show.with_value(|show| show(view));
    let step = move |units: i32| {
        let view = view.get_untracked();
        look(view.moved(units, axis.get_untracked(), now.get_untracked()));
    };
    let zooms = Zoom::ALL.map(|zoom| {
        let id = format!("zoom-{}", zoom.code());
        let is_chosen = Signal::derive(move || view.get().zoom == zoom);
        let choose = move || look(TimelineView { zoom, ..view.get_untracked() });
        view! {
            <label class="segment" for=id.clone()>
                <Radio id=id.clone() group="zoom" is_chosen on_choose=choose />
                <span>{unit(zoom, language)}</span>
            </label>
        }
    });
    view! {
        <div class="timeline-controls">
            <fieldset class="segments">
                <legend>{text!(language, timeline.zoom)}</legend>
                <div class="segments-track">{zooms.collect_view()}</div>
            </fieldset>
            <div class="button-row">
                <Button on_press=move || step(-1)>{move || earlier(view.get().zoom, language)}</Button>
                <Button on_press=move || look(TimelineView { at: None, ..view.get_untracked() })>
                    {text!(language, timeline.today)}
                </Button>
                <Button on_press=move || step(1)>{move || later(view.get().zoom, language)}</Button>
            </div>
        </div>
    }
}

const fn unit(zoom: Zoom, language: Language) -> &'static str {
    match zoom {
        Zoom::Year => text!(language, timeline.year),
        Zoom::Quarter => text!(language, timeline.quarter),
        Zoom::Month => text!(language, timeline.month),
    }
}

const fn earlier(zoom: Zoom, language: Language) -> &'static str {
    match zoom {
        Zoom::Year => text!(language, timeline.year_earlier),
        Zoom::Quarter => text!(language, timeline.quarter_earlier),
        Zoom::Month => text!(language, timeline.month_earlier),
    }
}

const fn later(zoom: Zoom, language: Language) -> &'static str {
    match zoom {
        Zoom::Year => text!(language, timeline.year_later),
        Zoom::Quarter => text!(language, timeline.quarter_later),
        Zoom::Month => text!(language, timeline.month_later),
    }
}
