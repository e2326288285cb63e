//! The trial's form: as it was typed, and as it is understood (TRIAL-4).

use serde::{Deserialize, Serialize};

use crate::basket::normalized_quantity;
use crate::credit_code::half_width;
use crate::rejection::{Reason, Rejection};

const LONGEST_NAME: usize = 50;
const MOST_SIGNATURES: u32 = 100_000_000;

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrialForm {
    /// Who is to be called.
    pub contact_name: String,
    /// Under which number.
    pub contact_phone: String,
    /// What the enterprise does.
    pub industry: String,
    /// Signatures that it expects in a year.
    pub expected_signatures: String,
    /// Whether they agree to be contacted; never assumed.
    #[serde(default)]
    pub consent: bool,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// Who is to be called.
    ContactName,
    /// Under which number.
    ContactPhone,
    /// What the enterprise does.
    Industry,
    /// Signatures that it expects in a year.
    ExpectedSignatures,
}

/// The form as it is understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckedForm {
    /// Who is to be called.
    pub contact_name: String,
    /// Under which number: digits alone.
    pub contact_phone: String,
    /// What the enterprise does.
    pub industry: String,
    /// Signatures that it expects in a year.
    pub expected_signatures: u32,
}

impl TrialForm {
    /// Reads every field.
    ///
    /// # Errors
    /// Every field that is missing or wrong, and the missing consent (TRIAL-7).
    pub fn check(&self) -> Result<CheckedForm, Rejection> {
        let mut against = Rejection::default();
        let contact_name = line_of_text(&self.contact_name);
        let contact_phone = normalized_phone(&self.contact_phone);
        let industry = line_of_text(&self.industry);
        let expected_signatures = normalized_count(&self.expected_signatures);
        let missing = [
            (FormField::ContactName, contact_name.is_none()),
            (FormField::ContactPhone, contact_phone.is_none()),
            (FormField::Industry, industry.is_none()),
            (FormField::ExpectedSignatures, expected_signatures.is_none()),
        ];
        let fields = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        against.add_all(fields.map(|(field, _)| Reason::FormField { field }));
        if !self.consent {
            against.add(Reason::ConsentMissing);
        }
        match (contact_name, contact_phone, industry, expected_signatures) {
            (Some(contact_name), Some(contact_phone), Some(industry), Some(expected_signatures))
                if against.reasons.is_empty() =>
            {
                Ok(CheckedForm { contact_name, contact_phone, industry, expected_signatures })
            }
            _ => Err(against),
        }
    }
}

/// A mainland number as its digits: a mobile number, or a landline with its area code. Full-width digits, spaces, hyphens
/// and the country's code are understood; `None` for anything else.
#[must_use]
pub fn normalized_phone(text: &str) -> Option<String> {
    let typed: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !"-()".contains(*c)).collect();
    let without_code =
        ["+86", "0086", "86"].iter().find_map(|code| typed.strip_prefix(code).filter(|rest| is_phone(rest)));
    without_code.or(Some(typed.as_str()).filter(|typed| is_phone(typed))).map(str::to_owned)
}

fn is_phone(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let all_digits = bytes.iter().all(u8::is_ascii_digit);
    let is_mobile =
        bytes.len() == 11 && bytes.first() == Some(&b'1') && bytes.get(1).is_some_and(|second| *second >= b'3');
    let is_landline = (10..=12).contains(&bytes.len())
        && bytes.first() == Some(&b'0')
        && bytes.get(1).is_some_and(|second| *second != b'0');
    all_digits && (is_mobile || is_landline)
}

/// A whole number from 1 on; full-width digits and separators of thousands are understood.
#[must_use]
pub fn normalized_count(text: &str) -> Option<u32> {
    normalized_quantity(text).filter(|count| (1..=MOST_SIGNATURES).contains(count))
}

fn line_of_text(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}
