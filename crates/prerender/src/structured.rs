//! What a page tells search engines as data (schema.org), in a block that no browser runs.

use rules::Catalogue;
use rules::vocabulary::Language;
use serde_json::{Value, json};
use storefront::app::plain_answers;

/// The `FAQPage` of the help page, with the very questions and answers that it shows.
pub(crate) fn answers(catalogue: &Catalogue, language: Language) -> String {
    let questions = plain_answers(catalogue, language).into_iter().map(|plain| {
        json!({
            "@type": "Question",
            "name": plain.question,
            "acceptedAnswer": { "@type": "Answer", "text": plain.answer },
        })
    });
    block(&json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language.tag(),
        "mainEntity": questions.collect::<Vec<_>>(),
    }))
}

/// A `<` ends the block where it begins an end tag or a comment, so none is left in it.
fn block(data: &Value) -> String {
    let json = data.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{json}</script>")
}

#[cfg(test)]
#[path = "structured_tests.rs"]
mod tests;
