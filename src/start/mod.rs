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
use rules::vocabulary::Language;
use service::{Demo, Standing};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, HtmlElement};

use crate::app::{Broken, BrokenPage, Opening, app};
use crate::backend::{Backend, BrowserBackend, WallClock};
use crate::browser;
use crate::routes::channel_from;
use crate::routes::is_embedded;
use crate::site::Site;
use crate::state::Shop;

mod carry_over;

const DATABASE: &str = "esign-store";

/// Starts the app in the page.
pub fn start() {
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
    if config.backend == BackendKind::Http {
        return Err(Broken::Config("this build has no backend \"http\"".to_owned()));
    }
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
        match open_backend(&catalogue, told.clone()).await {
            Ok(backend) => match backend.standing().await {
                Ok(standing) => (Some(backend), standing, None),
                Err(failure) => (Some(backend), visitor, Some(failure)),
            },
            Err(failure) => (None, visitor, Some(failure)),
        }
    };
    let opening = Opening { site, config: Some(config), catalogue, standing, backend, trouble };
    let ready = move |shop: Shop| {
        told.set(Some(shop));
        every_second(shop);
        // A page that was asleep, or kept for going back, may have missed something.
        for event in ["focus", "pageshow"] {
            window_event_listener_untyped(event, move |_| spawn_local(shop.reload()));
        }
    };
    if let Some(place) = detached(document) {
        mount_to(place.clone(), move || app(opening, ready)).forget();
        carry_over::replace(document, &place);
    }
}

async fn open_backend(catalogue: &Catalogue, told: Rc<Cell<Option<Shop>>>) -> Result<Backend, Failure> {
    let store = browser_store::BrowserStore::open(DATABASE).await?;
    let tabs = browser_store::Changes::listen(DATABASE, move || {
        if let Some(shop) = told.get() {
            spawn_local(shop.reload());
        }
    });
    let demo = Demo::new(store, WallClock, catalogue.clone());
    Ok(Backend::Browser(Rc::new(BrowserBackend { demo, tabs })))
}

fn every_second(shop: Shop) {
    let interval = std::time::Duration::from_secs(1);
    set_interval(
        move || {
            if shop.pass_time(browser::now()) {
                spawn_local(shop.reload());
            }
        },
        interval,
    );
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
