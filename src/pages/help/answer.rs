//! One question with its answer: a native `details`, so that it opens without script and by a link to it.

use leptos::prelude::*;

use super::answers::{Answer, Link};
use super::contact::ContactLinks;
use super::personal::Line;
use super::search::Words;
use super::{Reader, place};
use crate::i18n::text;
use crate::site::use_site;

/// A question, and below it the answer, what it means for the account, and where to go from here.
#[component]
pub(super) fn AnswerDetail(answer: Answer, reader: Reader) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let id = answer.id;
    let is_found = Memo::new(move |_| reader.found.with(|found| found.as_ref().map(|found| found.contains(&id))));
    let is_named = move || reader.named.with(|named| named.as_deref() == Some(id));
    let is_open = Memo::new(move |_| is_found.get() == Some(true) || is_named());
    // Only what was found is taken apart for its marks.
    let words = Memo::new(move |_| if is_found.get() == Some(true) { reader.words.get() } else { Words::default() });
    let paragraphs = answer.paragraphs.into_iter().map(|text| view! { <p><Marked text words /></p> }).collect_view();
    let line = Memo::new(move |_| reader.known.with(|known| known.as_ref().and_then(|known| known.line(id))));
    let personal = move || line.get().map(|line| view! { <Personal line /> });
    let links = answer.links.into_iter().map(|link| match link {
        Link::Page(page, label) => view! { <a href=site.href(&page)>{label}</a> }.into_any(),
        Link::Contact => view! { <ContactLinks /> }.into_any(),
    });
    view! {
        <details class="answer" hidden=move || is_found.get() == Some(false) open=move || is_open.get()>
            <summary>
                <h3><Marked text=answer.question words /></h3>
            </summary>
            // Named inside what is closed, a browser opens it for a link without script.
            <div class="answer-text" id=id>
                {paragraphs}
                {personal}
                <div class="answer-links">
                    {links.collect_view()}
                    <a class="quiet" href=place(id)>{text!(language, answers.permalink)}</a>
                </div>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Personal(line: Line) -> impl IntoView {
    let site = use_site();
    let link = line.link.map(|(page, label)| view! { " " <a href=site.href(&page)>{label}</a> });
    view! {
        <p class="answer-mine">
            <strong>{text!(site.language, answers.mine)}</strong> " " {line.text} {link}
        </p>
    }
}

/// A text with the words marked that are searched for.
#[component]
fn Marked(text: String, words: Memo<Words>) -> impl IntoView {
    move || {
        let pieces = words.with(|words| words.pieces(&text)).into_iter().map(|piece| {
            if piece.is_word { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() }
        });
        pieces.collect_view()
    }
}
