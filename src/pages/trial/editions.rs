//! The editions to try, each with what one gets.

use leptos::prelude::*;
use rules::explain;
use rules::vocabulary::{EditionCode, QuotaKind};

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;
use crate::ui::Radio;

/// Chooses the edition.
#[component]
pub(super) fn EditionChoice(
    edition: Memo<EditionCode>,
    on_choose: impl Fn(EditionCode) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let quota = catalogue.trial.contracts;
    let contracts = (quota > 0).then(|| {
        let amount = explain::units(QuotaKind::Contract, u64::from(quota), language);
        text!(language, trial.gets, amount = amount)
    });
    let cards = catalogue.editions.iter().map(|sold| {
        let id = format!("trial-{}", sold.code.as_str());
        let name = sold.name.in_language(language).to_owned();
        let is_chosen = {
            let code = sold.code.clone();
            Signal::derive(move || edition.with(|edition| *edition == code))
        };
        let code = sold.code.clone();
        let highlights = sold
            .highlights
            .iter()
            .map(|highlight| view! { <li>{highlight.in_language(language).to_owned()}</li> })
            .collect_view();
        let gets = contracts.clone().map(|words| view! { <li>{words}</li> });
        view! {
            <article class="trial-edition">
                <h3>{name.clone()}</h3>
                <p class="quiet">{sold.tagline.in_language(language).to_owned()}</p>
                <ul class="highlights">{gets} {highlights}</ul>
                <label class="toggle" for=id.clone()>
                    <Radio id=id.clone() group="trial-edition" is_chosen on_choose=move || on_choose(code.clone()) />
                    <span>{text!(language, trial.choose_one, edition = name)}</span>
                </label>
            </article>
        }
    });
    view! {
        <section aria-labelledby="trial-editions">
            <h2 id="trial-editions">{text!(language, trial.choose)}</h2>
            <fieldset class="trial-editions">
                <legend class="visually-hidden">{text!(language, trial.choose)}</legend>
                {cards.collect_view()}
            </fieldset>
        </section>
    }
    .into_any()
}
