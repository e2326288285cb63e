//! The full comparison: a sticky header, groups, and "only differences".
//!
//! The roles say again what the elements are, since some browsers forget it of tables that are laid out otherwise.

use leptos::prelude::*;
use rules::catalogue::{Edition, Feature, FeatureValue};

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// The comparison table of the catalogue.
#[component]
pub(crate) fn Comparison() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let columns = catalogue.editions.len() + 1;
    let heads = catalogue
        .editions
        .iter()
        .map(|edition| view! { <th scope="col" role="columnheader">{edition.name.in_language(language).to_owned()}</th> })
        .collect_view();
    let groups = catalogue.features.iter().map(|group| {
        let rows = group
            .rows
            .iter()
            .map(|row| view! { <FeatureRow row=row.clone() editions=catalogue.editions.clone() /> })
            .collect_view();
        view! {
            <tbody role="rowgroup">
                <tr class="comparison-group" role="row">
                    <th scope="rowgroup" role="rowheader" colspan=columns.to_string()>
                        {group.name.in_language(language).to_owned()}
                    </th>
                </tr>
                {rows}
            </tbody>
        }
    });
    view! {
        <section class="section comparison" aria-labelledby="comparison">
            <div class="section-head">
                <h2 id="comparison">{text!(language, comparison.title)}</h2>
                <label class="toggle" for="only-differences">
                    <input type="checkbox" id="only-differences" class="only-differences" />
                    <span>{text!(language, comparison.only_differences)}</span>
                </label>
            </div>
            <table class="comparison-table" role="table">
                <caption class="visually-hidden">{text!(language, comparison.title)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{text!(language, comparison.feature)}</th>
                        {heads}
                    </tr>
                </thead>
                {groups.collect_view()}
            </table>
        </section>
    }
}

#[component]
fn FeatureRow(row: Feature, editions: Vec<Edition>) -> impl IntoView {
    let language = use_language();
    let values: Vec<Option<&FeatureValue>> = editions.iter().map(|edition| row.values.get(&edition.code)).collect();
    let is_same = values.windows(2).all(|pair| pair.first() == pair.last());
    let cells = values
        .into_iter()
        .map(|value| match value {
            Some(FeatureValue::Included(true)) => view! {
                <td class="cell-yes" role="cell">
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.2 3L13 5" /></svg>
                    <span class="visually-hidden">{text!(language, comparison.yes)}</span>
                </td>
            }
            .into_any(),
            Some(FeatureValue::Text(words)) => {
                view! { <td role="cell">{words.in_language(language).to_owned()}</td> }.into_any()
            }
            Some(FeatureValue::Included(false)) | None => view! {
                <td class="cell-no" role="cell">
                    <span aria-hidden="true">"—"</span>
                    <span class="visually-hidden">{text!(language, comparison.no)}</span>
                </td>
            }
            .into_any(),
        })
        .collect_view();
    let hint = row.hint.as_ref().map(|hint| {
        let words = hint.in_language(language).to_owned();
        view! { <span class="feature-hint">{words}</span> }
    });
    view! {
        <tr class=if is_same { "row-same" } else { "row-differs" } role="row">
            <th scope="row" role="rowheader">{row.name.in_language(language).to_owned()} {hint}</th>
            {cells}
        </tr>
    }
}
