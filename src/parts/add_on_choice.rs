//! How much of an add-on is bought: a number of packs of each size, or an integration for a term.

use leptos::prelude::*;
use rules::basket::Basket;
use rules::catalogue::{AddOn, Sale};

use super::integration_terms::IntegrationTerms;
use super::pack_rows::PackRows;

/// The choices of one add-on; every change goes to the basket.
#[component]
pub(crate) fn AddOnChoice(
    /// Which add-on.
    add_on: AddOn,
    /// The basket as it stands.
    basket: Memo<Basket>,
    /// What to do with a changed basket.
    on_change: impl Fn(Basket) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    match add_on.sale {
        Sale::Packs { quota, max_quantity, sizes } => {
            view! { <PackRows add_on=add_on.code quota sizes max=max_quantity basket on_change /> }.into_any()
        }
        Sale::Years { yearly_price_fen, terms } => {
            view! { <IntegrationTerms add_on=add_on.code name=add_on.name yearly=yearly_price_fen terms basket on_change /> }
                .into_any()
        }
    }
}
