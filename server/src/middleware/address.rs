//! The address of the person who sends a request.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use foundation::share::Sender;

use crate::config::Network;
use crate::doors::Doors;

/// The address of the person: an extension of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Finds the address and notes it on the request.
pub async fn found(State(doors): State<Doors>, mut request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = connection.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical());
    let address = person(peer, request.headers(), &doors.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// `X-Forwarded-For` is believed only from trusted proxies, and read from its end: the first address that is not a proxy of
/// ours is the person. What stands before it may be invented.
fn person(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(peer) {
        return peer;
    }
    let named = headers.get_all("x-forwarded-for").iter().rev().filter_map(|value| value.to_str().ok());
    let mut last = peer;
    for address in named.flat_map(|value| value.rsplit(',')) {
        let Ok(address) = address.trim().parse::<IpAddr>() else { return last };
        last = address.to_canonical();
        if !is_trusted(last) {
            return last;
        }
    }
    last
}

/// What is counted as one address: of IPv6 the network of 56 bits that a line to a household has, which may make 256 networks of it.
pub fn counted_as(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & (!0 << 72))),
    }
}

/// A stranger, as those who stand in line and share a room are told apart.
pub fn sender(extensions: &Extensions) -> Sender {
    let address = extensions.get::<ClientAddress>();
    Sender::Address(address.map(|found| counted_as(found.0).to_string()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let trusted: [Network; 1] = ["10.0.0.0/8".parse().expect("a network")];
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let from = |peer: &str, forwarded: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().expect("a value"));
            person(address(peer), &headers, &trusted)
        };
        assert_eq!(from("203.0.113.9", "198.51.100.7"), address("203.0.113.9"));
        assert_eq!(from("10.0.0.1", "198.51.100.7"), address("198.51.100.7"));
        assert_eq!(from("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2"), address("198.51.100.7"));
        assert_eq!(from("10.0.0.1", "198.51.100.7, nonsense"), address("10.0.0.1"));
    }

    #[test]
    fn a_household_counts_once() {
        let address = |text: &str| counted_as(text.parse().expect("an address"));
        assert_eq!(address("2001:db8:1:2:3::4"), address("2001:db8:1:2:ffff::1"));
        assert_eq!(address("2001:db8:1:200::1"), address("2001:db8:1:2ff::1"));
        assert_ne!(address("2001:db8:1:2ff::1"), address("2001:db8:1:300::1"));
    }
}
