//! The field to search in. What is typed counts at once; the address follows when the person pauses, since browsers refuse
//! to have it changed with every key.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How long a person pauses before the address says what was typed.
const PAUSE: Duration = Duration::from_millis(400);

/// What is searched for.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    /// The text as it was typed, or as the address has it.
    query: Memo<String>,
    /// What was typed last; the address says it later.
    ahead: RwSignal<Option<Ahead>>,
    /// What the address says now.
    named: Memo<String>,
    put: StoredValue<Box<dyn Fn(String)>, LocalStorage>,
    later: StoredValue<Box<dyn FnMut(String)>, LocalStorage>,
}

/// What was typed, and what the address said then.
#[derive(Clone, PartialEq, Eq)]
struct Ahead {
    typed: String,
    over: String,
}

impl Search {
    /// A search that begins with what its address says; `write` has the address say what was typed.
    pub(crate) fn new(named: Memo<String>, write: impl Fn(String) + 'static) -> Self {
        let ahead = RwSignal::new(None::<Ahead>);
        let written = StoredValue::new(None::<String>);
        // What was typed counts until the address says something that did not come from here.
        let query = Memo::new(move |_| {
            let named = named.get();
            let typed = ahead
                .get()
                .filter(|ahead| named == ahead.over || written.with_value(|written| written.as_ref() == Some(&named)));
            typed.map_or(named, |ahead| ahead.typed)
        });
        let put = move |typed: String| {
            let text = if typed.trim().is_empty() { String::new() } else { typed };
            if written.with_value(|written| written.as_ref() == Some(&text)) {
                return;
            }
            written.set_value(Some(text.clone()));
            write(text);
        };
        let put = StoredValue::new_local(Box::new(put) as Box<dyn Fn(String)>);
        // A page that was left has no address any more.
        let later = debounce(PAUSE, move |typed| {
            let _ = put.try_with_value(|put| put(typed));
        });
        Self { query, ahead, named, put, later: StoredValue::new_local(Box::new(later)) }
    }

    /// What is searched for.
    pub(crate) fn query(self) -> Memo<String> {
        self.query
    }

    /// The address says at once what was typed: whoever follows a link now is not to be called back by it later.
    pub(crate) fn settle(self) {
        if let Some(ahead) = self.ahead.get_untracked() {
            self.put.with_value(|put| put(ahead.typed));
        }
    }

    /// Searches for something else.
    pub(crate) fn typed(self, text: String) {
        self.ahead.set(Some(Ahead { typed: text.clone(), over: self.named.get_untracked() }));
        self.later.update_value(|later| later(text));
    }
}

/// The field; hidden where no script runs, which could do nothing with it. In a form it sends nothing.
#[component]
pub(crate) fn SearchBox(
    search: Search,
    /// By which others refer to it.
    id: &'static str,
    /// What is searched.
    label: &'static str,
    /// What can be typed.
    #[prop(optional)]
    help: Option<&'static str>,
) -> impl IntoView {
    // What is still being composed, in pinyin say, is nothing to search for.
    let is_composing = StoredValue::new(false);
    let take = move |text: String| {
        if !is_composing.get_value() {
            search.typed(text);
        }
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !is_composing.get_value() {
            event.prevent_default();
            search.settle();
        }
    };
    let help_id = help.map(|_| format!("{id}-help"));
    let told = help.map(|help| view! { <p class="field-help" id=help_id.clone()>{help}</p> });
    view! {
        <div class="search-box" role="search">
            <label for=id>{label}</label>
            <input
                id=id
                class="field-input"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                aria-describedby=help_id
                value=search.query.get_untracked()
                prop:value=move || search.query.get()
                on:compositionstart=move |_| is_composing.set_value(true)
                on:compositionend=move |event| {
                    is_composing.set_value(false);
                    take(event_target_value(&event));
                }
                on:keydown=press
                on:input=move |event| take(event_target_value(&event))
                on:change=move |event| {
                    let text = event_target_value(&event);
                    // Leaving the field changes nothing.
                    if search.query.with_untracked(|query| *query != text) {
                        take(text);
                    }
                }
            />
            {told}
        </div>
    }
}
