//! A small built site in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

/// A site like the one that the build writes. The folder goes when this does.
pub(crate) struct Dist(TempDir);

/// The inline script that all pages share; its hash is the example of the CSP specification.
pub(crate) const INLINE_SCRIPT: &str = "alert('Hello, world.');";

impl Dist {
    pub(crate) fn new() -> Self {
        let dist = Self(TempDir::new().unwrap());
        for (path, title) in [
            ("index.html", "home"),
            ("pricing/index.html", "pricing"),
            ("en/index.html", "en home"),
            ("en/pricing/index.html", "en pricing"),
            ("404.html", "shell"),
        ] {
            dist.write(path, &format!("<title>{title}</title><script type=\"module\">{INLINE_SCRIPT}</script>"));
        }
        for path in [
            "catalogue.json",
            "other.json",
            "storefront-0123456789abcdef.js",
            "storefront-0123456789abcdef_bg.wasm",
            "sheet-0123456789abcdef.css",
            "favicon.ico",
            "icon.svg",
            "site.webmanifest",
            "robots.txt",
            "图标.png",
            "orphan.br",
        ] {
            dist.write(path, &format!("content of {path}"));
        }
        dist.write("config.json", r#"{"backend":"browser"}"#);
        for path in ["index.html", "catalogue.json", "storefront-0123456789abcdef_bg.wasm"] {
            dist.compress(path);
        }
        dist
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, content: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Puts the Brotli form beside a file.
    pub(crate) fn compress(&self, path: &str) {
        let plain = fs::read(self.path().join(path)).unwrap();
        let file = fs::File::create(self.path().join(format!("{path}.br"))).unwrap();
        brotli::CompressorWriter::new(file, 4096, 11, 22).write_all(&plain).unwrap();
    }
}
