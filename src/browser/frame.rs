//! The page as a frame of another: whose it is, what that one is told, how high this one is, and its colours.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// The origin of the page that this one is a frame of; none where it is no frame, or the browser keeps that back.
#[must_use]
pub(crate) fn parent_origin() -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        let window = web_sys::window()?;
        let parent = window.parent().ok().flatten()?;
        if parent == window {
            return None;
        }
        ancestor_origin(&window).or_else(|| {
            let referrer = window.document()?.referrer();
            web_sys::Url::new(&referrer).ok().map(|url| url.origin())
        })
    }
    #[cfg(not(target_arch = "wasm32"))]
    None
}

/// What browsers of the Chromium and WebKit families say; Firefox has only the referrer.
#[cfg(target_arch = "wasm32")]
fn ancestor_origin(window: &web_sys::Window) -> Option<String> {
    let origins = js_sys::Reflect::get(&window.location(), &"ancestorOrigins".into()).ok()?;
    js_sys::Reflect::get_u32(&origins, 0).ok()?.as_string()
}

/// Tells the page that this one is a frame of; the browser delivers it only if that page is of this origin.
pub(crate) fn tell_parent(origin: &str, message: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(parent) = web_sys::window().and_then(|window| window.parent().ok().flatten()) {
        // Neither fails for what was written as JSON and checked as an origin.
        if let Ok(message) = js_sys::JSON::parse(message) {
            let _ = parent.post_message(&message, origin);
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (origin, message);
}

/// Calls back with the height of the app in whole pixels, now and whenever it changes.
pub(crate) fn watch_height(on_change: impl Fn(u32) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        let app = || super::document().and_then(|document| document.get_element_by_id("app"));
        let changed = Closure::<dyn FnMut()>::new(move || {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels fit")]
            if let Some(app) = app() {
                on_change(app.get_bounding_client_rect().height().ceil() as u32);
            }
        });
        if let (Ok(observer), Some(app)) = (web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()), app()) {
            observer.observe(&app);
        }
        // It watches as long as the page is there.
        changed.forget();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = on_change;
}

/// Sets a custom property of the whole document through the object model, which a strict content policy allows.
pub(crate) fn set_property(name: &str, value: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = root() {
        // It fails for names that are no names.
        let _ = root.style().set_property(name, value);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, value);
}

/// Sets an attribute of the whole document.
pub(crate) fn set_attribute(name: &str, value: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(root) = root() {
        // It fails for names that are no names.
        let _ = root.set_attribute(name, value);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, value);
}

#[cfg(target_arch = "wasm32")]
fn root() -> Option<web_sys::HtmlElement> {
    super::document().and_then(|document| document.document_element()).and_then(|root| root.dyn_into().ok())
}
