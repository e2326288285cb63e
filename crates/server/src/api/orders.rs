//! Orders: the key of one, placing it, finding it, and what happened to it.

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use api::answers::{OrderKey, Page, SeenOrder};
use api::paths::{ORDER, ORDER_EVENTS, ORDER_KEYS, ORDERS};
use api::requests::OrderKeyWanted;
use axum::extract::State;
use axum::http::HeaderMap;
use chrono::NaiveDate;
use rules::account::{Account, OrderStage};
use rules::decide::PlaceOrder;
use rules::order_search::{Looked, OrderSearch, order_title, searched};
use rules::permissions::{seeing_order, visible_orders};
use rules::trail::TrailEntry;
use rules::vocabulary::OrderId;
use rules::way_forward::Wish;
use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::{Json, Known, Made, Tagged};
use super::caller::Member;
use super::describe::{Said, said};
use super::language::language_of;
use super::paging::{PageAsked, page_of};
use super::request::{At, Parameters, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Orders";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let key = Said {
        id: "orderKey",
        tag: TAG,
        does: "The key of the order that a basket becomes, the same for every page and try (ORD-3).",
        refusals: &[],
    };
    let place = Said {
        id: "placeOrder",
        tag: TAG,
        does: "Places an order with the digest of the quote that was shown (ORD-4). Sent again, it is the same order.",
        refusals: &[403, 409, 422],
    };
    let list = Said {
        id: "orders",
        tag: TAG,
        does: "The orders that this person sees, the newest first (ORD-7, ROLE-6, ROLE-7).",
        refusals: &[403],
    };
    let one = Said { id: "order", tag: TAG, does: "One order.", refusals: &[403] };
    let events = Said { id: "orderEvents", tag: TAG, does: "What happened to it, oldest first.", refusals: &[403] };
    ApiRouter::new()
        .api_route(ORDER_KEYS, post_with(order_key::<B>, said(key)))
        .api_route(ORDERS, get_with(list_orders::<B>, said(list)).post_with(place_order::<B>, said(place)))
        .api_route(ORDER, get_with(order::<B>, said(one)))
        .api_route(ORDER_EVENTS, get_with(order_events::<B>, said(events)))
}

/// An order in the path.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct OrderPath {
    /// Which order.
    pub(super) order: OrderId,
}

/// Which orders are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OrdersWanted {
    /// How far they have come.
    #[serde(default, deserialize_with = "super::parameter::choice")]
    state: Option<OrderStage>,
    /// Placed on this day in Shanghai or later.
    #[serde(default, deserialize_with = "super::parameter::day")]
    from: Option<NaiveDate>,
    /// Placed on this day in Shanghai or earlier.
    #[serde(default, deserialize_with = "super::parameter::day")]
    until: Option<NaiveDate>,
    /// Words of their number, of what was bought in the language of `Accept-Language`, or of the enterprise's name.
    #[serde(default)]
    #[schemars(length(max = 200))]
    search: Option<String>,
    /// Which page; the first is 1.
    #[serde(default)]
    #[schemars(range(min = 1))]
    page: Option<u64>,
    /// How many are on one.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    page_rows: Option<u32>,
}

async fn order_key<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Write { body, key }: Write<OrderKeyWanted>,
) -> Result<Json<OrderKey>, Unanswered> {
    key.is_id(body.fresh.as_str())?;
    Ok(Json(OrderKey { order: api.shop.order_key(&member.session, &body.basket, &body.fresh).await? }))
}

async fn place_order<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    headers: HeaderMap,
    Write { body, key }: Write<PlaceOrder>,
) -> Result<Made<SeenOrder>, Unanswered> {
    key.is_id(body.order.as_str())?;
    let (id, wish) = (body.order.clone(), Wish::Basket(body.basket.clone()));
    let placed = api.shop.place(&member.session, member.channel, body).await.map_err(Unanswered::wishing(wish))?;
    Ok(Made(seen(&api, &member, &placed, &id, &headers)?))
}

async fn order<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    headers: HeaderMap,
    known: Known,
) -> Result<Tagged<SeenOrder>, Unanswered> {
    let account = api.shop.account(&member.session.account).await?;
    known.or(&seen(&api, &member, &account, &order, &headers)?)
}

async fn order_events<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    known: Known,
) -> Result<Tagged<Vec<TrailEntry>>, Unanswered> {
    known.or(&api.shop.order_trail(&member.session, member.channel, &order).await?)
}

async fn list_orders<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Parameters(wanted): Parameters<OrdersWanted>,
    headers: HeaderMap,
    known: Known,
) -> Result<Tagged<Page<SeenOrder>>, Unanswered> {
    let asked = PageAsked::of(wanted.page, wanted.page_rows)?;
    let account = api.shop.account(&member.session.account).await?;
    let visible = visible_orders(Some(&account), &member.context(api.now()))?;
    let search = OrderSearch {
        stage: wanted.state,
        from: wanted.from,
        to: wanted.until,
        ..OrderSearch::for_words(wanted.search.as_deref().unwrap_or_default())
    };
    let language = language_of(&headers);
    let catalogue = api.shop.catalogue();
    let mut found: Vec<SeenOrder> = visible
        .into_iter()
        .filter_map(|seen| {
            let order = account.order(&seen.order)?;
            let title = order_title(order, &catalogue, language);
            let (stage, placed_at, total) = (seen.state.stage(), order.placed_at, order.total);
            let is_found = search.finds(&Looked { searched: &searched(order, &title), stage, placed_at, total });
            is_found.then(|| SeenOrder { seen, title, details: order.clone() })
        })
        .collect();
    // The newest first; of equals, the one placed last.
    found.reverse();
    found.sort_by_key(|order| std::cmp::Reverse(order.details.placed_at));
    known.or(&page_of(found, asked))
}

/// An order as this person sees it.
fn seen<B: Backing>(
    api: &Api<B>,
    member: &Member,
    account: &Account,
    id: &OrderId,
    headers: &HeaderMap,
) -> Result<SeenOrder, Unanswered> {
    let context = member.context(api.now());
    let order = seeing_order(Some(account), id, &context)?;
    let visible = visible_orders(Some(account), &context)?;
    let unknown = api::RequestMistake::NotFound;
    let seen = visible.into_iter().find(|seen| seen.order == *id).ok_or(unknown)?;
    Ok(SeenOrder {
        seen,
        title: order_title(order, &api.shop.catalogues.at(context.now), language_of(headers)),
        details: order.clone(),
    })
}

impl WireBody for OrderKeyWanted {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        self.basket.overlong()
    }
}

impl WireBody for PlaceOrder {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > super::LONGEST_NAME);
        let texts =
            [("enterprise_name", is_long(&self.enterprise_name)), ("accepted_terms", is_long(&self.accepted_terms))];
        let found = texts.into_iter().find(|(_, is_long)| *is_long);
        found.map(|(place, _)| (place, "longer than 200 bytes")).or_else(|| self.basket.overlong())
    }
}
