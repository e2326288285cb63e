//! Tells the other tabs of this site that something changed.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel between the tabs; it listens for as long as it lives.
#[derive(Debug)]
pub struct Changes {
    channel: Option<BroadcastChannel>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Changes {
    /// Calls `changed` whenever another tab announces a change. Without such a channel tabs only see
    /// each other's changes when they are opened or looked at again.
    #[must_use]
    pub fn listen(name: &str, mut changed: impl FnMut() + 'static) -> Self {
        let listener = Closure::new(move |_: MessageEvent| changed());
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self { channel, _listener: listener }
    }

    /// Tells the other tabs.
    pub fn announce(&self) {
        if let Some(channel) = &self.channel {
            // It fails only on a closed channel, which this one is not while it lives.
            let _ = channel.post_message(&JsValue::TRUE);
        }
    }
}
