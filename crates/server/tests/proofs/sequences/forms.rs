//! What people fill in.

use api::Consent;
use rules::account::{InvoiceKind, TitleHolder};
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::trial::TrialForm;
use rules::vocabulary::Language;

use super::cast::Cast;

/// A sample of a credit code.
const CREDIT_CODE: &str = "91350100M000100Y43";

/// Everything that a tax office asks for, of the kind that needs it.
pub(super) fn invoice(cast: Cast, invoice: u8, orders: &[u8], kind: InvoiceKind) -> InvoiceRequest {
    let detail = |text: &str| Some(text.to_owned()).filter(|_| kind == InvoiceKind::Special);
    let title = InvoiceTitle {
        holder: TitleHolder::Company,
        name: "初雪样例有限公司".to_owned(),
        credit_code: Some(CREDIT_CODE.to_owned()),
        address: detail("杭州市样例路 1 号"),
        phone: detail("0571-88880000"),
        bank: detail("样例银行"),
        account: detail("6222000000000000"),
    };
    let orders = orders.iter().map(|order| cast.order(*order)).collect();
    InvoiceRequest { invoice: cast.invoice(invoice), orders, kind, title }
}

pub(super) fn form(consent: bool) -> TrialForm {
    TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "138 0000 0001".to_owned(),
        industry: "制造业".to_owned(),
        expected_signatures: "2,000".to_owned(),
        consent,
    }
}

pub(super) fn consent() -> Consent {
    Consent { version: "2026-01".to_owned(), language: Language::Chinese }
}
