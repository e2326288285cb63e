//! Asks for a code by message and takes it: a phone is verified, and somebody signs in, in the same way.

use api::Failure;
use api::phone_code::{CODE_DIGITS, CodeEntered, CodeSent, normalized_code};
use leptos::prelude::*;
use rules::format;
use rules::vocabulary::Language;
use rules::way_forward::Wish;

use super::FailureNotice;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Sends a code and takes it.
#[component]
pub(crate) fn CodeForm(
    /// The id of the field for the code.
    field: &'static str,
    /// Sends a code.
    sending: Action<(), Result<CodeSent, Failure>>,
    /// Enters the code that was typed.
    entering: Action<String, Result<CodeEntered, Failure>>,
    /// What was typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let send = move || {
        entering.clear();
        typed.set(String::new());
        sending.dispatch(());
    };
    // The last code that was sent stays in sight when the next one is asked for too soon. Without one, the last was sent
    // before the page was loaded anew, and can be entered all the same.
    let sent = Memo::new(move |before: Option<&Option<CodeSent>>| match sending.value().get() {
        Some(Ok(sent @ (CodeSent::Sent { .. } | CodeSent::NotConfirmed { .. }))) => Some(sent),
        Some(Ok(too_soon @ CodeSent::TooSoon { .. })) => before.cloned().flatten().or(Some(too_soon)),
        _ => before.cloned().flatten(),
    });
    let failure = move || {
        let failed = sending.value().get().and_then(Result::err).or(entering.value().get().and_then(Result::err));
        failed.map(|failure| view! { <FailureNotice failure wish=Wish::Other /> })
    };
    view! {
        {failure}
        <SendButton
            sending_value=Signal::derive_local(move || sending.value().get())
            pending=sending.pending().into()
            on_press=send
        />
        <CodeEntry
            field
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
    let wait = move || sending_value.get().and_then(Result::ok).map(|sent| sent.seconds_to_wait(shop.now()));
    let label = move || match wait() {
        None => text!(language, phone.send).to_owned(),
        Some(0) => text!(language, phone.resend).to_owned(),
        Some(seconds) => text!(language, phone.wait, seconds = seconds),
    };
    let busy = Signal::derive(move || pending.get() || wait().is_some_and(|seconds| seconds > 0));
    view! { <Button kind=ButtonKind::Secondary busy on_press=on_press>{label}</Button> }
}

/// What there is once a code was sent: in a demonstration the message itself, and the field for its code.
#[component]
pub fn CodeEntry(
    /// The id of the field.
    #[prop(default = "phone-code")]
    field: &'static str,
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
            {move || sent.with(is_not_confirmed).then(|| view! { <NotConfirmed /> })}
            <CodeField field typed entered on_code />
            {move || sent.with(is_really_sent).then(|| view! { <NoMessage /> })}
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

/// Whether a message is on its way, of which only the phone knows.
const fn is_really_sent(sent: &Option<CodeSent>) -> bool {
    !matches!(sent, None | Some(CodeSent::Sent { shown: Some(_), .. } | CodeSent::NotConfirmed { .. }))
}

/// Whether the message may not have been sent.
const fn is_not_confirmed(sent: &Option<CodeSent>) -> bool {
    matches!(sent, Some(CodeSent::NotConfirmed { .. }))
}

/// That the message may not have been sent, and what to do.
#[component]
fn NotConfirmed() -> impl IntoView {
    let language = use_language();
    let service = use_catalogue().contact.phone.clone();
    view! { <Notice tone=Tone::Danger role="alert">{text!(language, phone.not_confirmed, service = service)}</Notice> }
}

/// What to do when no message comes.
#[component]
fn NoMessage() -> impl IntoView {
    let language = use_language();
    let service = use_catalogue().contact.phone.clone();
    view! {
        <details class="no-message">
            <summary>{text!(language, phone.no_message)}</summary>
            <p>{text!(language, phone.no_message_help, service = service)}</p>
        </details>
    }
}

/// Takes the code, typed, pasted or filled in by the phone; the last digit sends it.
#[component]
fn CodeField(
    field: &'static str,
    typed: RwSignal<String>,
    entered: Signal<Option<CodeEntered>>,
    on_code: impl Fn(String) + Copy + 'static,
) -> impl IntoView {
    let language = use_language();
    let is_incomplete = RwSignal::new(false);
    let problem_id = format!("{field}-problem");
    let described_by = problem_id.clone();
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
            <label for=field>{text!(language, phone.code)}</label>
            <div class="code-row">
                <input
                    id=field
                    class="input code-input"
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    aria-describedby=described_by
                    aria-invalid=move || problem.with(Option::is_some).to_string()
                    prop:value=typed
                    on:input=move |event| take(event_target_value(&event))
                />
                <button type="submit" class="button button-primary">{text!(language, phone.verify)}</button>
            </div>
            <p id=problem_id class="field-problem" role="alert">{problem}</p>
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
