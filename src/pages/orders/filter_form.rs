//! The form of the filter. Its fields keep what is typed, and what is wrong with it stands beside them.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use rules::account::OrderStage;
use rules::explain;

use super::criteria::{Problems, Unread};
use crate::i18n::text;
use crate::routes::OrderFilter;
use crate::site::use_language;

/// Words, a state, days and amounts.
#[component]
pub(super) fn FilterForm(
    /// What stands in the fields at first.
    filter: OrderFilter,
    /// What stands there now.
    shown: RwSignal<OrderFilter>,
    /// What of it cannot be read.
    problems: Memo<Problems>,
    /// Takes every change.
    on_change: impl Fn(OrderFilter) + Copy + Send + Sync + 'static,
    /// Is told that a field was left, or the form sent.
    on_settle: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let edit = move |put: fn(&mut OrderFilter, String)| {
        Callback::new(move |typed: String| {
            let mut filter = shown.get_untracked();
            put(&mut filter, typed);
            on_change(filter);
        })
    };
    let settle = Callback::new(move |()| on_settle());
    let told = move |of: fn(&Problems) -> Option<Unread>| Memo::new(move |_| problems.with(of));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        on_settle();
    };
    let stage_chosen = filter.stage;
    let stages = OrderStage::ALL.map(|stage| {
        view! {
            <option value=stage.code() selected=stage_chosen == Some(stage)>{explain::order_stage(stage, language)}</option>
        }
    });
    let choose = move |event| {
        let code = event_target_value(&event);
        let stage = OrderStage::ALL.into_iter().find(|known| known.code() == code);
        on_change(OrderFilter { stage, ..shown.get_untracked() });
        on_settle();
    };
    view! {
        <form class="orders-filter" role="search" aria-label=text!(language, orders_page.filter) on:submit=send>
            <FilterField
                id="orders-text"
                kind=FieldKind::Text
                label=text!(language, orders_page.text)
                help=text!(language, orders_page.text_help)
                typed=filter.text
                on_type=edit(|filter, typed| filter.text = typed)
                settle
            />
            <div class="orders-filter-field">
                <label for="orders-state">{text!(language, orders_page.state)}</label>
                <select id="orders-state" class="field-input" on:change=choose>
                    <option value="" selected=stage_chosen.is_none()>{text!(language, orders_page.any_state)}</option>
                    {stages.collect_view()}
                </select>
            </div>
            <FilterField
                id="orders-from"
                kind=FieldKind::Day
                label=text!(language, orders_page.from)
                problem=told(|problems| problems.from)
                typed=filter.from
                on_type=edit(|filter, typed| filter.from = typed)
                settle
            />
            <FilterField
                id="orders-to"
                kind=FieldKind::Day
                label=text!(language, orders_page.to)
                problem=told(|problems| problems.to)
                typed=filter.to
                on_type=edit(|filter, typed| filter.to = typed)
                settle
            />
            <FilterField
                id="orders-least"
                kind=FieldKind::Amount
                label=text!(language, orders_page.least)
                problem=told(|problems| problems.least)
                typed=filter.least
                on_type=edit(|filter, typed| filter.least = typed)
                settle
            />
            <FilterField
                id="orders-most"
                kind=FieldKind::Amount
                label=text!(language, orders_page.most)
                problem=told(|problems| problems.most)
                typed=filter.most
                on_type=edit(|filter, typed| filter.most = typed)
                settle
            />
        </form>
    }
}

/// What is typed into a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FieldKind {
    Text,
    Day,
    Amount,
}

/// One field. Nothing but the person changes what stands in it: a date half typed is none yet, and would be taken away.
#[component]
fn FilterField(
    id: &'static str,
    kind: FieldKind,
    label: &'static str,
    #[prop(optional)] help: Option<&'static str>,
    #[prop(optional)] problem: Option<Memo<Option<Unread>>>,
    typed: String,
    on_type: Callback<String>,
    settle: Callback<()>,
) -> impl IntoView {
    let language = use_language();
    let (input_kind, inputmode) = match kind {
        FieldKind::Text => ("search", "search"),
        FieldKind::Day => ("date", "numeric"),
        FieldKind::Amount => ("text", "decimal"),
    };
    let told = move || problem.and_then(|problem| problem.get());
    let words = move || {
        told().map(|unread| match unread {
            Unread::Day => text!(language, orders_page.not_a_day),
            Unread::Amount => text!(language, orders_page.not_an_amount),
            Unread::DaysReversed => text!(language, orders_page.days_reversed),
            Unread::AmountsReversed => text!(language, orders_page.amounts_reversed),
        })
    };
    let error_id = format!("{id}-error");
    let help_id = format!("{id}-help");
    let described_by = match help {
        Some(_) => help_id.clone(),
        None => error_id.clone(),
    };
    view! {
        <div class="orders-filter-field">
            <label for=id>{label}</label>
            <input
                id=id
                class="field-input"
                type=input_kind
                inputmode=inputmode
                autocomplete="off"
                maxlength="80"
                value=typed
                aria-invalid=move || told().is_some().to_string()
                aria-describedby=described_by
                on:input=move |event| on_type.run(event_target_value(&event))
                on:change=move |_| settle.run(())
            />
            <p class="field-error" id=error_id>{words}</p>
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
        </div>
    }
}
