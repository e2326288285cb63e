//! Packs of an add-on: each size with its price, and how many of it.

use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlInputElement};
use rules::basket::{Basket, PackChoice, normalized_quantity};
use rules::catalogue::PackSize;
use rules::explain;
use rules::format;
use rules::vocabulary::{AddOnCode, QuotaKind};

use crate::i18n::text;
use crate::site::use_language;

/// The packs of one add-on.
#[component]
pub(super) fn PackRows(
    /// Which add-on.
    add_on: AddOnCode,
    /// What a pack holds.
    quota: QuotaKind,
    /// The sizes that are sold.
    sizes: Vec<PackSize>,
    /// The most of one order.
    max: u32,
    /// The basket as it stands.
    basket: Memo<Basket>,
    /// What to do with a changed basket.
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let rows = sizes
        .into_iter()
        .map(|size| {
            let code = add_on.clone();
            let id = format!("{}-{}", code.as_str(), size.amount);
            let is_this = {
                let code = code.clone();
                move |pack: &PackChoice| pack.add_on == code && pack.size == size.amount
            };
            let find = is_this.clone();
            let quantity = Memo::new(move |_| {
                basket.with(|basket| basket.packs.iter().find(|pack| find(pack)).map_or(0, |pack| pack.quantity))
            });
            let set = move |quantity: u32| {
                let mut changed = basket.get_untracked();
                match changed.packs.iter_mut().find(|pack| is_this(pack)) {
                    Some(pack) => pack.quantity = quantity,
                    None => changed.packs.push(PackChoice { add_on: code.clone(), size: size.amount, quantity }),
                }
                changed.packs.retain(|pack| pack.quantity > 0);
                on_change(changed);
            };
            let set = StoredValue::new(set);
            let was_cut = RwSignal::new(false);
            let take_typed = move |event: Event| {
                let typed = normalized_quantity(&event_target_value(&event));
                // What is no number is put back as it was, and what is too much is cut.
                let settled = typed.unwrap_or_else(|| quantity.get_untracked()).min(max);
                was_cut.set(typed.is_some_and(|typed| typed > max));
                event_target::<HtmlInputElement>(&event).set_value(&settled.to_string());
                set.with_value(|set| set(settled));
            };
            let cut = move || (was_cut.get() && quantity.get() == max).then(|| text!(language, checkout.at_most, count = max));
            let label = explain::units(quota, u64::from(size.amount), language);
            view! {
                <div class="pack">
                    <label class="pack-name" for=id.clone()>{label.clone()}</label>
                    <span class="pack-price money">{format::price_tag(size.price_fen)}</span>
                    <span class="stepper">
                        <button
                            type="button"
                            class="stepper-button"
                            aria-label=text!(language, checkout.fewer, what = label.as_str())
                            on:click=move |_| set.with_value(|set| set(quantity.get_untracked().saturating_sub(1)))
                        >
                            "−"
                        </button>
                        <input
                            id=id
                            class="stepper-number"
                            type="text"
                            inputmode="numeric"
                            autocomplete="off"
                            maxlength="12"
                            value=quantity.get_untracked().to_string()
                            prop:value=move || quantity.get().to_string()
                            on:change=take_typed
                        />
                        <button
                            type="button"
                            class="stepper-button"
                            aria-label=text!(language, checkout.more, what = label.as_str())
                            on:click=move |_| set.with_value(|set| set(quantity.get_untracked().saturating_add(1).min(max)))
                        >
                            "+"
                        </button>
                    </span>
                    <p class="pack-note" role="status">{cut}</p>
                </div>
            }
        })
        .collect_view();
    view! { <div class="pack-rows">{rows}</div> }
}
