//! A built site written anew for another catalogue, for a host that serves files alone.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rules::Catalogue;

use super::pages::{Pages, written};
use crate::error::StartError;
use crate::folder;
use crate::site::{Site, packed};

/// As well as the build does it.
const QUALITY: u32 = 11;

/// Writes the site of a folder into another one, which is new or empty, as it would have been built with this catalogue; says how
/// many files there are. Names that begin with a dot are left out, as they are when it is served.
///
/// # Errors
/// What cannot be read or written.
pub fn write_site(
    dist: &Path,
    text: &str,
    catalogue: &Arc<Catalogue>,
    pages: &dyn Pages,
    out: &Path,
) -> Result<usize, StartError> {
    let mut contents = folder::contents(dist)?;
    let site = Site::new(contents.clone())?;
    for (path, plain) in written(&site, text.as_bytes(), catalogue, pages)? {
        if let Some(packed) = packed(&plain, QUALITY) {
            contents.insert(format!("{path}.br"), packed);
        }
        contents.insert(path, plain);
    }
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source| StartError::Unwritable { path, source }
    };
    fs::create_dir_all(out).map_err(unwritable(out))?;
    if fs::read_dir(out).map_err(unwritable(out))?.next().is_some() {
        return Err(StartError::NotEmpty(out.to_owned()));
    }
    for (path, bytes) in &contents {
        let place = out.join(path);
        let made = place.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&place, bytes)).map_err(unwritable(&place))?;
    }
    Ok(contents.len())
}
