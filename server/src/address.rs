//! The address of the person who sends a request.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::Extensions;
use axum::http::request::Parts;
use foundation::share::Sender;
use ipnet::Ipv6Net;

/// Bits of the network that a line to a household has in IPv6.
const HOUSEHOLD: u8 = 56;

/// The address of the person: an extension of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// The address of the person, as the middleware found it.
pub fn of(parts: &Parts) -> IpAddr {
    parts.extensions.get::<ClientAddress>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.0)
}

/// What is counted as one address: of IPv6 the network of a household, which may make 256 networks of it.
pub fn counted_as(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Net::new_assert(address, HOUSEHOLD).network().into(),
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
    fn a_household_counts_once() {
        let address = |text: &str| counted_as(text.parse().expect("an address"));
        assert_eq!(address("2001:db8:1:2:3::4"), address("2001:db8:1:2:ffff::1"));
        assert_eq!(address("2001:db8:1:200::1"), address("2001:db8:1:2ff::1"));
        assert_ne!(address("2001:db8:1:2ff::1"), address("2001:db8:1:300::1"));
    }
}
