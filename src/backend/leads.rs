//! Sends the leads of the embedded form to where the configuration says; nobody else is involved.

use api::{Endpoint, LeadReport};

/// It was not taken, or nobody knows whether it was: sending it again is safe, since it carries its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotDelivered;

/// Sends a lead as JSON, without cookies, and waits for a good answer.
///
/// # Errors
/// No answer in time, or one that is none of success.
pub(crate) async fn post_lead(endpoint: &Endpoint, report: &LeadReport) -> Result<(), NotDelivered> {
    #[cfg(target_arch = "wasm32")]
    {
        const PATIENCE_MILLISECONDS: u32 = 20_000;
        let body = serde_json::to_string(report).map_err(|_| NotDelivered)?;
        let patience = web_sys::AbortSignal::timeout_with_u32(PATIENCE_MILLISECONDS);
        let request = gloo_net::http::Request::post(endpoint.as_str())
            .credentials(web_sys::RequestCredentials::Omit)
            .abort_signal(Some(&patience))
            .header("content-type", "application/json")
            .body(body)
            .map_err(|_| NotDelivered)?;
        let answer = request.send().await.map_err(|_| NotDelivered)?;
        if answer.ok() { Ok(()) } else { Err(NotDelivered) }
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (endpoint, report);
        Err(NotDelivered)
    }
}
