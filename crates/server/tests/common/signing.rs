//! How the e-sign system signs its calls, written from docs/API.md alone.

use axum::http::Method;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// Who signs.
#[derive(Clone, Debug)]
pub(crate) struct Signer {
    pub(crate) key: String,
    pub(crate) secret: String,
}

impl Signer {
    /// The headers of a call that is signed at this time, in seconds since 1970.
    pub(crate) fn headers(
        &self,
        method: &Method,
        path: &str,
        body: &[u8],
        nonce: &str,
        timestamp: i64,
    ) -> [(&'static str, String); 4] {
        let text = format!("{method}\n{path}\n{timestamp}\n{nonce}\n{}", hex(&Sha256::digest(body)));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        [
            ("X-Key-Id", self.key.clone()),
            ("X-Timestamp", timestamp.to_string()),
            ("X-Nonce", nonce.to_owned()),
            ("X-Signature", hex(&mac.finalize().into_bytes())),
        ]
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
