//! Why something is not offered, and the shortest ways forward as things to press.

use api::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use rules::basket::{Basket, EditionChoice};
use rules::explain;
use rules::rejection::{Reason, Rejection, Remedy};
use rules::vocabulary::Term;

use super::failure_text;
use crate::browser;
use crate::i18n::text;
use crate::routes::{Page, chosen_basket};
use crate::shell::{IDENTITY_POPOVER, PHONE_POPOVER};
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, LinkButton, Notice, Tone};

/// Every reason with its rule, each with its remedies.
#[component]
pub(crate) fn Refusal(rejection: Rejection) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let reasons = rejection.reasons.into_iter().map(|reason| {
        let sentence = explain::reason(&reason, &catalogue, language);
        let remedies = reason.remedies().into_iter().map(|remedy| view! { <RemedyButton remedy /> });
        view! {
            <li>
                <p>{sentence} " " <RuleId reason=reason.clone() /></p>
                <div class="button-row">{remedies.collect_view()}</div>
            </li>
        }
    });
    view! { <ul class="refusal">{reasons.collect_view()}</ul> }
}

#[component]
fn RuleId(reason: Reason) -> impl IntoView {
    let label = text!(use_language(), refusal.rule);
    view! { <span class="rule-id" title=label>{reason.rule()}</span> }
}

/// What came of something that failed: the refusal, or what is wrong with the backend.
#[component]
pub(crate) fn FailureNotice(failure: Failure) -> impl IntoView {
    let sentence = failure_text(&failure, &use_catalogue(), use_language());
    view! {
        <Notice tone=Tone::Danger role="alert">
            {match failure {
                Failure::Refused(rejection) => view! { <Refusal rejection /> }.into_any(),
                Failure::Busy | Failure::Store(_) => view! { <p>{sentence}</p> }.into_any(),
            }}
        </Notice>
    }
}

#[component]
fn RemedyButton(remedy: Remedy) -> impl IntoView {
    let site = use_site();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let label = explain::remedy(&remedy, &catalogue, site.language);
    let popover = |id: &'static str, label: String| {
        view! { <button type="button" class="button" popovertarget=id>{label}</button> }.into_any()
    };
    match remedy {
        Remedy::SignIn => popover(IDENTITY_POPOVER, label),
        Remedy::VerifyPhone => popover(PHONE_POPOVER, label),
        Remedy::ChooseEdition { edition } => {
            // What else was chosen stays chosen.
            let chosen = chosen_basket(&use_query_map().get_untracked());
            let term = chosen.edition.map_or(Term::ONE, |choice| choice.term);
            let edition = Some(EditionChoice { edition, term });
            let href = site.href(&Page::Checkout(Basket { edition, ..chosen }));
            view! { <LinkButton href=href>{label}</LinkButton> }.into_any()
        }
        Remedy::SeePricing
        | Remedy::StartAgain
        | Remedy::Take { .. }
        | Remedy::BuyPacks { .. }
        | Remedy::RenewFirst { .. } => {
            let href = site.href(&Page::Pricing(None));
            view! { <LinkButton href=href>{label}</LinkButton> }.into_any()
        }
        Remedy::PayOrder { order } | Remedy::SeeOrder { order } => {
            let href = site.href(&Page::Order(order));
            view! { <LinkButton href=href>{label}</LinkButton> }.into_any()
        }
        Remedy::CancelOrder { order } => {
            let cancel = move || {
                let order = order.clone();
                spawn_local(async move {
                    // A failure shows itself above the page, and the order is still there.
                    let _ = shop.act(async |backend| backend.cancel(shop.channel(), order).await).await;
                    browser::focus_if_lost("main h1");
                });
            };
            view! { <Button on_press=cancel>{label}</Button> }.into_any()
        }
        Remedy::ContactSales | Remedy::ContactService => {
            let href = format!("mailto:{}", catalogue.contact.email);
            view! { <LinkButton href=href>{label}</LinkButton> }.into_any()
        }
        // These are done elsewhere, by others.
        Remedy::AskAdministrator
        | Remedy::Certify
        | Remedy::BuyAsPerson
        | Remedy::Activate
        | Remedy::JoinEnterprise
        | Remedy::OpenOnWeb => view! { <span class="remedy-hint">{label}</span> }.into_any(),
        // These are done in the form that the refusal stands beside.
        Remedy::ChooseTerm { .. }
        | Remedy::ChangePacks
        | Remedy::ChooseIntegrationTerm { .. }
        | Remedy::LeaveOut { .. }
        | Remedy::ConfirmQuote
        | Remedy::AcceptTerms
        | Remedy::NameEnterprise
        | Remedy::VerifyOwnPhone
        | Remedy::ChooseEnterprise
        | Remedy::ConfirmName { .. }
        | Remedy::CorrectField
        | Remedy::GiveConsent
        | Remedy::ChooseOrders
        | Remedy::TakeOrdinaryInvoice => view! { <span class="remedy-hint">{label}</span> }.into_any(),
    }
}
