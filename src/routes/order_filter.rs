//! The filter of the list of orders as its address holds it: what was typed, as it was typed, so that a mistake is still
//! there to be corrected after a reload.

use leptos_router::params::ParamsMap;
use rules::account::OrderStage;

use super::escaped;

/// What orders are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Words of the number, of what was bought, or of the enterprise that was named.
    pub text: String,
    /// How far they have come.
    pub stage: Option<OrderStage>,
    /// Placed on this day or later, `2026-03-01` in Shanghai.
    pub from: String,
    /// Placed on this day or before.
    pub to: String,
    /// Of this amount or more, in yuan.
    pub least: String,
    /// Of this amount or less.
    pub most: String,
}

impl OrderFilter {
    /// The filter that an address holds; a state that there is not is left out.
    #[must_use]
    pub fn from_query(query: &ParamsMap) -> Self {
        let part = |name| query.get(name).unwrap_or_default();
        let stage = part("state");
        Self {
            text: part("text"),
            stage: OrderStage::ALL.into_iter().find(|known| known.code() == stage),
            from: part("from"),
            to: part("to"),
            least: part("least"),
            most: part("most"),
        }
    }

    /// The query of an address with it; empty where nothing is filtered.
    #[must_use]
    pub fn query(&self) -> String {
        let stage = self.stage.map_or("", OrderStage::code);
        let parts = [
            ("text", self.text.as_str()),
            ("state", stage),
            ("from", &self.from),
            ("to", &self.to),
            ("least", &self.least),
            ("most", &self.most),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> = parts.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}
