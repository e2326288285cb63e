//! Verifies a phone by a code: the enterprise's security phone before a purchase (BUY-4), or a buyer's own (BIND-1).

use api::Failure;
use api::phone_code::{CODE_DIGITS, CodeEntered, CodeSent, normalized_code};
use leptos::prelude::*;
use rules::account::Holder;
use rules::format;
use rules::vocabulary::Language;

use super::PHONE_POPOVER;
use crate::browser;
use crate::i18n::text;
use crate::parts::failure_text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Popover, Tone};

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
        session.track();
        view! { <PhoneForm /> }
    };
    view! { <Popover id=PHONE_POPOVER title>{form}</Popover> }
}

#[component]
fn PhoneForm() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let catalogue = use_catalogue();
    let minutes = catalogue.policies.security_phone_minutes;
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
    let send = move || {
        entering.clear();
        typed.set(String::new());
        sending.dispatch(());
    };
    // The last code that was sent stays in sight when the next one is asked for too soon. Without one, the last was sent
    // before the page was loaded anew, and can be entered all the same.
    let sent = Memo::new(move |before: Option<&Option<CodeSent>>| match sending.value().get() {
        Some(Ok(sent @ CodeSent::Sent { .. })) => Some(sent),
        Some(Ok(too_soon @ CodeSent::TooSoon { .. })) => before.cloned().flatten().or(Some(too_soon)),
        _ => before.cloned().flatten(),
    });
    let failure = move || {
        let failed = sending.value().get().and_then(Result::err).or(entering.value().get().and_then(Result::err));
        failed.map(|failure: Failure| {
            let sentence = failure_text(&failure, &catalogue, language);
            view! { <Notice tone=Tone::Danger role="alert"><p>{sentence}</p></Notice> }
        })
    };
    view! {
        <p class="popover-lead">{lead}</p>
        {verified}
        {failure}
        <SendButton
            sending_value=Signal::derive_local(move || sending.value().get())
            pending=sending.pending().into()
            on_press=send
        />
        <CodeEntry
            sent
            typed
            entered=Signal::derive(move || entering.value().get().and_then(Result::ok))
            on_code=move |code| {
                // Typed to its end and sent with a button as well, it is one try.
                if !entering.pending().get_untracked() {
                    entering.dispatch(code);
                }
            }
        />
    }
}

/// Sends the first code or the next one, once the last is a minute old.
#[component]
fn SendButton(
    sending_value: Signal<Option<Result<CodeSent, Failure>>, LocalStorage>,
    pending: Signal<bool>,
    on_press: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let resend_from = move || match sending_value.get() {
        Some(Ok(CodeSent::Sent { resend_from, .. } | CodeSent::TooSoon { resend_from })) => Some(resend_from),
        _ => None,
    };
    let wait = move || resend_from().map_or(0, |from| from.signed_duration_since(shop.now()).num_seconds().max(0));
    let label = move || match (resend_from(), wait()) {
        (None, _) => text!(language, phone.send).to_owned(),
        (Some(_), 0) => text!(language, phone.resend).to_owned(),
        (Some(_), seconds) => text!(language, phone.wait, seconds = seconds),
    };
    let busy = Signal::derive(move || pending.get() || wait() > 0);
    view! { <Button kind=ButtonKind::Secondary busy on_press=on_press>{label}</Button> }
}

/// What there is once a code was sent: in a demonstration the message itself, and the field for its code.
#[component]
pub fn CodeEntry(
    /// The code that was sent last, as far as this page knows.
    sent: Memo<Option<CodeSent>>,
    /// What was typed.
    typed: RwSignal<String>,
    /// What came of the last one that was entered.
    entered: Signal<Option<CodeEntered>>,
    /// Takes a code of all its digits.
    on_code: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <Show when=move || sent.with(Option::is_some)>
            {move || sent.get().map(|sent| view! { <SimulatedMessage sent /> })}
            <CodeField typed entered on_code />
        </Show>
    }
}

/// The message that a demonstration shows instead of sending it.
#[component]
fn SimulatedMessage(sent: CodeSent) -> impl IntoView {
    let language = use_language();
    let brand = use_catalogue().brand.name.in_language(language).to_owned();
    let CodeSent::Sent { shown: Some(code), valid_until, .. } = sent else {
        return ().into_any();
    };
    let words =
        text!(language, phone.message, brand = brand, code = code, until = format::date_time(valid_until, language));
    view! {
        <div class="message" role="status">
            <p class="message-from">{text!(language, phone.simulated)}</p>
            <p>{words}</p>
        </div>
    }
    .into_any()
}

/// Takes the code, typed, pasted or filled in by the phone; the last digit sends it.
#[component]
fn CodeField(
    typed: RwSignal<String>,
    entered: Signal<Option<CodeEntered>>,
    on_code: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let language = use_language();
    let is_incomplete = RwSignal::new(false);
    let take = move |text: String| {
        is_incomplete.set(false);
        if let Some(code) = normalized_code(&text) {
            on_code(code);
        }
        typed.set(text);
    };
    let submit = move || match normalized_code(&typed.get_untracked()) {
        Some(code) => on_code(code),
        // What came of the last code is said already.
        None if typed.with_untracked(String::is_empty) && entered.get_untracked().is_some() => {}
        None => is_incomplete.set(true),
    };
    let problem = Memo::new(move |_| {
        if is_incomplete.get() {
            return Some(text!(language, phone.incomplete, digits = CODE_DIGITS));
        }
        said(entered.get(), language)
    });
    view! {
        <form
            class="code-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label for=FIELD>{text!(language, phone.code)}</label>
            <div class="code-row">
                <input
                    id=FIELD
                    class="input code-input"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    aria-describedby="phone-code-problem"
                    aria-invalid=move || problem.with(Option::is_some).to_string()
                    prop:value=typed
                    on:input=move |event| take(event_target_value(&event))
                />
                <button type="submit" class="button button-primary">{text!(language, phone.verify)}</button>
            </div>
            <p id="phone-code-problem" class="field-problem" role="alert">{problem}</p>
        </form>
    }
}

fn said(entered: Option<CodeEntered>, language: Language) -> Option<String> {
    match entered? {
        CodeEntered::Verified => None,
        CodeEntered::Wrong { tries_left } => Some(text!(language, phone.wrong, tries = tries_left)),
        CodeEntered::Spent => Some(text!(language, phone.spent).to_owned()),
    }
}
