//! Orders that are to be set up, and reported by the operator until an e-sign system does.

use api::Failure;
use clap::Subcommand;
use rules::account::{Account, Order, OrderState};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::explain;
use rules::vocabulary::{AccountId, Language, OrderId};
use serde::Serialize;
use service::Clock;

use super::place::{shop, store};
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum OrderTask {
    /// List the orders that are paid and to be set up, the oldest first, each as a line of JSON. Reads every account that has
    /// orders
    List {
        #[command(flatten)]
        configured: Configured,
    },
    /// Report that an order is set up, so that what was bought can be used; it cannot be taken back
    Deliver {
        /// The number of the order
        order: String,
        #[command(flatten)]
        configured: Configured,
    },
}

impl OrderTask {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        match self {
            Self::List { configured } => list(configured).await,
            Self::Deliver { order, configured } => deliver(&OrderId::new(&order), configured).await,
        }
    }
}

/// An order that is to be set up.
#[derive(Serialize)]
struct ToSetUp {
    order: OrderId,
    /// For which account: where it is bound, the enterprise's.
    account: AccountId,
    /// Since when: it was paid or bound then.
    since: Instant,
    basket: Basket,
}

impl ToSetUp {
    /// `None` where there is nothing to set up now; of an order that is bound, the account that bought it says so.
    fn of(account: &Account, order: &Order, now: Instant) -> Option<Self> {
        let OrderState::Provisioning { since } = order.state_at(now) else {
            return None;
        };
        let bound_to = order.binding.as_ref().map(|binding| &binding.enterprise);
        let is_bought_here = bound_to != Some(&account.id);
        is_bought_here.then(|| Self {
            order: order.id.clone(),
            account: bound_to.unwrap_or(&account.id).clone(),
            since,
            basket: order.basket.clone(),
        })
    }
}

async fn list(configured: Configured) -> Result<(), Stopped> {
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    let shop = shop(&configuration, store.clone()).await?;
    let (mut waiting, mut unread) = (Vec::new(), Vec::new());
    for id in store.accounts_with_orders().await? {
        match shop.account(&id).await {
            Ok(account) => {
                let now = shop.clock.now();
                waiting.extend(account.orders.iter().filter_map(|order| ToSetUp::of(&account, order, now)));
            }
            Err(failure) => unread.push(format!("{} cannot be read: {failure}", id.as_str())),
        }
    }
    store.close().await;
    waiting.sort_by_key(|order| order.since);
    for order in waiting {
        say(&serde_json::to_string(&order)?);
    }
    if unread.is_empty() { Ok(()) } else { Err(unread.join("\n").into()) }
}

async fn deliver(order: &OrderId, configured: Configured) -> Result<(), Stopped> {
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    let shop = shop(&configuration, store.clone()).await?;
    let reported = shop.report_delivery(order).await;
    store.close().await;
    if let Err(Failure::Refused(rejection)) = &reported {
        let catalogue = shop.catalogue();
        let in_words = |reason| explain::reason(reason, &catalogue, Language::English);
        let reasons: Vec<String> = rejection.reasons.iter().map(in_words).collect();
        return Err(format!("{} is not delivered: {}", order.as_str(), reasons.join(" ")).into());
    }
    reported?;
    say(&format!("{} is delivered", order.as_str()));
    Ok(())
}
