#![doc = include_str!("../README.md")]
#![recursion_limit = "512"]

mod head;
mod pages;
mod structured;
mod template;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use clap::Parser;
use rules::Catalogue;
use rules::catalogue::CatalogueProblems;

use crate::pages::PUBLIC_PAGES;
use crate::template::Template;

/// Writes the public pages as HTML into a built site.
#[derive(Parser)]
struct Arguments {
    /// The folder of the built site, with `index.html` and `catalogue.json`.
    #[arg(long)]
    dist: PathBuf,
    /// The path that the site lives under; it begins and ends with a slash.
    #[arg(long, default_value = "/")]
    base: String,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
enum PrerenderError {
    #[error("{path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("catalogue.json has mistakes:\n{0}")]
    Catalogue(#[from] CatalogueProblems),
    #[error("index.html lacks {0}; it has to come from the project's own index.html")]
    Template(&'static str),
}

fn main() -> ExitCode {
    match prerender(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prerender: {error}");
            ExitCode::FAILURE
        }
    }
}

fn prerender(arguments: &Arguments) -> Result<(), PrerenderError> {
    let catalogue = Arc::new(Catalogue::parse(&read(&arguments.dist.join("catalogue.json"))?)?);
    let template = Template::new(read(&arguments.dist.join("index.html"))?)?;
    for page in PUBLIC_PAGES {
        let html = pages::render(&page, &template, &catalogue, &arguments.base);
        for file in page.files {
            write(&arguments.dist.join(file), &html)?;
        }
    }
    write(&arguments.dist.join("404.html"), &template.shell(&catalogue, &arguments.base))
}

fn read(path: &Path) -> Result<String, PrerenderError> {
    fs::read_to_string(path).map_err(|source| PrerenderError::File { path: path.to_owned(), source })
}

fn write(path: &Path, html: &str) -> Result<(), PrerenderError> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, html));
    written.map_err(|source| PrerenderError::File { path: path.to_owned(), source })
}
