//! Starts the app: reads configuration and catalogue, opens the backend, and puts the app in the place of the
//! prerendered page in a single step.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use api::{BackendKind, ClientConfig, Failure};
use gloo_net::http::Request;
use leptos::mount::mount_to;
use leptos::prelude::*;
use rules::Catalogue;
use rules::vocabulary::{Channel, Language};
use service::{Demo, Standing};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, HtmlElement};

use crate::app::{Broken, BrokenPage, Opening, app};
use crate::backend::{Backend, BrowserBackend, HttpBackend, WallClock};
use crate::browser;
use crate::routes::{channel_from, handed_over, is_embedded, query_in_channel};
use crate::site::Site;
use crate::state::Shop;
use watching::watch;

mod carry_over;
mod watching;

const DATABASE: &str = "esign-store";
/// By which the tabs tell each other of changes.
const TABS: &str = DATABASE;

/// Starts the app in the page.
pub fn start() {
    std::panic::set_hook(Box::new(tell_console));
    spawn_local(async {
        let Some(document) = browser::document() else {
            return;
        };
        let site = site_of(&document);
        say_language(&document, site.language);
        match open(&site).await {
            Ok((catalogue, config)) => run(&document, site, catalogue, config).await,
            Err(broken) => show_broken(&document, &site, broken),
        }
    });
}

/// Says where the app died, for whoever is asked to find out why; what the person sees is told by `boot.js`.
fn tell_console(death: &std::panic::PanicHookInfo<'_>) {
    web_sys::console::error_1(&death.to_string().into());
}

fn show_broken(document: &Document, site: &Site, broken: Broken) {
    let language = site.language;
    if let Some(place) = detached(document) {
        mount_to(place.clone(), move || view! { <BrokenPage broken language /> }).forget();
        carry_over::replace(document, &place);
    }
}

/// What the app cannot do without.
async fn open(site: &Site) -> Result<(Arc<Catalogue>, ClientConfig), Broken> {
    let config = fetch(site, "config.json");
    let catalogue = fetch(site, "catalogue.json");
    let config = config.await.map_err(Broken::Config)?;
    let config: ClientConfig = serde_json::from_str(&config).map_err(|error| Broken::Config(error.to_string()))?;
    let catalogue = catalogue.await.map_err(Broken::CatalogueMissing)?;
    let catalogue = Catalogue::parse(&catalogue).map_err(Broken::Catalogue)?;
    Ok((Arc::new(catalogue), config))
}

async fn run(document: &Document, site: Site, catalogue: Arc<Catalogue>, config: ClientConfig) {
    let visitor =
        Standing { at: browser::now(), clock_offset: chrono::TimeDelta::zero(), session: None, account: None };
    // The tabs' news arrive through the backend, which is there before the shop that they are news for.
    let told: Rc<Cell<Option<Shop>>> = Rc::default();
    let path = document.location().and_then(|location| location.pathname().ok()).unwrap_or_default();
    // Whoever is signed in to the shop is nobody in a page of others (TRIAL-7).
    let (backend, standing, trouble) = if is_embedded(&site, &path) {
        (None, visitor, None)
    } else {
        match open_backend(config.backend, &site, &catalogue, told.clone()).await {
            Ok(backend) => {
                let taken = take_over(document, &backend).await;
                match backend.standing().await {
                    Ok(standing) => (Some(backend), standing, taken.err()),
                    Err(failure) => (Some(backend), visitor, Some(failure)),
                }
            }
            Err(failure) => (None, visitor, Some(failure)),
        }
    };
    if let Some(channel) = other_channel(&site, backend.as_ref(), &standing).await {
        return open_in(document, channel);
    }
    let kind = config.backend;
    let opening = Opening { site, config: Some(config), catalogue, standing, backend, trouble };
    let ready = move |shop: Shop| {
        told.set(Some(shop));
        watch(shop, kind);
    };
    if let Some(place) = detached(document) {
        mount_to(place.clone(), move || app(opening, ready)).forget();
        carry_over::replace(document, &place);
    }
}

async fn open_backend(
    kind: BackendKind,
    site: &Site,
    catalogue: &Catalogue,
    told: Rc<Cell<Option<Shop>>>,
) -> Result<Backend, Failure> {
    let listen = || {
        browser_store::Changes::listen(TABS, move || {
            if let Some(shop) = told.get() {
                spawn_local(shop.reload());
            }
        })
    };
    match kind {
        BackendKind::Browser => {
            let store = browser_store::BrowserStore::open(DATABASE).await?;
            let demo = Demo::new(store, WallClock, catalogue.clone());
            Ok(Backend::Browser(Rc::new(BrowserBackend { demo, tabs: listen() })))
        }
        BackendKind::Http => Ok(Backend::Http(Rc::new(HttpBackend::new(site.clone(), listen())))),
    }
}

/// Opens the session that a mini-program handed over, where it did; its token leaves the address before it is used (CH-12).
async fn take_over(document: &Document, backend: &Backend) -> Result<(), Failure> {
    let location = document.location();
    let fragment = location.as_ref().and_then(|location| location.hash().ok()).unwrap_or_default();
    let (Backend::Http(server), Some(token), Some(location)) = (backend, handed_over(&fragment), location) else {
        return Ok(());
    };
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // It fails for no address of the same site.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}")));
    }
    server.take_over(token).await
}

/// The channel of the session, where it is another than the page's: what the page offers has to be what the server sells there
/// (CH-12).
async fn other_channel(site: &Site, backend: Option<&Backend>, standing: &Standing) -> Option<Channel> {
    match backend {
        Some(Backend::Http(server)) if standing.session.is_some() => {
            // Where it is not known, the server still decides by its own.
            server.channel().await.ok().filter(|channel| *channel != site.channel)
        }
        _ => None,
    }
}

/// Another channel is another document.
fn open_in(document: &Document, channel: Channel) {
    if let Some(location) = document.location() {
        let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
        // It fails for no address of the same site.
        let _ = location.replace(&format!("{path}{}", query_in_channel(&query, channel)));
    }
}

async fn fetch(site: &Site, name: &str) -> Result<String, String> {
    let response = Request::get(&format!("{}{name}", site.base)).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("{} {}", response.status(), response.status_text()));
    }
    response.text().await.map_err(|error| error.to_string())
}

/// Base, language and channel, as the page and its address say them.
fn site_of(document: &Document) -> Site {
    let root = document.document_element();
    let attribute = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name));
    let base = attribute("data-base").unwrap_or_else(|| "/".to_owned());
    let path = document.location().and_then(|location| location.pathname().ok()).unwrap_or_default();
    let english = format!("{base}en");
    let is_english = path == english || path.starts_with(&format!("{english}/"));
    let language = if is_english { Language::English } else { Language::Chinese };
    let query = document.location().and_then(|location| location.search().ok()).unwrap_or_default();
    Site { language, channel: channel_from(&query), base }
}

/// The shell of pages that are not prerendered is one document for both languages.
fn say_language(document: &Document, language: Language) {
    if let Some(root) = document.document_element() {
        // It fails for names that are no names.
        let _ = root.set_attribute("lang", language.tag());
    }
}

fn detached(document: &Document) -> Option<HtmlElement> {
    let place = document.create_element("div").ok()?;
    place.set_id("app");
    place.dyn_into().ok()
}
