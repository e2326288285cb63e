//! What people typed, kept in the tab until they close it (`sessionStorage`): through errors, reload and back.

#[cfg(target_arch = "wasm32")]
const PREFIX: &str = "draft ";

/// The draft of this name.
#[must_use]
pub(crate) fn read(name: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        storage()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = name;
        None
    }
}

/// Keeps a draft; `None` forgets it. Where the browser keeps nothing, the page still holds it.
pub(crate) fn keep(name: &str, text: Option<&str>) {
    #[cfg(target_arch = "wasm32")]
    if let Some(storage) = storage() {
        let name = format!("{PREFIX}{name}");
        // It fails where there is no room, which loses nothing that is on the page.
        let _ = match text {
            Some(text) => storage.set_item(&name, text),
            None => storage.remove_item(&name),
        };
    }
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (name, text);
}

/// Forgets every draft of this tab.
pub(crate) fn forget_all() {
    #[cfg(target_arch = "wasm32")]
    if let Some(storage) = storage() {
        let length = storage.length().unwrap_or(0);
        let names = (0..length).filter_map(|index| storage.key(index).ok().flatten());
        let drafts: Vec<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
        for name in drafts {
            // Removing fails nowhere that reading worked.
            let _ = storage.remove_item(&name);
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.session_storage().ok().flatten())
}
