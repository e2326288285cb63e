//! Paths that nobody asks for with good intent, sent as raw bytes over TCP.

use crate::program::Program;
use crate::wire::request;

#[test]
fn paths_that_would_leave_the_site_are_refused() {
    let program = Program::start();
    for target in [
        "/../secret",
        "/../../../../etc/passwd",
        "/pricing/../index.html",
        "/./index.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/.%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/..%5c..%5cetc",
        "/%252e%252e/etc/passwd",
        "/en%2findex.html",
        "/en%5Cindex.html",
        "/index.html%00",
        "/index.html%00.png",
        "/%0d%0aset-cookie:a=b",
        "/%ff%fe",
        "/%zz",
        "//etc/passwd",
        "//example.com/",
        "/pricing//index.html",
    ] {
        let answer = request(program.addr, "GET", target);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{target}: {answer}");
        assert!(!answer.contains("<title>"), "{target}");
    }
}

#[test]
fn dotfiles_are_not_there_whether_they_are_or_not() {
    let program = Program::start_with(|dist| {
        dist.write(".env", "secret");
        dist.write(".git/config", "secret");
        dist.write("en/.htaccess", "secret");
    });
    for target in ["/.env", "/.git/config", "/en/.htaccess", "/%2eenv", "/.nothing", "/.well-known/x"] {
        let answer = request(program.addr, "GET", target);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{target}: {answer}");
        assert!(answer.ends_with("\r\n\r\nNot found\n"), "{target}: {answer}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    let program = Program::start_with(|dist| {
        std::os::unix::fs::symlink(outside.path(), dist.path().join("link.txt")).unwrap();
        std::os::unix::fs::symlink(dist.path(), dist.path().join("loop")).unwrap();
    });
    for target in ["/link.txt", "/loop/robots.txt"] {
        assert!(request(program.addr, "GET", target).starts_with("HTTP/1.1 404 "), "{target}");
    }
}

#[test]
fn a_file_that_appears_later_is_not_served() {
    let program = Program::start();
    program.dist.write("late.txt", "late");
    assert!(request(program.addr, "GET", "/late.txt").starts_with("HTTP/1.1 404 "));
}
