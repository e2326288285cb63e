//! `esign-store catalogue …` and `esign-store prerender`, as an operator runs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::company::CATALOGUE;
use crate::dist::Dist;

/// A site with the project's own document, a database, and a folder for files.
struct Operator {
    dist: Dist,
    folder: TempDir,
}

impl Operator {
    fn new() -> Self {
        let dist = Dist::new();
        let document = include_str!("../../../../index.html").replace("%BASE%", "/shop/");
        for (path, content) in [("index.html", &*document), ("404.html", &document), ("catalogue.json", CATALOGUE)] {
            dist.write(path, content);
            dist.compress(path);
        }
        Self { dist, folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_esign-store"));
        let variables = [
            ("ESIGN_STORE_DATABASE_URL", format!("sqlite:{}", self.path("shop.sqlite").display())),
            ("ESIGN_STORE_SERVER_DIST", self.dist.path().display().to_string()),
            ("ESIGN_STORE_SMS_GATEWAY", "http://127.0.0.1:9/send".to_owned()),
            ("ESIGN_STORE_SMS_KEY_ID", "shop".to_owned()),
            ("ESIGN_STORE_SMS_SECRET", "what the gateway knows us by".to_owned()),
            ("ESIGN_STORE_SESSION_SECRET", "a secret of at least 32 characters".to_owned()),
        ];
        command.args(arguments).envs(variables).output().unwrap()
    }

    /// What it says where it succeeds.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it says where it fails.
    #[track_caller]
    fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).unwrap()
    }
}

