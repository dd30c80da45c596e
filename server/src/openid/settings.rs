//! What the console has to be told of a provider.

use backend::{Role, Secret};
use url::{Host, Url};

/// Where a provider sends browsers back to, in the console.
pub(crate) const CALLBACK: &str = "/oidc/callback";

/// A provider, and who may come from it.
#[derive(Debug, Clone)]
pub struct OpenIdSettings {
    /// As the provider spells itself.
    pub issuer: String,
    pub client_id: String,
    /// Absent for a public client, which PKCE alone protects.
    pub client_secret: Option<Secret>,
    /// What people call it.
    pub label: String,
    /// How people reach the console, such as `https://designs.example.com`.
    pub console: String,
    /// What is asked for, with blanks between.
    pub scopes: String,
    /// By which claim somebody administers the console.
    pub admin: Option<AdminClaim>,
    /// The domains of mail addresses that are let in, in lower case; empty for all.
    pub domains: Vec<String>,
    /// What those become whom nobody has invited; absent when they stay out.
    pub joining: Option<Role>,
    /// People sign in there and nowhere else.
    pub only: bool,
}

/// A claim that one of these values makes an administrator by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminClaim {
    /// Its name, or names with dots between for one within another.
    pub name: String,
    pub values: Vec<String>,
}

impl OpenIdSettings {
    /// What is wrong with them, if anything is.
    ///
    /// # Errors
    /// With a sentence for who starts the console.
    pub fn check(&self) -> Result<(), String> {
        let wrong = |why| format!("--oidc-issuer {} {why}", self.issuer);
        let url = address(&self.issuer).map_err(wrong)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("holds a ? or a #, which no issuer does".to_owned()));
        }
        if !self.scopes.split_whitespace().any(|scope| scope == "openid") {
            return Err("--oidc-scopes: one of them is openid".to_owned());
        }
        Ok(())
    }

    /// Where the provider sends browsers back to: the same in each request, and as it was registered there.
    #[must_use]
    pub(crate) fn redirect(&self) -> String {
        format!("{}{CALLBACK}", self.console.trim_end_matches('/'))
    }

    /// Whether somebody with this mail address may come at all.
    #[must_use]
    pub(crate) fn lets_in(&self, email: Option<&str>) -> bool {
        let domain =
            email.and_then(|email| email.trim().rsplit_once('@')).map(|(_, domain)| domain);
        let is_one = |domain: &str| self.domains.iter().any(|one| one.eq_ignore_ascii_case(domain));
        self.domains.is_empty() || domain.is_some_and(is_one)
    }

    /// The provider runs on this machine and speaks plain HTTP.
    #[must_use]
    pub(crate) fn is_local(&self) -> bool {
        self.issuer.starts_with("http://")
    }
}

/// An address of a provider that is safe to ask: by HTTPS, or by plain HTTP on this machine. What is said of another goes
/// behind it.
pub(super) fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is no address: {error}"))?;
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return Err("names no host".to_owned()),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a name or a password".to_owned());
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback => Ok(url),
        _ => Err("has to begin with https://".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str) -> OpenIdSettings {
        OpenIdSettings {
            issuer: issuer.to_owned(),
            client_id: "console".to_owned(),
            client_secret: Some(Secret::given("very secret")),
            label: "Example".to_owned(),
            console: "https://designs.example.com/".to_owned(),
            scopes: "openid email".to_owned(),
            admin: None,
            domains: Vec::new(),
            joining: None,
            only: false,
        }
    }

    #[test]
    fn a_provider_speaks_https_or_runs_on_this_machine() {
        for issuer in [
            "https://sso.example.com",
            "https://sso.example.com:9443/oauth2/token",
            "http://127.0.0.1:8081",
            "http://[::1]/realm",
            "http://localhost:8081",
        ] {
            assert_eq!(settings(issuer).check(), Ok(()), "{issuer}");
        }
        for issuer in [
            "",
            "sso.example.com",
            "http://sso.example.com",
            "http://127.0.0.1.example.com",
            "ftp://127.0.0.1",
            "https://me:secret@sso.example.com",
            "https://sso.example.com?a=b",
            "https://sso.example.com#a",
            "javascript:alert(1)",
        ] {
            let refused = settings(issuer).check().unwrap_err();
            assert!(refused.contains("--oidc-issuer"), "{issuer}: {refused}");
        }
        let without = OpenIdSettings { scopes: "email".into(), ..settings("https://a.b") };
        assert!(without.check().unwrap_err().contains("openid"));
    }

    #[test]
    fn only_addresses_of_the_domains_that_are_named_are_let_in() {
        let all = settings("https://a.b");
        let some =
            OpenIdSettings { domains: vec!["example.com".into()], ..settings("https://a.b") };
        for (email, wanted) in [
            (Some("ada@example.com"), true),
            (Some("ada@Example.COM "), true),
            (Some("ada@sub.example.com"), false),
            (Some("ada@example.com.evil.org"), false),
            (Some("ada@evil.org@example.org"), false),
            (Some("example.com"), false),
            (None, false),
        ] {
            assert!(all.lets_in(email));
            assert_eq!(some.lets_in(email), wanted, "{email:?}");
        }
    }

    #[test]
    fn it_comes_back_to_one_address_and_its_secret_is_in_nothing_printed() {
        let settings = settings("https://sso.example.com");
        assert_eq!(settings.redirect(), "https://designs.example.com/oidc/callback");
        assert!(!format!("{settings:?}").contains("very secret"));
    }
}
