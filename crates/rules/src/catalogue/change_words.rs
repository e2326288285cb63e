//! How the places of a catalogue are called, and its values shown, where two catalogues are compared.

use serde_json::Value;

use super::changes::Topic;
use crate::format;
use crate::money::Money;

/// A place in a catalogue.
#[derive(Clone)]
pub(super) struct Place {
    /// As a JSON path.
    pub(super) path: String,
    words: Vec<String>,
}

impl Place {
    pub(super) fn root() -> Self {
        Self { path: "$".to_owned(), words: Vec::new() }
    }

    pub(super) fn field(&self, name: &str) -> Self {
        self.beside(format!("{}.{name}", self.path), field_words(name))
    }

    /// An entry of a list: called by its name, else by its size, else by its number.
    pub(super) fn entry(&self, index: usize, entry: &Value) -> Self {
        let name = entry.pointer("/name/en").and_then(Value::as_str).map(str::to_owned);
        let size =
            || entry.get("amount").and_then(Value::as_u64).map(|amount| format!("pack of {}", format::count(amount)));
        let number = || format!("number {}", index.saturating_add(1));
        let word = name.or_else(size).unwrap_or_else(number);
        self.beside(format!("{}[{index}]", self.path), word)
    }

    /// The order of the entries of a list.
    pub(super) fn field_of_order(&self) -> Self {
        self.beside(self.path.clone(), "order".to_owned())
    }

    fn beside(&self, path: String, word: String) -> Self {
        let mut words = self.words.clone();
        words.push(word);
        Self { path, words }
    }

    pub(super) fn words(&self) -> String {
        self.words.join(", ")
    }
}

/// What a field is called.
fn field_words(name: &str) -> String {
    let known = match name {
        "yearly_price_fen" => "price of a year",
        "price_fen" => "price",
        "largest_order_fen" => "largest order",
        "vat" => "VAT",
        "zh" => "Chinese",
        "en" => "English",
        "mini_program" => "mini-program",
        "personal_mini_program" => "personal mini-program",
        "add_ons" => "add-ons",
        _ => return name.replace('_', " "),
    };
    known.to_owned()
}

/// What a place is to a buyer.
pub(super) fn topic(path: &str) -> Topic {
    let is_entry_of =
        |list: &str| path.strip_prefix(list).is_some_and(|rest| !rest.contains('.') && rest.ends_with(']'));
    let field = path.rsplit('.').next().unwrap_or_default();
    let is_size = path.contains(".sale.sizes[") && path.ends_with(']');
    if is_entry_of("$.editions[") || is_entry_of("$.add_ons[") || is_size {
        return Topic::Sold;
    }
    if path.starts_with("$.purchase_terms") {
        return Topic::PurchaseTerms;
    }
    match field {
        "zh" | "en" | "code" | "recommended" | "version" | "sample" | "phone" | "email" => Topic::Text,
        _ if field.ends_with("_fen") || path.contains(".largest_order_fen.") => Topic::Price,
        "amount" | "contracts" | "max_quantity" => Topic::Quota,
        "terms" => Topic::Term,
        _ if path.starts_with("$.features") || path.contains(".highlights") || path.ends_with(".label") => Topic::Text,
        _ => Topic::Conditions,
    }
}

/// A value as a person reads it: money where the place holds fen, a thing that is sold by its code, else its JSON.
pub(super) fn shown(value: &Value, path: &str) -> String {
    let is_money = topic(path) == Topic::Price;
    if let Some(fen) = value.as_i64().filter(|_| is_money) {
        return format::money(Money::from_fen(fen));
    }
    match value.get("code") {
        Some(Value::String(code)) => code.clone(),
        _ => value.to_string(),
    }
}
