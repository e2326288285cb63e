//! Who asks, as it is configured.

use std::sync::Arc;

use service::Clock;
use sql_store::SqlStore;

use super::{Identity, IdentityParts, NoRandomness, ServerSecret};
use crate::config::Configuration;
use crate::sms::{ConsoleMessages, GatewayMessages, GatewayProblem, Messages};

/// Why nobody could sign in.
#[derive(Debug, thiserror::Error)]
pub enum IdentityProblem {
    /// There is no secret.
    #[error("session.secret is missing, and codes are kept under hashes of it")]
    NoSecret,
    /// There is no gateway.
    #[error("sms.gateway is missing, and nobody signs in without messages")]
    NoGateway,
    /// The gateway cannot be spoken to.
    #[error(transparent)]
    Gateway(#[from] GatewayProblem),
    /// There are no random numbers.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Identity {
    /// As it is configured. A demonstration writes its messages to the terminal, and can do without a secret.
    ///
    /// # Errors
    /// What is missing.
    pub fn configured(
        configuration: &Configuration,
        store: SqlStore,
        clock: Arc<dyn Clock + Send + Sync>,
    ) -> Result<Self, IdentityProblem> {
        let is_demonstration = configuration.is_demonstration;
        let secret = match &configuration.session.secret {
            Some(secret) => ServerSecret::new(secret.clone()),
            None if is_demonstration => ServerSecret::made_up()?,
            None => return Err(IdentityProblem::NoSecret),
        };
        let messages: Arc<dyn Messages> = match &configuration.sms {
            _ if is_demonstration => Arc::new(ConsoleMessages),
            Some(gateway) => Arc::new(GatewayMessages::new(gateway.clone())?),
            None => return Err(IdentityProblem::NoGateway),
        };
        let origin = configuration.server.public_origin.clone();
        if !origin.is_secure() {
            tracing::warn!("development: the cookie of sessions is called session, and is not for https alone");
        }
        let partners = configuration.partners.clone();
        let lifetime = (&configuration.session).into();
        Ok(Self::new(IdentityParts { store, clock, secret, lifetime, origin, partners, messages, is_demonstration }))
    }
}
