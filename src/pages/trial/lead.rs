//! The form as a lead: why the trial cannot begin yet, and afterwards which step opens it (TRIAL-7).

use api::Failure;
use leptos::prelude::*;
use rules::explain;
use rules::rejection::Rejection;
use rules::trial::{Lead, LeadAnswer, NextStep, TrialForm};
use rules::vocabulary::{ApplicationId, EditionCode};
use rules::way_forward::Wish;

use super::DRAFT;
use crate::browser;
use crate::i18n::text;
use crate::parts::trial_form::{EraseContact, FormState, NoScript, Purpose, TrialFormView, consent_given};
use crate::parts::{FailureNotice, Refusal, SignInButton};
use crate::site::use_language;
use crate::state::{Part, use_catalogue, use_shop};
use crate::ui::{ButtonKind, Notice, Tone};

/// The form of somebody who may not apply, or not yet.
#[component]
pub(super) fn LeadForm(form: FormState, edition: Memo<EditionCode>, rejection: Rejection) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let leaving = Action::new_local(move |(edition, typed): &(EditionCode, TrialForm)| {
        let (edition, typed) = (edition.clone(), typed.clone());
        async move {
            let key = form.key(DRAFT, shop.standing().with_untracked(|standing| standing.at));
            let lead = Lead { lead: key.clone(), edition, form: typed };
            let consent = consent_given(language);
            let answer = shop.act(async |backend| backend.leave_lead(shop.channel(), &lead, consent).await).await?;
            match answer.opens_trial {
                NextStep::SignIn => form.done_for_now(),
                _ => form.done(),
            }
            browser::focus_when_shown("#trial-received");
            Ok::<(LeadAnswer, ApplicationId), Failure>((answer, key))
        }
    });
    let submit = move |typed: TrialForm| {
        leaving.dispatch((edition.get_untracked(), typed));
    };
    let left = Memo::new(move |_| leaving.value().get().and_then(Result::ok));
    let outcome = move || {
        let failure = leaving.value().get().and_then(Result::err);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Trial(edition.get()) /> })
    };
    let name = StoredValue::new(move || edition.with(|edition| catalogue.edition_name(edition, language).to_owned()));
    let refusal = move || {
        let wish = Wish::Trial(edition.get());
        view! { <Refusal rejection=rejection.clone() wish /> }
    };
    view! {
        <section class="panel trial-main" aria-labelledby="trial-form">
            <h2 id="trial-form">{move || text!(language, trial.apply, edition = name.with_value(|name| name()))}</h2>
            <Notice tone=Tone::Info>{refusal}</Notice>
            {move || match left.get() {
                Some((answer, key)) => view! { <Received answer key form /> }.into_any(),
                None => view! {
                    <h3>{text!(language, trial.leave)}</h3>
                    <p>{move || text!(language, trial.leave_lead, edition = name.with_value(|name| name()))}</p>
                    <NoScript />
                    <TrialFormView state=form edition purpose=Purpose::Lead busy=leaving.pending() on_submit=submit outcome />
                    {shop.plays(Part::Everybody).then(|| view! { <p class="quiet">{text!(language, trial.demo)}</p> })}
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

/// That it arrived, and the step that opens the trial.
#[component]
fn Received(answer: LeadAnswer, key: ApplicationId, form: FormState) -> impl IntoView {
    let language = use_language();
    let sign_in = (answer.opens_trial == NextStep::SignIn).then(|| view! { <SignInButton kind=ButtonKind::Primary /> });
    view! {
        <div class="trial-received">
            <h3 id="trial-received" tabindex="-1">{text!(language, trial.received)}</h3>
            <p>{explain::next_step(answer.opens_trial, language)}</p>
            <div class="button-row">{sign_in}</div>
            <EraseContact key on_erased=Callback::new(move |()| form.done()) />
        </div>
    }
}
