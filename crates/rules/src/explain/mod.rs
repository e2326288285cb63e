//! Reasons, remedies and periods as sentences that a finance clerk understands, in both languages.

mod account_en;
mod account_zh;
mod en;
mod event;
mod invoice;
mod order_en;
mod order_zh;
mod usage;
mod zh;

pub use usage::{batch_source, ending, forecast, pace, short_step, step};

use crate::account::{Credit, Event, LineItem, Order, OrderLine, OrderStage, OrderState, PaymentFate, UsageNotice};
use crate::basket::PackChoice;
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::decide::{BindingPreview, Held, Holding, Waiting};
use crate::money::ExactMoney;
use crate::offer::EditionAction;
use crate::quote::{Quote, Warning};
use crate::rejection::{Reason, Remedy};
use crate::trial::NextStep;
use crate::usage::Progress;
use crate::vocabulary::{EditionCode, Language, QuotaKind, Term};

pub use invoice::{invoice_kind, invoice_state, title_holder, title_problem};

/// Why something is refused, as one sentence with its dates and amounts.
#[must_use]
pub fn reason(reason: &Reason, catalogue: &Catalogue, language: Language) -> String {
    let names = Names { catalogue, language };
    match language {
        Language::Chinese => zh::reason(reason, &names),
        Language::English => en::reason(reason, &names),
    }
}

/// What a button says that leads out of a refusal.
#[must_use]
pub fn remedy(remedy: &Remedy, catalogue: &Catalogue, language: Language) -> String {
    let names = Names { catalogue, language };
    match language {
        Language::Chinese => zh::remedy(remedy, &names),
        Language::English => en::remedy(remedy, &names),
    }
}

/// Why a line of a quote has the period that it has (ED-3, BUY-5, ADD-4 … ADD-6).
#[must_use]
pub fn line_period(line: &OrderLine, language: Language) -> String {
    match language {
        Language::Chinese => order_zh::line_period(line),
        Language::English => order_en::line_period(line),
    }
}

/// The rules behind a line: the one that its period follows first, then those of its price.
#[must_use]
pub fn line_rules(line: &OrderLine) -> &'static [&'static str] {
    match &line.item {
        LineItem::Edition { action: EditionAction::Buy, .. } => &["ED-3", "ED-2"],
        LineItem::Edition { action: EditionAction::Renew, .. } => &["BUY-5", "ED-2"],
        LineItem::Edition { action: EditionAction::Upgrade, .. } => &["BUY-8", "BUY-9", "BUY-10"],
        LineItem::RemainingTerm { .. } => &["BUY-8", "BUY-9", "BUY-11"],
        LineItem::Integration { .. } if line.is_cut_short() => &["ADD-7", "ADD-8"],
        LineItem::Integration { .. } => &["ADD-7"],
        LineItem::Packs { follows_edition: true, .. } => &["ADD-5", "ADD-10"],
        LineItem::Packs { .. } => &["ADD-6", "ADD-10"],
    }
}

/// What a line buys: `专业版 · 2 年`.
#[must_use]
pub fn line_title(line: &OrderLine, catalogue: &Catalogue, language: Language) -> String {
    match &line.item {
        LineItem::Edition { edition, term, .. } => {
            format!("{} · {}", catalogue.edition_name(edition, language), crate::format::years(term.years(), language))
        }
        LineItem::RemainingTerm { edition, .. } => {
            let rest = match language {
                Language::Chinese => "剩余时长",
                Language::English => "remaining term",
            };
            format!("{} · {rest}", catalogue.edition_name(edition, language))
        }
        LineItem::Integration { add_on, term } => {
            format!("{} · {}", catalogue.add_on_name(add_on, language), crate::format::years(term.years(), language))
        }
        LineItem::Packs { add_on, quota, size, .. } => {
            let name = catalogue.add_on_name(add_on, language);
            format!("{name} · {}", units(*quota, u64::from(*size), language))
        }
    }
}

/// What an upgrade sets off, and how it comes about, period by period (BUY-9); empty where nothing is.
#[must_use]
pub fn credits(quote: &Quote, catalogue: &Catalogue, language: Language) -> Vec<String> {
    quote.credit.iter().flat_map(|credit| credit_parts(credit, catalogue, language)).collect()
}

/// How a credit comes about: a sentence for each period that it stands for, and one about rounding where there is
/// something to round (BUY-9).
#[must_use]
pub fn credit_parts(credit: &Credit, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let names = Names { catalogue, language };
    let sentence = |line| match language {
        Language::Chinese => order_zh::credit_line(line, &names),
        Language::English => order_en::credit_line(line, &names),
    };
    let is_rounded = credit.lines.iter().any(|line| line.exact().is_some_and(|exact| !exact.is_whole()));
    let rounding = is_rounded.then(|| rounded_once(language).to_owned());
    credit.lines.iter().map(sentence).chain(rounding).collect()
}

