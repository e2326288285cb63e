//! Why something is not offered, and the shortest ways forward as things to press.

use api::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::explain;
use rules::rejection::{Reason, Rejection, Remedy};
use rules::vocabulary::OrderId;
use rules::way_forward::{Step, Wish};

use super::failure_text;
use crate::browser;
use crate::i18n::text;
use crate::routes::Page;
use crate::shell::{HELP_POPOVER, IDENTITY_POPOVER, PHONE_POPOVER};
use crate::site::{use_language, use_site};
use crate::state::{Help, use_catalogue, use_help, use_shop};
use crate::ui::{Button, LinkButton, Notice, Tone};

/// Every reason against a wish with its rule, each with the ways out that are open.
#[component]
pub(crate) fn Refusal(rejection: Rejection, wish: Wish) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let reasons = rejection.reasons.into_iter().map(|reason| {
        let sentence = explain::reason(&reason, &catalogue, language);
        let ways = untrack(|| shop.ways_out(&wish, &reason)).into_iter();
        let remedies = ways.map(|(remedy, step)| view! { <RemedyButton remedy step page=page_of(&wish) /> });
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
pub(crate) fn FailureNotice(failure: Failure, wish: Wish) -> impl IntoView {
    let sentence = failure_text(&failure, &use_catalogue(), use_language());
    view! {
        <Notice tone=Tone::Danger role="alert">
            {match failure {
                Failure::Refused(rejection) => view! { <Refusal rejection wish /> }.into_any(),
                Failure::Busy | Failure::Store(_) => view! { <p>{sentence}</p> }.into_any(),
            }}
        </Notice>
    }
}

#[component]
fn RemedyButton(remedy: Remedy, step: Step, page: Page) -> impl IntoView {
    let site = use_site();
    let label = explain::remedy(&remedy, &use_catalogue(), site.language);
    let link = |page: &Page, label: String| view! { <LinkButton href=site.href(page)>{label}</LinkButton> }.into_any();
    let popover = |id: &'static str, label: String| {
        view! { <button type="button" class="button" popovertarget=id>{label}</button> }.into_any()
    };
    let help = |help: Help, label: String| view! { <HelpButton help label /> }.into_any();
    match (step, remedy) {
        (Step::Basket(basket), _) => link(&Page::Checkout(basket), label),
        (Step::Pricing, _) => link(&Page::Pricing(None), label),
        (Step::Trial(edition), _) => link(&Page::Trial(Some(edition)), label),
        (Step::Order(order), _) => link(&Page::Order(order), label),
        (Step::Cancel(order), _) => view! { <CancelButton order label /> }.into_any(),
        (Step::Channel(channel), _) => help(Help::OpenIn(channel, page), label),
        (_, Remedy::SignIn) => popover(IDENTITY_POPOVER, label),
        (_, Remedy::VerifyPhone | Remedy::VerifyOwnPhone) => popover(PHONE_POPOVER, label),
        (_, Remedy::AskAdministrator) => help(Help::AskAdministrator(page), label),
        (_, Remedy::Certify) => help(Help::Certify, label),
        (_, Remedy::Activate) => help(Help::Activate, label),
        (_, Remedy::JoinEnterprise) => help(Help::Join, label),
        (_, Remedy::ContactSales) => help(Help::Sales(page), label),
        (_, Remedy::ContactService) => help(Help::Service, label),
        // These are done in the form that the refusal stands beside.
        (Step::Here | Step::Outside | Step::Nowhere, _) => {
            view! { <span class="remedy-hint">{label}</span> }.into_any()
        }
    }
}

/// Opens the popover with what helps.
#[component]
fn HelpButton(help: Help, label: String) -> impl IntoView {
    let shown = use_help();
    view! {
        <button type="button" class="button" popovertarget=HELP_POPOVER on:click=move |_| shown.set(Some(help.clone()))>
            {label}
        </button>
    }
}

/// The page of this shop on which what was refused can be gone on with, here or elsewhere.
fn page_of(wish: &Wish) -> Page {
    match wish {
        Wish::Basket(basket) => Page::Checkout(basket.clone()),
        Wish::Trial(edition) => Page::Trial(Some(edition.clone())),
        Wish::Binding | Wish::Other => Page::Account,
    }
}

#[component]
fn CancelButton(order: OrderId, label: String) -> impl IntoView {
    let shop = use_shop();
    let cancel = move || {
        let order = order.clone();
        spawn_local(async move {
            // A failure shows itself above the page, and the order is still there.
            let _ = shop.act(async |backend| backend.cancel(shop.channel(), order).await).await;
            browser::focus_if_lost("main h1");
        });
    };
    view! { <Button on_press=cancel>{label}</Button> }
}
