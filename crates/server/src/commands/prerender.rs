//! A built site for a host that serves files alone, with another catalogue than it was built with.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use rules::Catalogue;
use server::SystemClock;
use server::sold::write_site;
use service::Clock;

use super::place::{AppPages, read_catalogue, store, versions};
use crate::{Configured, Stopped, say};

#[derive(Args)]
pub(crate) struct Prerendering {
    /// The catalogue; without it, what the configured database has in force now
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// Where to write the site, an empty or a new folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    configured: Configured,
}

impl Prerendering {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        let configuration = self.configured.read()?;
        let (text, catalogue) = match &self.catalogue {
            Some(path) => read_catalogue(path)?,
            None => {
                let versions = versions(&configuration, store(&configuration).await?).await?;
                let text = versions.texts().at(SystemClock.now());
                let text = String::from_utf8(text.to_vec())?;
                let catalogue = Catalogue::parse(&text)?;
                (text, catalogue)
            }
        };
        let catalogue = Arc::new(catalogue);
        let files = write_site(&configuration.server.dist, &text, &catalogue, &AppPages, &self.out)?;
        say(&format!("{} has {files} files, with the catalogue {}", self.out.display(), catalogue.version));
        Ok(())
    }
}
