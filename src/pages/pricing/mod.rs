//! Editions side by side, each with what this person can do about it, and the full comparison below.

mod add_ons;
mod card;
mod comparison;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::offer::EditionOffer;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::Term;
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::{PageHeading, Refusal, TermSwitch};
use crate::routes::{Page, term_from};
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// The pricing page.
#[component]
pub(crate) fn PricingPage() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let query = use_query_map();
    let term = Memo::new(move |_| {
        query.with(|query| query.get("term").and_then(|text| term_from(&text))).unwrap_or(Term::ONE)
    });
    let (site, navigate) = (use_site(), use_navigate());
    let choose_term =
        StoredValue::new(move |term: Term, options| navigate(&site.path(&Page::Pricing(Some(term))), options));
    let choose = move |term: Term| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        choose_term.with_value(|choose| choose(term, options));
    };
    let mut terms: Vec<Term> = catalogue.editions.iter().flat_map(|edition| edition.terms.clone()).collect();
    terms.sort_unstable();
    terms.dedup();

    let offers = Memo::new(move |_| shop.offers());
    let open_order = move || {
        let reason = offers.with(|offers| offers.iter().find_map(open_order_reason));
        reason.map(|reason| {
            view! { <Notice tone=Tone::Info><Refusal rejection=Rejection::because(reason) wish=Wish::Other /></Notice> }
        })
    };
    let cards = catalogue.editions.iter().enumerate().map(|(index, edition)| {
        let offer = Signal::derive(move || offers.with(|offers| offers.get(index).cloned()));
        view! { <card::EditionCard edition=edition.clone() term offer /> }
    });
    let title = text!(language, pricing.title).to_owned();
    view! {
        <div class="page-intro">
            <PageHeading title />
            <p class="lead">{text!(language, pricing.lead)}</p>
            <TermSwitch terms chosen=Signal::derive(move || Some(term.get())) on_choose=choose />
        </div>
        {open_order}
        <section class="cards" aria-label=text!(language, pricing.editions)>{cards.collect_view()}</section>
        <add_ons::AddOnOverview />
        <comparison::Comparison />
    }
    .into_any()
}

/// The open order stands in the way of every edition alike, so it is said once, above them (BUY-12).
fn open_order_reason(offer: &EditionOffer) -> Option<Reason> {
    let mut reasons = offer.primary()?.1.as_ref().err()?.reasons.iter();
    reasons.find(|reason| matches!(reason, Reason::OpenOrder { .. })).cloned()
}
