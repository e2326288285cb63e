//! The sentences about lines, credits and orders in Chinese.

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

const ZH: Language = Language::Chinese;

pub(super) fn line_period(line: &OrderLine) -> String {
    let end = date_time(line.period.end, ZH);
    match &line.item {
        LineItem::Edition { action, .. } => match action {
            EditionAction::Buy => format!("自支付时起生效，至 {end}"),
            EditionAction::Renew => format!("接在现有版本之后，自 {} 起，至 {end}", date_time(line.period.start, ZH)),
            EditionAction::Upgrade => format!("自支付时起替换现有版本，至 {end}"),
        },
        LineItem::RemainingTerm { .. } => format!("自支付时起升级，到期时间不变，至 {end}"),
        LineItem::Integration { term, .. } if line.is_cut_short() => format!(
            "有效期自 {} 起，随版本缩短至 {end}，不足 {}",
            date_time(line.period.start, ZH),
            years(term.years(), ZH)
        ),
        LineItem::Integration { .. } => format!("有效期自 {} 起，至 {end}", date_time(line.period.start, ZH)),
        LineItem::Packs { follows_edition: true, .. } => format!("支付后即时生效，随版本到期：{end}"),
        LineItem::Packs { .. } => format!("支付后即时生效，有效期一年，至 {end}"),
    }
}

pub(super) fn credit_line(line: &CreditLine, names: &Names<'_>) -> String {
    let part = line.part.map_or_else(String::new, |part| format!(" × {} 天 ÷ {} 天", part.left, part.whole));
    format!(
        "{} {}{part} × 剩余 {} 天 ÷ 共 {} 天{}",
        names.edition(&line.edition),
        money(line.value),
        line.days_left,
        line.days_whole,
        super::comes_to(line.exact())
    )
}

pub(super) fn difference(line: &DifferenceLine, to: &str, names: &Names<'_>) -> String {
    let part = line.part.map_or_else(String::new, |part| format!(" × {} 天 ÷ {} 天", part.left, part.whole));
    format!(
        "{} → {to}，每年差价 {} × {} 年{part} × 剩余 {} 天 ÷ 共 {} 天{}",
        names.edition(&line.edition),
        money(line.yearly),
        line.term.years(),
        line.days_left,
        line.days_whole,
        super::comes_to(line.exact())
    )
}

pub(super) fn warning(warning: &Warning, names: &Names<'_>) -> String {
    match warning {
        Warning::IntegrationCutShort { add_on, ends, whole_term_end, days, price } => format!(
            "{}将随版本于 {} 到期，共 {} 天（整年为 {} 天，至 {}），费用为 {}。先续费版本即可用满整年。",
            names.catalogue.add_on_name(add_on, ZH),
            date_time(*ends, ZH),
            days.left,
            days.whole,
            date_time(*whole_term_end, ZH),
            money(*price)
        ),
        Warning::PacksEndEarlier { from, to } => packs_move(PacksMove { from: *from, to: *to }),
    }
}

pub(super) fn waiting(waiting: Waiting) -> String {
    format!(
        "购买时长已过去 {} 天（共 {} 天），相当于 {}，请尽快绑定企业。",
        waiting.days_gone,
        waiting.days_whole,
        money(waiting.money_gone)
    )
}

pub(super) const fn next_step(step: NextStep) -> &'static str {
    match step {
        NextStep::ApplyNow => "已收到您的信息。您现在就可以申请试用。",
        NextStep::SignIn => "已收到您的信息。登录后即可申请试用。",
        NextStep::Certify => "已收到您的信息。完成企业认证后即可申请试用。",
        NextStep::AskAdministrator => "已收到您的信息。请企业的超级管理员、法定代表人或有费用管理权限的员工申请试用。",
        NextStep::OpenOnWeb => "已收到您的信息。请前往网页端申请试用。",
        NextStep::ContactSales => "已收到您的信息。销售会与您联系。",
    }
}

pub(super) fn binding(other_name: Option<&str>, period: Option<&str>) -> [Option<String>; 2] {
    [
        period.map(|period| format!("绑定后该企业的权益期：{period}。绑定后不可更改。")),
        other_name.map(|name| format!("该企业的名称是{name}，与购买时填写的不一致，请确认。")),
    ]
}

pub(super) fn notice(notice: &UsageNotice) -> String {
    let kind = super::quota(notice.quota, ZH);
    match notice.level {
        NoticeLevel::PercentUsed(100) => format!("{kind}已用完。"),
        NoticeLevel::PercentUsed(percent) => format!("{kind}已使用 {percent}%。"),
        NoticeLevel::FewerThan(units) => format!("{kind}剩余不足 {}。", self::units(notice.quota, u64::from(units))),
    }
}

pub(super) fn packs_move(moved: PacksMove) -> String {
    let (from, to) = (date_time(moved.from, ZH), date_time(moved.to, ZH));
    if moved.is_earlier() {
        format!("请注意：已购的随版本到期的加量包将提前到期，由 {from} 变为 {to}。")
    } else {
        format!("已购的随版本到期的加量包同步延长，到期时间由 {from} 变为 {to}。")
    }
}

pub(super) fn units(quota: QuotaKind, amount: u64) -> String {
    let amount = count(amount);
    match quota {
        QuotaKind::Contract => format!("{amount} 份合同"),
        QuotaKind::Report => format!("{amount} 份报告"),
        QuotaKind::Meeting => format!("{amount} 次会议签约"),
    }
}

pub(super) const fn order_stage(stage: OrderStage) -> &'static str {
    match stage {
        OrderStage::Unpaid => "待支付",
        OrderStage::AwaitingBinding => "待绑定",
        OrderStage::Provisioning => "发货中",
        OrderStage::Delivered => "已发货",
        OrderStage::Cancelled => "已取消",
        OrderStage::Expired => "已过期",
        OrderStage::NeedsAttention => "处理中",
        OrderStage::Closed => "已关闭",
    }
}

pub(super) fn order_outlook(state: &OrderState, order: &Order, now: Instant, delivery: &MinutesRange) -> String {
    match state {
        OrderState::Unpaid => format!("请在 {} 前完成支付，逾期订单自动失效。", date_time(order.expires_at, ZH)),
        OrderState::AwaitingBinding { .. } => "已支付，请绑定到已认证的企业后使用。".to_owned(),
        OrderState::Provisioning { .. } if order.due_by(delivery).is_some_and(|due| due < now) => {
            "已收到款项，发货时间比平时长，权益仍从支付时起计算。如长时间未发货，请联系客服。".to_owned()
        }
        OrderState::Provisioning { .. } => {
            format!("已收到款项，权益从支付时起计算，通常 {} 至 {} 分钟内发货。", delivery.min, delivery.max)
        }
        OrderState::Delivered { delivered_at, .. } => {
            format!("已于 {} 发货，可以使用了。", date_time(*delivered_at, ZH))
        }
        OrderState::Cancelled { at } => format!("已于 {} 取消，没有产生费用。", date_time(*at, ZH)),
        OrderState::Expired { at } => format!("已于 {} 因未支付而失效，没有产生费用。", date_time(*at, ZH)),
        OrderState::NeedsAttention { .. } => {
            "已收到款项，但订单无法自动发货。款项不会丢失，客服会与您联系处理。".to_owned()
        }
        OrderState::Closed { .. } => "订单已关闭，款项已另行退回。".to_owned(),
    }
}
