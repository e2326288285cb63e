//! An order that waits for its enterprise: what is gone of it, and binding it, once and for good (RULES §9).

use api::Failure;
use leptos::prelude::*;
use rules::account::{Holder, Order};
use rules::context::BindingTarget;
use rules::explain;
use rules::format;
use rules::vocabulary::AccountId;
use rules::way_forward::Wish;

use crate::browser;
use crate::i18n::text;
use crate::parts::{Failed, FailureNotice, Refusal};
use crate::shell::HELP_POPOVER;
use crate::site::use_language;
use crate::state::{Help, Shop, use_help, use_shop};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// Binds an order of one's own.
#[component]
pub(super) fn Binding(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order.id.clone());
    let gone = Memo::new(move |_| shop.waiting(&id.get_value()));
    let gone = move || {
        gone.get()
            .map(|waiting| view! { <Notice tone=Tone::Warning><p>{explain::waiting(waiting, language)}</p></Notice> })
    };
    let joined = joined_enterprises(shop);
    let enterprises = move || {
        joined.get().map(|joined| match joined {
            Ok(targets) => view! { <Enterprises order=order.clone() targets /> }.into_any(),
            Err(failure) => view! { <FailureNotice failure wish=Wish::Binding /> }.into_any(),
        })
    };
    view! {
        {gone}
        <h2 class="binding-title">{text!(language, binding.title)}</h2>
        <p>{text!(language, binding.lead)}</p>
        {enterprises}
    }
}

/// The enterprises that the person has joined, each with what binding would do, or why it cannot be.
#[component]
pub fn Enterprises(
    /// The order to bind.
    order: Order,
    /// The enterprises.
    targets: Vec<BindingTarget>,
) -> impl IntoView {
    let language = use_language();
    if targets.is_empty() {
        return view! { <JoinFirst /> }.into_any();
    }
    let enterprises = targets.into_iter().map(|target| view! { <li><Enterprise order=order.clone() target /></li> });
    view! { <ul class="enterprises" aria-label=text!(language, binding.title)>{enterprises.collect_view()}</ul> }
        .into_any()
}

/// Nothing to choose from yet, and how one joins.
#[component]
fn JoinFirst() -> impl IntoView {
    let language = use_language();
    let shown = use_help();
    view! {
        <p>{text!(language, binding.none)}</p>
        <button type="button" class="button" popovertarget=HELP_POPOVER on:click=move |_| shown.set(Some(Help::Join))>
            {text!(language, help.join_title)}
        </button>
    }
}

/// The enterprises of the buyer, read anew whenever something happened, here or in another tab, and shown anew only where
/// that changed something.
fn joined_enterprises(shop: Shop) -> Memo<Option<Result<Vec<BindingTarget>, Failure>>> {
    let joined = LocalResource::new(move || {
        shop.standing().track();
        async move { shop.ask(async |backend| backend.joined_enterprises().await).await }
    });
    Memo::new(move |before: Option<&Option<_>>| joined.get().or_else(|| before.cloned().flatten()))
}

fn name_of(target: &BindingTarget) -> String {
    match &target.enterprise.holder {
        Some(Holder::Enterprise { name, .. } | Holder::Person { name, .. }) => name.clone(),
        None => String::new(),
    }
}

/// The enterprise that an order is bound to.
#[component]
pub(super) fn BoundTo(enterprise: AccountId) -> impl IntoView {
    let joined = joined_enterprises(use_shop());
    let name = move || {
        let targets = joined.get()?.ok()?;
        targets.iter().find(|target| target.enterprise.id == enterprise).map(name_of)
    };
    view! { <span lang="zh-CN">{name}</span> }
}

/// One enterprise: the period it would get, what to confirm, or why it cannot take the order.
#[component]
fn Enterprise(order: Order, target: BindingTarget) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let name = name_of(&target);
    let enterprise = target.enterprise.id.clone();
    let known = StoredValue::new((order, target));
    let preview = Memo::new(move |_| known.with_value(|(order, target)| shop.may_bind(&order.id, target.clone())));
    // The period moves with every minute, and must not take along what was asked and answered beside it.
    let period = move || {
        let period = preview.with(|preview| preview.as_ref().ok().and_then(|preview| preview.period))?;
        let words = text!(language, binding.period, period = format::period(period, language));
        Some(view! { <p class="quiet">{words}</p> })
    };
    let judged = Memo::new(move |_| preview.get().map(|preview| preview.other_name));
    let content = move || match judged.get() {
        Ok(other_name) => {
            let order = known.with_value(|(order, _)| order.clone());
            let given = order.enterprise_name.clone().unwrap_or_default();
            let other = other_name.clone().map(|found| {
                let words = text!(language, binding.other_name, given = given, found = found);
                view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
            });
            view! {
                {period}
                {other}
                <BindButton order enterprise=enterprise.clone() confirmed=other_name />
            }
            .into_any()
        }
        Err(rejection) => {
            let target = known.with_value(|(_, target)| target.clone());
            view! { <Refusal rejection wish=Wish::Binding target=Some(target) /> }.into_any()
        }
    };
    view! {
        <h3 lang="zh-CN">{name}</h3>
        {content}
    }
}

/// Asks once more, since it cannot be undone, and then binds.
#[component]
fn BindButton(order: Order, enterprise: AccountId, confirmed: Option<String>) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let is_sure = RwSignal::new(false);
    let id = format!("bind-{}", enterprise.as_str());
    let first_button = StoredValue::new(format!("#{id} button"));
    // The button that was pressed is gone with its question; the answer takes its focus.
    let ask = move |is_asked| {
        is_sure.set(is_asked);
        browser::focus_when_shown(first_button.get_value());
    };
    let label = if confirmed.is_some() { text!(language, binding.bind_other) } else { text!(language, binding.bind) };
    let binding = Action::new_local(move |(): &()| {
        let (order, enterprise, confirmed) = (order.id.clone(), enterprise.clone(), confirmed.clone());
        async move {
            let bound =
                shop.act(async |backend| backend.bind(shop.channel(), &order, &enterprise, confirmed).await).await;
            browser::focus_if_lost(".order-state");
            bound
        }
    });
    let failed = Signal::derive(move || binding.value().get().and_then(Result::err));
    view! {
        <div id=id>
            <Show
                when=move || is_sure.get()
                fallback=move || view! { <Button on_press=move || ask(true)>{label}</Button> }
            >
                <p>{text!(language, binding.for_good)}</p>
                <div class="button-row">
                    <Button kind=ButtonKind::Primary busy=binding.pending() on_press=move || { binding.dispatch(()); }>
                        {text!(language, binding.confirm)}
                    </Button>
                    <Button kind=ButtonKind::Quiet on_press=move || ask(false)>{text!(language, binding.back)}</Button>
                </div>
            </Show>
        </div>
        <Failed failure=failed wish=Wish::Binding />
    }
}
