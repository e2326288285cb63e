//! Answers to what buyers ask: searched as one types, each linked to the page that does it, and with a line about the
//! account of who is signed in.

mod answer;
mod answers;
mod contact;
mod personal;
mod search;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

pub use answers::{PlainAnswer, plain_answers};

use crate::browser;
use crate::i18n::text;
use crate::parts::{PageHeading, Search, SearchBox};
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::Button;
use answers::{Answer, Group};
use contact::Contact;
use personal::Known;
use search::{Words, folded};

/// The field to search in.
const SEARCH_BOX: &str = "answers-search";

/// What every answer on the page needs to know.
#[derive(Clone, Copy)]
struct Reader {
    /// The words that are searched for.
    words: Memo<Words>,
    /// The answers that they are in; `None` while nothing is searched for.
    found: Memo<Option<Vec<&'static str>>>,
    /// The account of who is signed in.
    known: Memo<Option<Known>>,
    /// The answer that the address names.
    named: Memo<Option<String>>,
}

/// The page.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    let language = use_site().language;
    let catalogue = use_catalogue();
    let groups = answers::groups(&catalogue, language);
    let total = groups.iter().map(|group| group.answers.len()).sum::<usize>();
    let search = search_of_address();
    let reader = reader(&groups, search);
    let found = reader.found;
    let status = move || match found.get() {
        None => text!(language, answers.count, count = total),
        Some(found) => text!(language, answers.found, count = found.len()),
    };
    let is_searched = Memo::new(move |_| found.with(Option::is_some));
    let is_nothing = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(Vec::is_empty)));
    let nothing = move || is_nothing.get().then(|| view! { <NothingFound search /> });
    let topics = groups.iter().map(|group| (group.id, group.title)).collect::<Vec<_>>();
    let sections = groups.into_iter().map(|group| view! { <GroupSection group reader /> }).collect_view();
    view! {
        <div class="page-intro">
            <PageHeading title=text!(language, answers.title).to_owned() />
            <p class="lead">{text!(language, answers.lead)}</p>
        </div>
        <div class="answers" on:click=move |_| search.settle()>
            <SearchBox search id=SEARCH_BOX label=text!(language, answers.search) />
            <p class="quiet answers-count" role="status">{status}</p>
            <Topics topics is_hidden=is_searched />
            {nothing}
            {sections}
            <div hidden=move || is_nothing.get()>
                <Contact />
            </div>
        </div>
    }
    .into_any()
}

/// The search whose words stand in the address.
fn search_of_address() -> Search {
    let address = use_query_map();
    let named = Memo::new(move |_| address.with(|address| address.get("q")).unwrap_or_default());
    let (site, navigate) = (use_site(), use_navigate());
    Search::new(named, move |typed| {
        let page = if typed.is_empty() { Page::Help } else { Page::HelpSearch(typed) };
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&site.path(&page), options);
    })
}

fn reader(groups: &[Group], search: Search) -> Reader {
    let (shop, catalogue, language) = (use_shop(), use_catalogue(), use_site().language);
    let words = Memo::new(move |_| search.query().with(|query| Words::of(query)));
    let index: Arc<Vec<(&'static str, String)>> = Arc::new(groups.iter().flat_map(searched_texts).collect());
    let found = Memo::new(move |_| {
        words.with(|words| {
            let is_meant = |(_, text): &&(&str, String)| words.are_all_in(text);
            (!words.is_empty()).then(|| index.iter().filter(is_meant).map(|(id, _)| *id).collect())
        })
    });
    let minute = Memo::new(move |_| shop.decision_time());
    let known = Memo::new(move |_| Known::of(shop, &catalogue, language, minute.get()));
    let hash = use_location().hash;
    // Natively an address has no fragment.
    let named = Memo::new(move |_| {
        let fragment = if browser::IS_THERE { hash.get() } else { String::new() };
        fragment.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned)
    });
    Reader { words, found, known, named }
}

/// The texts of the answers of a group as they are searched in, made once.
fn searched_texts(group: &Group) -> impl Iterator<Item = (&'static str, String)> {
    group.answers.iter().map(|answer| (answer.id, searched_text(group.title, answer)))
}

fn searched_text(title: &str, answer: &Answer) -> String {
    let lines = [title, answer.question.as_str()].into_iter().chain(answer.paragraphs.iter().map(String::as_str));
    let text: Vec<&str> = lines.chain([answer.words]).collect();
    folded(&text.join("\n"))
}

/// The address of something on this page.
fn place(id: &str) -> String {
    format!("{}#{id}", use_site().href(&Page::Help))
}

/// Leads to the groups; of no use among what was found.
#[component]
fn Topics(topics: Vec<(&'static str, &'static str)>, is_hidden: Memo<bool>) -> impl IntoView {
    let language = use_site().language;
    let links = topics.into_iter().map(|(id, title)| view! { <li><a href=place(id)>{title}</a></li> });
    view! {
        <nav class="answers-topics" aria-label=text!(language, answers.groups) hidden=move || is_hidden.get()>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn GroupSection(group: Group, reader: Reader) -> impl IntoView {
    let ids: Vec<&'static str> = group.answers.iter().map(|answer| answer.id).collect();
    let is_hidden = Memo::new(move |_| {
        reader.found.with(|found| found.as_ref().is_some_and(|found| !ids.iter().any(|id| found.contains(id))))
    });
    let answers = group.answers.into_iter().map(|answer| view! { <answer::AnswerDetail answer reader /> });
    view! {
        <section class="answers-group" aria-labelledby=group.id hidden=move || is_hidden.get()>
            <h2 id=group.id>{group.title}</h2>
            {answers.collect_view()}
        </section>
    }
}

/// That nothing was found, whom to ask instead, and the way back to all questions.
#[component]
fn NothingFound(search: Search) -> impl IntoView {
    let language = use_site().language;
    let sentence = move || text!(language, answers.nothing, query = search.query().get().trim());
    let clear = move || {
        search.typed(String::new());
        browser::focus(&format!("#{SEARCH_BOX}"));
    };
    view! {
        <div class="empty">
            <p>{sentence}</p>
            <contact::ContactLinks />
            <Button on_press=clear>{text!(language, answers.clear)}</Button>
        </div>
    }
}
