//! What a page says about itself to search engines and to those who share it.

use rules::Catalogue;
use storefront::site::Site;

/// The tags for `<!--head-->`.
pub(crate) fn tags(site: &Site, catalogue: &Catalogue, title: &str) -> String {
    let brand = escaped(catalogue.brand.name.in_language(site.language));
    let tagline = escaped(catalogue.brand.tagline.in_language(site.language));
    // Alternates in other languages need absolute addresses, which a site for any host does not know; the page itself
    // links to them.
    format!("<title>{title} · {brand}</title><meta name=\"description\" content=\"{tagline}\">")
}

/// Text as HTML holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
