//! What happened, as the audit trail tells it.

use super::{Names, units};
use crate::account::{Activation, Certification, Event, HoldCause, PaymentFate, PaymentMethod};
use crate::format::{date_time, money, period};
use crate::vocabulary::Language;

pub(super) fn in_chinese(event: &Event, names: &Names<'_>) -> String {
    const ZH: Language = Language::Chinese;
    match event {
        Event::AccountOpened { .. } => "账户已建立。".to_owned(),
        Event::EnterpriseDescribed { .. } => "企业名称或安全手机已更新。".to_owned(),
        Event::CertificationRecorded { certification: Certification::Certified, .. } => "企业认证已完成。".to_owned(),
        Event::CertificationRecorded { .. } => "企业认证已失效。".to_owned(),
        Event::ActivationRecorded { activation: Activation::Activated, .. } => "企业已激活。".to_owned(),
        Event::ActivationRecorded { .. } => "企业不再处于激活状态。".to_owned(),
        Event::OrderPlaced { order } => format!("已下单，应付 {}。", money(order.total)),
        Event::PaymentMethodChosen { method, expires_at, .. } => {
            let method = match method {
                PaymentMethod::Online => "在线支付",
                PaymentMethod::BankTransfer => "对公转账",
            };
            format!("改为{method}，请在 {} 前支付。", date_time(*expires_at, ZH))
        }
        Event::PaymentFailed { .. } => "一次支付未成功，没有产生费用。".to_owned(),
        Event::OrderPaid { payment: Some(payment), .. } => format!("已支付 {}。", money(payment.amount)),
        Event::OrderPaid { payment: None, .. } => "订单已确认，无需支付。".to_owned(),
        Event::EditionGranted { period: granted } => {
            format!("{}生效期为 {}。", names.edition(&granted.edition), period(granted.period, ZH))
        }
        Event::EditionsReplaced { .. } => "原版本已由升级后的版本替换。".to_owned(),
        Event::BatchGranted { batch } => {
            format!("获得 {}，有效期为 {}。", units(batch.quota, u64::from(batch.amount), ZH), period(batch.period, ZH))
        }
        Event::PacksMoved { end, .. } => format!("随版本到期的加量包改为 {} 到期。", date_time(*end, ZH)),
        Event::IntegrationGranted { integration } => format!(
            "{}有效期为 {}。",
            names.catalogue.add_on_name(&integration.add_on, ZH),
            period(integration.period, ZH)
        ),
        Event::TrialGranted { trial } => {
            format!("开始试用{}，至 {}。", names.edition(&trial.edition), date_time(trial.period.end, ZH))
        }
        Event::UsageRecorded { taken, returned, moved_in, .. } => {
            format!("使用 {taken} 份，退回 {} 份。", returned.saturating_add(*moved_in))
        }
        Event::NoticeGiven { notice } => super::notice(notice, ZH),
        Event::OrderDelivered { .. } => "订单已发货。".to_owned(),
        Event::OrderCancelled { .. } => "订单已取消。".to_owned(),
        Event::PaymentHeld { payment, cause, .. } => {
            format!("收到 {}，因{}而暂存，款项不会丢失。", money(payment.amount), cause_in_chinese(*cause))
        }
        Event::OrderReleased { .. } => "客服已确认继续办理。".to_owned(),
        Event::OrderClosed { .. } => "客服已关闭订单，款项已另行退回。".to_owned(),
        Event::OrderBound { .. } => "订单已绑定到企业。".to_owned(),
        Event::BindingFailed { .. } => "企业的情况已变化，订单未能绑定，由客服处理。".to_owned(),
        Event::BoundOrderReceived { .. } => "收到一笔由成员购买并绑定的订单。".to_owned(),
        Event::InvoiceRequested { invoice } => {
            format!("已申请发票 {}，其中税额 {}。", money(invoice.gross), money(invoice.tax))
        }
        Event::InvoiceIssued { .. } => "发票已开具。".to_owned(),
        Event::InvoiceFailed { .. } => "发票未能开具，可以重新申请。".to_owned(),
    }
}

