//! Against robots, without asking anybody else: a field that no person sees, and a time in which no person fills in a form.

use leptos::prelude::*;

use crate::browser;
use crate::i18n::text;
use crate::site::use_language;

/// No person is done sooner, in milliseconds.
const SOONEST: f64 = 3_000.0;

/// What a robot gives itself away by.
#[derive(Clone, Copy)]
pub(super) struct Robots {
    trap: RwSignal<String>,
    shown_at: StoredValue<f64>,
}

impl Robots {
    /// From now on.
    pub(super) fn watch() -> Self {
        let shown_at = StoredValue::new(0.0);
        Effect::new(move || shown_at.set_value(browser::since_opened()));
        Self { trap: RwSignal::new(String::new()), shown_at }
    }

    /// Whether the form looks filled in by one. Nobody is locked out: the trap is emptied, and time passes.
    pub(super) fn suspect(self) -> bool {
        let was_trapped = !self.trap.get_untracked().is_empty();
        self.trap.set(String::new());
        was_trapped || browser::since_opened() - self.shown_at.get_value() < SOONEST
    }
}

/// The field that no person sees, hears of or reaches by keyboard.
#[component]
pub(super) fn Trap(robots: Robots) -> impl IntoView {
    view! {
        <div class="trap" aria-hidden="true">
            <label for="website">{text!(use_language(), embed.trap)}</label>
            <input
                id="website"
                name="website"
                type="text"
                tabindex="-1"
                autocomplete="off"
                prop:value=move || robots.trap.get()
                on:input=move |event| robots.trap.set(event_target_value(&event))
            />
        </div>
    }
}
