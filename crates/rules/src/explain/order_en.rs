//! The sentences about lines, credits and orders in English.

use super::Names;
use crate::account::{
    CreditLine, DifferenceLine, LineItem, NoticeLevel, Order, OrderLine, OrderStage, OrderState, UsageNotice,
};
use crate::calendar::Instant;
use crate::catalogue::MinutesRange;
use crate::decide::Waiting;
use crate::format::{count, date_time, money, years};
use crate::offer::EditionAction;
use crate::quote::{PacksMove, Warning};
use crate::trial::NextStep;
use crate::vocabulary::{Language, QuotaKind};

const EN: Language = Language::English;

pub(super) fn line_period(line: &OrderLine) -> String {
    let end = date_time(line.period.end, EN);
    match &line.item {
        LineItem::Edition { action, .. } => match action {
            EditionAction::Buy => format!("In force from payment until {end}"),
            EditionAction::Renew => {
                format!("Follows your present edition: from {} until {end}", date_time(line.period.start, EN))
            }
            EditionAction::Upgrade => {
                format!("Replaces your present edition from payment until {end}")
            }
        },
        LineItem::RemainingTerm { .. } => format!("Replaces your present edition from payment; the end stays {end}"),
        LineItem::Integration { term, .. } if line.is_cut_short() => format!(
            "In force from {}, shortened to {end}, when the edition ends: less than {}",
            date_time(line.period.start, EN),
            years(term.years(), EN)
        ),
        LineItem::Integration { .. } => format!("In force from {} until {end}", date_time(line.period.start, EN)),
        LineItem::Packs { follows_edition: true, .. } => {
            format!("Takes effect at once and ends with your edition: {end}")
        }
        LineItem::Packs { .. } => format!("Takes effect at once for one year, until {end}"),
    }
}

pub(super) fn credit_line(line: &CreditLine, names: &Names<'_>) -> String {
    let part = line.part.map_or_else(String::new, |part| format!(" × {} ÷ {} days", part.left, part.whole));
    format!(
        "{} {}{part} × {} days left ÷ {} days{}",
        names.edition(&line.edition),
        money(line.value),
        line.days_left,
        line.days_whole,
        super::comes_to(line.exact())
    )
}

pub(super) fn difference(line: &DifferenceLine, to: &str, names: &Names<'_>) -> String {
    let part = line.part.map_or_else(String::new, |part| format!(" × {} ÷ {} days", part.left, part.whole));
    format!(
        "{} → {to}: {} a year × {}{part} × {} days left ÷ {} days{}",
        names.edition(&line.edition),
        money(line.yearly),
        years(line.term.years(), EN),
        line.days_left,
        line.days_whole,
        super::comes_to(line.exact())
    )
}

pub(super) fn warning(warning: &Warning, names: &Names<'_>) -> String {
    match warning {
        Warning::IntegrationCutShort { add_on, ends, whole_term_end, days, price } => format!(
            "{} ends with your edition on {}: {} days instead of the {} of a whole year until {}, for {}. Renew the edition first to have the whole year.",
            names.catalogue.add_on_name(add_on, EN),
            date_time(*ends, EN),
            days.left,
            days.whole,
            date_time(*whole_term_end, EN),
            money(*price)
        ),
        Warning::PacksEndEarlier { from, to } => packs_move(PacksMove { from: *from, to: *to }),
    }
}

pub(super) fn waiting(waiting: Waiting) -> String {
    format!(
        "{} of {} days of the term are gone, which comes to {}. Please bind the order to a company soon.",
        waiting.days_gone,
        waiting.days_whole,
        money(waiting.money_gone)
    )
}

pub(super) const fn next_step(step: NextStep) -> &'static str {
    match step {
        NextStep::ApplyNow => "Thank you, we have your details. You can apply for the trial now.",
        NextStep::SignIn => "Thank you, we have your details. Sign in to apply for the trial.",
        NextStep::Certify => {
            "Thank you, we have your details. Once the company is certified, you can apply for the trial."
        }
        NextStep::AskAdministrator => {
            "Thank you, we have your details. Please let an administrator of the company apply for the trial."
        }
        NextStep::OpenOnWeb => "Thank you, we have your details. Please apply for the trial on the web.",
        NextStep::ContactSales => "Thank you, we have your details. Sales will contact you.",
    }
}

