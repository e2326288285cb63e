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
    /// What it is about.
    pub(crate) topic: Topic,
    /// The files that it is written to.
    pub(crate) files: &'static [&'static str],
}

/// What a public page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The editions, which are also the entrance.
    Pricing,
    /// The add-ons.
    AddOns,
    /// The trial.
    Trial,
    /// Answers to what buyers ask.
    Help,
    /// The trial's form for pages of others.
    EmbeddedTrial,
}

/// All of them.
pub(crate) const PUBLIC_PAGES: [PublicPage; 10] = [
    public(Language::Chinese, Topic::Pricing, &["index.html", "pricing/index.html"]),
    public(Language::English, Topic::Pricing, &["en/index.html", "en/pricing/index.html"]),
    public(Language::Chinese, Topic::AddOns, &["add-ons/index.html"]),
    public(Language::English, Topic::AddOns, &["en/add-ons/index.html"]),
    public(Language::Chinese, Topic::Trial, &["trial/index.html"]),
    public(Language::English, Topic::Trial, &["en/trial/index.html"]),
    public(Language::Chinese, Topic::Help, &["help/index.html"]),
    public(Language::English, Topic::Help, &["en/help/index.html"]),
    public(Language::Chinese, Topic::EmbeddedTrial, &["embed/trial/index.html"]),
    public(Language::English, Topic::EmbeddedTrial, &["en/embed/trial/index.html"]),
];

const fn public(language: Language, topic: Topic, files: &'static [&'static str]) -> PublicPage {
    PublicPage { language, topic, files }
}

impl Topic {
    fn page(self) -> Page {
        match self {
            Self::Pricing => Page::Pricing(None),
            Self::AddOns => Page::AddOns(Basket::default()),
            Self::Trial => Page::Trial(None),
            Self::Help => Page::Help,
            Self::EmbeddedTrial => Page::EmbeddedTrial,
        }
    }
}

/// The whole document of a page.
pub(crate) fn render(page: &PublicPage, template: &Template, catalogue: &Arc<Catalogue>) -> String {
    let site = Site { language: page.language, channel: Channel::Web, base: template.base.clone() };
    let head = head::tags(&site, page.topic, catalogue);
    let url = site.href(&page.topic.page());
    let opening = Opening {
        site,
        config: None,
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
