//! The document around every page, as Trunk built it.

use rules::Catalogue;
use rules::vocabulary::Language;

use crate::PrerenderError;
use crate::head::escaped;

const HEAD: &str = "<!--head-->";
const APP: &str = "<!--app-->";
const LANGUAGE: &str = "<html lang=\"zh-CN\"";

/// `index.html` with its places still open.
pub(crate) struct Template(String);

impl Template {
    /// Takes the document of a build.
    ///
    /// # Errors
    /// A place that it lacks.
    pub(crate) fn new(html: String) -> Result<Self, PrerenderError> {
        for place in [HEAD, APP, LANGUAGE] {
            if !html.contains(place) {
                return Err(PrerenderError::Template(place));
            }
        }
        Ok(Self(html))
    }

    /// The document with a page in it.
    pub(crate) fn page(&self, language: Language, head: &str, app: &str) -> String {
        let document = match language {
            Language::Chinese => self.0.clone(),
            Language::English => self.0.replacen(LANGUAGE, "<html lang=\"en\"", 1),
        };
        document.replacen(HEAD, head, 1).replacen(APP, app, 1)
    }

    /// The document for addresses without a page of their own: the outline of a page until the app is there, and
    /// the way to the pricing page where no script runs. It is for both languages.
    pub(crate) fn shell(&self, catalogue: &Catalogue, base: &str) -> String {
        let brand = escaped(catalogue.brand.name.in_language(Language::Chinese));
        let head = format!("<title>{brand}</title><meta name=\"robots\" content=\"noindex\">");
        let app = format!(
            "<div class=\"skeleton\" aria-hidden=\"true\"><div class=\"skeleton-header\"></div>\
             <div class=\"skeleton-title\"></div><div class=\"skeleton-panel\"></div></div>\
             <noscript><main class=\"wrap\">\
             <p lang=\"zh-CN\">这个页面需要启用 JavaScript。<a href=\"{base}pricing\">版本与价格</a>不需要。</p>\
             <p lang=\"en\">This page needs JavaScript; <a href=\"{base}en/pricing\">pricing</a> does not.</p>\
             </main></noscript>"
        );
        self.page(Language::Chinese, &head, &app)
    }
}
