//! The program that the browser runs.

/// Starts the app.
#[cfg(target_arch = "wasm32")]
fn main() {
    storefront::start::start();
}

/// Outside a browser there is nothing to run: the prerender and the tests use the library.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
