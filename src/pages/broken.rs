//! The page for a shop that cannot open: it names the file, the place in it, and what to do.

use leptos::prelude::*;
use rules::catalogue::CatalogueProblems;
use rules::vocabulary::Language;

use crate::browser;
use crate::i18n::text;

/// Why the shop cannot open.
#[derive(Clone, Debug)]
pub enum Broken {
    /// `config.json` is missing or says nothing sensible.
    Config(String),
    /// `catalogue.json` is missing.
    CatalogueMissing(String),
    /// `catalogue.json` has mistakes.
    Catalogue(CatalogueProblems),
}

/// Says which file is wrong, where, and what was expected there.
#[component]
pub fn BrokenPage(
    /// What is wrong.
    broken: Broken,
    /// The language of the page.
    language: Language,
) -> impl IntoView {
    let (file, problems) = match broken {
        Broken::Config(detail) => ("config.json", vec![("$".to_owned(), detail)]),
        Broken::CatalogueMissing(detail) => ("catalogue.json", vec![("$".to_owned(), detail)]),
        Broken::Catalogue(problems) => {
            let problems = problems.0.iter().map(|problem| (problem.path.clone(), problem.explain(language)));
            ("catalogue.json", problems.collect())
        }
    };
    let rows = problems
        .into_iter()
        .map(|(path, problem)| view! { <li><code>{path}</code> " " <span>{problem}</span></li> })
        .collect_view();
    Effect::new(move || browser::set_title(text!(language, broken.title)));
    view! {
        <main class="wrap broken">
            <div role="alert">
                <h1>{text!(language, broken.title)}</h1>
                <p>{text!(language, broken.lead, file = file)}</p>
                <ul class="broken-problems">{rows}</ul>
            </div>
            <p><a class="button" href="">{text!(language, broken.retry)}</a></p>
        </main>
    }
}
