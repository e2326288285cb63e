//! What ends soon and what runs low, above the pages of fee management, each with what can be done about it (QUOTA-7).

use leptos::prelude::*;
use rules::basket::Basket;
use rules::explain;
use rules::format;
use rules::offer::EditionAction;
use rules::usage::{NextStep, TopUp};
use rules::vocabulary::QuotaKind;
use rules::way_forward::Wish;

use super::Refusal;
use crate::i18n::text;
use crate::routes::{Page, UsageView};
use crate::site::{use_language, use_site};
use crate::state::{use_catalogue, use_shop};
use crate::ui::{LinkButton, Notice, Tone};

/// Everything that an administrator should know in time; nothing where there is nothing.
#[component]
pub(crate) fn EndingNotices() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let told = Memo::new(move |_| {
        let low = shop.running_low().into_iter();
        let low = low.map(|notice| (explain::notice(&notice, language), shop.step_about_low(notice.quota)));
        let ending = shop.ending_soon().into_iter();
        let ending =
            ending.map(|change| (explain::ending(&change, &catalogue, language), shop.step_about_ending(&change)));
        together(low.chain(ending))
    });
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            let items = told.into_iter().map(|told| view! { <Told told /> });
            view! {
                <section class="ending-notices" aria-label=text!(language, usage.notices)>
                    <Notice tone=Tone::Warning><ul>{items.collect_view()}</ul></Notice>
                </section>
            }
        })
    }
}

/// Sentences about which the same can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TogetherTold {
    sentences: Vec<String>,
    step: Option<NextStep>,
}

/// What leads to the same stands together, where the first of it stands.
fn together(told: impl Iterator<Item = (String, Option<NextStep>)>) -> Vec<TogetherTold> {
    let mut all: Vec<TogetherTold> = Vec::new();
    for (sentence, step) in told {
        match all.iter_mut().find(|known| known.step.is_some() && known.step == step) {
            Some(known) => known.sentences.push(sentence),
            None => all.push(TogetherTold { sentences: vec![sentence], step }),
        }
    }
    all
}

#[component]
fn Told(told: TogetherTold) -> impl IntoView {
    let TogetherTold { sentences, step } = told;
    let sentences = sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> });
    let step = step.map(|step| match step {
        NextStep::Buy(TopUp { basket, .. }) => view! { <Purchase basket /> }.into_any(),
        NextStep::Refused { basket, against } => {
            view! { <Refusal rejection=against wish=Wish::Basket(basket) /> }.into_any()
        }
        NextStep::Use { quota } => view! { <Units quota /> }.into_any(),
    });
    view! { <li>{sentences.collect_view()} {step}</li> }
}

/// Leads to the checkout; says what is bought, and of what is no edition for how much.
#[component]
fn Purchase(basket: Basket) -> impl IntoView {
    let site = use_site();
    let language = site.language;
    let catalogue = use_catalogue();
    let quoted = untrack(|| use_shop().quote(&basket)).ok();
    let label = quoted.map(|quoted| {
        let action = quoted.lines.iter().find_map(|line| line.item.edition_action());
        match action.zip(basket.edition.as_ref()) {
            Some((action, choice)) => {
                let edition = catalogue.edition_name(&choice.edition, language);
                match action {
                    EditionAction::Buy => text!(language, pricing.buy, edition = edition),
                    EditionAction::Renew => text!(language, pricing.renew, edition = edition),
                    EditionAction::Upgrade => text!(language, pricing.upgrade, edition = edition),
                }
            }
            None => {
                let what: Vec<String> =
                    quoted.lines.iter().map(|line| explain::line_title(line, &catalogue, language)).collect();
                text!(language, usage.top_up, what = what.join(" + "), price = format::money(quoted.total))
            }
        }
    });
    label.map(|label| {
        view! {
            <div class="button-row">
                <LinkButton href=site.href(&Page::Checkout(basket))>{label}</LinkButton>
            </div>
        }
    })
}

/// Leads to what is left of a kind, which is there to be used.
#[component]
fn Units(quota: QuotaKind) -> impl IntoView {
    let site = use_site();
    let href = site.href(&Page::Usage(UsageView { quota, ..UsageView::default() }));
    view! {
        <div class="button-row">
            <LinkButton href>{text!(site.language, usage.see_left)}</LinkButton>
        </div>
    }
}
