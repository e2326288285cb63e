//! Renders pages of the shop as a visitor or one of the ready-made customers sees them at a fixed instant.

use std::sync::Arc;

use any_spawner::Executor;
use api::{BackendKind, ClientConfig, Failure};
use chrono::TimeDelta;
use leptos::prelude::{Owner, RenderHtml, provide_context};
use leptos_router::location::RequestUrl;
use rules::Catalogue;
use rules::account::{Account, Event};
use rules::calendar::Instant;
use rules::context::{Actor, Context};
use rules::decide::{Command, PlaceOrder, decide};
use rules::quote::quote;
use rules::vocabulary::{Channel, Language, OrderId, PaymentId};
use service::Standing;
use service::personas::Persona;
use storefront::app::{Opening, app};
use storefront::routes::{basket_from, channel_from};
use storefront::site::Site;
use storefront::state::{Goods, Shop};

pub const ORDER: &str = "20260301-ABCDEFGH";

pub fn catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue::parse(include_str!("../../public/catalogue.json")).unwrap())
}

/// 2026-03-01 10:00 in Shanghai.
pub fn now() -> Instant {
    "2026-03-01T02:00:00Z".parse().unwrap()
}

pub fn visitor() -> Standing {
    Standing { at: now(), clock_offset: TimeDelta::zero(), session: None, account: None }
}

pub fn customer(persona: Persona) -> Standing {
    let events = persona.history(&catalogue(), now()).unwrap();
    let account = Account::replay(persona.account(), &events);
    Standing { session: Some(persona.session(now())), account: Some(account), ..visitor() }
}

/// The standing after more commands of its own person, or of the shop where nobody has to ask.
pub fn after(mut standing: Standing, at: Instant, command: &Command) -> Standing {
    let mut account = standing.account.clone().unwrap();
    let person = standing.session.clone().unwrap().person;
    let actor = match command {
        Command::PlaceOrder(_)
        | Command::CancelOrder { .. }
        | Command::ChoosePaymentMethod { .. }
        | Command::ApplyForTrial(_)
        | Command::RequestInvoice(_) => Actor::Person(person),
        Command::ResolveAttention { .. } => Actor::Operator { id: person.id },
        _ => Actor::System,
    };
    let context = Context::new(at, Channel::Web, actor);
    let events: Vec<Event> = decide(&catalogue(), &account, command, &context).unwrap();
    for event in &events {
        account.apply(event);
    }
    standing.account = Some(account);
    standing.at = at;
    standing
}

/// An order for professional, two years, and a pack of 10,000.
pub fn ordered() -> Standing {
    ordered_of(Some("professional"), Some("contract_pack:10000x1"))
}

/// An order for an edition, two years, and packs.
pub fn ordered_of(edition: Option<&str>, packs: Option<&str>) -> Standing {
    let standing = customer(Persona::Experience);
    let basket = basket_from(edition, Some("2"), packs, None);
    let shown = quote(&catalogue(), standing.account.as_ref(), &basket, now()).unwrap();
    let placing = PlaceOrder::online(
        OrderId::new(ORDER),
        basket,
        shown.digest(),
        Some(catalogue().purchase_terms.version.clone()),
    );
    after(standing, now(), &Command::PlaceOrder(placing))
}

pub fn paid() -> Standing {
    let standing = ordered();
    let total = standing.account.as_ref().unwrap().order(&OrderId::new(ORDER)).unwrap().total;
    let command =
        Command::ConfirmPayment { order: OrderId::new(ORDER), payment: PaymentId::new("payment"), amount: total };
    after(standing, now(), &command)
}

pub fn delivered() -> Standing {
    let later = now().checked_add_signed(TimeDelta::minutes(4)).unwrap();
    after(paid(), later, &Command::DeliverOrder { order: OrderId::new(ORDER) })
}

/// The configuration of a demonstration in the browser.
pub fn browser() -> Option<ClientConfig> {
    Some(ClientConfig::of(BackendKind::Browser))
}

/// The HTML of a page, without the comments that mark dynamic places.
pub fn html(language: Language, path: &str, standing: Standing) -> String {
    html_of(language, path, standing, browser())
}

/// The same of a site with this configuration; with none, as it is prerendered.
pub fn html_of(language: Language, path: &str, standing: Standing, config: Option<ClientConfig>) -> String {
    html_once(language, path, standing, config, |_| {})
}

/// The same once something was done to the state of the page.
pub fn html_when(language: Language, path: &str, standing: Standing, done: impl FnOnce(Shop)) -> String {
    html_once(language, path, standing, browser(), done)
}

/// The same over HTTP while something is wrong with the backend.
pub fn html_in_trouble(language: Language, path: &str, standing: Standing, trouble: Failure) -> String {
    rendered(language, path, standing, Some(ClientConfig::of(BackendKind::Http)), Some(trouble), |_| {})
}

/// The HTML of a site with this configuration, once something was done to the state of the page.
pub fn html_once(
    language: Language,
    path: &str,
    standing: Standing,
    config: Option<ClientConfig>,
    done: impl FnOnce(Shop),
) -> String {
    rendered(language, path, standing, config, None, done)
}

/// The HTML of a piece of a page, in Chinese.
pub fn html_in(standing: Standing, config: Option<&ClientConfig>, piece: impl FnOnce() -> String) -> String {
    let _ = Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(Site { language: Language::Chinese, channel: Channel::Web, base: "/".to_owned() });
        provide_context(Goods(catalogue()));
        provide_context(Shop::new(catalogue(), Channel::Web, standing, None, None, config));
        piece()
    });
    owner.unset_with_forced_cleanup();
    html.replace("<!>", "")
}

fn rendered(
    language: Language,
    path: &str,
    standing: Standing,
    config: Option<ClientConfig>,
    trouble: Option<Failure>,
    done: impl FnOnce(Shop),
) -> String {
    let _ = Executor::init_futures_executor();
    let site = Site {
        language,
        channel: channel_from(path.split_once('?').map_or("", |(_, query)| query)),
        base: "/".to_owned(),
    };
    let url = format!("{}{path}", site.router_base());
    let opening = Opening { site, config, catalogue: catalogue(), standing, backend: None, trouble };
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&url));
        app(opening, done).to_html()
    });
    owner.unset_with_forced_cleanup();
    html.replace("<!>", "")
}

pub fn zh(path: &str, standing: Standing) -> String {
    html(Language::Chinese, path, standing)
}

pub fn en(path: &str, standing: Standing) -> String {
    html(Language::English, path, standing)
}

/// Fails with the page when a text is not on it.
#[track_caller]
pub fn shows(html: &str, text: &str) {
    assert!(html.contains(text), "not on the page: {text}\n{html}");
}

/// Fails with the page when a text is on it.
#[track_caller]
pub fn hides(html: &str, text: &str) {
    assert!(!html.contains(text), "on the page: {text}\n{html}");
}
