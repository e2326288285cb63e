//! `config.json`: which backend the app talks to.

use serde::{Deserialize, Serialize};

/// The configuration beside the app. There is no default: a missing or broken file is an error page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
    /// Which backend.
    pub backend: BackendKind,
}

/// The backends that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackendKind {
    /// The one inside the browser, with a simulated cashier.
    Browser,
}
