//! Every address of the app, as one typed enum; the address holds what a person would want to share or come back to.

mod next;
mod order_filter;
mod usage_view;

use leptos_router::location::Url;
use leptos_router::params::ParamsMap;
use rules::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use rules::timeline::{TimelineView, Zoom};
use rules::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};

use crate::site::Site;
pub use next::Next;
pub use order_filter::OrderFilter;
pub use usage_view::{UsagePeriod, UsageView, range_of};

/// A page with everything that its address holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Editions side by side, for a term.
    Pricing(Option<Term>),
    /// The add-ons, and the basket that one fills with them.
    AddOns(Basket),
    /// The basket and its price.
    Checkout(Basket),
    /// One order, from payment to delivery.
    Order(OrderId),
    /// What the enterprise has, and which part of its timeline is looked at.
    Account(TimelineView),
    /// What was used, and what is left.
    Usage(UsageView),
    /// The orders of the enterprise, those that a filter leaves.
    Orders(OrderFilter),
    /// The invoices, and what can be invoiced; with one order chosen already.
    Invoices(Option<OrderId>),
    /// Answers to what buyers ask.
    Help,
    /// The same, searched for what was typed.
    HelpSearch(String),
    /// The trial, of an edition.
    Trial(Option<EditionCode>),
    /// Signing in, and the page that is gone on with then.
    SignIn(Option<Next>),
    /// The trial's form alone, to be embedded in pages of others.
    EmbeddedTrial,
}

impl Page {
    /// The path and query below the site's base and language.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Pricing(None) => "/pricing".to_owned(),
            Self::Pricing(Some(term)) => format!("/pricing?term={}", term.years()),
            Self::AddOns(basket) => format!("/add-ons{}", basket_query(basket)),
            Self::Checkout(basket) => format!("/checkout{}", basket_query(basket)),
            Self::Order(order) => format!("/orders/{}", order.as_str()),
            Self::Account(view) => format!("/account{}", timeline_query(*view)),
            Self::Usage(view) => format!("/usage{}", view.query()),
            Self::Orders(filter) => format!("/orders{}", filter.query()),
            Self::Invoices(None) => "/invoices".to_owned(),
            Self::Invoices(Some(order)) => format!("/invoices?order={}", order.as_str()),
            Self::Help => "/help".to_owned(),
            Self::HelpSearch(typed) => format!("/help?q={}", Url::escape(typed)),
            Self::Trial(None) => "/trial".to_owned(),
            Self::Trial(Some(edition)) => format!("/trial?edition={}", edition.as_str()),
            Self::SignIn(None) => "/sign-in".to_owned(),
            Self::SignIn(Some(next)) => format!("/sign-in{}", next.query()),
            Self::EmbeddedTrial => "/embed/trial".to_owned(),
        }
    }
}

/// Whether a path is that of a page which others may embed.
#[must_use]
pub fn is_embedded(site: &Site, path: &str) -> bool {
    path.strip_prefix(&site.router_base()).is_some_and(|page| page.starts_with("/embed/"))
}

/// A term as an address holds it.
#[must_use]
pub fn term_from(text: &str) -> Option<Term> {
    text.parse().ok().and_then(|years: u32| Term::try_from(years).ok())
}

/// The channel that an address names; the web where it names none (CH-12).
#[must_use]
pub fn channel_from(query: &str) -> Channel {
    let named = query.trim_start_matches('?').split('&').find_map(|part| part.strip_prefix("channel="));
    Channel::ALL.into_iter().find(|channel| named == Some(channel.code())).unwrap_or_default()
}

/// The same address in another channel.
#[must_use]
pub fn query_in_channel(query: &str, channel: Channel) -> String {
    let others =
        query.trim_start_matches('?').split('&').filter(|part| !part.is_empty() && !part.starts_with("channel="));
    let named = (channel != Channel::Web).then(|| format!("channel={}", channel.code()));
    joined(&others.map(str::to_owned).chain(named).collect::<Vec<_>>())
}

