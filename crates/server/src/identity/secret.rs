//! What nobody can guess: tokens, codes, and digests that only the server can make.

use api::phone_code::CODE_DIGITS;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The server's secret, the key of what is kept of codes and of who asked for them.
#[derive(Clone, Debug)]
pub struct ServerSecret(SecretString);

/// The system had no randomness to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandomness;

impl ServerSecret {
    /// A secret of at least 32 characters that all processes of the shop share.
    #[must_use]
    pub const fn new(secret: SecretString) -> Self {
        Self(secret)
    }

    /// One for this process alone, which a demonstration can do with.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn made_up() -> Result<Self, NoRandomness> {
        Ok(Self(fresh_token()?.into()))
    }

    /// A digest of these parts for this purpose. Without the secret nobody can find out what it is of by trying, not even
    /// the million codes that there are.
    pub(super) fn digest(&self, purpose: &str, parts: &[&str]) -> String {
        keyed(self.0.expose_secret().as_bytes(), |mac| {
            for part in [&purpose].into_iter().chain(parts) {
                // The length keeps "ab", "c" and "a", "bc" apart.
                mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                mac.update(part.as_bytes());
            }
        })
        .map_or_else(String::new, |bytes| URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// HMAC-SHA256 of what is fed to it. A key of any length is a key.
pub(crate) fn keyed(key: &[u8], feed: impl FnOnce(&mut Hmac<Sha256>)) -> Option<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    feed(&mut mac);
    Some(mac.finalize().into_bytes().into())
}

/// Whether two texts are the same, found out in a time that says nothing of where they differ.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// A token of 256 random bits.
///
/// # Errors
/// The system gives no random numbers.
pub(crate) fn fresh_token() -> Result<String, NoRandomness> {
    let mut bits = [0_u8; 32];
    getrandom::fill(&mut bits).map_err(|_| NoRandomness)?;
    Ok(URL_SAFE_NO_PAD.encode(bits))
}

/// What is kept of a token: it has too many bits to be found by trying.
pub(crate) fn token_digest(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// A code of [`CODE_DIGITS`] digits, each as likely as any other.
///
/// # Errors
/// The system gives no random numbers.
pub(super) fn fresh_code() -> Result<String, NoRandomness> {
    let codes = 10_u32.pow(u32::try_from(CODE_DIGITS).unwrap_or(6));
    // What is left over above the last whole multiple would make the low codes likelier.
    let end = u32::MAX - u32::MAX % codes;
    loop {
        let number = getrandom::u32().map_err(|_| NoRandomness)?;
        if number < end {
            return Ok(format!("{:0width$}", number % codes, width = CODE_DIGITS));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_six_digits_and_differ() {
        let codes: std::collections::BTreeSet<String> = (0..50).map(|_| fresh_code().unwrap()).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())));
        assert!(codes.len() > 40, "{codes:?}");
    }

    #[test]
    fn a_token_has_256_bits_and_its_digest_does_not_show_it() {
        let token = fresh_token().unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(&token).unwrap().len(), 32);
        assert_ne!(token, fresh_token().unwrap());
        assert!(!token_digest(&token).contains(&token));
    }

    #[test]
    fn a_digest_depends_on_the_secret_the_purpose_and_each_part() {
        let secret = ServerSecret::new("a secret of at least 32 characters".to_owned().into());
        let other = ServerSecret::new("another secret of 32 characters and".to_owned().into());
        let digest = secret.digest("code", &["ab", "c"]);
        assert_eq!(digest, secret.digest("code", &["ab", "c"]));
        for differing in [
            other.digest("code", &["ab", "c"]),
            secret.digest("rate", &["ab", "c"]),
            secret.digest("code", &["a", "bc"]),
        ] {
            assert_ne!(digest, differing);
        }
    }
}
