//! The orders of the enterprise: those that this person sees, filtered as the address says.

mod criteria;
mod filter_form;
mod rows;
mod table;

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::account::Order;
use rules::format;
use rules::money::Money;
use rules::rejection::Rejection;
use rules::way_forward::Wish;

use self::criteria::{Problems, read_filter};
use self::filter_form::FilterForm;
use self::rows::{Row, rows};
use self::table::OrderTable;
use crate::browser;
use crate::i18n::text;
use crate::parts::{AccountNav, PageHeading, Refusal, SignInPrompt};
use crate::routes::{OrderFilter, Page};
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, LinkButton, Notice, Tone};

/// How many orders are shown, and how many more each time.
const STEP: usize = 50;

/// How long the address waits for more to be typed: browsers limit how often it changes.
const PAUSE: Duration = Duration::from_millis(250);

/// The page.
#[component]
pub(crate) fn OrdersPage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let session = Memo::new(move |_| shop.standing().with(|standing| standing.session.clone()));
    let content = move || match session.get() {
        Some(_) => view! { <Orders /> }.into_any(),
        None => view! { <SignInPrompt reason=text!(language, orders_page.sign_in) /> }.into_any(),
    };
    view! {
        <PageHeading title=text!(language, orders_page.title).to_owned() />
        <AccountNav />
        {content}
    }
    .into_any()
}

/// Who sees what, and the orders that this person sees.
#[component]
fn Orders() -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let shop = use_shop();
    let catalogue = use_catalogue();
    let restricted = Memo::new(move |_| shop.permissions().order_history.err());
    let all = Memo::new(move |_| rows(shop, &catalogue, language));
    let is_empty = Memo::new(move |_| all.with(Vec::is_empty));
    let told = move || restricted.get().map(|rejection| view! { <WhoSees rejection /> });
    let list = move || {
        if is_empty.get() {
            let words = match restricted.with(Option::is_some) {
                true => text!(language, orders_page.none_own),
                false => text!(language, orders_page.none),
            };
            let href = site.href(&Page::Pricing(None));
            return view! {
                <div class="empty">
                    <p>{words}</p>
                    <LinkButton href>{text!(language, checkout.see_pricing)}</LinkButton>
                </div>
            }
            .into_any();
        }
        view! { <FilteredOrders all /> }.into_any()
    };
    view! {
        {told}
        {list}
    }
}

/// That this is not the whole history, and who sees it (ORD-7, ROLE-4, CH-9).
#[component]
fn WhoSees(rejection: Rejection) -> impl IntoView {
    let language = use_language();
    let page = Page::Orders(OrderFilter::default());
    view! {
        <Notice tone=Tone::Info>
            <Refusal rejection wish=Wish::Other page />
            <p>{text!(language, orders_page.own_only)}</p>
        </Notice>
    }
}

/// The list under the filter of the address. What is typed here goes to the address; whatever else changes the address
/// begins the list anew.
#[component]
fn FilteredOrders(all: Memo<Vec<Row>>) -> impl IntoView {
    let query = use_query_map();
    let written = StoredValue::new(None::<OrderFilter>);
    let cleared = RwSignal::new(0_u32);
    let opened = Memo::new(move |before: Option<&(u32, OrderFilter)>| {
        cleared.track();
        let named = query.with(OrderFilter::from_query);
        let is_own = written.with_value(|written| written.as_ref() == Some(&named));
        match before {
            Some(before) if is_own => before.clone(),
            before => {
                written.set_value(None);
                (before.map_or(0, |(time, _)| time.wrapping_add(1)), named)
            }
        }
    });
    let (site, navigate) = (use_site(), use_navigate());
    let show = StoredValue::new(move |filter: OrderFilter| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&site.path(&Page::Orders(filter)), options);
    });
    let write = move |filter: OrderFilter| {
        if written.with_value(|written| written.as_ref() != Some(&filter)) {
            written.set_value(Some(filter.clone()));
            show.with_value(|show| show(filter));
        }
    };
    let clear = move || {
        written.set_value(None);
        show.with_value(|show| show(OrderFilter::default()));
        // What was typed a moment ago may not have reached the address, which then does not change.
        cleared.update(|cleared| *cleared = cleared.wrapping_add(1));
        browser::focus_when_shown("#orders-text");
    };
    // By its time, so that a list that begins anew has new fields: a field keeps what was typed into it.
    view! {
        <For each=move || [opened.get()] key=|(time, _)| *time let((_, filter))>
            <List all filter write=Callback::new(write) clear=Callback::new(move |()| clear()) />
        </For>
    }
}

