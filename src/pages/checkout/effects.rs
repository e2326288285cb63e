//! What a renewal or an upgrade does to what the account has: where the paid end moves, what ends, what stays.

use leptos::prelude::*;
use rules::decide::{Effects, Held};
use rules::explain;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The paid end before and after; and where something ends with the purchase, what does and what stays.
#[component]
pub(super) fn PurchaseEffects(effects: Effects) -> impl IntoView {
    let language = use_language();
    let Effects { paid_end, ends, stays } = effects;
    let moves = paid_end.map(|(from, to)| view! { <p>{explain::paid_end_moves(from, to, language)}</p> });
    let sorted = (!ends.is_empty()).then(|| {
        view! {
            <HeldList title=text!(language, checkout.ends) held=ends />
            <HeldList title=text!(language, checkout.stays) held=stays />
        }
    });
    let has_effects = moves.is_some() || sorted.is_some();
    has_effects.then(|| view! { <div class="effects">{moves}{sorted}</div> })
}

#[component]
fn HeldList(title: &'static str, held: Vec<Held>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let items = held.iter().map(|held| view! { <li>{explain::held(held, &catalogue, language)}</li> }).collect_view();
    (!held.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            <ul>{items}</ul>
        }
    })
}
