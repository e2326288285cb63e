//! Where the app lives: language and base path, both from the address, both fixed while it runs.

use leptos::prelude::*;
use rules::vocabulary::Language;

use crate::routes::Page;

/// The language of the page and the path that the site lives under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The language; another one is another address.
    pub language: Language,
    /// The path of the site: `/`, or `/shop/` in a subfolder. It begins and ends with a slash.
    pub base: String,
}

impl Site {
    /// The address of a page in this language.
    #[must_use]
    pub fn href(&self, page: &Page) -> String {
        self.href_in(self.language, page)
    }

    /// The address of a page in another language.
    #[must_use]
    pub fn href_in(&self, language: Language, page: &Page) -> String {
        format!("{}{}", root(&self.base, language), page.path())
    }

    /// What the router strips from every address: the base and the language, without a slash at the end.
    #[must_use]
    pub fn router_base(&self) -> String {
        root(&self.base, self.language)
    }
}

fn root(base: &str, language: Language) -> String {
    let base = base.trim_end_matches('/');
    match language {
        Language::Chinese => base.to_owned(),
        Language::English => format!("{base}/en"),
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
