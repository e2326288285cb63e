//! The sentences about accounts, binding, usage, the trial's form and invoices in Chinese.

use crate::format::count;
use crate::invoice::InvoiceField;
use crate::rejection::Reason;
use crate::trial::FormField;
use crate::usage::Progress;

pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::AccountNotYours => "这是另一个人的账户，请用本人账号登录。".to_owned(),
        Reason::OperatorOnly => "这项操作由客服处理。".to_owned(),
        Reason::BalancesRoleMissing => "只有企业成员可以查看用量和余额。".to_owned(),
        Reason::TargetHasOpenOrder { .. } => "这家企业有一笔待支付的版本订单。请先支付或取消它，再绑定。".to_owned(),
        Reason::HistoryRoleMissing => "订单记录仅超级管理员和法定代表人可以查看。".to_owned(),
        Reason::NotShownHere { .. } => "小程序个人版只显示本人的订单，企业的内容请前往网页端查看。".to_owned(),
        Reason::EnterpriseNameMissing => "首次购买需要填写企业名称。".to_owned(),
        Reason::OwnPhoneNotVerified { window_minutes } => {
            format!("首次购买需要验证本人手机，验证后 {window_minutes} 分钟内有效。")
        }
        Reason::BindingTargetMissing => "请选择要绑定的企业。".to_owned(),
        Reason::NotAMember { enterprise } => format!("您还没有加入{enterprise}，加入后才能绑定。"),
        Reason::NameNotConfirmed { given, found } => {
            format!("购买时填写的企业是{given}，现在要绑定的是{found}。绑定后不能更改，请确认。")
        }
        Reason::QuotaExhausted { quota, wanted, left, .. } => format!(
            "需要 {}，现在只剩 {}。",
            super::order_zh::units(*quota, u64::from(*wanted)),
            super::order_zh::units(*quota, *left)
        ),
        Reason::ContractUnknown { .. } => "没有找到这份合同的用量记录。".to_owned(),
        Reason::ContractNotWithdrawable { progress, .. } => {
            format!("这份合同{}，不能撤回。", self::progress(progress))
        }
        Reason::FormField { field } => match field {
            FormField::ContactName => "请填写联系人姓名，不超过 50 个字。".to_owned(),
            FormField::ContactPhone => "请填写可以联系到的手机号码，或带区号的座机号码。".to_owned(),
            FormField::Industry => "请填写所属行业，不超过 50 个字。".to_owned(),
            FormField::ExpectedSignatures => "请填写预计每年的签署量，用整数。".to_owned(),
        },
        Reason::ConsentMissing => "请先同意我们与您联系。".to_owned(),
        Reason::InvoiceRoleMissing => "您的角色不能申请发票。超级管理员或有费用管理权限的员工可以申请。".to_owned(),
        Reason::InvoicedByEnterprise => "个人账户不开发票。订单绑定企业后，由企业里可以申请发票的人开具。".to_owned(),
        Reason::InvoiceOrdersMissing => "请选择要开票的订单，每笔一次。".to_owned(),
        Reason::NotDelivered { .. } => "订单发货之后才能开票。".to_owned(),
        Reason::AlreadyInvoiced { invoice, .. } => format!("这笔订单已经开过发票，发票编号 {}。", invoice.as_str()),
        Reason::NothingPaid { .. } => "这笔订单没有产生费用，不能开票。".to_owned(),
        Reason::SpecialForCompanies => "专用发票只能开给企业。".to_owned(),
        Reason::InvoiceField { field } => match field {
            InvoiceField::Name => "请填写发票抬头。".to_owned(),
            InvoiceField::CreditCode => format!("请核对统一社会信用代码，共 {} 位。", count(18)),
            InvoiceField::Address => "专用发票需要注册地址。".to_owned(),
            InvoiceField::Phone => "专用发票需要注册电话。".to_owned(),
            InvoiceField::Bank => "专用发票需要开户银行。".to_owned(),
            InvoiceField::Account => "专用发票需要银行账号。".to_owned(),
        },
        Reason::InvoiceKeyReused { .. } => "这个申请号已用于另一张发票，请重新申请。".to_owned(),
        Reason::InvoiceUnknown => "没有找到这张发票，或者它已经有了结果。".to_owned(),
        // Reasons about purchases are told elsewhere.
        _ => String::new(),
    }
}

pub(super) const fn progress(progress: &Progress) -> &'static str {
    match progress {
        Progress::Open => "等待签署",
        Progress::PartlySigned => "已有人签署",
        Progress::Signed => "已签署完成",
        Progress::Rejected => "已被拒签",
        Progress::Expired => "已过签署期限",
        Progress::Returned { .. } => "已撤回，份额已退回",
        Progress::Void { .. } => "已撤回，所属份额已到期，不再退回",
        Progress::Spent => "已使用",
    }
}
