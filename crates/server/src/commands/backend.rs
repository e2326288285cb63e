//! The shop behind the site, as it is configured: over its database, in earnest or as a demonstration.

use std::marker::PhantomData;
use std::sync::Arc;

use api::{ClientConfig, DemonstrationConfig, DemonstrationPhone};
use server::api::{Api, ApiParts, Backing};
use server::config::DatabasePlace;
use server::identity::{Identity, sample_phone, seed_demonstration};
use server::{Backend, Configuration, Ready, Sold, SystemClock};
use service::personas::Persona;
use service::{Clock, Folded, Issuer, IssuerChoice, NoIssuerYet, Shop, SimulatedIssuer};
use sql_store::{DatabaseUrl, SqlStore};
use tempfile::TempDir;

use super::place::{AppPages, Database, fulfilment, store, versions};
use crate::Stopped;

/// A shop over its database; only its issuer differs.
struct OverDatabase<I>(PhantomData<I>);

impl<I: Issuer + Send + Sync + 'static> Backing for OverDatabase<I> {
    type Store = SqlStore;
    type Clock = SystemClock;
    type Directory = SqlStore;
    type Issuer = I;
}

/// The shop of a company. Orders wait for a transfer, and invoices stay requested, until who collects and who issues is connected.
pub(crate) async fn company(configuration: &Configuration) -> Result<Backend, Stopped> {
    let store = store(configuration).await?;
    backend(configuration, store, NoIssuerYet, configuration.client()).await
}

/// A shop with sample customers, a simulated cashier, and messages that are shown; and the folder that goes with it where
/// nothing is to be kept.
pub(crate) async fn demonstration(configuration: &Configuration) -> Result<(Backend, Option<TempDir>), Stopped> {
    let database = configuration.database.as_ref().map(|database| &database.place);
    let (store, folder) = if let Some(DatabasePlace::Forgotten) = database {
        let folder = TempDir::new()?;
        (SqlStore::open(&DatabaseUrl::sqlite(&folder.path().join("esign-store.sqlite"))).await?, Some(folder))
    } else {
        (store(configuration).await?, None)
    };
    let client = ClientConfig { demonstration: Some(phones()), ..configuration.client() };
    let issuer = SimulatedIssuer(IssuerChoice::Issue);
    Ok((backend(configuration, store, issuer, client).await?, folder))
}

async fn backend<I: Issuer + Send + Sync + 'static>(
    configuration: &Configuration,
    store: SqlStore,
    issuer: I,
    client: ClientConfig,
) -> Result<Backend, Stopped> {
    let versions = versions(configuration, store.clone()).await?;
    let (clock, catalogues) = (SystemClock, versions.catalogues());
    let kept = configuration.database.as_ref().map(|database| Folded::of_entries(database.kept_entries.into()));
    let folded = kept.unwrap_or_default();
    let shop = Shop { store: store.clone(), clock, catalogues, folded, fulfilment: fulfilment(configuration) };
    if configuration.is_demonstration {
        seed_demonstration(&shop, &store).await?;
    }
    let identity = Arc::new(Identity::configured(configuration, store.clone(), Arc::new(SystemClock))?);
    let beside = identity.sending();
    let needed: Vec<Box<dyn Ready>> = vec![Box::new(Database(store.clone())), Box::new(versions.clone())];
    let api = Api::<OverDatabase<I>>::new(ApiParts {
        shop,
        catalogue: versions.texts(),
        sessions: identity.clone(),
        identity: identity.clone(),
        directory: store,
        issuer,
        partners: identity,
        is_demonstration: configuration.is_demonstration,
    });
    tokio::spawn(api.clone().keep_swept());
    let sold = Some(Sold { versions, pages: Arc::new(AppPages) });
    Ok(Backend { api: server::api_routes(api, &configuration.server.base), client, needed, beside, sold })
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
