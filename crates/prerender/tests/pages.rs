//! The public pages of a site, from the document of a build.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use prerender::pages;
use rules::Catalogue;

const SHIPPED: &str = include_str!("../../../public/catalogue.json");

/// The document of the project, as it is built for a sub-folder.
fn document() -> String {
    include_str!("../../../index.html").replace("%BASE%", "/shop/")
}

fn sold(text: &str) -> Arc<Catalogue> {
    Arc::new(Catalogue::parse(text).unwrap())
}

/// The catalogue with another price of the first edition.
fn dearer() -> String {
    SHIPPED.replacen("\"yearly_price_fen\": 365000", "\"yearly_price_fen\": 398700", 1)
}

fn rendered(document: &str, text: &str) -> BTreeMap<&'static str, String> {
    pages(document, &sold(text)).unwrap().into_iter().collect()
}

#[test]
fn pages_say_the_prices_of_the_catalogue_in_both_languages() {
    let pages = rendered(&document(), &dearer());
    for page in ["index.html", "pricing/index.html", "en/index.html", "en/pricing/index.html"] {
        assert!(pages[page].contains("3,987") && !pages[page].contains("3,650"), "{page}");
    }
    assert!(pages["en/pricing/index.html"].contains("<html lang=\"en\" data-base=\"/shop/\">"));
    assert!(pages["404.html"].contains("href=\"/shop/en/pricing\""));
}

/// So a built site can be written again for another catalogue, without what it was built from.
#[test]
fn from_pages_that_were_written_come_the_same_pages_as_from_the_build() {
    let of_build = rendered(&document(), &dearer());
    let before = rendered(&document(), SHIPPED);
    for document in [&before["index.html"], &before["404.html"]] {
        assert!(rendered(document, &dearer()) == of_build);
    }
}

#[test]
fn a_document_that_is_not_the_project_s_is_refused_with_what_it_lacks() {
    for lacking in ["<!--head-->", "<!--/head-->", "<!--app-->", "<!--/app-->", "<html lang=\"zh-CN\"", "data-base=\""]
    {
        let unfit = pages(&document().replace(lacking, ""), &sold(SHIPPED)).unwrap_err();
        assert!(unfit.to_string().contains(&format!("lacks {lacking}")), "{unfit}");
    }
}
