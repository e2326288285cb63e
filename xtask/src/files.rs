//! Work on folders: newest change, compressed neighbours, replacing one folder by another.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::report::{Doing, Failure};

const COMPRESSIBLE: [&str; 9] = ["html", "js", "css", "wasm", "json", "svg", "txt", "xml", "webmanifest"];

/// Every file below a folder, in a steady order.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).doing(next.display())? {
            let path = entry.doing(next.display())?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// When anything below these paths last changed. Folders count: they change when a file in them goes.
pub(crate) fn newest_change(paths: &[PathBuf], skipped: &[&str]) -> Option<SystemTime> {
    let mut newest = None;
    let mut waiting = paths.to_vec();
    while let Some(path) = waiting.pop() {
        if path.file_name().and_then(OsStr::to_str).is_some_and(|name| skipped.contains(&name)) {
            continue;
        }
        let changed = fs::metadata(&path).and_then(|found| found.modified()).ok();
        newest = newest.max(changed);
        if let Ok(entries) = fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    newest
}

/// Writes `name.br` beside every file of a kind that compresses; returns how many.
pub(crate) fn compress_below(folder: &Path) -> Result<usize, Failure> {
    let mut count = 0;
    for file in below(folder)? {
        if file.extension().and_then(OsStr::to_str).is_some_and(|kind| COMPRESSIBLE.contains(&kind)) {
            let content = fs::read(&file).doing(file.display())?;
            let mut name = file.clone().into_os_string();
            name.push(".br");
            fs::write(&name, brotli(&content)?).doing(file.display())?;
            count += 1;
        }
    }
    Ok(count)
}

/// Brotli at its best quality.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 64 * 1024, 11, 22);
    writer.write_all(content).doing("brotli")?;
    writer.flush().doing("brotli")?;
    drop(writer);
    Ok(compressed)
}

/// Puts a finished folder in the place of another one, which is gone for a moment only.
pub(crate) fn replace(place: &Path, finished: &Path) -> Result<(), Failure> {
    let aside = beside(place, "old")?;
    remove(&aside)?;
    if place.exists() {
        fs::rename(place, &aside).doing(place.display())?;
    }
    fs::rename(finished, place).doing(place.display())?;
    remove(&aside)
}

/// A hidden folder next to this one: on the same disk, so that renaming is one step.
pub(crate) fn beside(place: &Path, what: &str) -> Result<PathBuf, Failure> {
    let name =
        place.file_name().ok_or_else(|| Failure::new(format!("{} is no folder to build to", place.display())))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".");
    hidden.push(what);
    Ok(place.with_file_name(hidden))
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() { fs::remove_dir_all(folder).doing(folder.display()) } else { Ok(()) }
}

/// FNV-1a: names a folder, the same on every machine and with every compiler.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_replaced_whole() {
        let room = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        let (place, finished) = (room.join("dist"), room.join(".dist.new"));
        for (folder, file) in [(&place, "old.txt"), (&finished, "new.txt")] {
            fs::create_dir_all(folder).unwrap();
            fs::write(folder.join(file), "x".repeat(2000)).unwrap();
        }
        assert_eq!(compress_below(&finished).unwrap(), 1);
        replace(&place, &finished).unwrap();
        assert_eq!(below(&room).unwrap(), [place.join("new.txt"), place.join("new.txt.br")]);
        assert!(fs::metadata(place.join("new.txt.br")).unwrap().len() < 100);
        fs::remove_dir_all(room).unwrap();
    }

    #[test]
    fn the_name_of_a_folder_follows_the_content() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
