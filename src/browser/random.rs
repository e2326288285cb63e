//! Keys, codes and chance, from the random numbers of the browser. Natively they are always the same.

use chrono::Datelike;
use rules::calendar::Instant;
use rules::vocabulary::{ApplicationId, InvoiceId, OrderId};

/// A new key for an order.
#[must_use]
pub(crate) fn fresh_order_key(now: Instant) -> OrderId {
    OrderId::new(&fresh_key(now))
}

/// A new key for an application or a lead.
#[must_use]
pub(crate) fn fresh_application_key(now: Instant) -> ApplicationId {
    ApplicationId::new(&fresh_key(now))
}

/// A new key for an invoice.
#[must_use]
pub(crate) fn fresh_invoice_key(now: Instant) -> InvoiceId {
    InvoiceId::new(&fresh_key(now))
}

/// A new key for a write that has no id of its own (ORD-3).
#[must_use]
pub(crate) fn fresh_request_key() -> String {
    format!("{:016x}", u64::from_le_bytes(random_bytes()))
}

/// Anything from 0 to 255.
#[must_use]
pub(crate) fn chance() -> u8 {
    random_bytes().into_iter().fold(0, |chance, byte| chance ^ byte)
}

/// The local date and forty random bits, so that people can read it aloud.
fn fresh_key(now: Instant) -> String {
    const ALPHABET: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N',
        'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
    ];
    let day = rules::calendar::local_date(now);
    let tail: String = random_bytes().into_iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).collect();
    format!("{:04}{:02}{:02}-{tail}", day.year(), day.month(), day.day())
}

/// A code of six digits.
#[must_use]
pub(crate) fn fresh_code() -> String {
    let number = u64::from_le_bytes(random_bytes());
    format!("{:06}", number % 1_000_000)
}

fn random_bytes() -> [u8; 8] {
    #[cfg_attr(not(target_arch = "wasm32"), expect(unused_mut, reason = "filled by the browser"))]
    let mut bytes = [0; 8];
    #[cfg(target_arch = "wasm32")]
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // It fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
