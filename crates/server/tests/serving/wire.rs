//! Asks over TCP with bytes of its own, so that no client library tidies up what is sent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Sends a request as it is and returns the answer as it came, status line first.
pub(crate) fn exchange(addr: SocketAddr, request: &str) -> String {
    let mut stream = connect(addr);
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

/// A request without a body, after which the server closes.
pub(crate) fn request(addr: SocketAddr, method: &str, target: &str) -> String {
    exchange(addr, &format!("{method} {target} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n"))
}

/// A connection that fails rather than hangs.
pub(crate) fn connect(addr: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(addr).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}
