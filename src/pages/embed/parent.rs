//! The page that embeds the form, where it is one that may: it alone is told anything, and nothing about a person.

use api::Origin;
use rules::vocabulary::{ApplicationId, EditionCode};
use serde::Serialize;

use crate::browser::frame;

/// What the embedding page is told.
#[derive(Serialize)]
#[serde(tag = "type")]
pub(super) enum Message<'a> {
    /// How high the form is, in pixels.
    #[serde(rename = "esign-trial:height")]
    Height {
        /// Whole pixels.
        height: u32,
    },
    /// A lead was taken.
    #[serde(rename = "esign-trial:submitted")]
    Submitted {
        /// Which edition it is about.
        edition: &'a EditionCode,
        /// Its key.
        lead: &'a ApplicationId,
    },
}

/// The embedding page; `None` where there is none, or none that the configuration allows.
pub(super) struct Parent(Option<String>);

impl Parent {
    /// The page around this one.
    pub(super) fn of(allowed: &[Origin]) -> Self {
        Self(frame::parent_origin().filter(|parent| allowed.iter().any(|origin| origin.as_str() == parent)))
    }

    /// Tells it something.
    pub(super) fn tell(&self, message: &Message<'_>) {
        if let (Some(origin), Ok(text)) = (&self.0, serde_json::to_string(message)) {
            frame::tell_parent(origin, &text);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_happened_and_nothing_about_a_person() {
        let height = serde_json::to_string(&Message::Height { height: 640 }).unwrap();
        assert_eq!(height, r#"{"type":"esign-trial:height","height":640}"#);
        let (edition, lead) = (EditionCode::new("flagship"), ApplicationId::new("20260301-ABCDEFGH"));
        let submitted = serde_json::to_string(&Message::Submitted { edition: &edition, lead: &lead }).unwrap();
        assert_eq!(submitted, r#"{"type":"esign-trial:submitted","edition":"flagship","lead":"20260301-ABCDEFGH"}"#);
    }
}
