//! The lines of a quote or an order: what, for how much, for which period and why.

use leptos::prelude::*;
use rules::account::OrderLine;
use rules::explain;
use rules::format;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_catalogue;

/// Each line with its price, its period and the rule behind it.
#[component]
pub(crate) fn OrderLines(lines: Box<[OrderLine]>) -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let rule_label = text!(language, refusal.rule);
    let rows = lines.into_iter().map(|line| {
        view! {
            <li class="order-line">
                <div class="order-line-head">
                    <span class="order-line-title">{explain::line_title(&line, &catalogue, language)}</span>
                    <span class="money">{format::money(line.price)}</span>
                </div>
                <p class="order-line-sum">
                    {format!("{} × {}", format::money(line.unit_price), format::count(u64::from(line.quantity)))}
                </p>
                {explain::differences(&line, &catalogue, language)
                    .into_iter()
                    .map(|sentence| view! { <p class="order-line-sum">{sentence}</p> })
                    .collect_view()}
                <p class="order-line-period">
                    {explain::line_period(&line, language)} " "
                    <span class="rule-id" title=rule_label>
                        {explain::line_rules(&line).join(", ")}
                    </span>
                </p>
            </li>
        }
    });
    view! { <ul class="order-lines">{rows.collect_view()}</ul> }
}
