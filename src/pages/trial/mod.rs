//! The trial: which edition, what one gets, who may apply, the form, and afterwards how much of it is left (RULES §6).

mod apply;
mod editions;
mod facts;
mod lead;
mod situation;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::account::Trial;
use rules::catalogue::Edition;
use rules::format;
use rules::rejection::Rejection;
use rules::timeline::TimelineView;
use rules::vocabulary::EditionCode;
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::trial_form::{EraseContact, FormState};
use crate::parts::{PageHeading, Refusal, TrialStatus};
use crate::routes::Page;
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{LinkButton, Notice, Tone};
use situation::Situation;

/// The draft of this page's form.
const DRAFT: &str = "trial";

/// The trial page; the edition lives in the address.
#[component]
pub(crate) fn TrialPage() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let query = use_query_map();
    let days = format::days(i64::from(catalogue.trial.hours / 24), language);
    let suggested = suggested(&catalogue.editions);
    let edition = Memo::new(move |_| {
        query.with(|query| query.get("edition")).map_or_else(|| suggested.clone(), |code| EditionCode::new(&code))
    });
    let (site, navigate) = (use_site(), use_navigate());
    let show = StoredValue::new(move |edition, options| navigate(&site.path(&Page::Trial(Some(edition))), options));
    let choose = move |edition: EditionCode| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        show.with_value(|show| show(edition, options));
    };
    let situation = Memo::new(move |_| Situation::of(shop, &edition.get()));
    let had = Memo::new(move |_| situation.with(|situation| matches!(situation, Situation::Had(_))));
    let is_ahead = move || !had.get();
    let form = FormState::with_draft(DRAFT);
    let content = move || match situation.get() {
        Situation::Had(trial) => view! { <Had trial=*trial /> }.into_any(),
        Situation::Open => view! { <apply::Application form edition /> }.into_any(),
        Situation::Lead(rejection) => view! { <lead::LeadForm form edition rejection /> }.into_any(),
        Situation::Refused(rejection) => view! { <Refused rejection edition /> }.into_any(),
    };
    view! {
        <div class="page-intro">
            <PageHeading title=text!(language, trial.title).to_owned() />
            <Show when=is_ahead>
                <p class="lead">{text!(language, trial.lead, days = days.as_str())}</p>
            </Show>
        </div>
        <Show when=is_ahead>
            <editions::EditionChoice edition on_choose=choose />
            <Notice tone=Tone::Warning><p>{text!(language, trial.once)}</p></Notice>
        </Show>
        <div class="trial">
            {content}
            <Show when=is_ahead>
                <facts::Facts />
            </Show>
        </div>
    }
    .into_any()
}

/// The edition that the catalogue recommends, or its lowest.
fn suggested(editions: &[Edition]) -> EditionCode {
    let recommended = editions.iter().find(|edition| edition.recommended).or(editions.first());
    recommended.map_or_else(|| EditionCode::new(""), |edition| edition.code.clone())
}

/// The trial that runs, or has ended.
#[component]
fn Had(trial: Trial) -> impl IntoView {
    let site = use_site();
    let key = trial.application.clone();
    use_shop().account().map(|account| {
        view! {
            <div class="trial-main">
                <TrialStatus account trial />
                <div class="button-row">
                    <LinkButton href=site.href(&Page::Account(TimelineView::default()))>{text!(site.language, trial.see_account)}</LinkButton>
                </div>
                <EraseContact key />
            </div>
        }
    })
}

/// Why this edition cannot be tried, where a lead would not help either.
#[component]
fn Refused(rejection: Rejection, edition: Memo<EditionCode>) -> impl IntoView {
    view! {
        <div class="trial-main">
            <Notice tone=Tone::Info>
                <Refusal rejection wish=Wish::Trial(edition.get_untracked()) />
            </Notice>
        </div>
    }
}