/// The one-time token with which a mini-program opens its web view (CH-12), from the fragment of an address, which nobody on
/// the way sees.
#[must_use]
pub fn handed_over(fragment: &str) -> Option<String> {
    let token = fragment.trim_start_matches('#').strip_prefix("handover=")?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// A basket as an address holds it; what cannot be read is left out, and the page shows what is missing.
#[must_use]
pub fn basket_from(
    edition: Option<&str>,
    term: Option<&str>,
    packs: Option<&str>,
    integrations: Option<&str>,
) -> Basket {
    let term = term.and_then(term_from).or_else(|| Term::try_from(1).ok());
    Basket {
        edition: edition.zip(term).map(|(code, term)| EditionChoice { edition: EditionCode::new(code), term }),
        packs: sorted(list(packs).filter_map(pack_from).collect()),
        integrations: list(integrations).filter_map(integration_from).collect(),
    }
}

/// The part of a timeline that an address holds; what cannot be read is left out.
#[must_use]
pub fn timeline_view(query: &ParamsMap) -> TimelineView {
    TimelineView {
        zoom: query.get("zoom").and_then(|code| Zoom::from_code(&code)).unwrap_or_default(),
        at: query.get("at").and_then(|month| month.parse().ok()),
    }
}

/// The basket that an address holds.
#[must_use]
pub fn chosen_basket(query: &ParamsMap) -> Basket {
    let part = |name| query.get(name);
    basket_from(
        part("edition").as_deref(),
        part("term").as_deref(),
        part("packs").as_deref(),
        part("integrations").as_deref(),
    )
}

/// The order that an address names, where it names one: the one that is to be invoiced.
#[must_use]
pub fn named_order(query: &ParamsMap) -> Option<OrderId> {
    query.get("order").filter(|order| !order.is_empty()).map(|order| OrderId::new(&order))
}

/// The page that somebody goes on with who signs in.
#[must_use]
pub fn next_page(query: &ParamsMap) -> Option<Next> {
    query.get("next").and_then(|next| Next::parse(&next))
}

fn list(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split(',')
}

/// The same packs are the same basket, in whatever order they were chosen.
fn sorted(mut packs: Vec<PackChoice>) -> Vec<PackChoice> {
    packs.sort_by(|one, other| (&one.add_on, one.size).cmp(&(&other.add_on, other.size)));
    packs
}

/// `contract_pack:10000x2` is two packs of 10,000.
fn pack_from(text: &str) -> Option<PackChoice> {
    let (add_on, rest) = text.split_once(':')?;
    let (size, quantity) = rest.split_once('x')?;
    Some(PackChoice { add_on: AddOnCode::new(add_on), size: size.parse().ok()?, quantity: quantity.parse().ok()? })
}

/// `app_integration:2` is an integration for two years.
fn integration_from(text: &str) -> Option<IntegrationChoice> {
    let (add_on, term) = text.split_once(':')?;
    Some(IntegrationChoice { add_on: AddOnCode::new(add_on), term: term_from(term)? })
}

fn timeline_query(view: TimelineView) -> String {
    let zoom = (view.zoom != Zoom::default()).then(|| format!("zoom={}", view.zoom.code()));
    let at = view.at.map(|month| format!("at={month}"));
    joined(&zoom.into_iter().chain(at).collect::<Vec<_>>())
}

fn basket_query(basket: &Basket) -> String {
    let mut parts = Vec::new();
    if let Some(choice) = &basket.edition {
        parts.push(format!("edition={}", choice.edition.as_str()));
        parts.push(format!("term={}", choice.term.years()));
    }
    if !basket.packs.is_empty() {
        let packs = basket.packs.iter().map(|pack| format!("{}:{}x{}", pack.add_on.as_str(), pack.size, pack.quantity));
        parts.push(format!("packs={}", packs.collect::<Vec<_>>().join(",")));
    }
    if !basket.integrations.is_empty() {
        let chosen = basket.integrations.iter();
        let integrations = chosen.map(|choice| format!("{}:{}", choice.add_on.as_str(), choice.term.years()));
        parts.push(format!("integrations={}", integrations.collect::<Vec<_>>().join(",")));
    }
    joined(&parts)
}

fn joined(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}
