//! The words on an invoice's document, in both languages side by side.

use rules::vocabulary::Language;

/// What stands beside the figures.
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) sample: &'static str,
    pub(super) number: &'static str,
    pub(super) date: &'static str,
    pub(super) seller: &'static str,
    pub(super) buyer: &'static str,
    pub(super) name: &'static str,
    pub(super) holder: &'static str,
    pub(super) phone: &'static str,
    pub(super) email: &'static str,
    pub(super) credit_code: &'static str,
    pub(super) address: &'static str,
    pub(super) registered_phone: &'static str,
    pub(super) bank: &'static str,
    pub(super) account: &'static str,
    pub(super) content: &'static str,
    pub(super) what: &'static str,
    pub(super) paid: &'static str,
    pub(super) order: &'static str,
    pub(super) credit: &'static str,
    pub(super) amounts: &'static str,
    pub(super) net: &'static str,
    pub(super) rate: &'static str,
    pub(super) tax: &'static str,
    pub(super) gross: &'static str,
    pub(super) capitals: &'static str,
}

/// The words of a language.
pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

const CHINESE: Words = Words {
    lang: "zh-CN",
    sample: "演示样例，不是真实发票，不能用于报销或抵扣。",
    number: "发票编号",
    date: "开具日期",
    seller: "销售方",
    buyer: "购买方",
    name: "名称",
    holder: "抬头类型",
    phone: "电话",
    email: "邮箱",
    credit_code: "统一社会信用代码",
    address: "注册地址",
    registered_phone: "注册电话",
    bank: "开户银行",
    account: "银行账号",
    content: "开票内容",
    what: "订单与内容",
    paid: "金额（含税）",
    order: "订单",
    credit: "原版本剩余价值抵扣",
    amounts: "合计",
    net: "不含税金额",
    rate: "税率",
    tax: "税额",
    gross: "价税合计",
    capitals: "价税合计（大写）",
};

const ENGLISH: Words = Words {
    lang: "en",
    sample: "A sample of a demonstration: not a real invoice, and of no use for accounts or taxes.",
    number: "Invoice number",
    date: "Issued on",
    seller: "Seller",
    buyer: "Buyer",
    name: "Name",
    holder: "Made out to",
    phone: "Phone",
    email: "E-mail",
    credit_code: "Unified social credit code",
    address: "Registered address",
    registered_phone: "Registered phone",
    bank: "Bank",
    account: "Account number",
    content: "What is invoiced",
    what: "Orders and what they bought",
    paid: "Amount with VAT",
    order: "Order",
    credit: "Unused value of the former edition",
    amounts: "Amounts",
    net: "Without VAT",
    rate: "VAT rate",
    tax: "VAT",
    gross: "Total with VAT",
    capitals: "Total in Chinese capital numerals",
};
