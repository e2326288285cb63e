//! The questions in their groups, with the answers that hold for this catalogue.
//!
//! What the catalogue can change is never typed into a text: it comes from [`Facts`].

mod add_ons;
mod buying;
mod contracts;
mod editions;
mod facts;
mod orders;
mod payment;
mod trial;
mod uncertified;

use rules::Catalogue;
use rules::vocabulary::Language;

use crate::i18n::text;
use crate::routes::Page;
use facts::Facts;

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// By which links lead to it.
    pub(super) id: &'static str,
    /// What they are about.
    pub(super) title: &'static str,
    /// The questions with their answers.
    pub(super) answers: Vec<Answer>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// Which question, also in addresses.
    pub(super) id: &'static str,
    /// The question.
    pub(super) question: String,
    /// The answer.
    pub(super) paragraphs: Vec<String>,
    /// Other words that people look for it with; never shown.
    pub(super) words: &'static str,
    /// Where to go from here.
    pub(super) links: Vec<Link>,
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A page of this shop, and what its link says.
    Page(Page, &'static str),
    /// Sales and customer service.
    Contact,
}

impl Answer {
    fn new(id: &'static str, question: impl Into<String>, answer: &str) -> Self {
        let paragraphs = answer.lines().map(str::to_owned).collect();
        Self { id, question: question.into(), paragraphs, words: "", links: Vec::new() }
    }

    /// Adds a paragraph that the catalogue may have no reason for.
    fn and(mut self, paragraph: Option<String>) -> Self {
        self.paragraphs.extend(paragraph.iter().flat_map(|paragraph| paragraph.lines()).map(str::to_owned));
        self
    }

    fn found_by(mut self, words: &'static str) -> Self {
        self.words = words;
        self
    }

    fn to(mut self, page: Page, label: &'static str) -> Self {
        self.links.push(Link::Page(page, label));
        self
    }

    fn with_contact(mut self) -> Self {
        self.links.push(Link::Contact);
        self
    }
}

/// All questions in their groups, in one language.
pub(super) fn groups(catalogue: &Catalogue, language: Language) -> Vec<Group> {
    let facts = Facts { catalogue, language };
    let group = |id, title, answers| Group { id, title, answers };
    vec![
        group("about-editions", text!(language, answers.g_editions), editions::answers(&facts)),
        group("about-buying", text!(language, answers.g_buying), buying::answers(&facts)),
        group("about-contracts", text!(language, answers.g_contracts), contracts::answers(&facts)),
        group("about-add-ons", text!(language, answers.g_add_ons), add_ons::answers(&facts)),
        group("about-the-trial", text!(language, answers.g_trial), trial::answers(&facts)),
        group("about-payment", text!(language, answers.g_payment), payment::answers(&facts)),
        group("about-orders", text!(language, answers.g_orders), orders::answers(&facts)),
        group("about-certification", text!(language, answers.g_uncertified), uncertified::answers(&facts)),
        group("about-mini-programs", text!(language, answers.g_mini), vec![uncertified::mini_program(&facts)]),
    ]
    .into_iter()
    .filter(|group| !group.answers.is_empty())
    .collect()
}

/// A question and its answer as plain text, for search engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainAnswer {
    /// The question.
    pub question: String,
    /// The answer; its paragraphs are separated by line feeds.
    pub answer: String,
}

/// What the help page answers, in its order, without anything about an account.
#[must_use]
pub fn plain_answers(catalogue: &Catalogue, language: Language) -> Vec<PlainAnswer> {
    let answers = groups(catalogue, language).into_iter().flat_map(|group| group.answers);
    answers.map(|answer| PlainAnswer { question: answer.question, answer: answer.paragraphs.join("\n") }).collect()
}
