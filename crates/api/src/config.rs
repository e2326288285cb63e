//! `config.json`: which backend the app talks to, and where the embedded form may stand and send to.

use serde::{Deserialize, Serialize};

use crate::address::{Endpoint, Origin};

/// The configuration beside the app. There is no default: a missing or broken file is an error page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
    /// Which backend.
    pub backend: BackendKind,
    /// Where the embedded form sends its leads; without it that form cannot be filled in, and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<LeadsConfig>,
    /// Who may embed the pages below `/embed/`; without it nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embed: Option<EmbedConfig>,
    /// What a served demonstration shows beside the shop; without it a served shop is a real one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demonstration: Option<DemonstrationConfig>,
}

impl ClientConfig {
    /// A configuration in which nothing is embedded.
    #[must_use]
    pub const fn of(backend: BackendKind) -> Self {
        Self { backend, leads: None, embed: None, demonstration: None }
    }

    /// The origins of the pages that may embed the form.
    #[must_use]
    pub fn allowed_origins(&self) -> &[Origin] {
        self.embed.as_ref().map_or(&[], |embed| &embed.allowed_origins)
    }
}

/// The backends that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackendKind {
    /// The one inside the browser, with a simulated cashier.
    Browser,
    /// The server that this file comes from (`api::paths`).
    Http,
}

/// A server that was started as a demonstration: its cashier is simulated, and its messages are shown instead of sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemonstrationConfig {
    /// Who can sign in.
    pub phones: Vec<DemonstrationPhone>,
}

/// Somebody who can sign in to a demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemonstrationPhone {
    /// Their phone.
    pub phone: String,
    /// Their name.
    pub person: String,
    /// The name of the enterprise that they act for, where it is not for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<String>,
}

/// Where leads go (TRIAL-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadsConfig {
    /// Takes each lead as an HTTP POST with a JSON body ([`LeadReport`](crate::LeadReport)).
    pub endpoint: Endpoint,
}

/// Who may embed the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedConfig {
    /// The origins of their pages.
    pub allowed_origins: Vec<Origin>,
}
