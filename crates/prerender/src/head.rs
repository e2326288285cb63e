//! What a page says about itself to search engines and to those who share it.

use rules::Catalogue;
use rules::vocabulary::Language;
use storefront::site::Site;

use crate::pages::Topic;
use crate::structured;

/// The tags for `<!--head-->`.
pub(crate) fn tags(site: &Site, topic: Topic, catalogue: &Catalogue) -> String {
    let brand = escaped(catalogue.brand.name.in_language(site.language));
    let tagline = escaped(catalogue.brand.tagline.in_language(site.language));
    let title = match (topic, site.language) {
        (Topic::Pricing, Language::Chinese) => "版本与价格",
        (Topic::Pricing, Language::English) => "Pricing",
        (Topic::AddOns, Language::Chinese) => "增值服务",
        (Topic::AddOns, Language::English) => "Add-ons",
        (Topic::Trial | Topic::EmbeddedTrial, Language::Chinese) => "申请试用",
        (Topic::Trial | Topic::EmbeddedTrial, Language::English) => "Trial",
        (Topic::Help, Language::Chinese) => "帮助中心",
        (Topic::Help, Language::English) => "Help",
    };
    let description = match (topic, site.language) {
        (Topic::Help, Language::Chinese) => "购买、续费、升级、用量、发票与退费的常见问题解答。".to_owned(),
        (Topic::Help, Language::English) => {
            "Answers about buying, renewing, upgrading, usage, invoices and refunds.".to_owned()
        }
        _ => tagline,
    };
    let data = match topic {
        Topic::Help => structured::answers(catalogue, site.language),
        Topic::Pricing | Topic::AddOns | Topic::Trial | Topic::EmbeddedTrial => String::new(),
    };
    // A part of pages of others is nothing to find by itself.
    let robots = match topic {
        Topic::EmbeddedTrial => "<meta name=\"robots\" content=\"noindex\">",
        Topic::Pricing | Topic::AddOns | Topic::Trial | Topic::Help => "",
    };
    // Alternates in other languages need absolute addresses, which a site for any host does not know; the page itself
    // links to them.
    format!("<title>{title} · {brand}</title><meta name=\"description\" content=\"{description}\">{robots}{data}")
}

/// Text as HTML holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
