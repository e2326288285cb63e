//! What may be configured, and how its mistakes are told.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use server::Configuration;
use server::config::{DatabasePlace, Mistakes, PublicOrigin, Sources};
use tempfile::TempDir;

use crate::dist::Dist;

const SECRET: &str = "0123456789abcdef0123456789abcdef-secret";

/// A folder with a configuration in it.
struct Folder(TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("shop.toml", text);
        folder
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn sources(&self) -> Sources {
        Sources { file: Some(self.0.path().join("shop.toml")), ..Sources::default() }
    }

    fn read(&self) -> Result<Configuration, Mistakes> {
        Configuration::read(&self.sources())
    }

    /// The mistakes, without the folder that differs each time.
    fn mistakes(&self) -> Vec<String> {
        let folder = format!("{}/", self.0.path().display());
        told(&self.read().unwrap_err()).iter().map(|mistake| mistake.replace(&folder, "")).collect()
    }
}

fn told(mistakes: &Mistakes) -> Vec<String> {
    mistakes.0.iter().map(ToString::to_string).collect()
}

fn read_with(environment: &[(&str, &str)]) -> Result<Configuration, Mistakes> {
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Configuration::read(&Sources { environment, ..Sources::default() })
}

#[test]
fn each_mistake_is_told_with_its_place_and_the_way_out() {
    for (line, key, what) in [
        ("server.addr = \"8080\"", "server.addr", "expected HOST:PORT, found \"8080\""),
        ("server.base = \"shop\"", "server.base", "expected a folder like / or /shop/, found \"shop\""),
        ("server.dist = \"\"", "server.dist", "expected the path of a folder"),
        ("server.public_origin = \"http://shop.example.com\"", "server.public_origin", "with http only 127.0.0.1"),
        ("server.trusted_proxies = [\"10.0.0.0/33\"]", "server.trusted_proxies", "found \"10.0.0.0/33\""),
        ("server.trusted_proxies = \"10.0.0.1\"", "server.trusted_proxies", "found a single text"),
        ("database.url = \"mysql://shop\"", "database.url", "expected sqlite:PATH or postgres://"),
        ("database.url = \"sqlite::memory:\"", "database.url", "expected sqlite:PATH or postgres://"),
        ("database.url = \"sqlite:shop.db?mode=rwc\"", "database.url", "expected sqlite:PATH or postgres://"),
        ("database.url = \"postgres://shop@db:no-port/shop\"", "database.url", "expected sqlite:PATH or postgres://"),
        ("database.connections = 0", "database.connections", "expected a whole number from 1 to 1000, found \"0\""),
        ("limits.body_bytes = 10", "limits.body_bytes", "expected a whole number from 1024"),
        ("limits.request_seconds = \"soon\"", "limits.request_seconds", "found \"soon\""),
        ("limits.request_seconds = -1", "limits.request_seconds", "found \"-1\""),
        ("limits.request_seconds = 1.5", "limits.request_seconds", "float cannot be a value here"),
        ("limits.request_seconds = [1]", "limits.request_seconds", "found a list"),
        (
            "limits.requests_per_min = 1",
            "limits.requests_per_min",
            "this key is not known; did you mean limits.requests_per_minute?",
        ),
        ("server.colour = \"red\"", "server.colour", "this key is not known: delete it"),
        ("addr = \"127.0.0.1:80\"", "addr", "a key needs a section"),
        ("embed.origins = [\"*\"]", "embed.origins", "each entry an origin like https://www.example.com, found \"*\""),
        ("leads.endpoint = \"/leads\"", "leads.endpoint", "found \"/leads\""),
        ("session.idle_minutes = 43200", "session.idle_minutes", "are longer than the 12 hours"),
        ("session.secret = \"short\"", "session.secret", "at least 32 characters; what was found is secret"),
        ("session.secret_file = \"/no/such/file\"", "session.secret", "cannot read /no/such/file"),
        ("partners.keys = [\"esign:short\"]", "partners.keys", "ID:SECRET"),
        (
            "partners.keys = [\"a:a key of at least 32 characters!!\", \"a:another of at least 32 characters\"]",
            "partners.keys",
            "a is there twice: give each key an id of its own",
        ),
        ("log.format = \"xml\"", "log.format", "expected one of text, json, found \"xml\""),
        ("log.level = \"all\"", "log.level", "expected one of error, warn, info, debug"),
        ("log.level = ", "", "this is no TOML"),
    ] {
        let mistakes = Folder::with(&format!("# the shop\n{line}\n")).mistakes();
        let [mistake] = mistakes.as_slice() else { panic!("{mistakes:?} for {line}") };
        let key = if key.is_empty() { String::new() } else { format!("{key}: ") };
        assert!(mistake.starts_with(&format!("shop.toml:2: {key}")), "{mistake}");
        assert!(mistake.contains(what), "{what:?} in {mistake}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let folder =
        Folder::with("[server]\naddr = \"8080\"\ncolour = 1\n\n[limits]\nbody_bytes = 1\n\n[log]\nlevel = 7\n");
    let places: Vec<_> =
        folder.mistakes().iter().filter_map(|mistake| mistake.split(": ").next().map(str::to_owned)).collect();
    assert_eq!(places, ["shop.toml:3", "shop.toml:2", "shop.toml:6", "shop.toml:9"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let sources = Sources { file: Some("/no/such/shop.toml".into()), ..Sources::default() };
    let mistakes = told(&Configuration::read(&sources).unwrap_err());
    assert!(mistakes[0].starts_with("--config: cannot read /no/such/shop.toml"), "{mistakes:?}");
}

#[test]
fn the_environment_says_more_than_the_file_and_an_argument_more_than_both() {
    let folder = Folder::with("[limits]\nrequest_seconds = 3\nbody_bytes = 2048\nconnections = 7\n");
    let variable = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let sources = Sources {
        environment: vec![
            variable("ESIGN_STORE_LIMITS_REQUEST_SECONDS", "4"),
            variable("ESIGN_STORE_LIMITS_BODY_BYTES", "4096"),
            variable("ESIGN_STORE_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1"),
            variable("OTHER_LIMITS_CONNECTIONS", "9"),
        ],
        arguments: vec![("--test", "limits.body_bytes", "8192".to_owned())],
        ..folder.sources()
    };
    let configuration = Configuration::read(&sources).unwrap();
    let limits = &configuration.limits;
    assert_eq!((limits.connections, limits.request.as_secs(), limits.body_bytes), (7, 4, 8192));
    assert!(configuration.server.trusted_proxies.have("192.0.2.1".parse().unwrap()));
}

#[test]
fn a_variable_that_nobody_knows_or_that_is_wrong_is_told_by_its_name() {
    let mistakes = told(&read_with(&[("ESIGN_STORE_LIMITS_SPEED", "1"), ("ESIGN_STORE_LOG_LEVEL", "x")]).unwrap_err());
    assert!(mistakes[0].starts_with("ESIGN_STORE_LIMITS_SPEED: limits.speed: this key is not known"), "{mistakes:?}");
    assert!(mistakes[1].starts_with("ESIGN_STORE_LOG_LEVEL: log.level: expected one of"), "{mistakes:?}");
}

#[test]
fn without_a_configuration_everything_has_its_default_and_there_is_no_shop() {
    let configuration = Configuration::read(&Sources::default()).unwrap();
    assert_eq!(configuration.server.addr, "127.0.0.1:8080");
    assert_eq!(configuration.server.public_origin, PublicOrigin::ThisMachine);
    assert!(configuration.database.is_none());
}

#[test]
fn a_shop_for_others_says_what_it_is_missing() {
    let folder = Folder::with("[server]\naddr = \"0.0.0.0:80\"\n[database]\nurl = \"sqlite:/var/lib/shop.sqlite\"\n");
    let mistakes = folder.mistakes();
    let keys: Vec<_> = mistakes.iter().filter_map(|mistake| mistake.split(": ").nth(1)).collect();
    assert_eq!(keys, ["server.public_origin", "sms.gateway", "sms.key_id", "sms.secret", "session.secret"]);
    assert!(mistakes.iter().all(|mistake| mistake.starts_with("not configured: ")), "{mistakes:?}");
    assert!(mistakes[4].contains("set ESIGN_STORE_SESSION_SECRET"), "{mistakes:?}");
}

#[test]
fn a_demonstration_needs_nothing_and_keeps_its_database_where_it_is_told() {
    let demonstration = |folder: Option<&str>| {
        let demonstration_folder = folder.map(PathBuf::from);
        let sources = Sources { is_demonstration: true, demonstration_folder, ..Sources::default() };
        Configuration::read(&sources).unwrap().database.unwrap().place
    };
    assert!(matches!(demonstration(None), DatabasePlace::Forgotten));
    let DatabasePlace::Sqlite(path) = demonstration(Some("/data")) else { panic!("no file") };
    assert_eq!(path, PathBuf::from("/data/esign-store.sqlite"));
}

/// Reads the configuration as the program does, beside a built site.
fn check_config(folder: &Folder) -> Output {
    check_config_beside(folder, Dist::new().path())
}

fn check_config_beside(folder: &Folder, dist: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_esign-store"));
    command.args(["check-config", "--config"]).arg(folder.0.path().join("shop.toml"));
    command.arg("--dist").arg(dist).output().unwrap()
}

/// A shop whose secrets are all set, one of them in a file.
fn complete() -> Folder {
    let folder = Folder::with("");
    let secret = folder.write("session", &format!("{SECRET}\n"));
    let keys = folder.write("partners", &format!("old:{SECRET}\nnew:{SECRET}\n"));
    folder.write(
        "shop.toml",
        &format!(
            "[database]\nurl = \"postgres://shop:{SECRET}@db/shop\"\n\
             [sms]\ngateway = \"https://sms.example.com/send\"\nkey_id = \"shop\"\nsecret = \"{SECRET}\"\n\
             [session]\nsecret_file = {secret:?}\n[partners]\nkeys_file = {keys:?}\n"
        ),
    );
    folder
}

#[test]
fn secrets_are_read_from_files() {
    use secrecy::ExposeSecret;
    let configuration = complete().read().unwrap();
    assert_eq!(configuration.session.secret.unwrap().expose_secret(), SECRET);
    let ids: Vec<_> = configuration.partners.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(ids, ["old", "new"]);
}

#[test]
fn a_secret_that_is_there_twice_is_a_mistake() {
    let folder = Folder::with(&format!("[session]\nsecret = \"{SECRET}\"\nsecret_file = \"x\"\n"));
    assert!(folder.mistakes()[0].contains("session.secret and session.secret_file are both there"));
}

#[test]
fn no_secret_is_ever_shown() {
    let folder = complete();
    let debug = format!("{:?}", folder.read().unwrap());
    let output = check_config(&folder);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stdout}");
    assert!(stdout.contains("database.url = (secret)"), "{stdout}");
    assert!(!debug.contains(SECRET) && !stdout.contains(SECRET), "{debug}\n{stdout}");
    for broken in ["session.secret = \"0123\" 0123456789abcdef", "session.secret = [\"0123456789abcdef\"]"] {
        let output = check_config(&Folder::with(broken));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(!stderr.contains("0123"), "{stderr}");
    }
}

#[test]
fn check_config_says_what_is_in_force_and_who_says_so() {
    let output = check_config(&Folder::with("[limits]\nrequest_seconds = 5\n"));
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout.starts_with("no mistakes\n"), "{stdout}");
    assert!(stdout.contains("limits.request_seconds = 5 (") && stdout.contains("shop.toml:2)\n"), "{stdout}");
    assert!(stdout.contains("server.addr = 127.0.0.1:8080 (default)\n"), "{stdout}");
    assert!(stdout.contains("leads.endpoint (not configured)\n"), "{stdout}");
}

#[test]
fn check_config_counts_the_mistakes_and_fails() {
    let output = check_config(&Folder::with("[log]\nlevel = \"all\"\nformat = \"xml\"\n"));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.starts_with("esign-store: the configuration has 2 mistakes\n"), "{stderr}");
    assert_eq!(stderr.lines().count(), 3, "{stderr}");
}

#[test]
fn check_config_misses_the_built_site() {
    let folder = Folder::with("");
    let output = check_config_beside(&folder, &folder.0.path().join("dist"));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.starts_with("esign-store: there is no folder ") && stderr.contains("/dist: run "), "{stderr}");
}
