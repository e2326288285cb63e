//! The table of all keys in `docs/OPERATING.md`.

/// Where it stands in the file.
const START: &str = "<!-- written by the server's test `operating`; ESIGN_WRITE_DOCS=1 writes it anew -->\n";
const END: &str = "<!-- end -->";

#[test]
fn the_documented_keys_are_those_that_there_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/OPERATING.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once(START).unwrap();
    let (table, after) = rest.split_once(END).unwrap();
    let current = format!("\n{}\n", server::config::table());
    if std::env::var_os("ESIGN_WRITE_DOCS").is_some() {
        std::fs::write(path, format!("{before}{START}{current}{END}{after}")).unwrap();
    } else {
        assert_eq!(table, current, "run this test with ESIGN_WRITE_DOCS=1");
    }
}
