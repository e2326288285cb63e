//! A lead on its way to whoever calls back (TRIAL-7): the form, what was agreed to, and where it comes from.

use rules::calendar::Instant;
use rules::trial::CheckedForm;
use rules::vocabulary::{ApplicationId, EditionCode, Language};
use serde::{Deserialize, Serialize};

/// The longest value of a campaign parameter that is kept, in characters.
pub const LONGEST_CAMPAIGN_VALUE: usize = 100;

/// A lead as the embedded form sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadReport {
    /// The form's own key: the same lead sent again carries it again, and counts once.
    pub lead: ApplicationId,
    /// Which edition they are interested in.
    pub edition: EditionCode,
    /// Who is to be called, and what they said.
    pub form: CheckedForm,
    /// What they agreed to.
    pub consent: Consent,
    /// Where the form stood.
    pub source: LeadSource,
    /// When it was sent, UTC.
    pub sent_at: Instant,
}

/// For how many days contact data may be kept, as the text of the consent promises.
pub const CONTACT_DAYS: i64 = 180;

/// What somebody agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// The version of the text.
    pub version: String,
    /// The language that it was read in.
    pub language: Language,
}

/// Where a form stood, and what led there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeadSource {
    /// The origin of the page that embeds the form; none where it was opened by itself, or the browser keeps it back.
    pub origin: Option<String>,
    /// The campaign.
    #[serde(default)]
    pub campaign: Campaign,
}

/// The parameters of a campaign, as the form's address had them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// Who sent the visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// In which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// In which campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// For which search term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utm_term: Option<String>,
    /// From which of several links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utm_content: Option<String>,
}

impl Campaign {
    /// Takes the parameters from an address; each is cut to [`LONGEST_CAMPAIGN_VALUE`] characters.
    pub fn from_parameters(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let bounded = |name| {
            let value = parameter(name)?;
            let value: String = value.chars().filter(|c| !c.is_control()).take(LONGEST_CAMPAIGN_VALUE).collect();
            (!value.is_empty()).then_some(value)
        };
        Self {
            utm_source: bounded("utm_source"),
            utm_medium: bounded("utm_medium"),
            utm_campaign: bounded("utm_campaign"),
            utm_term: bounded("utm_term"),
            utm_content: bounded("utm_content"),
        }
    }
}
