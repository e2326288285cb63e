//! Who is to be called about a trial.

use clap::Subcommand;

use super::place::{shop, store};
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum ContactTask {
    /// List who applied for the trial or left a lead, the oldest first, each as a line of JSON
    List {
        #[command(flatten)]
        configured: Configured,
    },
}

impl ContactTask {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        match self {
            Self::List { configured } => list(configured).await,
        }
    }
}

async fn list(configured: Configured) -> Result<(), Stopped> {
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    for contact in shop(&configuration, store.clone()).await?.contacts().await? {
        say(&serde_json::to_string(&contact)?);
    }
    store.close().await;
    Ok(())
}
