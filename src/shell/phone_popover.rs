//! Verifies a phone by a code: the enterprise's security phone before a purchase (BUY-4), or a buyer's own (BIND-1).

use api::phone_code::CodeEntered;
use leptos::prelude::*;
use rules::account::Holder;
use rules::format;

use super::PHONE_POPOVER;
use crate::browser;
use crate::i18n::text;
use crate::parts::CodeForm;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Popover, Tone};

const FIELD: &str = "phone-code";

/// Sends a code and takes it; begins anew for somebody else.
#[component]
pub(crate) fn PhonePopover() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let title = Signal::derive(move || match shop.account().and_then(|account| account.holder) {
        Some(Holder::Person { .. }) => text!(language, phone.own_title).to_owned(),
        _ => text!(language, phone.title).to_owned(),
    });
    let session = Memo::new(move |_| {
        shop.standing().with(|standing| {
            standing.session.as_ref().map(|session| (session.account.clone(), session.person.id.clone()))
        })
    });
    let form = move || {
        // It is read, since a memo that never was counts as changed.
        session.with(|_| ());
        view! { <PhoneForm /> }
    };
    view! { <Popover id=PHONE_POPOVER title>{form}</Popover> }
}

#[component]
fn PhoneForm() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let minutes = use_catalogue().policies.security_phone_minutes;
    let lead = move || match shop.account().and_then(|account| account.holder) {
        Some(Holder::Person { .. }) => text!(language, phone.own_lead, minutes = minutes),
        Some(Holder::Enterprise { security_phone, .. }) => {
            text!(language, phone.lead, minutes = minutes, phone = security_phone)
        }
        None => String::new(),
    };
    let verified = move || {
        let until = shop.permissions().phone_verified_until?;
        let words = text!(language, phone.verified, until = format::date_time(until, language));
        Some(view! { <Notice tone=Tone::Info><p>{words}</p></Notice> })
    };

    let sending = Action::new_local(move |(): &()| async move {
        let fresh = browser::fresh_code();
        let sent = shop.ask(async |backend| backend.send_code(&fresh).await).await;
        browser::focus_when_shown(format!("#{FIELD}"));
        sent
    });
    let typed = RwSignal::new(String::new());
    let entering = Action::new_local(move |code: &String| {
        let code = code.clone();
        async move {
            let entered = shop.act(async |backend| backend.enter_code(&code).await).await;
            if entered.is_ok() {
                // Right or wrong, it is of no use any more, and in the way of the next one.
                typed.set(String::new());
            }
            if entered == Ok(CodeEntered::Verified) {
                sending.clear();
                browser::hide_popover(PHONE_POPOVER);
                browser::focus_if_lost("#accept-terms");
                // Other pages than the checkout have no terms to accept.
                browser::focus_if_lost("main h1");
            }
            entered
        }
    });
    view! {
        <p class="popover-lead">{lead}</p>
        {verified}
        <CodeForm field=FIELD sending entering typed />
    }
}