/// The form, what is left, and its sum.
#[component]
fn List(all: Memo<Vec<Row>>, filter: OrderFilter, write: Callback<OrderFilter>, clear: Callback<()>) -> impl IntoView {
    let language = use_language();
    let shown = RwSignal::new(filter.clone());
    let read = Memo::new(move |_| shown.with(read_filter));
    let problems = Memo::new(move |_| read.with(|(_, problems)| *problems));
    let left = Memo::new(move |_| {
        let (search, _) = read.get();
        all.with(|all| all.iter().filter(|row| search.finds(&row.looked())).cloned().collect::<Vec<_>>())
    });
    let is_filtered = Memo::new(move |_| shown.with(|shown| *shown != OrderFilter::default()));
    // A page that was left has no address any more.
    let later = StoredValue::new_local(debounce(PAUSE, move |filter| {
        let _ = write.try_run(filter);
    }));
    let change = move |filter: OrderFilter| {
        shown.set(filter.clone());
        later.update_value(|later| later(filter));
    };
    let settle = move || write.run(shown.get_untracked());
    let limit = RwSignal::new(STEP);
    let part = Memo::new(move |_| left.with(|left| left.iter().take(limit.get()).cloned().collect::<Vec<_>>()));
    let hidden = Memo::new(move |_| left.with(Vec::len).saturating_sub(limit.get()));
    let content = move || {
        if left.with(Vec::is_empty) {
            return view! { <NoMatch clear /> }.into_any();
        }
        view! { <OrderTable rows=part /> }.into_any()
    };
    view! {
        <FilterForm filter shown problems on_change=change on_settle=settle />
        <div class="orders-summary">
            <Sum left />
            <Show when=move || is_filtered.get() && left.with(|left| !left.is_empty())>
                <Button on_press=move || clear.run(())>{text!(language, orders_page.clear)}</Button>
            </Show>
        </div>
        <Told problems />
        {content}
        <Show when=move || hidden.get() != 0>
            <Button on_press=move || {
                limit.update(|limit| *limit = limit.saturating_add(STEP));
                browser::focus_if_lost(".orders-table tbody tr:last-child a");
            }>{move || text!(language, orders_page.more, left = hidden.get())}</Button>
        </Show>
    }
}

/// How many are left, and what was paid for them: told aloud whenever it changes.
#[component]
fn Sum(left: Memo<Vec<Row>>) -> impl IntoView {
    let language = use_language();
    let paid = Memo::new(move |_| {
        left.with(|left| left.iter().map(|row| row.paid).try_fold(Money::ZERO, |sum, paid| sum.plus(paid?)))
    });
    let count = Memo::new(move |_| left.with(Vec::len));
    let words = move || {
        let count = format::count(u64::try_from(count.get()).unwrap_or(u64::MAX));
        match paid.get() {
            Some(paid) => text!(language, orders_page.sum, count = count, paid = format::money(paid)),
            None => text!(language, orders_page.sum_too_large, count = count),
        }
    };
    view! { <p class="orders-sum" role="status">{words}</p> }
}

/// That something typed is not counted in.
#[component]
fn Told(problems: Memo<Problems>) -> impl IntoView {
    let language = use_language();
    let is_wrong = Memo::new(move |_| problems.get() != Problems::default());
    let told = move || {
        let words = text!(language, orders_page.not_applied);
        is_wrong.get().then(|| view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> })
    };
    view! { <div aria-live="polite">{told}</div> }
}

/// Nothing is left, and the way out.
#[component]
fn NoMatch(clear: Callback<()>) -> impl IntoView {
    let language = use_language();
    view! {
        <div class="empty">
            <p>{text!(language, orders_page.no_match)}</p>
            <Button on_press=move || clear.run(())>{text!(language, orders_page.clear)}</Button>
        </div>
    }
}

/// What was paid for one order, as its sum counts it.
fn paid_for(order: &Order) -> Option<Money> {
    Order::paid_together([order])
}
