//! The program itself: started, asked over TCP, stopped by signals.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::dist::Dist;
use crate::running::Running;
pub(crate) use crate::running::command;
use crate::wire::{connect, exchange, request};

/// A running `esign-store` on a port of its own; it ends with the test.
pub(crate) struct Program {
    pub(crate) addr: SocketAddr,
    pub(crate) dist: Dist,
    child: Running,
}

/// After this long a test fails rather than waits on.
const PATIENCE: Duration = Duration::from_secs(20);

impl Program {
    pub(crate) fn start() -> Self {
        Self::start_with(|_| {})
    }

    /// Starts it after something was added to the site.
    pub(crate) fn start_with(prepare: impl FnOnce(&Dist)) -> Self {
        Self::start_configured(prepare, &[], Stdio::null())
    }

    /// Starts it with variables of the environment; its log goes where it is told.
    pub(crate) fn start_configured(prepare: impl FnOnce(&Dist), variables: &[(&str, &str)], log: Stdio) -> Self {
        let dist = Dist::new();
        prepare(&dist);
        let mut command = command();
        command.args(["--addr", "127.0.0.1:0", "--dist"]).arg(dist.path()).envs(variables.iter().copied());
        let (child, addr) = Running::start(command.stderr(log));
        Self { addr, dist, child }
    }

    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.0.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end and returns the exit code.
    #[cfg(unix)]
    pub(crate) fn end(&mut self) -> Option<i32> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.0.try_wait().unwrap() {
                return status.code();
            }
            assert!(start.elapsed() < PATIENCE, "it is still running");
            std::thread::yield_now();
        }
    }
}

#[test]
fn it_says_where_it_is_and_answers_there() {
    let program = Program::start();
    let answer = request(program.addr, "GET", "/pricing?term=2");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\r\n\r\n<title>pricing</title>"), "{answer}");
}

#[test]
fn head_sends_the_length_and_no_body() {
    let program = Program::start();
    let answer = request(program.addr, "HEAD", "/robots.txt");
    assert!(answer.contains("content-length: 21\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn one_connection_carries_many_answers() {
    let program = Program::start();
    let first = request(program.addr, "GET", "/robots.txt");
    let tag = first.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let answers = exchange(
        program.addr,
        &format!(
            "GET /robots.txt HTTP/1.1\r\nhost: a\r\nif-none-match: {tag}\r\n\r\n\
             HEAD /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n\
             POST /robots.txt HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi\
             GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
        ),
    );
    let statuses: Vec<_> = answers.split("HTTP/1.1 ").skip(1).map(|answer| answer.split(' ').next().unwrap()).collect();
    assert_eq!(statuses, ["304", "200", "405", "200"], "{answers}");
    assert!(answers.ends_with("\r\n\r\nok"), "{answers}");
}

#[cfg(unix)]
#[test]
fn either_signal_stops_it_at_once_with_success_though_a_browser_keeps_a_connection() {
    for signal in ["TERM", "INT"] {
        let mut program = Program::start();
        let mut idle = connect(program.addr);
        idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        let mut start = [0; 12];
        idle.read_exact(&mut start).unwrap();
        assert_eq!(&start, b"HTTP/1.1 200");
        let asked = Instant::now();
        program.signal(signal);
        assert_eq!(program.end(), Some(0), "{signal}");
        assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
    }
}

/// A program with a client that has sent half a request. It was accepted: a later client already has its answer.
#[cfg(unix)]
fn with_slow_client() -> (Program, TcpStream) {
    let program = Program::start();
    let mut slow = connect(program.addr);
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n").unwrap();
    request(program.addr, "GET", "/healthz");
    (program, slow)
}

#[cfg(unix)]
#[test]
fn what_is_under_way_when_it_is_stopped_is_still_answered() {
    let (mut program, mut slow) = with_slow_client();
    program.signal("TERM");
    let start = Instant::now();
    while TcpStream::connect(program.addr).is_ok() {
        assert!(start.elapsed() < PATIENCE, "it still takes connections");
    }
    slow.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    // A wait can be interrupted by what other processes do; it says nothing about the connection.
    let waited = std::iter::repeat_with(|| slow.peek(&mut [0]).map_err(|error| error.kind()))
        .find(|waited| *waited != Err(ErrorKind::Interrupted));
    assert_eq!(waited, Some(Err(ErrorKind::WouldBlock)), "the connection stays open");
    slow.set_read_timeout(Some(PATIENCE)).unwrap();
    slow.write_all(b"\r\n").unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nok"), "{answer}");
    assert_eq!(program.end(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_second_signal_does_not_wait_for_a_slow_client() {
    let (mut program, _slow) = with_slow_client();
    let asked = Instant::now();
    program.signal("TERM");
    program.signal("INT");
    assert_eq!(program.end(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
}
