//! Who asks: the address, through the proxies that are believed, and the session.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderName};

use crate::config::Networks;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The cookie that a session is known by: with the prefix that browsers demand of those for https alone, or without it in
/// development.
const SESSION_COOKIES: [&str; 2] = ["__Host-session", "session"];

/// Whose address a request comes from, for whoever counts something themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscriber(pub IpAddr);

/// Notes whose address a request comes from.
pub(super) fn note(request: &mut Request, trusted: &Networks) {
    let subscriber = Subscriber(subscriber(address(request, trusted)));
    request.extensions_mut().insert(subscriber);
}

/// The address that a request comes from. Each proxy adds whom it heard to the end of the header, so it is read from
/// there, as long as the one who says so is believed.
pub(super) fn address(request: &Request, trusted: &Networks) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let mut client = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    for heard in forwarded(request.headers()).iter().rev() {
        if !trusted.have(client) {
            break;
        }
        let Some(heard) = heard else { break };
        client = *heard;
    }
    client
}

/// What one subscriber has: an IPv4 address, or an IPv6 network of 64 bits.
pub(super) fn subscriber(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// The value of the session's cookie, whether there is such a session or not.
pub(super) fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(name, _)| SESSION_COOKIES.contains(name)).map(|(_, value)| value)
}

/// The addresses of the header; `None` for what is no address.
fn forwarded(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let values = headers.get_all(FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or_default());
    values.flat_map(|value| value.split(',')).map(|entry| parse(entry.trim())).collect()
}

fn parse(entry: &str) -> Option<IpAddr> {
    let address = entry.parse::<IpAddr>().ok();
    let with_port = || entry.parse::<SocketAddr>().ok().map(|address| address.ip());
    address.or_else(with_port).map(|address| address.to_canonical())
}
