//! How many bytes the built site has, as they are and as brotli sends them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files;
use crate::report::{Doing, Failure};

/// The bytes of one group of files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bytes {
    pub(crate) raw: usize,
    pub(crate) brotli: usize,
}

/// What the budgets and the table are about.
pub(crate) struct Sizes {
    groups: Vec<(&'static str, Bytes)>,
    pub(crate) wasm: Bytes,
    /// The prerendered pricing page, which carries all that its first view needs.
    pub(crate) first_view: Bytes,
}

/// Weighs a built site.
pub(crate) fn weigh(dist: &Path) -> Result<Sizes, Failure> {
    let group = |kind: &str| -> Result<Bytes, Failure> {
        let mut sum = Bytes::default();
        for file in files::below(dist)? {
            if file.extension().and_then(OsStr::to_str) == Some(kind) {
                let size = weigh_file(&file)?;
                sum = Bytes { raw: sum.raw + size.raw, brotli: sum.brotli + size.brotli };
            }
        }
        Ok(sum)
    };
    let pricing = pricing_page(dist)?;
    let html = fs::read_to_string(&pricing).doing(pricing.display())?;
    let (wasm, first_view, css) = (group("wasm")?, weigh_file(&pricing)?, styles(&html));
    let groups = vec![
        ("wasm", wasm),
        ("js", group("js")?),
        ("css (inlined)", Bytes { raw: css.len(), brotli: files::brotli(css.as_bytes())?.len() }),
        ("pricing html", first_view),
        ("all html", group("html")?),
        ("json", group("json")?),
        ("svg", group("svg")?),
    ];
    Ok(Sizes { groups, wasm, first_view })
}

/// The table, one group a line.
pub(crate) fn table(sizes: &Sizes) -> String {
    let line = |(name, bytes): &(&str, Bytes)| format!("{name:<16} {:>12} {:>12}", bytes.raw, bytes.brotli);
    let lines: Vec<String> = sizes.groups.iter().map(line).collect();
    format!("{:<16} {:>12} {:>12}\n{}", "bytes", "raw", "brotli", lines.join("\n"))
}

fn weigh_file(file: &Path) -> Result<Bytes, Failure> {
    let content = fs::read(file).doing(file.display())?;
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let brotli = fs::metadata(&compressed).ok().and_then(|found| usize::try_from(found.len()).ok());
    Ok(Bytes { raw: content.len(), brotli: brotli.unwrap_or(content.len()) })
}

fn pricing_page(dist: &Path) -> Result<PathBuf, Failure> {
    let places = ["pricing/index.html", "pricing.html", "index.html"];
    let found = places.iter().map(|place| dist.join(place)).find(|place| place.is_file());
    found
        .ok_or_else(|| Failure::new(format!("{} has no pricing page", dist.display())).remedy("run: cargo xtask build"))
}

/// What stands inside the style elements of a page.
fn styles(html: &str) -> String {
    let inside = |rest: &str| Some(rest.split_once('>')?.1.split_once("</style>")?.0.to_owned());
    html.split("<style").skip(1).filter_map(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inlined_styles_are_found() {
        assert_eq!(styles("<head><style>a{}</style><style nonce=\"x\">b{}</style></head>"), "a{}b{}");
        assert_eq!(styles("<p>plain"), "");
    }

    impl Sizes {
        /// For tests of what is said about sizes.
        pub(crate) fn of(wasm: Bytes, first_view: Bytes) -> Self {
            Self { groups: vec![("wasm", wasm)], wasm, first_view }
        }
    }

    #[test]
    fn the_table_is_aligned() {
        let wasm = Bytes { raw: 165_000, brotli: 57_300 };
        let sizes = Sizes::of(wasm, Bytes::default());
        assert_eq!(
            table(&sizes),
            "bytes                     raw       brotli\nwasm                   165000        57300"
        );
    }
}
