//! Reasons and remedies in Chinese.

use super::Names;
use crate::account::{Activation, OrderState};
use crate::format::{count, date_time, money};
use crate::offer::EditionAction;
use crate::rejection::{CertifiedFor, ChannelRule, Handover, Reason, Remedy};
use crate::vocabulary::{Channel, Language};

const ZH: Language = Language::Chinese;

pub(super) fn reason(reason: &Reason, names: &Names<'_>) -> String {
    match reason {
        Reason::SignInRequired => "请先登录；浏览、比较和算价不需要登录。".to_owned(),
        Reason::RoleMissing => {
            "您在该企业的角色不能购买或申请试用。超级管理员、法定代表人或有费用管理权限的员工可以操作。".to_owned()
        }
        Reason::NotCertified { rule: CertifiedFor::Binding } => {
            "该企业尚未完成认证。订单只能绑定到已认证的企业。".to_owned()
        }
        Reason::NotCertified { .. } => {
            "该企业尚未完成认证。以企业名义购买或试用前，需要先完成企业认证。".to_owned()
        }
        Reason::NotActivated { cause } => match cause {
            Activation::OtherEnterprise => {
                "该企业未激活：当前云账号绑定的电子签账号属于另一家企业。请登录电子签网页端，在费用管理中单击立即购买并验证安全手机。".to_owned()
            }
            Activation::NoSignAccount | Activation::Activated => {
                "该企业未激活：当前云账号还没有电子签账号。请登录电子签网页端，在费用管理中单击立即购买并验证安全手机。".to_owned()
            }
        },
        Reason::PhoneNotVerified { window_minutes } => {
            format!("网页端购买或开票前需要验证企业的安全手机，验证后 {window_minutes} 分钟内有效。")
        }
        Reason::ChannelRefuses { channel, instead, rule } => channel_refusal(*channel, *instead, *rule),
        Reason::EmptyBasket => "还没有选择要购买的内容。".to_owned(),
        Reason::EditionNotSold { .. } => "该版本不在售。".to_owned(),
        Reason::TermNotOffered { edition, offered } => format!(
            "{}的购买时长可选 {}。",
            names.edition(edition),
            names.terms(offered)
        ),
        Reason::Downgrade {
            edition,
            in_force,
            paid_end,
        } => format!(
            "{}正在生效（至 {}），不支持降级到{}。",
            names.edition(in_force),
            date_time(*paid_end, ZH),
            names.edition(edition)
        ),
        Reason::ActionDoesNotFit { fitting, .. } => match fitting {
            Some(EditionAction::Buy) => "当前没有生效中的付费版本，应按新购办理。".to_owned(),
            Some(EditionAction::Renew) => "该版本正在生效，应按续费办理。".to_owned(),
            Some(EditionAction::Upgrade) => "生效中的是较低的版本，应按升级办理。".to_owned(),
            None => "与企业现有的版本不符，不能办理。".to_owned(),
        },
        Reason::CreditExceedsPrice { credit, shortest } => match shortest {
            Some(term) => format!(
                "现有版本的剩余价值 {} 高于该时长的价格，最短可选 {} 年。",
                money(*credit),
                term.years()
            ),
            None => format!(
                "现有版本的剩余价值 {} 高于最长时长的价格，请联系销售办理。",
                money(*credit)
            ),
        },
        Reason::OpenOrder { .. } => {
            "已有一笔待支付的版本订单。同一企业同时只能有一笔，请先支付或取消它。".to_owned()
        }
        Reason::PackNotSold { sizes, .. } if sizes.is_empty() => "没有在售的这种加量包。".to_owned(),
        Reason::PackNotSold { sizes, .. } => {
            let sizes: Vec<String> = sizes.iter().map(|size| count(u64::from(*size))).collect();
            format!("加量包的规格可选 {} 份。", sizes.join("、"))
        }
        Reason::QuantityOutOfRange { add_on, max: 1 } => {
            format!("一笔订单只能购买 1 包{}。", names.catalogue.add_on_name(add_on, ZH))
        }
        Reason::QuantityOutOfRange { max, .. } => format!("每个规格可购买 1 到 {max} 包。"),
        Reason::PackTwice { size, .. } => {
            format!("{} 份的加量包被选择了两次，请合并为一项。", count(u64::from(*size)))
        }
        Reason::AddOnNeedsEdition { add_on, editions, .. } => format!(
            "{}需要以下任一版本生效中：{}。",
            names.catalogue.add_on_name(add_on, ZH),
            names.editions(editions)
        ),
        Reason::AmountTooLarge => "金额超出可以计算的范围，请减少数量或联系销售。".to_owned(),
        Reason::QuoteChanged { total } => {
            format!("价格已变化，现在的应付金额为 {}，请重新确认。", money(*total))
        }
        Reason::TermsNotAccepted { .. } => "请阅读并同意购买条款。".to_owned(),
        Reason::KeyReused { .. } => "这个订单号已用于另一笔订单，请重新下单。".to_owned(),
        Reason::OrderUnknown => "没有找到这笔订单。".to_owned(),
        Reason::OrderNotYours => "这笔订单由他人提交，您的角色不能操作。".to_owned(),
        Reason::OrderStateRefuses { state, .. } => order_state(state),
        Reason::TrialUsed { edition } => format!(
            "每家企业仅有一次试用机会，已用于试用{}。",
            names.edition(edition)
        ),
        Reason::TrialNotHigher { in_force } => {
            format!("只能试用高于当前版本（{}）的版本。", names.edition(in_force))
        }
        Reason::EndsBeforeIntegration { integration_end, shortest } => match shortest {
            Some(term) => format!(
                "该时长早于第三方应用集成的到期时间（{}），最短可选 {} 年。",
                date_time(*integration_end, ZH),
                term.years()
            ),
            None => format!(
                "新版本会早于第三方应用集成的到期时间（{}）结束，请联系销售办理。",
                date_time(*integration_end, ZH)
            ),
        },
        Reason::IntegrationNotSold { .. } => "没有在售的这种应用集成。".to_owned(),
        Reason::IntegrationTwice { add_on } => {
            format!("{}被选择了两次，请保留一项。", names.catalogue.add_on_name(add_on, ZH))
        }
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, latest_end, start } if latest_end < paid_end => {
            let name = names.catalogue.add_on_name(add_on, ZH);
            let latest = date_time(*latest_end, ZH);
            if offered.is_empty() {
                format!(
                    "{}最多购买到三年之后（{}），而本次将自 {} 起算，请以后再购买。",
                    name,
                    latest,
                    date_time(*start, ZH)
                )
            } else {
                format!(
                    "{}最多购买到三年之后（{}），时长可选 {}。",
                    name,
                    latest,
                    names.terms(offered)
                )
            }
        }
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, start, .. } if offered.is_empty() => format!(
            "{}自 {} 起算，而版本于 {} 到期，请先续费版本。",
            names.catalogue.add_on_name(add_on, ZH),
            date_time(*start, ZH),
            date_time(*paid_end, ZH)
        ),
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, .. } => format!(
            "{}不能超出版本的到期时间（{}），时长可选 {}。",
            names.catalogue.add_on_name(add_on, ZH),
            date_time(*paid_end, ZH),
            names.terms(offered)
        ),
        Reason::AmountAboveLimit { channel, limit, total } => format!(
            "由于支付限额，{}每笔订单不超过 {}，本单为 {}。",
            place(*channel),
            money(*limit),
            money(*total)
        ),
        Reason::AccountNotYours
        | Reason::OperatorOnly
        | Reason::BalancesRoleMissing
        | Reason::HistoryRoleMissing
        | Reason::TargetHasOpenOrder { .. }
        | Reason::NotShownHere { .. }
        | Reason::EnterpriseNameMissing
        | Reason::OwnPhoneNotVerified { .. }
        | Reason::BindingTargetMissing
        | Reason::NotAMember { .. }
        | Reason::NameNotConfirmed { .. }
        | Reason::QuotaExhausted { .. }
        | Reason::ContractUnknown { .. }
        | Reason::ContractNotWithdrawable { .. }
        | Reason::FormField { .. }
        | Reason::ConsentMissing
        | Reason::InvoiceRoleMissing
        | Reason::InvoicedByEnterprise
        | Reason::InvoiceOrdersMissing
        | Reason::NotDelivered { .. }
        | Reason::AlreadyInvoiced { .. }
        | Reason::NothingPaid { .. }
        | Reason::SpecialForCompanies
        | Reason::InvoiceField { .. }
        | Reason::InvoiceKeyReused { .. }
        | Reason::InvoiceUnknown => super::account_zh::reason(reason),
    }
}

