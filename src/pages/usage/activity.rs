//! In a demonstration: what happens in the e-sign system.

use leptos::prelude::*;
use rules::account::Account;
use rules::format;
use rules::usage::sum_of_days;
use rules::vocabulary::QuotaKind;
use service::Activity;

use super::Days;
use crate::i18n::text;
use crate::parts::{Failed, Simulation};
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::Button;

/// Where so many contracts are left, a past of a million can be made up.
const A_MILLION: u32 = 1_000_000;

/// Lets contracts be initiated, signed, rejected and withdrawn.
#[component]
pub(super) fn ActivityPanel(account: Memo<Option<Account>>, quota: Memo<QuotaKind>, days: Days) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let told = RwSignal::new(None::<(u64, u64)>);
    let acting = Action::new_local(move |activity: &Activity| {
        let activity = *activity;
        async move {
            let hears = move |done, planned| told.set(Some((done, planned)));
            let done = shop.play(async |played| played.simulate_activity(activity, hears).await).await;
            told.set(None);
            done
        }
    });
    let busy = acting.pending();
    let button = move |activity: Activity, words: String| {
        view! { <Button busy on_press=move || { acting.dispatch(activity); }>{words}</Button> }
    };
    let spending = move || {
        let quota = quota.get();
        [1_u32, 10, 100]
            .map(|number| {
                let number_words = format::count(u64::from(number));
                let words = match quota {
                    QuotaKind::Contract => text!(language, activity.initiate, number = number_words),
                    QuotaKind::Report => text!(language, activity.report, number = number_words),
                    QuotaKind::Meeting => text!(language, activity.meet, number = number_words),
                };
                button(Activity::Spend(quota, number), words)
            })
            .collect_view()
    };
    let is_contract = move || quota.get() == QuotaKind::Contract;
    let following = move || {
        is_contract().then(|| {
            view! {
                {button(Activity::Sign(10), text!(language, activity.sign, number = 10))}
                {button(Activity::Reject(1), text!(language, activity.reject, number = 1))}
                {button(Activity::Withdraw(1), text!(language, activity.withdraw, number = 1))}
            }
        })
    };
    let is_new = Memo::new(move |_| days.with(|days| matches!(days, Some(Ok(days)) if sum_of_days(days).taken == 0)));
    let has_a_million = Memo::new(move |_| {
        let now = shop.decision_time();
        let left = account
            .with(|account| account.as_ref().map_or(0, |account| account.balance(QuotaKind::Contract, now).left()));
        left >= u64::from(A_MILLION)
    });
    let past = move || {
        (is_contract() && is_new.get()).then(|| {
            let million = has_a_million.get().then(|| {
                let words = text!(language, activity.past_of, number = format::count(u64::from(A_MILLION)));
                button(Activity::Past(Some(A_MILLION)), words)
            });
            view! { {button(Activity::Past(None), text!(language, activity.past).to_owned())} {million} }
        })
    };
    let progress = move || {
        told.get().map(|(done, planned)| {
            let words =
                text!(language, activity.told, done = format::count(done), total = format::count(planned));
            view! { <progress max=planned.to_string() value=done.to_string() aria-label=words.clone() /> <span>{words}</span> }
        })
    };
    view! {
        <Simulation class="simulation usage-activity" legend=text!(language, activity.title)>
            <div class="button-row">{past} {spending} {following}</div>
            <p class="quiet" role="status">{progress}</p>
            <Failed failure=Signal::derive(move || acting.value().get().and_then(Result::err)) />
        </Simulation>
    }
}
