//! What an answer adds for the account that is signed in. What the person may not see is not said (ROLE-2, ORD-7, CH-9).

mod lines;

use std::sync::Arc;

use leptos::prelude::{Track, untrack};
use rules::Catalogue;
use rules::account::{Account, Order};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::explain;
use rules::offer::EditionOffer;
use rules::permissions::Permissions;
use rules::rejection::Rejection;
use rules::vocabulary::{Channel, Language};
use rules::way_forward::Wish;

use crate::routes::Page;
use crate::state::Shop;

/// A sentence about the account, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The sentence.
    pub(super) text: String,
    /// A page, and what the link to it says.
    pub(super) link: Option<(Page, &'static str)>,
}

impl Line {
    const fn new(text: String) -> Self {
        Self { text, link: None }
    }

    fn to(mut self, page: Page, label: &'static str) -> Self {
        self.link = Some((page, label));
        self
    }
}

/// What is known of the account, asked once for all answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    account: Account,
    permissions: Permissions,
    offers: Vec<EditionOffer>,
    /// The orders that the person sees.
    orders: Vec<Arc<Order>>,
    /// The sentence about each order that waits for its binding (BIND-2).
    waiting: Vec<(Arc<Order>, String)>,
    /// The add-ons that the person may buy now.
    add_ons: Vec<String>,
    now: Instant,
    channel: Channel,
    language: Language,
    catalogue: Arc<Catalogue>,
}

impl Known {
    /// Of who is signed in; none of a visitor. `now` is to the minute, so that nothing is asked every second.
    pub(super) fn of(shop: Shop, catalogue: &Arc<Catalogue>, language: Language, now: Instant) -> Option<Self> {
        shop.standing().track();
        untrack(|| {
            if !shop.is_signed_in() {
                return None;
            }
            let account = shop.account()?;
            let visible = shop.visible_orders();
            let mut orders = account.orders.clone();
            orders.retain(|order| visible.iter().any(|seen| seen.order == order.id));
            let waiting = orders.iter().filter_map(|order| {
                shop.waiting(&order.id).map(|waiting| (order.clone(), explain::waiting(waiting, language)))
            });
            let may_buy =
                |basket: &Basket| shop.may_place(basket).err().as_ref().is_none_or(Rejection::is_cleared_in_checkout);
            let add_ons = catalogue.add_ons.iter().filter(|add_on| match Wish::add_on(add_on) {
                Wish::Basket(basket) => may_buy(&basket),
                _ => false,
            });
            Some(Self {
                permissions: shop.permissions(),
                offers: shop.offers(),
                waiting: waiting.collect(),
                add_ons: add_ons.map(|add_on| add_on.name.in_language(language).to_owned()).collect(),
                orders,
                account,
                now,
                channel: shop.channel(),
                language,
                catalogue: catalogue.clone(),
            })
        })
    }
}