pub(super) fn remedy(remedy: &Remedy, names: &Names<'_>) -> String {
    match remedy {
        Remedy::SignIn => "登录".to_owned(),
        Remedy::AskAdministrator => "请管理员操作".to_owned(),
        Remedy::Certify => "去完成企业认证".to_owned(),
        Remedy::Activate => "去激活企业".to_owned(),
        Remedy::VerifyPhone => "验证安全手机".to_owned(),
        Remedy::OpenOnWeb => "前往网页端".to_owned(),
        Remedy::ContactSales => "联系销售".to_owned(),
        Remedy::ContactService => "联系客服".to_owned(),
        Remedy::SeePricing => "查看版本与价格".to_owned(),
        Remedy::ChooseTerm { term } => format!("改为 {} 年", term.years()),
        Remedy::ChooseEdition { edition } => format!("选择{}", names.edition(edition)),
        Remedy::ChoosePacks { packs } => format!("改为{}", names.packs(packs)),
        Remedy::TryEdition { edition } => format!("试用{}", names.edition(edition)),
        Remedy::Take { action } => verb(*action).to_owned(),
        Remedy::PayOrder { .. } => "继续支付".to_owned(),
        Remedy::CancelOrder { .. } => "取消该订单".to_owned(),
        Remedy::ConfirmQuote => "确认新价格".to_owned(),
        Remedy::AcceptTerms => "同意购买条款".to_owned(),
        Remedy::StartAgain => "重新下单".to_owned(),
        Remedy::BuyAsPerson => "先以个人名义购买".to_owned(),
        Remedy::ChooseIntegrationTerm { term, .. } => format!("集成改为 {} 年", term.years()),
        Remedy::LeaveOut { add_on } => format!("移除{}", names.catalogue.add_on_name(add_on, ZH)),
        Remedy::RenewFirst { edition } => format!("先续费{}", names.edition(edition)),
        Remedy::BuyPacks { add_on } => format!("增购{}", names.catalogue.add_on_name(add_on, ZH)),
        Remedy::NameEnterprise => "填写企业名称".to_owned(),
        Remedy::VerifyOwnPhone => "验证本人手机".to_owned(),
        Remedy::ChooseEnterprise => "选择企业".to_owned(),
        Remedy::JoinEnterprise => "申请加入企业".to_owned(),
        Remedy::ConfirmName { .. } => "确认绑定该企业".to_owned(),
        Remedy::CorrectField => "修改该项".to_owned(),
        Remedy::GiveConsent => "同意联系".to_owned(),
        Remedy::ChooseOrders => "重新选择订单".to_owned(),
        Remedy::TakeOrdinaryInvoice => "改开普通发票".to_owned(),
        Remedy::SeeOrder { .. } => "查看订单".to_owned(),
    }
}