/// The shipped catalogue under another name, with another price of the first edition.
fn named(name: &str, price: u32) -> String {
    let text = CATALOGUE.replacen("2026-11-sample.1", name, 1);
    text.replacen("\"yearly_price_fen\": 365000", &format!("\"yearly_price_fen\": {price}"), 1)
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn check_names_every_mistake_with_its_place() {
    let operator = Operator::new();
    let sound = operator.file("sound.json", CATALOGUE);
    let told = operator.says(&["catalogue", "check", shown(&sound)]);
    assert_eq!(told, "no mistakes: 2026-11-sample.1, with 3 editions and 4 add-ons\n");
    let text = CATALOGUE.replacen("365000", "0", 1).replacen("\"rank\": 2", "\"rank\": 1", 1);
    let wrong = operator.file("wrong.json", &text);
    let told = operator.refuses(&["catalogue", "check", shown(&wrong)]);
    for part in ["has 2 mistakes\n", "$.editions[0].yearly_price_fen: expected a whole", "$.editions[1].rank: expected"]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn diff_says_what_buyers_will_see_and_changes_nothing() {
    let operator = Operator::new();
    let next = operator.file("next.json", &named("next", 398_700));
    let price = "price: editions, Advanced, price of a year: ¥3,650.00 → ¥3,987.00 ($.editions[0].yearly_price_fen)\n";
    for _ in 0..2 {
        let told = operator.says(&["catalogue", "diff", shown(&next)]);
        assert!(told.starts_with(price), "{told}");
    }
    let same = operator.file("same.json", CATALOGUE);
    assert_eq!(operator.says(&["catalogue", "diff", shown(&same)]), "no differences\n");
}

#[test]
fn what_is_applied_is_listed_with_its_period_and_applied_once() {
    let operator = Operator::new();
    let next = operator.file("next.json", &named("next", 398_700));
    let apply = ["catalogue", "apply", shown(&next), "--from", "2099-01-01T00:00:00+08:00", "--note", "for 2099"];
    let told = operator.says(&apply);
    assert!(told.starts_with("price: editions, Advanced"), "{told}");
    assert!(told.ends_with("version 2, next, is in force from 2098-12-31T16:00:00Z\n"), "{told}");
    assert!(operator.says(&apply).contains("nothing is to be done"));
    let list = operator.says(&["catalogue", "list"]);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(lines[0].starts_with("1\tfrom the beginning until 2098-12-31T16:00:00Z\t2026-11-sample.1\t"), "{list}");
    assert!(lines[0].ends_with("\tin force\tthe built site's"), "{list}");
    assert!(lines[1].starts_with("2\tfrom 2098-12-31T16:00:00Z\tnext\t"), "{list}");
    assert!(lines[1].ends_with("\tfor 2099"), "{list}");
}

#[test]
fn what_is_planned_is_corrected_by_another_version_from_the_same_instant() {
    let operator = Operator::new();
    for (name, price) in [("mistaken", 1), ("right", 398_700)] {
        let file = operator.file(name, &named(name, price));
        operator.says(&["catalogue", "apply", shown(&file), "--from", "2099-01-01T00:00:00Z"]);
    }
    let list = operator.says(&["catalogue", "list"]);
    assert!(
        list.contains("2\treplaced\tmistaken\t") && list.contains("3\tfrom 2099-01-01T00:00:00Z\tright\t"),
        "{list}"
    );
}

#[test]
fn nothing_is_applied_in_the_past() {
    let operator = Operator::new();
    let next = operator.file("next.json", &named("next", 1));
    let told = operator.refuses(&["catalogue", "apply", shown(&next), "--from", "2026-01-01T00:00:00Z"]);
    assert!(told.contains("2026-01-01T00:00:00Z is too soon") && told.contains("say --from now for "), "{told}");
    assert_eq!(operator.says(&["catalogue", "list"]).lines().count(), 1);
}

#[test]
fn a_catalogue_without_something_that_was_sold_is_applied_only_if_it_is_meant() {
    let operator = Operator::new();
    let mut file: serde_json::Value = serde_json::from_str(&named("less", 365_000)).unwrap();
    file["add_ons"].as_array_mut().unwrap().pop();
    let less = operator.file("less.json", &file.to_string());
    let apply = ["catalogue", "apply", shown(&less), "--from", "now"];
    assert!(operator.refuses(&apply).contains("say --despite-warnings"));
    assert_eq!(operator.says(&["catalogue", "list"]).lines().count(), 1);
    let told = operator.says(&[&apply[..], &["--despite-warnings"]].concat());
    assert!(
        told.starts_with("sold: add-ons, App integration: gone, was app_integration ($.add_ons[3])\n  ! "),
        "{told}"
    );
}

#[test]
fn a_name_that_orders_keep_is_never_that_of_two_catalogues() {
    let operator = Operator::new();
    let other = operator.file("other.json", &CATALOGUE.replacen("365000", "1", 1));
    let told = operator.refuses(&["catalogue", "apply", shown(&other), "--from", "now", "--despite-warnings"]);
    assert!(told.contains("give the file another \"version\""), "{told}");
}

#[test]
fn a_site_that_is_prerendered_shows_the_catalogue_and_is_else_the_built_one() {
    let operator = Operator::new();
    let next = operator.file("next.json", &named("next", 398_700));
    let out = operator.path("site");
    let prerender = ["prerender", "--catalogue", shown(&next), "--out", shown(&out)];
    assert!(operator.says(&prerender).contains("with the catalogue next"));
    let read = |path: &str| fs::read_to_string(out.join(path)).unwrap();
    assert!(read("en/pricing/index.html").contains("¥3,987"));
    assert!(read("404.html").contains("href=\"/shop/pricing\""));
    assert_eq!(read("catalogue.json"), named("next", 398_700));
    assert_eq!(read("robots.txt"), "content of robots.txt");
    let mut page = Vec::new();
    let packed = fs::read(out.join("pricing/index.html.br")).unwrap();
    std::io::Read::read_to_end(&mut brotli::Decompressor::new(&*packed, 4096), &mut page).unwrap();
    assert_eq!(page, fs::read(out.join("pricing/index.html")).unwrap());
    // A second one would lie over it.
    assert!(operator.refuses(&prerender).contains("is not empty"));
    // Written back to what was built, it is what was built.
    let (built, back) = (operator.file("built.json", CATALOGUE), operator.path("back"));
    let dist = ["--dist", shown(&out)];
    operator.says(&[&["prerender", "--catalogue", shown(&built), "--out", shown(&back)], &dist[..]].concat());
    let first = operator.path("first");
    operator.says(&["prerender", "--catalogue", shown(&built), "--out", shown(&first)]);
    for path in ["index.html", "en/help/index.html", "404.html", "404.html.br", "catalogue.json"] {
        assert!(fs::read(back.join(path)).unwrap() == fs::read(first.join(path)).unwrap(), "{path}");
    }
}

#[test]
fn without_a_file_the_site_shows_what_the_database_has_in_force() {
    let operator = Operator::new();
    let later = operator.file("later.json", &named("later", 398_700));
    operator.says(&["catalogue", "apply", shown(&later), "--from", "2099-01-01T00:00:00Z"]);
    let out = operator.path("site");
    operator.says(&["prerender", "--out", shown(&out)]);
    assert_eq!(fs::read_to_string(out.join("catalogue.json")).unwrap(), CATALOGUE);
}
