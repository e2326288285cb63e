//! Words about invoices in both languages: kinds, titles, how far one has come, and what is wrong with a title.

use crate::account::{InvoiceKind, InvoiceState, TitleHolder};
use crate::catalogue::Catalogue;
use crate::credit_code::CreditCodeProblem;
use crate::invoice::TitleProblem;
use crate::rejection::Reason;
use crate::vocabulary::Language::{self, Chinese, English};

/// The name of a kind of invoice (INV-2).
#[must_use]
pub const fn invoice_kind(kind: InvoiceKind, language: Language) -> &'static str {
    match (language, kind) {
        (Chinese, InvoiceKind::Ordinary) => "增值税普通发票",
        (Chinese, InvoiceKind::Special) => "增值税专用发票",
        (English, InvoiceKind::Ordinary) => "Ordinary VAT invoice",
        (English, InvoiceKind::Special) => "Special VAT invoice",
    }
}

/// What an invoice can be made out to (INV-2).
#[must_use]
pub const fn title_holder(holder: TitleHolder, language: Language) -> &'static str {
    match (language, holder) {
        (Chinese, TitleHolder::Company) => "企业",
        (Chinese, TitleHolder::Organisation) => "组织",
        (Chinese, TitleHolder::Person) => "个人",
        (English, TitleHolder::Company) => "Company",
        (English, TitleHolder::Organisation) => "Organisation",
        (English, TitleHolder::Person) => "Person",
    }
}

/// How far an invoice has come, in a word or two.
#[must_use]
pub const fn invoice_state(state: InvoiceState, language: Language) -> &'static str {
    match (language, state) {
        (Chinese, InvoiceState::Requested) => "开票中",
        (Chinese, InvoiceState::Issued { .. }) => "已开具",
        (Chinese, InvoiceState::Failed { .. }) => "开票失败",
        (English, InvoiceState::Requested) => "Being issued",
        (English, InvoiceState::Issued { .. }) => "Issued",
        (English, InvoiceState::Failed { .. }) => "Failed",
    }
}

/// What is wrong with a detail of a title, and of a credit code that was given, where (INV-2).
#[must_use]
pub fn title_problem(problem: &TitleProblem, catalogue: &Catalogue, language: Language) -> String {
    match (language, problem.code) {
        (_, None) => super::reason(&Reason::InvoiceField { field: problem.field }, catalogue, language),
        (Chinese, Some(CreditCodeProblem::Length { found })) => {
            format!("统一社会信用代码应为 18 位，现在是 {found} 位。")
        }
        (Chinese, Some(CreditCodeProblem::Character { position })) => {
            format!(
                "第 {position} 位的字符不会出现在统一社会信用代码中：代码由数字和大写字母组成，不含 I、O、S、V、Z。"
            )
        }
        (Chinese, Some(CreditCodeProblem::CheckCharacter { .. })) => {
            "统一社会信用代码的校验位不符，请对照营业执照逐位核对。".to_owned()
        }
        (English, Some(CreditCodeProblem::Length { found })) => {
            format!("A unified social credit code has 18 characters; this one has {found}.")
        }
        (English, Some(CreditCodeProblem::Character { position })) => {
            format!(
                "Character {position} occurs in no unified social credit code: it has digits and capital letters, \
                 without I, O, S, V and Z."
            )
        }
        (English, Some(CreditCodeProblem::CheckCharacter { .. })) => {
            "The check character does not fit the others. Please compare the code with the business licence.".to_owned()
        }
    }
}