pub(super) fn binding(other_name: Option<&str>, period: Option<&str>) -> [Option<String>; 2] {
    [
        period.map(|period| format!("After binding, the company has it for: {period}. This cannot be changed later.")),
        other_name.map(|name| {
            format!("The company is called {name}, which is not the name given at the purchase. Please confirm it.")
        }),
    ]
}

pub(super) fn notice(notice: &UsageNotice) -> String {
    let kind = super::quota(notice.quota, EN);
    match notice.level {
        NoticeLevel::PercentUsed(100) => format!("{kind}: all used."),
        NoticeLevel::PercentUsed(percent) => format!("{kind}: {percent}% used."),
        NoticeLevel::FewerThan(units) => {
            format!("{kind}: fewer than {} left.", self::units(notice.quota, u64::from(units)))
        }
    }
}

pub(super) fn packs_move(moved: PacksMove) -> String {
    let (from, to) = (date_time(moved.from, EN), date_time(moved.to, EN));
    if moved.is_earlier() {
        format!(
            "Please note: packs bought earlier that end with the edition will end sooner, on {to} instead of {from}."
        )
    } else {
        format!("Packs bought earlier that end with the edition are extended with it, from {from} to {to}.")
    }
}

pub(super) fn units(quota: QuotaKind, amount: u64) -> String {
    let number = count(amount);
    let one = amount == 1;
    let noun = match quota {
        QuotaKind::Contract if one => "contract",
        QuotaKind::Contract => "contracts",
        QuotaKind::Report if one => "report",
        QuotaKind::Report => "reports",
        QuotaKind::Meeting if one => "meeting signing",
        QuotaKind::Meeting => "meeting signings",
    };
    format!("{number} {noun}")
}

pub(super) const fn order_stage(stage: OrderStage) -> &'static str {
    match stage {
        OrderStage::Unpaid => "Awaiting payment",
        OrderStage::AwaitingBinding => "Awaiting binding",
        OrderStage::Provisioning => "Being delivered",
        OrderStage::Delivered => "Delivered",
        OrderStage::Cancelled => "Cancelled",
        OrderStage::Expired => "Expired",
        OrderStage::NeedsAttention => "Being looked into",
        OrderStage::Closed => "Closed",
    }
}

pub(super) fn order_outlook(state: &OrderState, order: &Order, now: Instant, delivery: &MinutesRange) -> String {
    match state {
        OrderState::Unpaid => format!(
            "Please pay before {}; after that the order expires by itself.",
            date_time(order.expires_at, EN)
        ),
        OrderState::AwaitingBinding { .. } => {
            "Paid. Bind it to a certified enterprise to use it.".to_owned()
        }
        OrderState::Provisioning { .. } if order.due_by(delivery).is_some_and(|due| due < now) => {
            "Your payment arrived. Delivery takes longer than usual; the period counts from payment all the same. If it does not arrive soon, please contact customer service.".to_owned()
        }
        OrderState::Provisioning { .. } => format!(
            "Your payment arrived. The period counts from payment; delivery usually takes {} to {} minutes.",
            delivery.min, delivery.max
        ),
        OrderState::Delivered { delivered_at, .. } => {
            format!("Delivered on {}; ready to use.", date_time(*delivered_at, EN))
        }
        OrderState::Cancelled { at } => {
            format!("Cancelled on {}. Nothing was charged.", date_time(*at, EN))
        }
        OrderState::Expired { at } => format!(
            "Expired unpaid on {}. Nothing was charged.",
            date_time(*at, EN)
        ),
        OrderState::NeedsAttention { .. } => {
            "Your payment arrived, but the order cannot be delivered automatically. The money is safe; customer service will contact you.".to_owned()
        }
        OrderState::Closed { .. } => "Closed; the money was returned outside the shop.".to_owned(),
    }
}
