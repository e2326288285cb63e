#![doc = include_str!("../README.md")]
#![recursion_limit = "512"]

mod head;
mod pages;
mod structured;
mod template;

use std::sync::Arc;

use rules::Catalogue;

use crate::pages::PUBLIC_PAGES;
use crate::template::Template;

/// The file of a site whose document all its pages share.
pub const DOCUMENT: &str = "index.html";

/// A document that no page can be written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{DOCUMENT} lacks {0}; it has to come from the project's own {DOCUMENT}")]
pub struct UnfitDocument(pub(crate) &'static str);

/// Every public page of a site that sells by a catalogue, and the shell for all other addresses: each by its path in the site.
/// The document is that of a build, with or without a page in it; it says where the site lives.
///
/// # Errors
/// What the document lacks.
pub fn pages(document: &str, catalogue: &Arc<Catalogue>) -> Result<Vec<(&'static str, String)>, UnfitDocument> {
    let template = Template::new(document)?;
    let mut written = Vec::new();
    for page in PUBLIC_PAGES {
        let html = pages::render(&page, &template, catalogue);
        written.extend(page.files.iter().map(|file| (*file, html.clone())));
    }
    written.push(("404.html", template.shell(catalogue)));
    Ok(written)
}