const fn rounded_once(language: Language) -> &'static str {
    match language {
        Language::Chinese => "各项按精确值相加，合计四舍五入到分。",
        Language::English => "The exact parts are added up, and the sum is rounded once, half up, to the fen.",
    }
}

/// ` = ¥2,950.00`, or ` ≈ ¥10,940.01` where it is not whole fen and rounded with the sum alone (BUY-9).
fn comes_to(exact: Option<ExactMoney>) -> String {
    let written = exact.and_then(|exact| Some((exact.is_whole(), exact.round_half_up()?)));
    written.map_or_else(String::new, |(is_whole, amount)| {
        let sign = if is_whole { "=" } else { "≈" };
        format!(" {sign} {}", crate::format::money(amount))
    })
}

/// How the price of an upgrade for the remaining term comes about, period by period (BUY-8); empty for other lines.
#[must_use]
pub fn differences(line: &OrderLine, catalogue: &Catalogue, language: Language) -> Vec<String> {
    let LineItem::RemainingTerm { edition, parts, .. } = &line.item else {
        return Vec::new();
    };
    let names = Names { catalogue, language };
    let to = catalogue.edition_name(edition, language);
    let sentence = |part| match language {
        Language::Chinese => order_zh::difference(part, to, &names),
        Language::English => order_en::difference(part, to, &names),
    };
    let is_rounded = parts.iter().any(|part| part.exact().is_some_and(|exact| !exact.is_whole()));
    let rounding = is_rounded.then(|| rounded_once(language).to_owned());
    parts.iter().map(sentence).chain(rounding).collect()
}

/// What a buyer is warned about before payment (ADD-8, BUY-13).
#[must_use]
pub fn warning(warning: &Warning, catalogue: &Catalogue, language: Language) -> String {
    let names = Names { catalogue, language };
    match language {
        Language::Chinese => order_zh::warning(warning, &names),
        Language::English => order_en::warning(warning, &names),
    }
}

/// What is gone of an order that waits for its binding (BIND-2).
#[must_use]
pub fn waiting(waiting: Waiting, language: Language) -> String {
    match language {
        Language::Chinese => order_zh::waiting(waiting),
        Language::English => order_en::waiting(waiting),
    }
}

/// Which step opens the trial, for whoever left a lead (TRIAL-7).
#[must_use]
pub const fn next_step(step: NextStep, language: Language) -> &'static str {
    match language {
        Language::Chinese => order_zh::next_step(step),
        Language::English => order_en::next_step(step),
    }
}

/// What binding an order would do, a sentence each (BIND-3, BIND-4).
#[must_use]
pub fn binding(preview: &BindingPreview, language: Language) -> Vec<String> {
    let period = preview.period.map(|period| crate::format::period(period, language));
    let said = match language {
        Language::Chinese => order_zh::binding(preview.other_name.as_deref(), period.as_deref()),
        Language::English => order_en::binding(preview.other_name.as_deref(), period.as_deref()),
    };
    said.into_iter().flatten().collect()
}

/// That quota runs low (QUOTA-7).
#[must_use]
pub fn notice(notice: &UsageNotice, language: Language) -> String {
    match language {
        Language::Chinese => order_zh::notice(notice),
        Language::English => order_en::notice(notice),
    }
}

/// What became of a contract, in a few words (QUOTA-2).
#[must_use]
pub const fn progress(progress: &Progress, language: Language) -> &'static str {
    match language {
        Language::Chinese => account_zh::progress(progress),
        Language::English => account_en::progress(progress),
    }
}

/// That packs bought earlier move with the paid end (ADD-5, BUY-13); `None` where they stay.
#[must_use]
pub fn packs_move(quote: &Quote, language: Language) -> Option<String> {
    let moved = quote.packs_move?;
    Some(match language {
        Language::Chinese => order_zh::packs_move(moved),
        Language::English => order_en::packs_move(moved),
    })
}

/// Something that an account holds, with its end: `高级版，至 2027年3月1日 10:00` (BUY-11, TRIAL-5).
#[must_use]
pub fn held(held: &Held, catalogue: &Catalogue, language: Language) -> String {
    let end = crate::format::date_time(held.end, language);
    let what = match &held.what {
        Holding::Edition(edition) => catalogue.edition_name(edition, language).to_owned(),
        Holding::Integration(add_on) => catalogue.add_on_name(add_on, language).to_owned(),
        Holding::Trial(edition) => match language {
            Language::Chinese => format!("{}试用", catalogue.edition_name(edition, language)),
            Language::English => format!("{} (trial)", catalogue.edition_name(edition, language)),
        },
        Holding::Batch { quota, left } => match language {
            Language::Chinese => format!("未用的 {}", units(*quota, u64::from(*left), language)),
            Language::English => format!("{} not used", units(*quota, u64::from(*left), language)),
        },
    };
    match language {
        Language::Chinese => format!("{what}，至 {end}"),
        Language::English => format!("{what}, until {end}"),
    }
}