fn order_state(state: &OrderState) -> String {
    match state {
        OrderState::Unpaid => "订单尚未支付。".to_owned(),
        OrderState::AwaitingBinding { .. } => {
            "订单已支付，等待绑定到已认证的企业。已支付的订单不支持自助退费，如有疑问请联系客服。".to_owned()
        }
        OrderState::Provisioning { .. } | OrderState::Delivered { .. } => {
            "订单已支付，不能再更改。已支付的订单不支持自助退费，如有疑问请联系客服。".to_owned()
        }
        OrderState::Cancelled { at } => format!("订单已于 {} 取消，请重新下单。", date_time(*at, ZH)),
        OrderState::Expired { at } => format!("订单已于 {} 因未支付而失效，请重新下单。", date_time(*at, ZH)),
        OrderState::NeedsAttention { .. } => "客服正在处理这笔订单的款项，会与您联系。".to_owned(),
        OrderState::Closed { .. } => "订单已关闭，款项已退回。".to_owned(),
    }
}

const fn verb(action: EditionAction) -> &'static str {
    match action {
        EditionAction::Buy => "购买",
        EditionAction::Renew => "续费",
        EditionAction::Upgrade => "升级",
    }
}

fn channel_refusal(channel: Channel, instead: Handover, rule: ChannelRule) -> String {
    let place = place(channel);
    match (instead, rule) {
        (Handover::Web, ChannelRule::Trial) => format!("{place}不能申请试用，请前往网页端。"),
        (_, ChannelRule::Trial) => format!("{place}不能申请试用。"),
        (Handover::Web, ChannelRule::Invoice) => format!("{place}不能申请发票，请前往网页端，或联系客服。"),
        (_, ChannelRule::Invoice) => format!("{place}不能申请发票。"),
        (Handover::Web, _) => format!("由于支付限额，{place}暂不能办理，请前往网页端。"),
        (Handover::Sales, _) => format!("由于支付限额，{place}暂不能直接购买，请联系销售办理。"),
        (Handover::Together, _) => {
            format!("由于支付限额，在{place}购买版本时需要同时加购加量包，加量包也只能随版本一起购买。")
        }
        (Handover::Nobody, _) => format!("由于支付限额，{place}不提供此项。"),
    }
}

const fn place(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "网页端",
        Channel::MiniProgram => "小程序",
        Channel::PersonalMiniProgram => "小程序个人版",
    }
}
