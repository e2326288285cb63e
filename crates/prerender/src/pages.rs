//! The public pages: rendered by the app itself, as a visitor sees them.

use std::sync::Arc;

use any_spawner::Executor;
use leptos::prelude::{Owner, RenderHtml, provide_context};
use leptos_router::location::RequestUrl;
use rules::Catalogue;
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::vocabulary::{Channel, Language};
use service::Standing;
use storefront::app::{Opening, app};
use storefront::routes::Page;
use storefront::site::Site;

use crate::head;
use crate::template::Template;

/// A page that everybody may see, complete without script.
pub(crate) struct PublicPage {
    /// In which language.
    pub(crate) language: Language,
    /// Which one.
    pub(crate) page: Page,
    /// What the document is called, before the brand.
    pub(crate) title: &'static str,
    /// The files that it is written to.
    pub(crate) files: &'static [&'static str],
}

/// All of them; the pricing page is also the entrance.
pub(crate) fn public_pages() -> Vec<PublicPage> {
    use Language::{Chinese, English};
    vec![
        page(Chinese, Page::Pricing(None), "版本与价格", &["index.html", "pricing/index.html"]),
        page(English, Page::Pricing(None), "Pricing", &["en/index.html", "en/pricing/index.html"]),
        page(Chinese, Page::AddOns(Basket::default()), "增值服务", &["add-ons/index.html"]),
        page(English, Page::AddOns(Basket::default()), "Add-ons", &["en/add-ons/index.html"]),
    ]
}

const fn page(language: Language, page: Page, title: &'static str, files: &'static [&'static str]) -> PublicPage {
    PublicPage { language, page, title, files }
}

/// The whole document of a page.
pub(crate) fn render(page: &PublicPage, template: &Template, catalogue: &Arc<Catalogue>, base: &str) -> String {
    let site = Site { language: page.language, channel: Channel::Web, base: base.to_owned() };
    let head = head::tags(&site, catalogue, page.title);
    let url = site.href(&page.page);
    let opening = Opening {
        site,
        catalogue: catalogue.clone(),
        // No date is shown to a visitor, so none gets into the page.
        standing: Standing {
            at: Instant::UNIX_EPOCH,
            clock_offset: chrono::TimeDelta::zero(),
            session: None,
            account: None,
        },
        backend: None,
        trouble: None,
    };
    template.page(page.language, &head, &html_of(opening, &url))
}

fn html_of(opening: Opening, url: &str) -> String {
    // It fails only where an executor is there already.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(RequestUrl::new(url));
        app(opening, |_| {}).to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}
