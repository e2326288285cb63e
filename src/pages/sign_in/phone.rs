//! First the phone, then the code that was sent to it.

use api::phone_code::CodeEntered;
use api::{SignIn, mobile_number};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser;
use crate::browser::drafts;
use crate::i18n::text;
use crate::parts::CodeForm;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind, Field, Typed};

const PHONE: &str = "sign-in-phone";
const CODE: &str = "sign-in-code";
/// The draft of the phone.
const DRAFT: &str = "sign-in";

/// Signs in by phone.
#[component]
pub(super) fn ByPhone() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let typed = Typed::new(String::new());
    Effect::new(move |began: Option<()>| {
        if began.is_none()
            && let Some(draft) = drafts::read(DRAFT)
        {
            typed.set(draft);
        }
        let text = typed.text();
        drafts::keep(DRAFT, Some(text.as_str()).filter(|text| !text.is_empty()));
    });
    // The phone that the code is for, once one is asked for.
    let phone = RwSignal::new(None::<String>);
    let code = RwSignal::new(String::new());
    let sending = Action::new_local(move |(): &()| {
        let phone = phone.get_untracked().unwrap_or_default();
        async move {
            let sent = shop.ask_identity(async |backend| backend.send_sign_in_code(&phone).await).await;
            browser::focus_when_shown(format!("#{CODE}"));
            sent
        }
    });
    let entering = Action::new_local(move |digits: &String| {
        let phone = phone.get_untracked().unwrap_or_default();
        let signing_in = SignIn { phone, code: digits.clone(), channel: shop.channel() };
        async move {
            let entered = shop.identify(async |backend| backend.sign_in(&signing_in).await).await;
            if entered.is_ok() {
                // Right or wrong, it is of no use any more, and in the way of the next one.
                code.set(String::new());
            }
            if entered == Ok(CodeEntered::Verified) {
                drafts::keep(DRAFT, None);
            }
            entered
        }
    });
    let go_on = move || {
        typed.tell();
        match untrack(|| mobile_number(&typed.text())) {
            Some(read) => {
                entering.clear();
                phone.set(Some(read));
                // The button is gone, and the field for the code comes with the message.
                browser::focus_if_lost("main h1");
                sending.dispatch(());
            }
            None => browser::focus(&format!("#{PHONE}")),
        }
    };
    let change = move || {
        sending.clear();
        phone.set(None);
        browser::focus_when_shown(format!("#{PHONE}"));
    };
    view! {
        <Show
            when=move || phone.with(Option::is_some)
            fallback=move || view! { <PhoneField typed on_submit=go_on /> }
        >
            <p>
                {move || text!(language, sign_in.to, phone = phone.get().unwrap_or_default())} " "
                <Button kind=ButtonKind::Quiet on_press=change>{text!(language, sign_in.change)}</Button>
            </p>
            <CodeForm field=CODE sending entering typed=code />
        </Show>
        <p class="quiet">{text!(language, sign_in.session)}</p>
    }
}

#[component]
fn PhoneField(typed: Typed, on_submit: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let language = use_language();
    let problem = Signal::derive(move || {
        mobile_number(&typed.text()).is_none().then(|| text!(language, sign_in.phone_wrong).to_owned())
    });
    let understood = Signal::derive(move || {
        let text = typed.text();
        let read = mobile_number(&text).filter(|read| *read != text)?;
        Some(text!(language, trial.understood, value = read))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    view! {
        <form class="sign-in-form" novalidate on:submit=submit>
            <p>{text!(language, sign_in.lead)}</p>
            <Field
                id=PHONE
                label=text!(language, sign_in.phone)
                help=text!(language, sign_in.phone_help)
                typed
                problem
                understood
                inputmode="tel"
                autocomplete="tel"
            />
            <button type="submit" class="button button-primary" disabled=!browser::IS_THERE>
                {text!(language, phone.send)}
            </button>
            <DemonstrationPhones typed on_submit />
        </form>
    }
}

/// Who can sign in to a demonstration, by a press.
#[component]
fn DemonstrationPhones(typed: Typed, on_submit: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let language = use_language();
    let phones = use_shop().demonstration_phones();
    if phones.is_empty() {
        return ().into_any();
    }
    let phones = phones.into_iter().map(|shown| {
        let phone = shown.phone.clone();
        let choose = move |_| {
            typed.set(phone.clone());
            on_submit();
        };
        view! {
            <button type="button" class="persona" on:click=choose>
                <span class="persona-name" lang="zh-CN">{shown.enterprise.unwrap_or_else(|| shown.person.clone())}</span>
                <span class="persona-story"><span lang="zh-CN">{shown.person}</span> " · " {shown.phone}</span>
            </button>
        }
    });
    view! {
        <fieldset class="simulation">
            <legend>{text!(language, sign_in.demonstration)}</legend>
            <div class="persona-list">{phones.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
