//! The page of a shop that cannot open.

use leptos::prelude::{Owner, RenderHtml};
use rules::Catalogue;
use rules::vocabulary::Language;
use storefront::app::{Broken, BrokenPage, BrokenPageProps};

use crate::shop::shows;

fn page(broken: Broken, language: Language) -> String {
    let owner = Owner::new();
    owner.with(|| BrokenPage(BrokenPageProps { broken, language }).to_html()).replace("<!>", "")
}

#[test]
fn every_mistake_of_the_catalogue_is_listed_with_its_place() {
    let text = include_str!("../../public/catalogue.json")
        .replace("\"rate_percent\": 6", "\"rate_percent\": \"six\"")
        .replace("\"sample\": true", "\"sample\": 1");
    let problems = Catalogue::parse(&text).unwrap_err();
    let page = page(Broken::Catalogue(problems), Language::Chinese);
    for text in ["商城暂时无法打开", "catalogue.json", "$.vat.rate_percent", "$.sample", "应为"] {
        shows(&page, text);
    }
}

#[test]
fn a_missing_configuration_is_named() {
    let page = page(Broken::Config("404 Not Found".to_owned()), Language::English);
    for text in ["The shop cannot open", "config.json", "404 Not Found"] {
        shows(&page, text);
    }
}
