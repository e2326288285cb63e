//! Stopping while something is under way, over a real socket.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::api::{Gate, configured, service};
use crate::dist::Dist;

/// More bytes than the system keeps for a client that does not read.
const LARGE: usize = 64 << 20;

async fn connect(addr: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: a\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// What came until the server closed, however it did.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer).await);
    String::from_utf8(answer).unwrap()
}

/// Serves until it was stopped by `client`, which is handed the address, what stops the server and what its request waits
/// for. What the client returns is kept until then.
async fn serving<T>(values: &[(&'static str, &str)], client: impl AsyncFnOnce(SocketAddr, &Notify, &Gate) -> T) -> T {
    let dist = Dist::new();
    dist.write("large.bin", &"0".repeat(LARGE));
    let configuration = configured(&dist, values);
    let gate = Gate::new();
    let service = service(&configuration, &gate, Vec::new());
    let stop = Notify::new();
    let listener = server::listen("127.0.0.1:0").await.unwrap();
    let addr = listener.addr();
    let serving = listener.serve_until(service, &configuration, async || stop.notified().await);
    let ((), kept) = tokio::join!(serving, client(addr, &stop, &gate));
    kept
}

#[tokio::test]
async fn what_was_taken_is_finished_and_nothing_new_is_taken() {
    serving(&[("stop.notice_seconds", "0"), ("stop.grace_seconds", "60")], async |addr, stop, gate| {
        let under_way = connect(addr, "/api/wait").await;
        gate.entered.notified().await;
        stop.notify_one();
        while TcpStream::connect(addr).await.is_ok() {
            tokio::task::yield_now().await;
        }
        gate.open();
        let answer = rest(under_way).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\npassed"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_balancer_is_told_before_connections_are_refused() {
    serving(&[("stop.notice_seconds", "60")], async |addr, stop, gate| {
        let under_way = connect(addr, "/api/wait").await;
        gate.entered.notified().await;
        stop.notify_one();
        let mut told = String::new();
        while !told.starts_with("HTTP/1.1 503 ") {
            let mut asking = connect(addr, "/readyz").await;
            let mut start = [0; 13];
            asking.read_exact(&mut start).await.unwrap();
            told = String::from_utf8(start.to_vec()).unwrap();
        }
        drop(under_way);
        stop.notify_one();
    })
    .await;
}

#[tokio::test]
async fn what_takes_longer_than_the_grace_does_not_hold_it_up() {
    serving(&[("stop.notice_seconds", "0"), ("stop.grace_seconds", "0")], async |addr, stop, gate| {
        let under_way = connect(addr, "/api/wait").await;
        gate.entered.notified().await;
        stop.notify_one();
        under_way
    })
    .await;
}

#[tokio::test]
async fn who_does_not_finish_the_head_of_a_request_is_let_go() {
    serving(&[("limits.header_seconds", "1"), ("stop.notice_seconds", "0")], async |addr, stop, _gate| {
        let start = Instant::now();
        let mut slow = TcpStream::connect(addr).await.unwrap();
        slow.write_all(b"GET /api/word HTTP/1.1\r\nhost: a\r\n").await.unwrap();
        let idle = connect(addr, "/api/word").await;
        assert_eq!(rest(slow).await, "");
        assert!(rest(idle).await.ends_with("\r\n\r\nword"), "a connection that is kept is closed after a while");
        // Without the limit it would be half a minute.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        stop.notify_one();
    })
    .await;
}

#[tokio::test]
async fn more_connections_than_allowed_wait_until_one_is_free() {
    serving(&[("limits.connections", "1"), ("stop.notice_seconds", "0")], async |addr, stop, gate| {
        let first = connect(addr, "/api/wait").await;
        gate.entered.notified().await;
        let second = connect(addr, "/api/word").await;
        let mut byte = [0];
        let waited = tokio::time::timeout(std::time::Duration::from_millis(100), second.peek(&mut byte)).await;
        assert!(waited.is_err(), "it is answered beside the first");
        drop(first);
        second.peek(&mut byte).await.unwrap();
        assert_eq!(&byte, b"H");
        stop.notify_one();
    })
    .await;
}

#[tokio::test]
async fn who_does_not_take_an_answer_is_let_go() {
    let values = [("limits.connections", "1"), ("limits.stalled_seconds", "1"), ("stop.notice_seconds", "0")];
    serving(&values, async |addr, stop, _gate| {
        let stalled = connect(addr, "/large.bin").await;
        stalled.readable().await.unwrap();
        let start = Instant::now();
        // There is room for one connection.
        let next = connect(addr, "/api/word").await;
        next.peek(&mut [0]).await.unwrap();
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        drop(next);
        assert!(rest(stalled).await.len() < LARGE);
        stop.notify_one();
    })
    .await;
}
