//! A bar that shows how much of an amount is used; the words beside it say the same.

use leptos::prelude::*;

const WIDTH: u64 = 1_000;

/// How much of `total` is `used`.
#[component]
pub(crate) fn Meter(used: u64, total: u64) -> impl IntoView {
    let share = used.min(total).saturating_mul(WIDTH).checked_div(total).unwrap_or(0);
    view! {
        <svg class="meter" viewBox=format!("0 0 {WIDTH} 8") preserveAspectRatio="none" aria-hidden="true">
            <rect class="meter-whole" width=WIDTH.to_string() height="8" />
            <rect class="meter-used" width=share.to_string() height="8" />
        </svg>
    }
}
