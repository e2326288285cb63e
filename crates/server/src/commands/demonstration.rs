//! A shop with sample customers, a simulated cashier, and messages that are shown.

use std::sync::Arc;

use api::{ClientConfig, DemonstrationConfig, DemonstrationPhone};
use axum::body::Bytes;
use server::api::{Api, ApiParts, Backing};
use server::config::DatabasePlace;
use server::identity::{Identity, sample_phone, seed_demonstration};
use server::{Backend, Configuration, Ready, SystemClock};
use service::personas::Persona;
use service::{Clock, Folded, IssuerChoice, Shop, SimulatedIssuer};
use sql_store::{DatabaseUrl, SqlStore};
use tempfile::TempDir;

use super::place::{Database, catalogue, store};
use crate::Stopped;

struct Demonstration;

impl Backing for Demonstration {
    type Store = SqlStore;
    type Clock = SystemClock;
    type Directory = SqlStore;
    type Issuer = SimulatedIssuer;
}

/// The backend, and the folder that goes with it where nothing is to be kept.
pub(crate) async fn demonstration(configuration: &Configuration) -> Result<(Backend, Option<TempDir>), Stopped> {
    let database = configuration.database.as_ref().map(|database| &database.place);
    let (store, folder) = if let Some(DatabasePlace::Forgotten) = database {
        let folder = TempDir::new()?;
        (SqlStore::open(&DatabaseUrl::sqlite(&folder.path().join("esign-store.sqlite"))).await?, Some(folder))
    } else {
        (store(configuration).await?, None)
    };
    let (text, catalogue) = catalogue(&configuration.server.dist)?;
    let shop = Shop { store: store.clone(), clock: SystemClock, catalogue, folded: Folded::default() };
    seed_demonstration(&shop, &store).await?;
    let identity = Arc::new(Identity::configured(configuration, store.clone(), Arc::new(SystemClock))?);
    let needed: Vec<Box<dyn Ready>> = vec![Box::new(Database(store.clone()))];
    let api = Api::<Demonstration>::new(ApiParts {
        shop,
        catalogue: Bytes::from(text),
        sessions: identity.clone(),
        identity: identity.clone(),
        directory: store,
        issuer: SimulatedIssuer(IssuerChoice::Issue),
        partners: identity,
        is_demonstration: true,
    });
    let client = ClientConfig { demonstration: Some(phones()), ..configuration.client() };
    let api = server::api_routes(api, &configuration.server.base);
    Ok((Backend { api, client, needed }, folder))
}

fn phones() -> DemonstrationConfig {
    let now = SystemClock.now();
    let known = Persona::ALL.into_iter().map(|persona| DemonstrationPhone {
        phone: sample_phone(persona),
        person: persona.session(now).person_name,
        enterprise: (persona != Persona::Buyer).then(|| persona.holder_name().to_owned()),
    });
    DemonstrationConfig { phones: known.collect() }
}
