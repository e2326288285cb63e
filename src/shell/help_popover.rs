//! The way out of a refusal that leads out of this page: a link or a message to copy, steps to take, somebody to talk to.

use api::Failure;
use leptos::prelude::*;
use rules::vocabulary::{AccountId, Channel};

use super::HELP_POPOVER;
use crate::backend::SimulatedNews;
use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{Help, Part, use_catalogue, use_help, use_shop};
use crate::ui::{Button, CopyField, Popover};

/// Shows what [`use_help`] says.
#[component]
pub(crate) fn HelpPopover() -> impl IntoView {
    let language = use_site().language;
    let shown = use_help();
    let title = Signal::derive(move || match shown.get() {
        Some(Help::OpenIn(Channel::Web, _)) => text!(language, help.web_title),
        Some(Help::OpenIn(..)) => text!(language, help.mini_program_title),
        Some(Help::AskAdministrator(_)) => text!(language, help.ask_title),
        Some(Help::Certify(_)) => text!(language, help.certify_title),
        Some(Help::Activate) => text!(language, help.activate_title),
        Some(Help::Join) => text!(language, help.join_title),
        Some(Help::Sales(_)) => text!(language, help.sales_title),
        Some(Help::Service) | None => text!(language, help.service_title),
    });
    let content = move || {
        shown.get().map(|help| match help {
            Help::OpenIn(channel, page) => view! { <OpenIn channel page /> }.into_any(),
            Help::AskAdministrator(page) => view! { <AskAdministrator page /> }.into_any(),
            Help::Certify(about) => view! {
                <Steps lead=text!(language, help.certify_lead) steps=text!(language, help.certify_steps) />
                <Pretend news=SimulatedNews::Certified about>{text!(language, help.certify_simulate)}</Pretend>
            }
            .into_any(),
            Help::Activate => view! {
                <Steps lead=text!(language, help.activate_lead) steps=text!(language, help.activate_steps) />
                <Pretend news=SimulatedNews::Activated about=None>{text!(language, help.activate_simulate)}</Pretend>
            }
            .into_any(),
            Help::Join => {
                view! { <Steps lead=text!(language, help.join_lead) steps=text!(language, help.join_steps) /> }
                    .into_any()
            }
            Help::Sales(page) => view! { <Contact lead=text!(language, help.sales_lead) page=Some(page) /> }.into_any(),
            Help::Service => view! { <Contact lead=text!(language, help.service_lead) page=None /> }.into_any(),
        })
    };
    view! { <Popover id=HELP_POPOVER title>{content}</Popover> }
}

/// The address of a page in another channel, whole, with what was chosen on it.
fn address(site: &crate::site::Site, channel: Channel, page: &Page) -> String {
    format!("{}{}", browser::origin(), site.in_channel(channel).href(page))
}

#[component]
fn OpenIn(channel: Channel, page: Page) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let lead = match channel {
        Channel::Web => text!(language, help.web_lead),
        Channel::MiniProgram | Channel::PersonalMiniProgram => text!(language, help.mini_program_lead),
    };
    let link = address(&site, channel, &page);
    // A mini-program would open the link in itself, and be left with it.
    let open = (site.channel == Channel::Web).then(|| {
        let link = link.clone();
        view! { <a class="button" href=link target="_blank" rel="noopener">{text!(language, help.open)}</a> }
    });
    view! {
        <p class="popover-lead">{lead}</p>
        <CopyLink link />
        {open}
    }
}

#[component]
fn CopyLink(link: String) -> impl IntoView {
    let language = use_site().language;
    view! {
        <CopyField
            id="help-link"
            label=text!(language, help.link)
            text=link
            copy=text!(language, help.copy)
            copied=text!(language, help.copied)
            failed=text!(language, help.copy_failed)
            rows=2
        />
    }
}

/// A message for somebody who may do it, with a link to the very basket.
#[component]
fn AskAdministrator(page: Page) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let link = address(&site, Channel::Web, &page);
    let link = link.as_str();
    let (lead, message) = match page {
        Page::Checkout(_) | Page::AddOns(_) => {
            (text!(language, help.ask_lead), text!(language, help.ask_message, link = link))
        }
        Page::Trial(_) => (text!(language, help.ask_other_lead), text!(language, help.ask_trial, link = link)),
        Page::Order(_) => (text!(language, help.ask_other_lead), text!(language, help.ask_order, link = link)),
        Page::Invoices(_) => (text!(language, help.ask_other_lead), text!(language, help.ask_invoice, link = link)),
        _ => (text!(language, help.ask_other_lead), text!(language, help.ask_page, link = link)),
    };
    view! {
        <p class="popover-lead">{lead}</p>
        <CopyField
            id="help-message"
            label=text!(language, help.message)
            text=message
            copy=text!(language, help.copy)
            copied=text!(language, help.copied)
            failed=text!(language, help.copy_failed)
            rows=6
        />
    }
}

/// What to do, one line of the text for each step.
#[component]
fn Steps(lead: &'static str, steps: &'static str) -> impl IntoView {
    let steps = steps.lines().map(|step| view! { <li>{step}</li> });
    view! {
        <p class="popover-lead">{lead}</p>
        <ol class="help-steps">{steps.collect_view()}</ol>
    }
}

/// In a demonstration: what the e-sign system would report once the steps are done, about an enterprise that is named or
/// one's own; a person has none to report about.
#[component]
fn Pretend(news: SimulatedNews, about: Option<AccountId>, children: Children) -> impl IntoView {
    let shop = use_shop();
    let is_enterprise = untrack(|| shop.account()).is_some_and(|account| account.person().is_none());
    let can_be_told = shop.plays(Part::Everybody) && (is_enterprise || about.is_some());
    let telling = Action::new_local(move |(): &()| {
        let about = about.clone();
        async move {
            shop.play(async |played| played.simulate(news, about.as_ref()).await).await?;
            browser::hide_popover(HELP_POPOVER);
            browser::focus_if_lost("main h1");
            Ok::<(), Failure>(())
        }
    });
    can_be_told.then(|| {
        view! {
            <Button busy=telling.pending() on_press=move || { telling.dispatch(()); }>{children()}</Button>
            <Failed failure=Signal::derive(move || telling.value().get().and_then(Result::err)) />
        }
    })
}

/// Who can help, and what to tell them.
#[component]
fn Contact(lead: &'static str, page: Option<Page>) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let contact = &catalogue.contact;
    let link = page.map(|page| view! { <CopyLink link=address(&site, Channel::Web, &page) /> });
    view! {
        <p class="popover-lead">{lead}</p>
        <dl class="facts">
            <dt>{text!(language, help.phone)}</dt>
            <dd><a href=format!("tel:{}", contact.phone.replace('-', ""))>{contact.phone.clone()}</a></dd>
            <dt>{text!(language, help.email)}</dt>
            <dd><a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a></dd>
            <dt>{text!(language, help.hours)}</dt>
            <dd>{contact.hours.in_language(language).to_owned()}</dd>
        </dl>
        {link}
    }
}
