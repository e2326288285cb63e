//! Writes the public pages into a site that was just built.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use clap::Parser;
use prerender::{DOCUMENT, UnfitDocument};
use rules::Catalogue;
use rules::catalogue::CatalogueProblems;

/// Writes the public pages as HTML into a built site.
#[derive(Parser)]
struct Arguments {
    /// The folder of the built site, with `index.html` and `catalogue.json`.
    #[arg(long)]
    dist: PathBuf,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
enum PrerenderError {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("catalogue.json has mistakes:\n{0}")]
    Catalogue(#[from] CatalogueProblems),
    #[error(transparent)]
    Document(#[from] UnfitDocument),
}

fn main() -> ExitCode {
    match prerender(&Arguments::parse().dist) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prerender: {error}");
            ExitCode::FAILURE
        }
    }
}

fn prerender(dist: &Path) -> Result<(), PrerenderError> {
    let catalogue = Arc::new(Catalogue::parse(&read(&dist.join("catalogue.json"))?)?);
    for (file, html) in prerender::pages(&read(&dist.join(DOCUMENT))?, &catalogue)? {
        write(&dist.join(file), &html)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, PrerenderError> {
    fs::read_to_string(path).map_err(|source| PrerenderError::File { path: path.to_owned(), source })
}

fn write(path: &Path, html: &str) -> Result<(), PrerenderError> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, html));
    written.map_err(|source| PrerenderError::File { path: path.to_owned(), source })
}
