//! Reading the built site from disk, once, before the first request.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::StartError;
use crate::site::{PAGE, SHELL, Site};

/// Reads every file of a built site but dotfiles and what symbolic links point to: those may lie outside. What is generated
/// takes the place of the file of its name.
pub(crate) fn read(dist: &Path, generated: Vec<(&str, Vec<u8>)>) -> Result<Site, StartError> {
    let mut contents = contents(dist)?;
    for (name, bytes) in generated {
        contents.remove(&format!("{name}.br"));
        contents.insert(name.to_owned(), bytes);
    }
    Site::new(contents)
}

/// The content of every such file by its path in the site, the Brotli forms among them.
pub(crate) fn contents(dist: &Path) -> Result<BTreeMap<String, Vec<u8>>, StartError> {
    if !dist.is_dir() {
        return Err(StartError::NoDist(dist.to_owned()));
    }
    // Before reading anything: the folder named by mistake may be a whole disk.
    if let Some(missing) = [PAGE, SHELL].into_iter().find(|name| !dist.join(name).is_file()) {
        return Err(StartError::Incomplete { dist: dist.to_owned(), missing });
    }
    let mut contents = BTreeMap::new();
    collect(dist, "", &mut contents)?;
    Ok(contents)
}

fn collect(folder: &Path, prefix: &str, contents: &mut BTreeMap<String, Vec<u8>>) -> Result<(), StartError> {
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let path = entry.path();
        let name = entry.file_name().into_string().map_err(|_| StartError::NotUtf8(path.clone()))?;
        let kind = entry.file_type().map_err(unreadable(&path))?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), contents)?;
        } else if kind.is_file() {
            contents.insert(format!("{prefix}{name}"), fs::read(&path).map_err(unreadable(&path))?);
        }
    }
    Ok(())
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> StartError {
    let path = PathBuf::from(path);
    move |source| StartError::Unreadable { path: path.clone(), source }
}
