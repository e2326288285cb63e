//! What is sold, and what it costs.

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use api::answers::ShownQuote;
use api::paths::{CATALOGUE, QUOTES};
use axum::extract::State;
use rules::Catalogue;
use rules::basket::Basket;
use rules::quote::quote;
use rules::way_forward::Wish;

use super::answer::{Json, Known, Tagged};
use super::caller::Caller;
use super::describe::{Said, said};
use super::request::{Ask, WireBody};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Catalogue";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let read = Said { id: "catalogue", tag: TAG, does: "What is sold now, as its file says it.", refusals: &[] };
    let priced = Said {
        id: "quote",
        tag: TAG,
        does: "What a basket costs now; for whoever asks (BUY-1).",
        refusals: &[403, 409],
    };
    ApiRouter::new()
        .api_route(CATALOGUE, get_with(catalogue::<B>, said(read)))
        .api_route(QUOTES, post_with(quoted::<B>, said(priced)))
}

async fn catalogue<B: Backing>(State(api): State<Api<B>>, known: Known) -> Result<Tagged<Catalogue>, Unanswered> {
    Ok(known.or_bytes(&api.catalogue.at(api.now())))
}

async fn quoted<B: Backing>(
    State(api): State<Api<B>>,
    caller: Caller,
    Ask(basket): Ask<Basket>,
) -> Result<Json<ShownQuote>, Unanswered> {
    let account = match &caller.session {
        Some(session) => Some(api.shop.account(&session.account).await?),
        None => None,
    };
    let now = api.now();
    let catalogue = api.shop.catalogues.at(now);
    let shown = quote(&catalogue, account.as_deref(), &basket, now)
        .map_err(|rejection| Unanswered::wishing(Wish::Basket(basket))(rejection.into()))?;
    Ok(Json(ShownQuote {
        digest: shown.digest(),
        warnings: shown.warnings(),
        terms_version: catalogue.purchase_terms.version.clone(),
        quote: shown,
    }))
}

impl WireBody for Basket {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        // The longest code of a catalogue.
        let is_long = |code: &str| code.len() > 22;
        let packs = self.packs.len() > 16 || self.packs.iter().any(|pack| is_long(pack.add_on.as_str()));
        let integrations = self.integrations.len() > 8;
        let integrations = integrations || self.integrations.iter().any(|choice| is_long(choice.add_on.as_str()));
        let edition = self.edition.as_ref().is_some_and(|choice| is_long(choice.edition.as_str()));
        let places = [("packs", packs), ("integrations", integrations), ("edition", edition)];
        let found = places.into_iter().find(|(_, is_overlong)| *is_overlong)?;
        Some((found.0, "more, or of a longer code, than the shop sells"))
    }
}
