//! The terms that cannot be chosen, each with why not (BUY-10, BUY-13, ADD-7).

use leptos::prelude::*;
use rules::basket::{Basket, EditionChoice};
use rules::explain;
use rules::format;
use rules::vocabulary::Term;

use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};

/// A line for each term that the edition has and this account cannot take now; nothing where all can be taken or the
/// edition cannot be sold at all, which the summary says.
#[component]
pub(super) fn RefusedTerms(basket: Memo<Basket>, terms: Signal<Vec<Term>>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let refused = Memo::new(move |_| {
        let terms = terms.get();
        let against = terms.iter().filter_map(|term| {
            let mut other = basket.get();
            other.edition = other.edition.map(|choice| EditionChoice { term: *term, ..choice });
            shop.quote(&other).err().map(|rejection| (*term, rejection))
        });
        let against: Vec<_> = against.collect();
        if against.len() == terms.len() { Vec::new() } else { against }
    });
    let lines = move || {
        let line = |(term, rejection): (Term, rules::rejection::Rejection)| {
            let sentences = rejection.reasons.iter().map(|reason| explain::reason(reason, &catalogue, language));
            let sentences = sentences.collect::<Vec<_>>().join(" ");
            view! { <li><strong>{format::years(term.years(), language)}</strong> " " {sentences}</li> }
        };
        refused.get().into_iter().map(line).collect_view()
    };
    view! { <ul class="refused-terms" hidden=move || refused.with(Vec::is_empty)>{lines}</ul> }
}
