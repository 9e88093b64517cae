//! Whose request it is: the address that the connection, or a proxy that is believed, names.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::address::ClientAddress;
use crate::state::AppState;

/// Finds the address and notes it on the request.
pub async fn found(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = connection.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical());
    let address = person(peer, request.headers(), &state.trusted_proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// `X-Forwarded-For` is believed only from trusted proxies, and read from its end: the first address that is not a proxy of
/// ours is the person. What stands before it may be invented.
fn person(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let trusted: [IpNet; 1] = ["10.0.0.0/8".parse().expect("a network")];
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
}