/// That the paid end moves with a purchase, from when to when (BUY-5, BUY-8).
#[must_use]
pub fn paid_end_moves(from: Instant, to: Instant, language: Language) -> String {
    let (from, to) = (crate::format::date_time(from, language), crate::format::date_time(to, language));
    match language {
        Language::Chinese => format!("付费到期由 {from} 变为 {to}。"),
        Language::English => format!("The paid end moves from {from} to {to}."),
    }
}

/// `3,000 份合同`, `3,000 contracts`.
#[must_use]
pub fn units(quota: QuotaKind, amount: u64, language: Language) -> String {
    match language {
        Language::Chinese => order_zh::units(quota, amount),
        Language::English => order_en::units(quota, amount),
    }
}

/// The name of a kind of quota.
#[must_use]
pub const fn quota(quota: QuotaKind, language: Language) -> &'static str {
    match (language, quota) {
        (Language::Chinese, QuotaKind::Contract) => "合同份额",
        (Language::Chinese, QuotaKind::Report) => "签署报告",
        (Language::Chinese, QuotaKind::Meeting) => "会议签约",
        (Language::English, QuotaKind::Contract) => "Contracts",
        (Language::English, QuotaKind::Report) => "Signing reports",
        (Language::English, QuotaKind::Meeting) => "Meeting signings",
    }
}

/// Something that happened, as the audit trail tells it.
#[must_use]
pub fn event(event: &Event, catalogue: &Catalogue, language: Language) -> String {
    let names = Names { catalogue, language };
    match language {
        Language::Chinese => event::in_chinese(event, &names),
        Language::English => event::in_english(event, &names),
    }
}

/// How far an order has come, in a word or two (RULES §8).
#[must_use]
pub const fn order_state(state: &OrderState, language: Language) -> &'static str {
    order_stage(state.stage(), language)
}

/// The same of a state without its instants.
#[must_use]
pub const fn order_stage(stage: OrderStage, language: Language) -> &'static str {
    match language {
        Language::Chinese => order_zh::order_stage(stage),
        Language::English => order_en::order_stage(stage),
    }
}

/// What became of a payment, as the trail of payments tells it (ORD-5, ORD-6).
#[must_use]
pub fn payment_fate(fate: PaymentFate, language: Language) -> String {
    match language {
        Language::Chinese => event::fate_in_chinese(fate),
        Language::English => event::fate_in_english(fate),
    }
}

/// How far an order has come and what happens next, as a sentence (ORD-1, ORD-2, ORD-6).
#[must_use]
pub fn order_outlook(order: &Order, now: Instant, catalogue: &Catalogue, language: Language) -> String {
    let state = order.state_at(now);
    let delivery = &catalogue.policies.delivery_minutes;
    match language {
        Language::Chinese => order_zh::order_outlook(&state, order, now, delivery),
        Language::English => order_en::order_outlook(&state, order, now, delivery),
    }
}

/// Names of the catalogue in one language.
struct Names<'a> {
    catalogue: &'a Catalogue,
    language: Language,
}

impl<'a> Names<'a> {
    fn edition(&self, code: &'a EditionCode) -> &'a str {
        self.catalogue.edition_name(code, self.language)
    }

    fn editions(&self, codes: &'a [EditionCode]) -> String {
        let separator = match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        let names: Vec<&str> = codes.iter().map(|code| self.edition(code)).collect();
        names.join(separator)
    }

    fn terms(&self, terms: &[Term]) -> String {
        let separator = match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        let names: Vec<String> = terms.iter().map(|term| crate::format::years(term.years(), self.language)).collect();
        names.join(separator)
    }

    /// Packs of one add-on: `合同加量包 1,000 × 2`.
    fn packs(&self, packs: &[PackChoice]) -> String {
        let separator = match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        let kinds = packs.iter().map(|pack| {
            let size = crate::format::count(u64::from(pack.size));
            if pack.quantity == 1 { size } else { format!("{size} × {}", pack.quantity) }
        });
        let kinds: Vec<String> = kinds.collect();
        let name = packs.first().map_or("", |pack| self.catalogue.add_on_name(&pack.add_on, self.language));
        format!("{name} {}", kinds.join(separator))
    }
}
