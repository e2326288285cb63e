//! Orders, reported by the operator until an e-sign system does.

use clap::Subcommand;
use rules::vocabulary::OrderId;

use super::place::{shop, store};
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum OrderTask {
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
            Self::Deliver { order, configured } => deliver(&OrderId::new(&order), configured).await,
        }
    }
}

async fn deliver(order: &OrderId, configured: Configured) -> Result<(), Stopped> {
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    shop(&configuration, store.clone()).await?.report_delivery(order).await?;
    store.close().await;
    say(&format!("{} is delivered", order.as_str()));
    Ok(())
}
