//! The static site: sheet, wasm app, prerendered pages, compressed copies; complete or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use crate::command::run;
use crate::files;
use crate::project::Project;
use crate::report::{self, Doing, Failure};
use crate::setup::Toolbox;

/// Marks a folder as one that may be replaced, and says what it was built from.
const STAMP: &str = ".built-by-xtask";

/// Stands in `index.html` for the path that the site lives under.
const BASE_MARK: &str = "%BASE%";

/// Everything that decides what the site looks like; the server only serves it.
const INPUTS: [&str; 9] =
    ["Cargo.toml", "Cargo.lock", "build.rs", "Trunk.toml", "index.html", "src", "crates", "style", "public"];
const NOT_INPUTS: [&str; 2] = ["server", "node_modules"];

/// Browsers that the sheet is written for: those that have popovers.
const BROWSERS: &str = "--target=es2022,chrome114,firefox125,safari17";

/// The path that the site lives under: begins and ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BasePath(String);

impl BasePath {
    /// The site has its host to itself.
    pub(crate) fn root() -> Self {
        Self("/".to_owned())
    }
}

impl FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty()).collect();
        let plain = |part: &&str| {
            let letters = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
            part.chars().all(letters) && !part.starts_with('.')
        };
        match parts.iter().find(|part| !plain(part)) {
            Some(part) => Err(format!("`{part}` cannot be part of it; write a path such as /shop/")),
            None if parts.is_empty() => Ok(Self::root()),
            None => Ok(Self(format!("/{}/", parts.join("/")))),
        }
    }
}

/// What to build, and where to.
pub(crate) struct Site {
    base: BasePath,
    pub(crate) out: PathBuf,
}

impl Site {
    /// `out` is seen from the checkout. An existing folder must be one that was built before.
    pub(crate) fn new(project: &Project, base: BasePath, out: &Path) -> Result<Self, Failure> {
        let out = project.root.join(out);
        let empty = out.read_dir().map_or(!out.exists(), |mut entries| entries.next().is_none());
        if empty || out.join(STAMP).is_file() {
            return Ok(Self { base, out });
        }
        Err(Failure::new(format!("{} holds something that was not built here; it is left alone", out.display()))
            .remedy("choose another folder with --out, or remove that one yourself"))
    }

    /// The one that `serve` and the tests use.
    pub(crate) fn local(project: &Project) -> Result<Self, Failure> {
        Self::new(project, BasePath::root(), Path::new("dist"))
    }

    /// Whether this very site was built after the last change of its sources.
    pub(crate) fn is_current(&self, project: &Project) -> bool {
        let Ok(stamp) = fs::read_to_string(self.out.join(STAMP)) else { return false };
        let Some((base, begun)) = stamp.trim().split_once(' ') else { return false };
        let Ok(begun) = begun.parse().map(Duration::from_millis) else { return false };
        let inputs: Vec<PathBuf> = INPUTS.iter().map(|input| project.root.join(input)).collect();
        let changed = files::newest_change(&inputs, &NOT_INPUTS);
        base == self.base.0 && changed.is_some_and(|changed| changed < SystemTime::UNIX_EPOCH + begun)
    }
}

/// Builds it beside its place and moves it there when it is complete.
pub(crate) fn site(project: &Project, toolbox: &Toolbox, site: &Site) -> Result<(), Failure> {
    let begun = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).doing("the clock is before 1970")?;
    let unfinished = files::beside(&site.out, "new")?;
    files::remove(&unfinished)?;
    report::step("build", "sheet and start script", || inlined(project, toolbox))?;
    report::step("build", "app (the first time, some minutes)", || app(project, toolbox, site, &unfinished))?;
    report::step("build", "public pages", || prerender(project, &unfinished))?;
    let count = report::step("build", "compressed copies", || files::compress_below(&unfinished))?;
    let stamp = format!("{} {}\n", site.base.0, begun.as_millis());
    fs::write(unfinished.join(STAMP), stamp).doing(unfinished.display())?;
    files::replace(&site.out, &unfinished)?;
    println!("[build] {} is ready, with {count} compressed files", site.out.display());
    Ok(())
}

/// One sheet of all components, and the script that cannot wait for the app; `index.html` inlines both.
fn inlined(project: &Project, toolbox: &Toolbox) -> Result<(), Failure> {
    let folder = project.generated();
    fs::create_dir_all(&folder).doing(folder.display())?;
    let sheet: &[&str] = &["--bundle", "--loader:.svg=dataurl"];
    for (source, target, options) in [("style/main.css", "style.css", sheet), ("src/boot.js", "boot.js", &[])] {
        let mut esbuild = toolbox.command(project, "esbuild")?;
        esbuild.args([source, "--minify", "--log-level=warning", BROWSERS]).args(options);
        esbuild.arg(format!("--outfile={}", folder.join(target).display()));
        run(&mut esbuild)?;
    }
    Ok(())
}

/// Compiles the app with trunk, minifies its script, and fills in the base path.
fn app(project: &Project, toolbox: &Toolbox, site: &Site, unfinished: &Path) -> Result<(), Failure> {
    let mut trunk = toolbox.command(project, "trunk")?;
    // An inherited NO_COLOR=1 is not a value that trunk understands.
    trunk.env_remove("NO_COLOR").args(["build", "--offline", "--public-url", &site.base.0, "--dist"]).arg(unfinished);
    run(&mut trunk)?;
    for script in files::below(unfinished)? {
        let name = script.file_name().unwrap_or_default().to_string_lossy();
        if script.parent() == Some(unfinished) && name.starts_with("storefront-") && name.ends_with(".js") {
            let mut esbuild = toolbox.command(project, "esbuild")?;
            esbuild.arg(&script).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
            run(esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", script.display())))?;
        }
    }
    let page = unfinished.join("index.html");
    let html = fs::read_to_string(&page).doing(page.display())?;
    fs::write(&page, html.replace(BASE_MARK, &site.base.0)).doing(page.display())
}

fn prerender(project: &Project, unfinished: &Path) -> Result<(), Failure> {
    let mut prerender = project.cargo(&["run", "--quiet", "--package", "prerender", "--", "--dist"]);
    run(prerender.arg(unfinished))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_begins_and_ends_with_a_slash() {
        for (text, expected) in [("/", "/"), ("", "/"), ("shop", "/shop/"), ("/a/b", "/a/b/"), ("//a//", "/a/")] {
            assert_eq!(text.parse(), Ok(BasePath(expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_base_path_is_no_address_and_does_not_climb() {
        for text in ["https://example.com/", "/../x", "/a b/", "/a?b", "/\"/"] {
            assert!(text.parse::<BasePath>().is_err(), "{text}");
        }
    }
}
