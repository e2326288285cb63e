//! The edition in force and until when, and what follows it.

use leptos::prelude::*;
use rules::account::{Account, Holder};
use rules::basket::{Basket, EditionChoice};
use rules::calendar::{Instant, days_between};
use rules::catalogue::Sale;
use rules::format;
use rules::offer::{EditionAction, EditionOffer};
use rules::rejection::Rejection;
use rules::vocabulary::{EditionCode, Term};
use rules::way_forward::Wish;

use crate::i18n::text;
use crate::parts::Refusal;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{ButtonKind, LinkButton, Notice, Tone};

/// The edition of an account.
#[component]
pub(crate) fn EditionPanel(account: Account, now: Instant) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let effective = account.effective_edition(now);
    let name = catalogue.edition_name(&effective, language).to_owned();
    let holder = account.holder.as_ref().map(|holder| match holder {
        Holder::Enterprise { name, .. } | Holder::Person { name, .. } => name.clone(),
    });
    let until = account.in_force(now).zip(account.paid_end(now)).map(|(paid, end)| {
        let days = days_between(now, end);
        // The dates are of what was paid for, not of what is tried.
        let paid_edition = (paid.edition != effective).then(|| {
            let name = catalogue.edition_name(&paid.edition, language).to_owned();
            view! { <dt>{text!(language, account.paid_edition)}</dt><dd><strong>{name}</strong></dd> }
        });
        view! {
            <dl class="facts">
                {paid_edition}
                <dt>{text!(language, account.period)}</dt>
                <dd>
                    {format::date_time(paid.period.start, language)} " – " {format::date_time(paid.period.end, language)}
                </dd>
                <dt>{text!(language, account.paid_end)}</dt>
                <dd>
                    <strong>{format::date_time(end, language)}</strong> " "
                    <span class="quiet">{text!(language, account.days_left, days = format::days(days, language))}</span>
                </dd>
            </dl>
        }
    });
    let tried = account.trial.as_ref().filter(|trial| trial.edition == effective && trial.period.contains(now));
    let tried = tried.map(|trial| {
        let end = format::date_time(trial.period.end, language);
        view! { <p>{text!(language, account.tried_until, end = end)}</p> }
    });
    let nothing = until.is_none().then(|| view! { <p>{text!(language, account.nothing_in_force)}</p> });
    view! {
        <section class="panel edition-panel" aria-labelledby="edition-panel">
            <p class="eyebrow" lang="zh-CN">{holder}</p>
            <h2 id="edition-panel" class="edition-name">{name}</h2>
            {tried}
            {until}
            {nothing}
            <Ways />
        </section>
    }
}

/// Renewing and upgrading where an edition is in force, packs, and a look at the editions.
#[component]
fn Ways() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let catalogue = use_catalogue();
    let checkout = |edition: EditionCode| {
        let choice = EditionChoice { edition, term: Term::ONE };
        site.href(&Page::Checkout(Basket { edition: Some(choice), ..Basket::default() }))
    };
    let offers = shop.offers();
    let offered = |wanted: EditionAction| offers.iter().find(|offer| is_open(offer, wanted));
    let renewal = offered(EditionAction::Renew).map(|offer| {
        let href = checkout(offer.edition.clone());
        view! { <LinkButton kind=ButtonKind::Primary href=href>{text!(language, account.renew)}</LinkButton> }
    });
    // The next edition up; the others are on the page of the editions.
    let upgrade = offered(EditionAction::Upgrade).map(|offer| {
        let label = text!(language, pricing.upgrade, edition = catalogue.edition_name(&offer.edition, language));
        view! { <LinkButton href=checkout(offer.edition.clone())>{label}</LinkButton> }
    });
    // Why the edition in force cannot be renewed, or else why there is no upgrade; what the person lacks is said once.
    let refused =
        [EditionAction::Renew, EditionAction::Upgrade].into_iter().find_map(|wanted| refusal(&offers, wanted));
    let refused = refused.map(|(edition, rejection)| {
        let wish = Wish::edition(edition, Term::ONE);
        view! { <Notice tone=Tone::Info><Refusal rejection wish /></Notice> }
    });
    let pack = catalogue.add_ons.iter().find_map(|add_on| match (&add_on.sale, Wish::add_on(add_on)) {
        (Sale::Packs { .. }, Wish::Basket(basket)) => Some(basket),
        _ => None,
    });
    let is_sold = |basket: &Basket| shop.may_place(basket).err().is_none_or(|against| against.is_cleared_in_checkout());
    let more = pack.filter(is_sold).map(|basket| {
        let href = site.href(&Page::Checkout(basket));
        view! { <LinkButton href=href>{text!(language, account.add_packs)}</LinkButton> }
    });
    view! {
        <div class="button-row">
            {renewal}
            {upgrade}
            {more}
            <LinkButton href=site.href(&Page::Pricing(None))>{text!(language, account.see_editions)}</LinkButton>
        </div>
        {refused}
    }
}

/// Whether an edition is offered for this, and nothing is against it that is not cleared in the checkout.
fn is_open(offer: &EditionOffer, wanted: EditionAction) -> bool {
    offer.primary().is_some_and(|(action, answer)| {
        action == wanted && answer.as_ref().err().is_none_or(Rejection::is_cleared_in_checkout)
    })
}

/// The edition that this would be done with, and what is against it that is not cleared in the checkout.
fn refusal(offers: &[EditionOffer], wanted: EditionAction) -> Option<(EditionCode, Rejection)> {
    offers.iter().find_map(|offer| match offer.primary()? {
        (action, Err(rejection)) if action == wanted && !rejection.is_cleared_in_checkout() => {
            Some((offer.edition.clone(), rejection.clone()))
        }
        _ => None,
    })
}
