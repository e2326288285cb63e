//! A code that a phone scans, as SVG.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode as Modules, QrCodeEcc};

/// Empty modules around the code, which a scanner needs.
const MARGIN: i32 = 4;

/// A text as a code; dark on light whatever the page's colours, or scanners fail.
#[component]
pub(crate) fn QrCode(
    /// What it says.
    #[prop(into)]
    text: String,
    /// What a screen reader says instead.
    label: &'static str,
) -> impl IntoView {
    // It fails for texts of more than two thousand characters.
    let Ok(modules) = Modules::encode_text(&text, QrCodeEcc::Medium) else {
        return ().into_any();
    };
    let side = modules.size() + 2 * MARGIN;
    let mut path = String::new();
    for (y, x) in (0..modules.size()).flat_map(|y| (0..modules.size()).map(move |x| (y, x))) {
        if modules.get_module(x, y) {
            // Writing to a String does not fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    view! {
        <svg class="qr-code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
            <rect width=side.to_string() height=side.to_string() />
            <path d=path />
        </svg>
    }
    .into_any()
}
