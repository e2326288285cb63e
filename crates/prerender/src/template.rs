//! The document around every page, as Trunk built it.

use rules::Catalogue;
use rules::vocabulary::Language;

use crate::UnfitDocument;
use crate::head::escaped;

const HEAD: &str = "<!--head-->";
const HEAD_END: &str = "<!--/head-->";
const APP: &str = "<!--app-->";
const APP_END: &str = "<!--/app-->";
const LANGUAGE: &str = "<html lang=\"zh-CN\"";
const BASE: &str = "data-base=\"";

/// The document of a build, without what stands in its two places; a page that was written can be a template again.
#[derive(Debug)]
pub(crate) struct Template {
    before_head: String,
    between: String,
    after_app: String,
    /// The path that the site lives under; it begins and ends with a slash.
    pub(crate) base: String,
}

impl Template {
    /// Takes the document of a build.
    ///
    /// # Errors
    /// What it lacks.
    pub(crate) fn new(html: &str) -> Result<Self, UnfitDocument> {
        let (before_head, rest) = html.split_once(HEAD).ok_or(UnfitDocument(HEAD))?;
        let (_, rest) = rest.split_once(HEAD_END).ok_or(UnfitDocument(HEAD_END))?;
        let (between, rest) = rest.split_once(APP).ok_or(UnfitDocument(APP))?;
        let (_, after_app) = rest.rsplit_once(APP_END).ok_or(UnfitDocument(APP_END))?;
        let (_, rest) = before_head.split_once(LANGUAGE).ok_or(UnfitDocument(LANGUAGE))?;
        let base = rest.split_once(BASE).and_then(|(_, rest)| rest.split_once('"'));
        let (base, _) = base.ok_or(UnfitDocument(BASE))?;
        let (before_head, between) = (before_head.to_owned(), between.to_owned());
        Ok(Self { before_head, between, after_app: after_app.to_owned(), base: base.to_owned() })
    }

    /// The document with a page in it.
    pub(crate) fn page(&self, language: Language, head: &str, app: &str) -> String {
        let Self { before_head, between, after_app, .. } = self;
        let begin = match language {
            Language::Chinese => before_head.clone(),
            Language::English => before_head.replacen(LANGUAGE, "<html lang=\"en\"", 1),
        };
        format!("{begin}{HEAD}{head}{HEAD_END}{between}{APP}{app}{APP_END}{after_app}")
    }

    /// The document for addresses without a page of their own: the outline of a page until the app is there, and
    /// the way to the pricing page where no script runs. It is for both languages.
    pub(crate) fn shell(&self, catalogue: &Catalogue) -> String {
        let brand = escaped(catalogue.brand.name.in_language(Language::Chinese));
        let base = &self.base;
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
