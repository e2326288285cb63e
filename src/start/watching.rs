//! Keeps the page up to date for as long as it is open.

use api::BackendKind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

use crate::browser;
use crate::state::Shop;

/// Lets time pass, and looks at how things stand whenever that may have changed.
pub(super) fn watch(shop: Shop, kind: BackendKind) {
    every_second(shop, kind);
    // A page that was asleep, kept for going back, or without a connection, may have missed something.
    for event in ["focus", "pageshow", "online"] {
        window_event_listener_untyped(event, move |_| look(shop, kind));
    }
    when_seen(move || look(shop, kind));
}

fn every_second(shop: Shop, kind: BackendKind) {
    let interval = std::time::Duration::from_secs(1);
    set_interval(
        move || {
            let wall = browser::now();
            let has_arrived = shop.pass_time(wall);
            match kind {
                BackendKind::Browser if has_arrived => spawn_local(shop.reload()),
                BackendKind::Http if shop.should_look(wall, is_seen()) => spawn_local(shop.look()),
                BackendKind::Browser | BackendKind::Http => {}
            }
        },
        interval,
    );
}

/// Looks at how things stand. What the server has of others than the account is not asked again for nothing.
fn look(shop: Shop, kind: BackendKind) {
    match kind {
        BackendKind::Browser => spawn_local(shop.reload()),
        BackendKind::Http => spawn_local(shop.look()),
    }
}

/// Does something whenever the page comes into sight.
fn when_seen(mut work: impl FnMut() + 'static) {
    let came = Closure::<dyn FnMut()>::new(move || {
        if is_seen() {
            work();
        }
    });
    if let Some(document) = browser::document() {
        // It fails for no event that there is.
        let _ = document.add_event_listener_with_callback("visibilitychange", came.as_ref().unchecked_ref());
    }
    // For as long as the page is there.
    came.forget();
}

fn is_seen() -> bool {
    browser::document().is_some_and(|document| !document.hidden())
}
