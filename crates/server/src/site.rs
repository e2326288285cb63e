//! The built site in memory, and which of its files answers for a path.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Write};
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::InvalidHeaderValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::error::StartError;
use crate::media::{self, Keep};

/// The page of a folder.
pub(crate) const PAGE: &str = "index.html";

/// The app without content: it answers for every route that is not prerendered.
pub(crate) const SHELL: &str = "404.html";

/// What is sold.
pub(crate) const CATALOGUE: &str = "catalogue.json";

/// All files, by their path without a leading slash. It never changes; several may share files.
#[derive(Debug)]
pub(crate) struct Site(HashMap<String, Arc<File>>);

/// A file and all that its answers need.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) plain: Form,
    pub(crate) brotli: Option<Form>,
    pub(crate) content_type: &'static str,
    pub(crate) keep: Keep,
}

/// One representation of a file.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) bytes: Bytes,
    pub(crate) etag: HeaderValue,
}

impl Site {
    /// Takes the content of every file by its path; `x.br` becomes a form of `x`, and is nothing on its own.
    pub(crate) fn new(mut contents: BTreeMap<String, Vec<u8>>) -> Result<Self, StartError> {
        let paths: Vec<_> = contents.keys().filter(|path| !path.ends_with(".br")).cloned().collect();
        let mut files = HashMap::new();
        for path in paths {
            let plain = contents.remove(&path).unwrap_or_default();
            let brotli = contents.remove(&format!("{path}.br"));
            if brotli.as_ref().is_some_and(|packed| !unpacks_to(packed, &plain)) {
                return Err(StartError::StaleBrotli { path });
            }
            let file = File {
                plain: Form::new(plain)?,
                brotli: brotli.map(Form::new).transpose()?,
                content_type: media::content_type(&path),
                keep: Keep::of(&path),
            };
            files.insert(path, Arc::new(file));
        }
        Ok(Self(files))
    }

    /// The same site with other content for some of its files, each with its Brotli form of a quality from 0 to 11.
    pub(crate) fn with(&self, contents: Vec<(String, Vec<u8>)>, quality: u32) -> Result<Self, StartError> {
        let mut files = self.0.clone();
        for (path, plain) in contents {
            let packed = packed(&plain, quality).map(Form::new).transpose()?;
            let (content_type, keep) = (media::content_type(&path), Keep::of(&path));
            files.insert(path, Arc::new(File { plain: Form::new(plain)?, brotli: packed, content_type, keep }));
        }
        Ok(Self(files))
    }

    /// The file for a path inside the site: the file itself, the page of that folder, or the shell where the
    /// path can be a route of the app. Routes have no dot in their last segment; what has one is a lost file.
    pub(crate) fn find(&self, path: &str) -> Option<&File> {
        let folder = path.trim_end_matches('/');
        let page = if folder.is_empty() { PAGE.to_owned() } else { format!("{folder}/{PAGE}") };
        let is_route = !folder.rsplit('/').next().unwrap_or_default().contains('.');
        let shell = || is_route.then(|| self.0.get(SHELL)).flatten();
        self.0.get(path).or_else(|| self.0.get(&page)).or_else(shell).map(|file| &**file)
    }

    /// The bytes of a file.
    pub(crate) fn bytes_of(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(|file| file.plain.bytes.as_ref())
    }

    /// The bytes of every page, with its path.
    pub(crate) fn pages(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let pages = self.0.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, file)| (path.as_str(), file.plain.bytes.as_ref()))
    }
}

impl Form {
    /// Each form has its own tag, from its own bytes: a cache must not take one for the other.
    fn new(bytes: Vec<u8>) -> Result<Self, InvalidHeaderValue> {
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes));
        let etag = HeaderValue::try_from(format!("\"{digest}\""))?;
        Ok(Self { bytes: bytes.into(), etag })
    }
}

/// The Brotli form of some bytes, for what compresses.
pub(crate) fn packed(plain: &[u8], quality: u32) -> Option<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 64 * 1024, quality, 22);
    // Memory takes everything; where it did not, the plain form is there.
    writer.write_all(plain).and_then(|()| writer.flush()).ok()?;
    drop(writer);
    Some(packed)
}

/// Stops reading one byte after it could still match, so that no small file unpacks to gigabytes.
fn unpacks_to(packed: &[u8], plain: &[u8]) -> bool {
    let unpack = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(plain.len());
        let limit = u64::try_from(plain.len()).unwrap_or(u64::MAX).saturating_add(1);
        brotli::Decompressor::new(packed, 4096).take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    unpack().is_ok_and(|bytes| bytes == plain)
}
