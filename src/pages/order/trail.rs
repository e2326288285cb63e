//! What happened to an order: every event with its time and whoever did it, oldest first.

use api::Failure;
use leptos::prelude::*;
use rules::explain;
use rules::format;
use rules::trail::{DoneBy, TrailEntry};
use rules::vocabulary::{Language, OrderId, PersonId};
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::{FailureNotice, PersonNames, use_person_names};
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::Button;

/// The trail of an order, or why it could not be read.
type TrailOf = (OrderId, Result<Vec<TrailEntry>, Failure>);

/// The section, read anew whenever something happened, here or in another tab, and shown anew only where that changed
/// something.
#[component]
pub(super) fn OrderTrail(order: Memo<OrderId>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let read = LocalResource::new(move || {
        shop.standing().track();
        let order = order.get();
        async move {
            let channel = shop.channel();
            let trail = shop.ask(async |backend| backend.order_trail(channel, &order).await).await;
            (order, trail)
        }
    });
    // The trail of another order is not this one's, even while its own is not there yet.
    let known = Memo::new(move |before: Option<&Option<TrailOf>>| {
        let is_this = |(of, _): &(OrderId, _)| order.with(|order| of == order);
        read.get().or_else(|| before.cloned().flatten()).filter(is_this)
    });
    let persons = Memo::new(move |_| match known.get() {
        Some((_, Ok(entries))) => persons_of(&entries),
        _ => Vec::new(),
    });
    let names = use_person_names(persons);
    let content = move || match known.get() {
        Some((_, Ok(entries))) => view! { <TrailEntries entries names /> }.into_any(),
        Some((_, Err(failure))) => view! {
            <FailureNotice failure wish=Wish::Other />
            <Button on_press=move || read.refetch()>{text!(language, order.trail_again)}</Button>
        }
        .into_any(),
        None => view! { <Waiting /> }.into_any(),
    };
    view! {
        <section class="panel order-trail" aria-labelledby="order-trail">
            <h2 id="order-trail">{text!(language, order.trail)}</h2>
            {content}
        </section>
    }
}

/// Lines where the events will be.
#[component]
fn Waiting() -> impl IntoView {
    let language = use_language();
    view! {
        <p class="visually-hidden">{text!(language, order.trail_waiting)}</p>
        <div class="trail-bones" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}

/// The events of an order.
#[component]
pub fn TrailEntries(
    /// What happened, oldest first.
    entries: Vec<TrailEntry>,
    /// What persons are called.
    names: Memo<PersonNames>,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let rows = entries.into_iter().map(|entry| {
        let at = match entry.at {
            Some(at) => format::date_time(at, language),
            None => text!(language, order.trail_undated).to_owned(),
        };
        let machine_time = entry.at.map(format::machine_time);
        let by = entry.by;
        let name_language = matches!(by, Some(DoneBy::Person(_))).then_some("zh-CN");
        let who = move || who(by.as_ref(), names, language);
        view! {
            <li>
                <time class="trail-time" datetime=machine_time>{at}</time>
                <span class="trail-event">{explain::event(&entry.event, &catalogue, language)}</span>
                <span class="quiet trail-who" lang=name_language>{who}</span>
            </li>
        }
    });
    view! { <ol class="trail">{rows.collect_view()}</ol> }
}

fn who(by: Option<&DoneBy>, names: Memo<PersonNames>, language: Language) -> String {
    match by {
        Some(DoneBy::Person(person)) => names.with(|names| names.of(person)),
        Some(DoneBy::Operator(_)) => text!(language, order.trail_operator).to_owned(),
        Some(DoneBy::Shop) => text!(language, order.trail_shop).to_owned(),
        None => text!(language, order.trail_unknown).to_owned(),
    }
}

fn persons_of(entries: &[TrailEntry]) -> Vec<PersonId> {
    let person = |entry: &TrailEntry| match &entry.by {
        Some(DoneBy::Person(person)) => Some(person.clone()),
        _ => None,
    };
    let mut persons: Vec<PersonId> = entries.iter().filter_map(person).collect();
    persons.sort();
    persons.dedup();
    persons
}
