//! The backend inside the browser: a demonstration over IndexedDB. Natively it stands over memory, for tests of views.

use rules::calendar::Instant;
use service::{Clock, Demo};

/// Where the events are kept.
#[cfg(target_arch = "wasm32")]
pub type Kept = browser_store::BrowserStore;
/// Where the events are kept.
#[cfg(not(target_arch = "wasm32"))]
pub type Kept = service::MemoryStore;

/// The demonstration and its line to the other tabs.
pub struct BrowserBackend {
    /// The demonstration.
    pub demo: Demo<Kept, WallClock>,
    /// Tells the other tabs of changes.
    #[cfg(target_arch = "wasm32")]
    pub tabs: browser_store::Changes,
}

impl BrowserBackend {
    /// Tells the other tabs that something changed.
    pub fn announce(&self) {
        #[cfg(target_arch = "wasm32")]
        self.tabs.announce();
    }
}

/// The clock of the machine; natively it stands at the epoch, since views are given their time.
#[derive(Clone, Copy, Debug)]
pub struct WallClock;

impl Clock for WallClock {
    fn now(&self) -> Instant {
        crate::browser::now()
    }
}
