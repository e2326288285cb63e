//! The one door to the browser: clock, title, focus, files. Natively each does nothing, so views render anywhere.

pub(crate) mod drafts;
pub(crate) mod frame;
mod random;

use leptos::web_sys::HtmlInputElement;
use rules::calendar::Instant;

pub(crate) use random::{
    chance, fresh_application_key, fresh_code, fresh_invoice_key, fresh_order_key, fresh_request_key,
};

/// Whether there is a browser: what a person could press in a prerendered page would do nothing yet.
pub(crate) const IS_THERE: bool = cfg!(target_arch = "wasm32");

/// The wall clock; the epoch where there is no browser.
#[must_use]
pub(crate) fn now() -> Instant {
    #[cfg(target_arch = "wasm32")]
    {
        #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds fits")]
        Instant::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or(Instant::UNIX_EPOCH)
    }
    #[cfg(not(target_arch = "wasm32"))]
    Instant::UNIX_EPOCH
}

/// Milliseconds since the page was opened, whatever happens to the wall clock.
#[must_use]
pub(crate) fn since_opened() -> f64 {
    #[cfg(target_arch = "wasm32")]
    {
        web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
    }
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// Waits.
pub(crate) async fn pause(time: std::time::Duration) {
    #[cfg(target_arch = "wasm32")]
    {
        let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
        let waited = js_sys::Promise::new(&mut |done, _| {
            if let Some(window) = web_sys::window() {
                // It fails for no function.
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
            }
        });
        // Nobody rejects it.
        let _ = wasm_bindgen_futures::JsFuture::from(waited).await;
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = time;
}

/// Opens the same document anew.
pub(crate) fn reload() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        // It fails for no document of its own window.
        let _ = window.location().reload();
    }
}

/// Names the document.
pub(crate) fn set_title(title: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(document) = document() {
        document.set_title(title);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = title;
}

/// Moves the focus to the first element that matches, and scrolls to it.
pub(crate) fn focus(selector: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focusing fails on no element that is in the document.
            let _ = element.focus();
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = selector;
}

/// Moves the focus to the first element that matches once the page shows what has just changed.
pub(crate) fn focus_when_shown(selector: impl Into<String>) {
    let selector = selector.into();
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::request_animation_frame(move || focus(&selector));
    #[cfg(not(target_arch = "wasm32"))]
    drop(selector);
}

/// Moves the focus to the first element that matches where it was lost with an element that is gone.
pub(crate) fn focus_if_lost(selector: impl Into<String>) {
    let selector = selector.into();
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::request_animation_frame(move || {
        let is_lost =
            document().and_then(|document| document.active_element()).is_none_or(|active| active.tag_name() == "BODY");
        if is_lost {
            focus(&selector);
        }
    });
    #[cfg(not(target_arch = "wasm32"))]
    drop(selector);
}

/// The same once a link was followed within the page, which takes a moment longer.
pub(crate) fn focus_if_lost_by_link(selector: &'static str) {
    #[cfg(target_arch = "wasm32")]
    leptos::prelude::request_animation_frame(move || focus_if_lost(selector));
    #[cfg(not(target_arch = "wasm32"))]
    let _ = selector;
}

/// The scheme and host that the page comes from; empty where there is no browser.
#[must_use]
pub(crate) fn origin() -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let location = document().and_then(|document| document.location());
        location.and_then(|location| location.origin().ok()).unwrap_or_default()
    }
    #[cfg(not(target_arch = "wasm32"))]
    String::new()
}

/// Selects the whole text of a field.
pub(crate) fn select(id: &str) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let found = document().and_then(|document| document.get_element_by_id(id));
        if let Some(field) = found.and_then(|element| element.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
            field.select();
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// Copies a text, and says whether it is in the clipboard then. Where the browser has none, or does not allow it, the text
/// stays selected for the person to copy.
pub(crate) fn copy(text: &str, done: impl Fn(bool) + 'static) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        let clipboard = window.navigator().clipboard();
        // Outside a secure context there is none, whatever the type says.
        if clipboard.is_undefined() {
            done(false);
            return;
        }
        let copying = clipboard.write_text(text);
        wasm_bindgen_futures::spawn_local(async move {
            done(wasm_bindgen_futures::JsFuture::from(copying).await.is_ok());
        });
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (text, done);
}

/// A file that a person chose.
pub(crate) struct ChosenFile {
    /// Its name.
    pub(crate) name: String,
    /// Its media type, as the browser guesses it.
    pub(crate) media_type: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    #[cfg(target_arch = "wasm32")]
    file: web_sys::File,
}

/// The file chosen in an input, where one is.
pub(crate) fn chosen_file(input: &HtmlInputElement) -> Option<ChosenFile> {
    #[cfg(target_arch = "wasm32")]
    {
        let file = input.files()?.get(0)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
        let size = file.size() as u64;
        Some(ChosenFile { name: file.name(), media_type: file.type_(), size, file })
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = input;
        None
    }
}

/// Reads a file as a `data:` address; `None` where it cannot be read.
pub(crate) fn read_file(file: ChosenFile, done: impl Fn(Option<String>) + 'static) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        use wasm_bindgen::closure::Closure;
        let Ok(reader) = web_sys::FileReader::new() else {
            return done(None);
        };
        let read = reader.clone();
        let finished = Closure::once_into_js(move || done(read.result().ok().and_then(|content| content.as_string())));
        reader.set_onloadend(Some(finished.unchecked_ref()));
        // Where it cannot begin there is nothing to wait for.
        let _ = reader.read_as_data_url(&file.file);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (file, done);
}

/// Hands a file to the person: its name, its media type, and its content in pieces.
pub(crate) fn download(name: &str, media_type: &str, pieces: &[String]) {
    #[cfg(target_arch = "wasm32")]
    {
        use wasm_bindgen::JsCast;
        let content: js_sys::Array = pieces.iter().map(|piece| wasm_bindgen::JsValue::from_str(piece)).collect();
        let kind = web_sys::BlobPropertyBag::new();
        kind.set_type(media_type);
        let address = web_sys::Blob::new_with_str_sequence_and_options(&content, &kind)
            .and_then(|file| web_sys::Url::create_object_url_with_blob(&file));
        let link = document().and_then(|document| document.create_element("a").ok());
        let link = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
        if let (Ok(address), Some(link)) = (address, link) {
            // Attributes with these names can always be set, and an address is given back once.
            let _ = link.set_attribute("href", &address);
            let _ = link.set_attribute("download", name);
            link.click();
            let _ = web_sys::Url::revoke_object_url(&address);
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, media_type, pieces);
}

/// Opens another document in the place of this one; the way back does not lead here.
pub(crate) fn open_instead(address: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        // It fails for no address of the same site.
        let _ = window.location().replace(address);
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = address;
}

/// Opens the browser's dialogue for printing.
pub(crate) fn print() {
    #[cfg(target_arch = "wasm32")]
    if let Some(window) = web_sys::window() {
        // It fails where the page may not print, and then there is nothing to do.
        let _ = window.print();
    }
}

/// Opens a popover that no button of its own opens.
pub(crate) fn show_popover(id: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = element(id) {
        // It fails where the popover is open already, which is what was wanted.
        let _ = element.show_popover();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

/// Closes an open popover.
pub(crate) fn hide_popover(id: &str) {
    #[cfg(target_arch = "wasm32")]
    if let Some(element) = element(id) {
        // It fails where the popover is closed already, which is what was wanted.
        let _ = element.hide_popover();
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = id;
}

#[cfg(target_arch = "wasm32")]
fn element(id: &str) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

#[cfg(target_arch = "wasm32")]
pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}
