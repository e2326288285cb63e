//! A message set apart from the text around it.

use leptos::prelude::*;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Good to know.
    Info,
    /// To be careful about.
    Warning,
    /// Went wrong.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Warning => "notice notice-warning",
            Self::Danger => "notice notice-danger",
        }
    }
}

/// A message; `role` tells a screen reader whether to speak it when it appears.
#[component]
pub(crate) fn Notice(tone: Tone, #[prop(optional)] role: Option<&'static str>, children: Children) -> impl IntoView {
    view! {
        <div class=tone.class() role=role>
            {children()}
        </div>
    }
}
