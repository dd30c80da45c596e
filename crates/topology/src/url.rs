//! A URL taken apart, as people type it into a setting.

/// The parts of an absolute URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Url<'u> {
    pub scheme: &'u str,
    /// A name and a password with their `@`; empty where there are none.
    pub user: &'u str,
    /// Without the brackets of an IPv6 address.
    pub host: &'u str,
    pub port: Option<u32>,
    /// What follows host and port, with its leading slash; may be empty.
    pub path: &'u str,
}

impl<'u> Url<'u> {
    /// `None` for what is no URL.
    #[must_use]
    pub fn parse(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (user, place) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse().ok()?)),
            _ => (place, None),
        };
        Some(Self { scheme, user, host: host.trim_matches(['[', ']']), port, path })
    }

    /// The URL with another port and path.
    #[must_use]
    pub fn with(&self, port: Option<u32>, path: &str) -> String {
        let host = bracketed(self.host);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{host}{port}{path}", self.scheme, self.user)
    }
}

/// A name or an address as it stands before a port: an IPv6 address in brackets.
#[must_use]
pub fn bracketed(name: &str) -> String {
    if name.contains(':') { format!("[{name}]") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_urls_apart() {
        for (url, host, port, path) in [
            ("https://km.x:9443/services/", "km.x", Some(9443), "/services/"),
            ("https://km.x", "km.x", None, ""),
            ("https://[::1]:9443/services/", "::1", Some(9443), "/services/"),
            ("wss://[fe80::1]", "fe80::1", None, ""),
            ("https://u:p@km.x:9443/x", "km.x", Some(9443), "/x"),
            ("https://km.x:9443?a=b", "km.x", Some(9443), "?a=b"),
            ("https://km.x#part", "km.x", None, "#part"),
        ] {
            let parsed = Url::parse(url).unwrap();
            assert_eq!((parsed.host, parsed.port, parsed.path), (host, port, path), "{url}");
            assert_eq!(parsed.with(parsed.port, parsed.path), url);
        }
        assert!(Url::parse("gw.x:9443").is_none() && Url::parse("https://gw.x:port/").is_none());
    }
}
