//! In whose name an invoice is made out: what belongs in each detail, and how it is understood (INV-2).

use serde::{Deserialize, Serialize};

use crate::account::{InvoiceKind, TitleHolder};
use crate::credit_code::{CreditCode, CreditCodeProblem, half_width};

/// The longest detail in characters.
const LONGEST: usize = 100;

/// In whose name an invoice is made out (INV-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceTitle {
    /// What they are.
    pub holder: TitleHolder,
    /// Their name.
    pub name: String,
    /// The unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// The registered address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The registered phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// The account at the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// A detail of an invoice's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvoiceField {
    /// The name.
    Name,
    /// The unified social credit code.
    CreditCode,
    /// The registered address.
    Address,
    /// The registered phone.
    Phone,
    /// The bank.
    Bank,
    /// The account at the bank.
    Account,
}

/// A detail of a title that is missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleProblem {
    /// Which detail.
    pub field: InvoiceField,
    /// What is wrong with a credit code that was given.
    pub code: Option<CreditCodeProblem>,
}

impl InvoiceTitle {
    /// What is missing or wrong for an invoice of this kind, in the order of the details (INV-2). An ordinary one needs a
    /// name alone; a credit code that is given has to be right. A person has none, and is asked for none.
    #[must_use]
    pub fn check(&self, kind: InvoiceKind) -> Vec<TitleProblem> {
        let is_special = kind == InvoiceKind::Special;
        let mut problems = Vec::new();
        let mut add = |field, code| problems.push(TitleProblem { field, code });
        if line(&self.name).is_none() {
            add(InvoiceField::Name, None);
        }
        match given(self.credit_code.as_deref()) {
            _ if self.holder == TitleHolder::Person => {}
            None if is_special => add(InvoiceField::CreditCode, None),
            None => {}
            Some(code) => {
                if let Err(problem) = CreditCode::try_from(code) {
                    add(InvoiceField::CreditCode, Some(problem));
                }
            }
        }
        let details = [
            (InvoiceField::Address, &self.address),
            (InvoiceField::Phone, &self.phone),
            (InvoiceField::Bank, &self.bank),
            (InvoiceField::Account, &self.account),
        ];
        for (field, text) in details {
            if is_special && text.as_deref().and_then(line).is_none() {
                add(field, None);
            }
        }
        problems
    }

    /// The title as it stands on an invoice of this kind: without spaces around, codes and numbers in half-width
    /// characters, and without what that kind has no place for.
    #[must_use]
    pub fn understood(&self, kind: InvoiceKind) -> Self {
        let is_special = kind == InvoiceKind::Special;
        let detail = |text: &Option<String>| given(text.as_deref()).filter(|_| is_special).map(str::to_owned);
        let number = |text: &Option<String>| detail(text).map(|text| text.chars().map(half_width).collect());
        let code = given(self.credit_code.as_deref()).filter(|_| self.holder != TitleHolder::Person);
        Self {
            holder: self.holder,
            name: self.name.trim().to_owned(),
            credit_code: code.map(|code| match CreditCode::try_from(code) {
                Ok(code) => code.as_str().to_owned(),
                Err(_) => code.to_owned(),
            }),
            address: detail(&self.address),
            phone: number(&self.phone),
            bank: detail(&self.bank),
            account: number(&self.account),
        }
    }
}

/// A text that is there and fits on one line.
fn line(text: &str) -> Option<&str> {
    given(Some(text)).filter(|text| text.chars().count() <= LONGEST && !text.chars().any(char::is_control))
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
