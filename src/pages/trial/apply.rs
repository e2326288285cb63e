//! The application: the form, its key, and the trial that runs at once (TRIAL-2, TRIAL-4).

use api::Failure;
use leptos::prelude::*;
use rules::trial::{TrialApplication, TrialForm};
use rules::vocabulary::EditionCode;
use rules::way_forward::Wish;

use super::DRAFT;
use crate::browser;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::parts::trial_form::{FormState, NoScript, Purpose, TrialFormView, consent_given};
use crate::site::use_language;
use crate::state::{Part, use_catalogue, use_shop};

/// The form of somebody who may apply.
#[component]
pub(super) fn Application(form: FormState, edition: Memo<EditionCode>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let applying = Action::new_local(move |(edition, typed): &(EditionCode, TrialForm)| {
        let (edition, typed) = (edition.clone(), typed.clone());
        async move {
            let fresh = form.key(DRAFT, shop.standing().with_untracked(|standing| standing.at));
            // All tabs of the enterprise agree on the key before anything is sent (ORD-3).
            let key = shop.ask(async |backend| backend.application_key(&edition, &fresh).await).await?;
            let application = TrialApplication { application: key, edition, form: typed };
            let consent = consent_given(language);
            shop.act(async |backend| backend.apply_for_trial(shop.channel(), application, consent).await).await?;
            form.done();
            browser::focus_if_lost("#trial-status");
            Ok::<(), Failure>(())
        }
    });
    let submit = move |typed: TrialForm| {
        applying.dispatch((edition.get_untracked(), typed));
    };
    let outcome = move || {
        let failure = applying.value().get().and_then(Result::err);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Trial(edition.get()) /> })
    };
    let name = move || edition.with(|edition| catalogue.edition_name(edition, language).to_owned());
    view! {
        <section class="panel trial-main" aria-labelledby="trial-form">
            <h2 id="trial-form">{move || text!(language, trial.apply, edition = name())}</h2>
            <NoScript />
            <TrialFormView
                state=form
                edition
                purpose=Purpose::Application
                busy=applying.pending()
                on_submit=submit
                outcome
            />
            {shop.plays(Part::Everybody).then(|| view! { <p class="quiet">{text!(language, trial.demo)}</p> })}
        </section>
    }
    .into_any()
}
