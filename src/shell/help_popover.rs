//! The way out of a refusal that leads out of this page: a link or a message to copy, steps to take, somebody to talk to.

use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::vocabulary::Channel;

use super::HELP_POPOVER;
use crate::backend::SimulatedNews;
use crate::browser;
use crate::i18n::text;
use crate::routes::Page;
use crate::site::use_site;
use crate::state::{Help, use_catalogue, use_help, use_shop};
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
        Some(Help::Certify) => text!(language, help.certify_title),
        Some(Help::Activate) => text!(language, help.activate_title),
        Some(Help::Join) => text!(language, help.join_title),
        Some(Help::Sales(_)) => text!(language, help.sales_title),
        Some(Help::Service) | None => text!(language, help.service_title),
    });
    let content = move || {
        shown.get().map(|help| match help {
            Help::OpenIn(channel, page) => view! { <OpenIn channel page /> }.into_any(),
            Help::AskAdministrator(page) => view! { <AskAdministrator page /> }.into_any(),
            Help::Certify => view! {
                <Steps lead=text!(language, help.certify_lead) steps=text!(language, help.certify_steps) />
                <Pretend news=SimulatedNews::Certified>{text!(language, help.certify_simulate)}</Pretend>
            }
            .into_any(),
            Help::Activate => view! {
                <Steps lead=text!(language, help.activate_lead) steps=text!(language, help.activate_steps) />
                <Pretend news=SimulatedNews::Activated>{text!(language, help.activate_simulate)}</Pretend>
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
    view! {
        <p class="popover-lead">{lead}</p>
        <CopyLink link=link.clone() />
        <a class="button" href=link target="_blank" rel="noopener">{text!(language, help.open)}</a>
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
    let message = text!(language, help.ask_message, link = link.as_str());
    view! {
        <p class="popover-lead">{text!(language, help.ask_lead)}</p>
        <CopyField
            id="help-message"
            label=text!(language, help.message)
            text=message
            copy=text!(language, help.copy)
            copied=text!(language, help.copied)
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

/// In a demonstration: what the e-sign system would report once the steps are done.
#[component]
fn Pretend(news: SimulatedNews, children: Children) -> impl IntoView {
    let shop = use_shop();
    let tell = move || {
        spawn_local(async move {
            // A failure shows itself above the page.
            let _ = shop.act(async |backend| backend.simulate(news).await).await;
            browser::hide_popover(HELP_POPOVER);
            browser::focus_if_lost("main h1");
        });
    };
    view! { <Button on_press=tell>{children()}</Button> }
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