pub(super) fn in_english(event: &Event, names: &Names<'_>) -> String {
    const EN: Language = Language::English;
    match event {
        Event::AccountOpened { .. } => "The account was opened.".to_owned(),
        Event::EnterpriseDescribed { .. } => "The company's name or security phone was updated.".to_owned(),
        Event::CertificationRecorded { certification: Certification::Certified, .. } => {
            "The company was certified.".to_owned()
        }
        Event::CertificationRecorded { .. } => "The company is no longer certified.".to_owned(),
        Event::ActivationRecorded { activation: Activation::Activated, .. } => "The company was activated.".to_owned(),
        Event::ActivationRecorded { .. } => "The company is no longer activated.".to_owned(),
        Event::OrderPlaced { order } => format!("An order was placed over {}.", money(order.total)),
        Event::PaymentMethodChosen { method, expires_at, .. } => {
            let method = match method {
                PaymentMethod::Online => "online",
                PaymentMethod::BankTransfer => "by bank transfer",
            };
            format!("To be paid {method} before {}.", date_time(*expires_at, EN))
        }
        Event::PaymentFailed { .. } => "A payment failed. Nothing was charged.".to_owned(),
        Event::OrderPaid { payment: Some(payment), .. } => format!("{} was paid.", money(payment.amount)),
        Event::OrderPaid { payment: None, .. } => "The order was confirmed without payment.".to_owned(),
        Event::EditionGranted { period: granted } => {
            format!("{} is in force {}.", names.edition(&granted.edition), period(granted.period, EN))
        }
        Event::EditionsReplaced { .. } => "The upgrade took the place of the edition so far.".to_owned(),
        Event::BatchGranted { batch } => format!(
            "{} were granted, valid {}.",
            units(batch.quota, u64::from(batch.amount), EN),
            period(batch.period, EN)
        ),
        Event::PacksMoved { end, .. } => {
            format!("Packs that end with the edition now end on {}.", date_time(*end, EN))
        }
        Event::IntegrationGranted { integration } => format!(
            "{} is active {}.",
            names.catalogue.add_on_name(&integration.add_on, EN),
            period(integration.period, EN)
        ),
        Event::TrialGranted { trial } => {
            format!(
                "The trial of {} began; it ends on {}.",
                names.edition(&trial.edition),
                date_time(trial.period.end, EN)
            )
        }
        Event::UsageRecorded { taken, returned, moved_in, .. } => {
            format!("{taken} used, {} credited back.", returned.saturating_add(*moved_in))
        }
        Event::NoticeGiven { notice } => super::notice(notice, EN),
        Event::OrderDelivered { .. } => "The order was delivered.".to_owned(),
        Event::OrderCancelled { .. } => "The order was cancelled.".to_owned(),
        Event::PaymentHeld { payment, cause, .. } => {
            format!("{} arrived and is held safely, because {}.", money(payment.amount), cause_in_english(*cause))
        }
        Event::OrderReleased { .. } => "Customer service let the order go on.".to_owned(),
        Event::OrderClosed { .. } => "Customer service closed the order; the money was returned.".to_owned(),
        Event::OrderBound { .. } => "The order was bound to a company.".to_owned(),
        Event::BindingFailed { .. } => {
            "The company’s situation has changed, and the order could not be bound. Customer service looks after it."
                .to_owned()
        }
        Event::BoundOrderReceived { .. } => "An order that a member bought and bound was taken over.".to_owned(),
        Event::InvoiceRequested { invoice } => {
            format!("An invoice over {} was asked for, {} of it VAT.", money(invoice.gross), money(invoice.tax))
        }
        Event::InvoiceIssued { .. } => "The invoice was issued.".to_owned(),
        Event::InvoiceFailed { .. } => "The invoice could not be issued. It can be asked for again.".to_owned(),
    }
}

const fn cause_in_chinese(cause: HoldCause) -> &'static str {
    match cause {
        HoldCause::Cancelled => "订单已取消",
        HoldCause::Expired => "订单已过期",
        HoldCause::OtherAmount => "金额与订单不符",
        HoldCause::PaidBefore => "订单已支付过",
        HoldCause::NoLongerPermitted => "企业的情况已变化",
        HoldCause::Closed => "订单已关闭",
    }
}

const fn cause_in_english(cause: HoldCause) -> &'static str {
    match cause {
        HoldCause::Cancelled => "the order was cancelled",
        HoldCause::Expired => "the order had expired",
        HoldCause::OtherAmount => "it is not the amount of the order",
        HoldCause::PaidBefore => "the order was paid before",
        HoldCause::NoLongerPermitted => "the company’s situation has changed",
        HoldCause::Closed => "the order was closed",
    }
}

pub(super) fn fate_in_chinese(fate: PaymentFate) -> String {
    match fate {
        PaymentFate::Counted => "已计入订单".to_owned(),
        PaymentFate::Released => "曾暂存，经客服确认后计入订单".to_owned(),
        PaymentFate::Held { cause } => format!("因{}而暂存，款项不会丢失", cause_in_chinese(cause)),
        PaymentFate::Returned { at } => format!("已于 {} 退回", date_time(at, Language::Chinese)),
    }
}

pub(super) fn fate_in_english(fate: PaymentFate) -> String {
    match fate {
        PaymentFate::Counted => "Paid the order".to_owned(),
        PaymentFate::Released => "Was held, then counted with the consent of customer service".to_owned(),
        PaymentFate::Held { cause } => format!("Held safely, because {}", cause_in_english(cause)),
        PaymentFate::Returned { at } => format!("Returned on {}", date_time(at, Language::English)),
    }
}
