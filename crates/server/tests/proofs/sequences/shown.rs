//! What each side was shown last.

use rules::decide::PlaceOrder;
use rules::quote::QuoteDigest;
use serde_json::Value;

use super::call::Call;

/// The digests of the same quote. Each has the instant of the paid end in it, and is each side's own where the clocks are.
pub(super) struct Shown {
    pub(super) server: QuoteDigest,
    pub(super) browser: QuoteDigest,
}

impl Default for Shown {
    fn default() -> Self {
        Self { server: QuoteDigest::of_nothing(), browser: QuoteDigest::of_nothing() }
    }
}

impl Shown {
    /// A call to the server as the browser is asked: with what was shown there.
    pub(super) fn in_browser(&self, call: &Call) -> Call {
        match call {
            Call::Place(placing) if placing.shown == self.server => {
                Call::Place(PlaceOrder { shown: self.browser.clone(), ..placing.clone() })
            }
            other => other.clone(),
        }
    }
}

pub(super) fn digest_of(shown: &Value) -> QuoteDigest {
    serde_json::from_value(shown["digest"].clone()).unwrap_or(QuoteDigest::of_nothing())
}
