//! Why something is not offered, and the shortest ways forward as things to press.

use api::Failure;
use leptos::prelude::*;
use rules::basket::Basket;
use rules::context::BindingTarget;
use rules::explain;
use rules::rejection::{Reason, Rejection, Remedy};
use rules::timeline::TimelineView;
use rules::vocabulary::{AccountId, AddOnCode, OrderId};
use rules::way_forward::{Step, Wish};

use super::{SignInButton, failure_text};
use crate::browser;
use crate::i18n::text;
use crate::routes::Page;
use crate::shell::{HELP_POPOVER, PHONE_POPOVER};
use crate::site::{use_language, use_site};
use crate::state::{Help, Part, use_catalogue, use_help, use_shop};
use crate::ui::{Button, LinkButton, Notice, Tone};

/// Every reason against a wish with its rule, each with the ways out that are open.
#[component]
pub(crate) fn Refusal(
    /// The reasons.
    rejection: Rejection,
    /// What was asked for.
    wish: Wish,
    /// The page on which somebody else, or another channel, goes on; that of the wish where it is not said.
    #[prop(optional)]
    page: Option<Page>,
    /// An add-on that is not chosen yet, so that leaving it out is no way on.
    #[prop(optional_no_strip)]
    kept: Option<AddOnCode>,
    /// At binding, the enterprise that was chosen.
    #[prop(optional_no_strip)]
    target: Option<BindingTarget>,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let enterprise = target.as_ref().map(|target| target.enterprise.id.clone());
    let page = page.unwrap_or_else(|| page_of(&wish));
    let reasons = rejection.reasons.into_iter().map(|reason| {
        let sentence = explain::reason(&reason, &catalogue, language);
        let page = match &reason {
            Reason::TargetHasOpenOrder { order } | Reason::OpenOrder { order } => Page::Order(order.clone()),
            _ => page.clone(),
        };
        let mut ways = untrack(|| shop.ways_out(&wish, &reason, target.clone()));
        ways.retain(|(remedy, _)| !matches!(remedy, Remedy::LeaveOut { add_on } if kept.as_ref() == Some(add_on)));
        if wish == Wish::Binding {
            // The enterprise's orders are not to be had from the buyer's own account.
            ways.retain(|(_, step)| !matches!(step, Step::Order(_) | Step::Cancel(_)));
        }
        if ways.is_empty() {
            let who = if wish == Wish::Binding { Remedy::AskAdministrator } else { Remedy::ContactSales };
            ways.push((who, Step::Outside));
        }
        let remedies = ways.into_iter().map(
            |(remedy, step)| view! { <RemedyButton remedy step page=page.clone() enterprise=enterprise.clone() /> },
        );
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

/// What came of something that failed: the refusal, or what is wrong with the backend and what to do next.
#[component]
pub(crate) fn FailureNotice(
    /// The failure.
    failure: Failure,
    /// What was asked for.
    wish: Wish,
    /// The page on which somebody else, or another channel, goes on; that of the wish where it is not said.
    #[prop(optional)]
    page: Option<Page>,
    /// Tries it again, where nothing else on the page does.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let sentence = failure_text(&failure, &use_catalogue(), use_language());
    let page = page.unwrap_or_else(|| page_of(&wish));
    view! {
        <Notice tone=Tone::Danger role="alert">
            {match failure {
                Failure::Refused(rejection) => view! { <Refusal rejection wish page /> }.into_any(),
                Failure::Busy | Failure::Store(_) | Failure::Told { .. } => view! { <p>{sentence}</p> }.into_any(),
                Failure::Unreachable | Failure::Unanswered | Failure::OutOfOrder | Failure::TooMany { .. } => {
                    view! { <p>{sentence}</p> <TryAgain retry /> }.into_any()
                }
            }}
        </Notice>
    }
}

/// Tries again what failed on the way, or reads anew how things stand.
#[component]
fn TryAgain(retry: Option<Callback<()>>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let reading = Action::new_local(move |(): &()| shop.reload());
    let label = if retry.is_some() { text!(language, trouble.send_again) } else { text!(language, trouble.again) };
    let press = move || match retry {
        Some(retry) => retry.run(()),
        None => {
            reading.dispatch(());
        }
    };
    view! {
        <div class="button-row">
            <Button busy=reading.pending() on_press=press>{label}</Button>
        </div>
    }
}

#[component]
fn RemedyButton(remedy: Remedy, step: Step, page: Page, enterprise: Option<AccountId>) -> impl IntoView {
    let site = use_site();
    let label = explain::remedy(&remedy, &use_catalogue(), site.language);
    let link = |page: &Page, label: String| view! { <LinkButton href=site.href(page)>{label}</LinkButton> }.into_any();
    let popover = |id: &'static str, label: String| {
        view! { <button type="button" class="button" popovertarget=id>{label}</button> }.into_any()
    };
    let help = |help: Help, label: String| view! { <HelpButton help label /> }.into_any();
    match (step, remedy) {
        (Step::Basket(basket), _) => view! { <BasketLink basket>{label}</BasketLink> }.into_any(),
        (Step::Pricing, _) => link(&Page::Pricing(None), label),
        (Step::Trial(edition), _) => link(&Page::Trial(Some(edition)), label),
        (Step::Order(order), _) => link(&Page::Order(order), label),
        (Step::Cancel(order), _) => view! { <CancelButton order label /> }.into_any(),
        (Step::Channel(channel), _) => help(Help::OpenIn(channel, page), label),
        (_, Remedy::SignIn) => view! { <SignInButton label /> }.into_any(),
        (_, Remedy::VerifyPhone | Remedy::VerifyOwnPhone) => popover(PHONE_POPOVER, label),
        (_, Remedy::AskAdministrator) => help(Help::AskAdministrator(page), label),
        (_, Remedy::Certify) => help(Help::Certify(enterprise), label),
        (_, Remedy::Activate) => help(Help::Activate, label),
        (_, Remedy::JoinEnterprise) => help(Help::Join, label),
        (_, Remedy::ContactSales) => help(Help::Sales(page), label),
        (_, Remedy::ContactService) => help(Help::Service, label),
        // A page that was opened under an earlier catalogue goes on with its prices until it is opened anew (ORD-4).
        (_, Remedy::ConfirmQuote) if !use_shop().plays(Part::Everybody) => {
            view! { <Button on_press=browser::reload>{label}</Button> }.into_any()
        }
        (Step::Here | Step::Outside | Step::Nowhere, remedy) => match place_of(&remedy) {
            Some(place) => view! { <Button on_press=move || browser::focus(place)>{label}</Button> }.into_any(),
            None => view! { <span class="remedy-hint">{label}</span> }.into_any(),
        },
    }
}

/// Leads to another basket; in the checkout the link is gone then with what it led out of, and the summary takes its focus.
#[component]
pub(super) fn BasketLink(basket: Basket, children: Children) -> impl IntoView {
    let href = use_site().href(&Page::Checkout(basket));
    view! { <LinkButton href on:click=|_| browser::focus_if_lost_by_link("#summary-title")>{children()}</LinkButton> }
}

/// Where on the page something is done that the refusal stands beside.
const fn place_of(remedy: &Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::NameEnterprise => Some("#enterprise-name"),
        Remedy::ChooseEnterprise => Some(".enterprises [id^='bind-'] button"),
        Remedy::AcceptTerms => Some("#accept-terms"),
        Remedy::ConfirmQuote => Some(".checkout-side .button-primary"),
        Remedy::GiveConsent => Some("#trial-consent"),
        Remedy::ChooseOrders => Some("#invoice-orders"),
        Remedy::TakeOrdinaryInvoice => Some("#invoice-ordinary"),
        _ => None,
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
        Wish::Binding | Wish::Other => Page::Account(TimelineView::default()),
    }
}

/// Cancels the order that stands in the way; what is against it is said beside the button.
#[component]
fn CancelButton(order: OrderId, label: String) -> impl IntoView {
    let shop = use_shop();
    let cancelling = Action::new_local(move |(): &()| {
        let order = order.clone();
        async move {
            let outcome = shop.act(async |backend| backend.cancel(shop.channel(), order).await).await;
            browser::focus_if_lost("main h1");
            outcome
        }
    });
    view! {
        <Button busy=cancelling.pending() on_press=move || { cancelling.dispatch(()); }>{label}</Button>
        <Failed failure=Signal::derive(move || cancelling.value().get().and_then(Result::err)) />
    }
}

/// That something failed which was tried, and why.
#[component]
pub(crate) fn Failed(
    /// The failure, where it failed the last time.
    failure: Signal<Option<Failure>>,
    /// What was asked for.
    #[prop(default = Wish::Other)]
    wish: Wish,
) -> impl IntoView {
    let said = move || failure.get().map(|failure| view! { <FailureNotice failure wish=wish.clone() /> });
    view! { <div aria-live="polite">{said}</div> }
}
