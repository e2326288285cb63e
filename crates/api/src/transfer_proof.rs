//! What a buyer hands in to show that a bank transfer was made.

use serde::{Deserialize, Serialize};

/// A picture or a document; it helps the operator to find the money, and pays for nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TransferProof {
    /// The file's name.
    pub name: String,
    /// One of [`TransferProof::MEDIA_TYPES`].
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its content as a `data:` address.
    pub content: String,
}

/// Why a file is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitProof {
    /// It is of another kind than those that are taken.
    Kind,
    /// It is empty, or larger than the largest.
    Size,
}

impl TransferProof {
    /// What is taken.
    pub const MEDIA_TYPES: [&str; 3] = ["image/png", "image/jpeg", "application/pdf"];
    /// The largest file, in bytes.
    pub const LARGEST: u64 = 5 * 1024 * 1024;

    /// Whether a file of this kind and so many bytes is taken.
    ///
    /// # Errors
    /// Why not.
    pub fn check(media_type: &str, size: u64) -> Result<(), UnfitProof> {
        if !Self::MEDIA_TYPES.contains(&media_type) {
            return Err(UnfitProof::Kind);
        }
        if size == 0 || size > Self::LARGEST { Err(UnfitProof::Size) } else { Ok(()) }
    }
}
