//! Names and addresses of machines, as RFC 1123 and the IP address grammars have them.

use std::net::IpAddr;

/// True for a host name of RFC 1123: labels of 1 to 63 letters, digits and inner hyphens, joined by
/// dots, at most 253 characters, with a last label that is not all digits (else it is an address).
#[must_use]
pub fn is_hostname(text: &str) -> bool {
    let label = |label: &str| {
        let bytes = label.as_bytes();
        (1..=63).contains(&bytes.len())
            && bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
            && bytes[0] != b'-'
            && bytes[bytes.len() - 1] != b'-'
    };
    text.len() <= 253
        && text.split('.').all(label)
        && text.rsplit('.').next().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()))
}

/// True for an IPv4 or IPv6 address without a port or brackets.
#[must_use]
pub fn is_ip_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// True for `localhost` and every loopback address.
#[must_use]
pub fn is_loopback(text: &str) -> bool {
    text.eq_ignore_ascii_case("localhost")
        || text.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_host_names() {
        for good in ["gw.example.com", "localhost", "vm1", "a-b.c", "3com.example"] {
            assert!(is_hostname(good), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a..b",
            "a_b",
            "a b",
            "10.0.0.1",
            "gw.example.com.",
            &"a".repeat(64),
            "x\n",
            "é.example",
        ] {
            assert!(!is_hostname(bad), "{bad}");
        }
    }

    #[test]
    fn knows_addresses() {
        assert!(is_ip_address("10.0.0.11") && is_ip_address("fe80::1"));
        assert!(!is_ip_address("10.0.0.256") && !is_ip_address("[::1]"));
        assert!(is_loopback("LOCALHOST") && is_loopback("127.0.0.1") && is_loopback("::1"));
        assert!(!is_loopback("10.0.0.1"));
    }
}
