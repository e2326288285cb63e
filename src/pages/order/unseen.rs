//! An order that is not in what this person sees of the account: it is nobody's here, or others look after it. A server keeps to
//! itself what it does not show, so it is asked why (ORD-7).

use api::Failure;
use leptos::prelude::*;
use rules::rejection::Reason;
use rules::vocabulary::OrderId;
use rules::way_forward::Wish;

use super::HiddenOrder;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::routes::{OrderFilter, Page};
use crate::site::use_site;
use crate::state::use_shop;
use crate::ui::LinkButton;

/// Why it is not shown.
#[component]
pub(super) fn UnseenOrder(order: Memo<OrderId>) -> impl IntoView {
    let shop = use_shop();
    let why = LocalResource::new(move || {
        let order = order.get();
        async move {
            let channel = shop.channel();
            shop.ask(async |backend| backend.order_trail(channel, &order).await).await.err()
        }
    });
    move || match why.get().flatten() {
        None => ().into_any(),
        Some(Failure::Refused(rejection)) if rejection.reasons.contains(&Reason::OrderUnknown) => {
            view! { <UnknownOrder /> }.into_any()
        }
        Some(Failure::Refused(rejection)) => {
            view! { <HiddenOrder order=order.get_untracked() rejection=Some(rejection) /> }.into_any()
        }
        Some(failure) => view! { <FailureNotice failure wish=Wish::Other /> }.into_any(),
    }
}

#[component]
fn UnknownOrder() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    view! {
        <div class="empty">
            <p>{text!(language, order.unknown)}</p>
            <LinkButton href=site.href(&Page::Orders(OrderFilter::default()))>{text!(language, order.all)}</LinkButton>
        </div>
    }
}
