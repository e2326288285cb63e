//! What was used of each kind, what is left and until when, and every single use (QUOTA-5).

mod activity;
mod balance;
mod export;
mod kinds;
mod ledger;
mod outlook;
mod over_time;
mod period;

use std::future::Future;

use api::Failure;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rules::account::Account;
use rules::calendar::local_date;
use rules::usage::{DayRange, DayUse};
use rules::vocabulary::QuotaKind;
use rules::way_forward::Wish;

use crate::browser;
use crate::i18n::text;
use crate::parts::{AccountNav, EndingNotices, FailureNotice, PageHeading, Refusal, SignInPrompt};
use crate::routes::{Page, UsageView};
use crate::site::{use_language, use_site};
use crate::state::{Shop, use_shop};
use crate::ui::{Button, Notice, Tone};

/// The page of usage.
#[component]
pub(crate) fn UsagePage() -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let is_there = Memo::new(move |_| shop.account().is_some());
    let hidden = Memo::new(move |_| shop.permissions().balances.err());
    let content = move || match (is_there.get(), hidden.get()) {
        (true, None) => view! { <Usage /> }.into_any(),
        (true, Some(rejection)) => {
            view! { <Notice tone=Tone::Info><Refusal rejection wish=Wish::Other /></Notice> }.into_any()
        }
        (false, _) => view! { <SignInPrompt reason=text!(language, usage.sign_in) /> }.into_any(),
    };
    view! {
        <PageHeading title=text!(language, usage.title).to_owned() />
        <AccountNav />
        {content}
    }
    .into_any()
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Looking {
    /// What the address asks for.
    view: Memo<UsageView>,
    /// The days that this means now.
    range: Memo<DayRange>,
    /// Looks at something else.
    look: StoredValue<Box<dyn Fn(UsageView) + Send + Sync>>,
}

impl Looking {
    /// Looks at something else, at another address.
    fn at(self, view: UsageView) {
        self.look.with_value(|look| look(view));
    }
}

/// The days on which anything was used, read anew whenever something happened.
type Days = Memo<Option<Result<Vec<DayUse>, Failure>>>;

#[component]
fn Usage() -> impl IntoView {
    let shop = use_shop();
    let account = Memo::new(move |_| shop.account());
    let today = Memo::new(move |_| local_date(shop.decision_time()));
    let query = use_query_map();
    let view = Memo::new(move |_| query.with(UsageView::from_query));
    let first = Memo::new(move |_| account.with(|account| account.as_ref().and_then(first_day)).unwrap_or(today.get()));
    let range = Memo::new(move |_| view.get().period.range(first.get(), today.get()));
    let (site, navigate) = (use_site(), use_navigate());
    let look = StoredValue::new(Box::new(move |view: UsageView| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&site.path(&Page::Usage(view)), options);
    }) as Box<dyn Fn(UsageView) + Send + Sync>);
    let looking = Looking { view, range, look };
    provide_context(AskedAgain(RwSignal::new(0)));
    let quota = Memo::new(move |_| view.get().quota);
    // Shown anew only when something changes, so that the focus and what is read aloud stay where they are.
    let now = Memo::new(move |_| {
        let now = shop.decision_time();
        account.with(|account| account.as_ref().map_or(now, |account| account.unchanged_since(now)))
    });
    let days = days_of(quota, range);
    // The pace is that of the last days, whatever period is looked at.
    let whole = Memo::new(move |_| DayRange { first: first.get(), last: today.get() });
    let all_days = days_of(quota, whole);
    view! {
        <EndingNotices />
        <kinds::Kinds looking account />
        <div class="usage">
            {move || account.get().map(|account| view! { <balance::Balance account quota=quota.get() now=now.get() /> })}
            <outlook::Outlook account quota days=all_days />
            <over_time::OverTime looking days />
            <ledger::Ledger looking />
        </div>
        <activity::ActivityPanel account quota days=all_days />
    }
}

/// The local day on which the account first had anything.
fn first_day(account: &Account) -> Option<chrono::NaiveDate> {
    account.batches.iter().map(|batch| local_date(batch.period.start)).min()
}

fn days_of(quota: Memo<QuotaKind>, range: Memo<DayRange>) -> Days {
    let asked = Memo::new(move |_| (quota.get(), range.get()));
    answer_to(asked, PartialEq::eq, |shop, (quota, range)| async move {
        shop.ask(async |backend| backend.use_by_days(shop.channel(), quota, range).await).await
    })
}

/// How often a person had everything asked again that failed.
#[derive(Clone, Copy)]
struct AskedAgain(RwSignal<u32>);

/// What came of a question that failed, and a way to ask it again, where that may help.
#[component]
fn NotAnswered(
    failure: Failure,
    /// The heading above, which takes the focus with the answer.
    heading: &'static str,
) -> impl IntoView {
    let language = use_language();
    let AskedAgain(times) = expect_context();
    let again = move || {
        times.update(|times| *times = times.wrapping_add(1));
        browser::focus(heading);
    };
    let is_refused = matches!(failure, Failure::Refused(_));
    view! {
        <FailureNotice failure wish=Wish::Other />
        {(!is_refused).then(|| view! {
            <div class="button-row">
                <Button on_press=again>{text!(language, trouble.retry)}</Button>
            </div>
        })}
    }
}

/// What the backend answers, asked again whenever something happened or a person wants it. Until the next answer is there the last one stays,
/// where it is about the same matter and the same person's.
fn answer_to<Asked, Answer, Asking>(
    asked: Memo<Asked>,
    is_same_matter: fn(&Asked, &Asked) -> bool,
    ask: impl Fn(Shop, Asked) -> Asking + Copy + 'static,
) -> Memo<Option<Result<Answer, Failure>>>
where
    Asked: Clone + PartialEq + Send + Sync + 'static,
    Answer: Clone + PartialEq + Send + Sync + 'static,
    Asking: Future<Output = Result<Answer, Failure>> + 'static,
{
    let shop = use_shop();
    let AskedAgain(times) = expect_context();
    let whose = Memo::new(move |_| {
        shop.standing().with(|standing| {
            let session = standing.session.as_ref();
            session.map(|session| (session.account.clone(), session.person.id.clone()))
        })
    });
    let answered = LocalResource::new(move || {
        shop.standing().track();
        times.track();
        let (by, about) = (whose.get(), asked.get());
        async move { (by, about.clone(), ask(shop, about).await) }
    });
    let last = Memo::new(move |before: Option<&Option<_>>| answered.get().or_else(|| before.cloned().flatten()));
    Memo::new(move |_| {
        let (by, about, answer) = last.get()?;
        (by == whose.get() && is_same_matter(&about, &asked.get())).then_some(answer)
    })
}
