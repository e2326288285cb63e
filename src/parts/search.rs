//! The field to search in. What is typed counts at once; the address follows when the person pauses, since browsers refuse
//! to have it changed with every key.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;

/// The field.
pub(super) const SEARCH_BOX: &str = "answers-search";
/// How long a person pauses before the address says what was typed.
const PAUSE: Duration = Duration::from_millis(400);

/// What is searched for.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// The text as it was typed, or as the address has it.
    pub(super) query: Memo<String>,
    /// What was typed last; the address says it later.
    ahead: RwSignal<Option<Ahead>>,
    /// What the address says now.
    named: Memo<String>,
    put: StoredValue<Box<dyn Fn(String)>, LocalStorage>,
    write: StoredValue<Box<dyn FnMut(String)>, LocalStorage>,
}

/// What was typed, and what the address said then.
#[derive(Clone, PartialEq, Eq)]
struct Ahead {
    typed: String,
    over: String,
}

impl Search {
    /// The search of this page, which begins with what its address says.
    pub(super) fn from_address() -> Self {
        let address = use_query_map();
        let named = Memo::new(move |_| address.with(|address| address.get("q")).unwrap_or_default());
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
        let (site, navigate) = (use_site(), use_navigate());
        let put = move |typed: String| {
            let is_empty = typed.trim().is_empty();
            let text = if is_empty { String::new() } else { typed.clone() };
            if written.with_value(|written| written.as_ref() == Some(&text)) {
                return;
            }
            written.set_value(Some(text));
            let page = if is_empty { Page::Help } else { Page::HelpSearch(typed) };
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&site.path(&page), options);
        };
        let put = StoredValue::new_local(Box::new(put) as Box<dyn Fn(String)>);
        let write = debounce(PAUSE, move |typed| put.with_value(|put| put(typed)));
        Self { query, ahead, named, put, write: StoredValue::new_local(Box::new(write)) }
    }

    /// The address says at once what was typed: whoever follows a link now is not to be called back by it later.
    pub(super) fn settle(self) {
        if let Some(ahead) = self.ahead.get_untracked() {
            self.put.with_value(|put| put(ahead.typed));
        }
    }

    /// Searches for something else.
    pub(super) fn typed(self, text: String) {
        self.ahead.set(Some(Ahead { typed: text.clone(), over: self.named.get_untracked() }));
        self.write.update_value(|write| write(text));
    }
}

/// The field; hidden where no script runs, which could do nothing with it.
#[component]
pub(super) fn SearchBox(search: Search) -> impl IntoView {
    let language = use_site().language;
    // What is still being composed, in pinyin say, is nothing to search for.
    let is_composing = StoredValue::new(false);
    let take = move |text: String| {
        if !is_composing.get_value() {
            search.typed(text);
        }
    };
    view! {
        <div class="answers-search" role="search">
            <label for=SEARCH_BOX>{text!(language, answers.search)}</label>
            <input
                id=SEARCH_BOX
                class="field-input"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                value=search.query.get_untracked()
                prop:value=move || search.query.get()
                on:compositionstart=move |_| is_composing.set_value(true)
                on:compositionend=move |event| {
                    is_composing.set_value(false);
                    take(event_target_value(&event));
                }
                on:input=move |event| take(event_target_value(&event))
                on:change=move |event| {
                    let text = event_target_value(&event);
                    // Leaving the field changes nothing.
                    if search.query.with_untracked(|query| *query != text) {
                        take(text);
                    }
                }
            />
        </div>
    }
}
