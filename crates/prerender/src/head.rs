//! What a page says about itself to search engines and to those who share it.

use rules::Catalogue;
use rules::vocabulary::Language;
use storefront::routes::Page;
use storefront::site::Site;

/// The tags for `<!--head-->`.
pub(crate) fn tags(site: &Site, catalogue: &Catalogue) -> String {
    let brand = escaped(catalogue.brand.name.in_language(site.language));
    let tagline = escaped(catalogue.brand.tagline.in_language(site.language));
    let page = Page::Pricing(None);
    let title = match site.language {
        Language::Chinese => "版本与价格",
        Language::English => "Pricing",
    };
    let chinese = escaped(&site.href_in(Language::Chinese, &page));
    let english = escaped(&site.href_in(Language::English, &page));
    format!(
        "<title>{title} · {brand}</title>\
         <meta name=\"description\" content=\"{tagline}\">\
         <link rel=\"alternate\" hreflang=\"zh-CN\" href=\"{chinese}\">\
         <link rel=\"alternate\" hreflang=\"en\" href=\"{english}\">\
         <link rel=\"alternate\" hreflang=\"x-default\" href=\"{chinese}\">"
    )
}

/// Text as HTML holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
