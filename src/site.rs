//! Where the app lives: language, channel and base path, all from the address, all fixed while it runs.

use leptos::prelude::*;
use rules::vocabulary::{Channel, Language};

use crate::routes::Page;

/// The language of the page, the channel that it is opened in, and the path that the site lives under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The language; another one is another address.
    pub language: Language,
    /// Where the shop is opened (CH-12); another one is another address.
    pub channel: Channel,
    /// The path of the site: `/`, or `/shop/` in a subfolder. It begins and ends with a slash.
    pub base: String,
}

impl Site {
    /// The address of a page in this language and channel.
    #[must_use]
    pub fn href(&self, page: &Page) -> String {
        format!("{}{}", self.router_base(), self.path(page))
    }

    /// The same without base and language, as the router takes it.
    #[must_use]
    pub fn path(&self, page: &Page) -> String {
        let path = page.path();
        match self.channel {
            Channel::Web => path,
            channel => {
                let joint = if path.contains('?') { '&' } else { '?' };
                format!("{path}{joint}channel={}", channel.code())
            }
        }
    }

    /// This site opened in another channel: what a page of one channel hands over to (RULES §5).
    #[must_use]
    pub fn in_channel(&self, channel: Channel) -> Self {
        Self { channel, ..self.clone() }
    }

    /// What the router strips from every address: the base and the language, without a slash at the end.
    #[must_use]
    pub fn router_base(&self) -> String {
        let base = self.base.trim_end_matches('/');
        match self.language {
            Language::Chinese => base.to_owned(),
            Language::English => format!("{base}/en"),
        }
    }
}

/// The site of the running app.
#[must_use]
pub fn use_site() -> Site {
    expect_context::<Site>()
}

/// The language of the page.
#[must_use]
pub fn use_language() -> Language {
    use_site().language
}
