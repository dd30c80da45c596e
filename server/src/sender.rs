//! From where a request comes. Behind a proxy every one comes from the proxy, which says in a header from where; a header
//! that anybody can send is believed from nobody else.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::http::HeaderMap;

use crate::config::Config;

const FORWARDED: &str = "x-forwarded-for";

/// Addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// How many bits are the network's.
    bits: u32,
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let wrong =
            || format!("{text} is neither an address nor a network: write 192.0.2.7 or 10.0.0.0/8");
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

impl Network {
    fn holds(&self, other: IpAddr) -> bool {
        let differ = match (self.address, other) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                (one.to_bits() ^ other.to_bits()).checked_shr(32 - self.bits).unwrap_or(0) != 0
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => {
                (one.to_bits() ^ other.to_bits()).checked_shr(128 - self.bits).unwrap_or(0) != 0
            }
            _ => true,
        };
        !differ
    }
}

/// Who sent it; nobody where the one who is known is a proxy, behind which everybody is.
pub(crate) fn sender(config: &Config, peer: SocketAddr, headers: &HeaderMap) -> Option<IpAddr> {
    let is_proxy = |address: IpAddr| config.proxies.iter().any(|network| network.holds(address));
    let peer = peer.ip().to_canonical();
    if !is_proxy(peer) {
        let is_behind_one = config.public_url.is_some() && config.proxies.is_empty();
        return (!is_behind_one).then_some(peer);
    }
    // Each proxy adds at the end from where it got it. What stands before the first who is none of ours, anybody may have
    // written.
    // A line that cannot be read names nobody, and ends the search as one does.
    let lines: Vec<&str> =
        headers.get_all(FORWARDED).iter().map(|line| line.to_str().unwrap_or_default()).collect();
    for named in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        match address_of(named.trim()) {
            Some(address) if is_proxy(address) => {}
            Some(address) => return Some(address),
            None => break,
        }
    }
    Some(peer)
}

/// An address as proxies write it, some with its port.
fn address_of(text: &str) -> Option<IpAddr> {
    let plain = text.trim_start_matches('[').trim_end_matches(']').parse().ok();
    let address: Option<IpAddr> =
        plain.or_else(|| text.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;
    use crate::Access;

    fn config(public_url: Option<&str>, proxies: &[&str]) -> Config {
        Config {
            listen: "127.0.0.1:8080".parse().unwrap(),
            access: Access::Accounts,
            public_url: public_url.map(str::to_owned),
            metrics: None,
            proxies: proxies.iter().map(|network| network.parse().unwrap()).collect(),
        }
    }

    fn told(config: &Config, peer: &str, forwarded: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED, HeaderValue::from_str(line).unwrap());
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 5_000);
        sender(config, peer, &headers).map(|address| address.to_string())
    }

    #[test]
    fn a_network_holds_what_begins_like_it() {
        for (network, address, holds) in [
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.6", false),
            ("10.0.0.0/8", "10.255.1.2", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "::1", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::1", "::1", true),
        ] {
            let network: Network = network.parse().unwrap();
            assert_eq!(network.holds(address.parse().unwrap()), holds, "{network} {address}");
        }
        for wrong in ["", "proxy", "10.0.0.0/33", "::1/129", "10.0.0.0/x", "10.0.0/8"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    /// What stands before a line that cannot be read was written by whoever asks.
    #[test]
    fn a_line_that_cannot_be_read_is_not_passed_over() {
        let proxied = config(Some("https://x.example"), &["10.0.0.1"]);
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED, HeaderValue::from_static("9.9.9.9"));
        headers.append(FORWARDED, HeaderValue::from_bytes(b"\xff, 1.1.1.1").unwrap());
        let peer = SocketAddr::new("10.0.0.1".parse().unwrap(), 5_000);
        assert_eq!(sender(&proxied, peer, &headers), Some(peer.ip()));
    }

    #[test]
    fn a_header_is_believed_from_a_proxy_alone() {
        let direct = config(None, &[]);
        assert_eq!(told(&direct, "192.0.2.1", &["1.1.1.1"]).as_deref(), Some("192.0.2.1"));
        let proxied = config(Some("https://x.example"), &["127.0.0.1", "10.0.0.0/8"]);
        assert_eq!(told(&proxied, "192.0.2.1", &["1.1.1.1"]).as_deref(), Some("192.0.2.1"));
        for (forwarded, wanted) in [
            (&["1.1.1.1"][..], "1.1.1.1"),
            // Whoever asks wrote the first, and the proxy the last.
            (&["9.9.9.9, 1.1.1.1"], "1.1.1.1"),
            (&["9.9.9.9", "1.1.1.1, 10.1.2.3"], "1.1.1.1"),
            (&["1.1.1.1:4711"], "1.1.1.1"),
            (&["[2001:db8::1]:4711"], "2001:db8::1"),
            (&["::ffff:1.1.1.1"], "1.1.1.1"),
            // A proxy that says nothing, or nothing that can be read.
            (&[], "127.0.0.1"),
            (&["unknown"], "127.0.0.1"),
            (&["1.1.1.1, unknown"], "127.0.0.1"),
            (&["unknown, 1.1.1.1"], "1.1.1.1"),
            (&["10.0.0.1"], "127.0.0.1"),
        ] {
            let found = told(&proxied, "127.0.0.1", forwarded);
            assert_eq!(found.as_deref(), Some(wanted), "{forwarded:?}");
        }
    }

    #[test]
    fn behind_a_proxy_that_nobody_named_senders_are_not_told_apart() {
        let behind = config(Some("https://x.example"), &[]);
        assert_eq!(told(&behind, "127.0.0.1", &["1.1.1.1"]), None);
    }
}
