//! The catalogue: checked, compared with what is in force, and put in force from an instant on.

use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use clap::{Args, Subcommand};
use rules::Catalogue;
use rules::calendar::Instant;
use rules::catalogue::{CatalogueChange, changes};
use server::SystemClock;
use server::sold::{NotApplied, Period, Start, check_application, digest_of, periods};
use service::Clock;
use sql_store::CatalogueVersion;

use super::place::{read_catalogue, store, versions};
use crate::{Configured, Stopped, say};

#[derive(Subcommand)]
pub(crate) enum CatalogueTask {
    /// Say every mistake in a catalogue with its place, or that there is none
    Check {
        /// The catalogue
        file: PathBuf,
    },
    /// Say what would be otherwise than it is now
    Diff {
        /// The catalogue
        file: PathBuf,
        #[command(flatten)]
        configured: Configured,
    },
    /// Put a catalogue in force from an instant on, after saying what will be otherwise
    Apply(Applied),
    /// List all versions with their periods
    List {
        #[command(flatten)]
        configured: Configured,
    },
}

#[derive(Args)]
pub(crate) struct Applied {
    /// The catalogue
    file: PathBuf,
    /// From when on: an instant like 2027-01-01T00:00:00+08:00; now is half a minute from now, when every server knows it
    #[arg(long, value_name = "INSTANT")]
    from: Start,
    /// By whom, or what for
    #[arg(long, default_value = "")]
    note: String,
    /// Also where a difference is marked with an exclamation mark
    #[arg(long)]
    despite_warnings: bool,
    #[command(flatten)]
    configured: Configured,
}

impl CatalogueTask {
    pub(crate) async fn run(self) -> Result<(), Stopped> {
        match self {
            Self::Check { file } => check(&file),
            Self::Diff { file, configured } => diff(&file, configured).await,
            Self::Apply(applied) => applied.apply().await,
            Self::List { configured } => list(configured).await,
        }
    }
}

fn check(file: &Path) -> Result<(), Stopped> {
    let (_, catalogue) = read_catalogue(file)?;
    let (editions, add_ons) = (catalogue.editions.len(), catalogue.add_ons.len());
    say(&format!("no mistakes: {}, with {editions} editions and {add_ons} add-ons", catalogue.version));
    Ok(())
}

async fn diff(file: &Path, configured: Configured) -> Result<(), Stopped> {
    let (_, catalogue) = read_catalogue(file)?;
    let configuration = configured.read()?;
    let store = store(&configuration).await?;
    let before = versions(&configuration, store.clone()).await?.catalogues().at(SystemClock.now());
    say_changes(&changes(&before, &catalogue));
    store.close().await;
    Ok(())
}

impl Applied {
    async fn apply(self) -> Result<(), Stopped> {
        let (text, catalogue) = read_catalogue(&self.file)?;
        let configuration = self.configured.read()?;
        let store = store(&configuration).await?;
        // Where there is no version yet, what was sold so far becomes the first.
        versions(&configuration, store.clone()).await?;
        let known = store.catalogue_versions_after(0).await.map_err(|failure| format!("{failure:?}"))?;
        let now = SystemClock.now();
        let in_force_from = self.from.instant(now)?;
        let changes = match check_application(&known, &text, &catalogue, in_force_from) {
            Err(same @ NotApplied::Same { .. }) => {
                say(&same.to_string());
                return Ok(());
            }
            checked => checked?,
        };
        say_changes(&changes);
        if !self.despite_warnings && changes.iter().any(|change| change.danger.is_some()) {
            return Err("not applied: see the exclamation marks, and say --despite-warnings if it is meant so".into());
        }
        let number = known.last().map_or(0, |last| last.number).saturating_add(1);
        let digest = digest_of(&text);
        let version = CatalogueVersion { number, in_force_from, text, digest, applied_at: now, note: self.note };
        let is_added = store.add_catalogue_version(&version).await.map_err(|failure| format!("{failure:?}"))?;
        store.close().await;
        if !is_added {
            return Err("not applied: somebody else has applied a version in this moment; see catalogue list, and apply it again".into());
        }
        say(&format!("version {number}, {}, is in force from {}", catalogue.version, said(in_force_from)));
        Ok(())
    }
}

async fn list(configured: Configured) -> Result<(), Stopped> {
    let store = store(&configured.read()?).await?;
    let versions = store.catalogue_versions_after(0).await.map_err(|failure| format!("{failure:?}"))?;
    let now = SystemClock.now();
    for (version, period) in periods(&versions) {
        let name = Catalogue::parse(&version.text).map_or_else(|_| "cannot be read".to_owned(), |read| read.version);
        let mark = if period.has(now) { "in force\t" } else { "" };
        let digest = version.digest.get(..12).unwrap_or_default();
        say(&format!("{}\t{}\t{name}\t{digest}\t{mark}{}", version.number, said_period(period), version.note));
    }
    store.close().await;
    Ok(())
}

fn say_changes(changes: &[CatalogueChange]) {
    if changes.is_empty() {
        say("no differences");
    }
    changes.iter().for_each(|change| say(&change.to_string()));
}

fn said_period(period: Period) -> String {
    let Period::InForce { from, until } = period else {
        return "replaced".to_owned();
    };
    let from =
        if from == Instant::UNIX_EPOCH { "from the beginning".to_owned() } else { format!("from {}", said(from)) };
    until.map_or_else(|| from.clone(), |until| format!("{from} until {}", said(until)))
}

fn said(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
