//! Buttons, and links that look like them.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// The one thing to do next.
    Primary,
    /// One of several.
    #[default]
    Secondary,
    /// As quiet as text.
    Quiet,
}

impl ButtonKind {
    /// Its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Quiet => "button button-quiet",
        }
    }
}

/// A button that does something on this page.
#[component]
pub(crate) fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it is at work; it keeps its place and its focus, and does nothing meanwhile.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it does.
    on_press: impl Fn() + 'static,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        if !busy.get_untracked() {
            on_press();
        }
    };
    view! {
        <button type="button" class=kind.class() aria-disabled=move || busy.get().to_string() on:click=press>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub(crate) fn LinkButton(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class() href=href>{children()}</a> }
}
