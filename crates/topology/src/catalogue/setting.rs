//! Settings that a person may give, with their types and defaults.

use crate::{RoleId, SettingId, SettingValue};
use borsh::{BorshDeserialize, BorshSerialize};
use messages::{Text, text};
use serde::{Deserialize, Serialize};

/// One setting of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSpec {
    pub id: SettingId,
    pub name: String,
    /// What it does, in one or two sentences.
    pub help: String,
    /// The heading it stands under in the inspector.
    pub group: String,
    pub kind: SettingKind,
    /// The value when nobody gave one; absent means the value is derived or left out.
    #[serde(default)]
    pub default: Option<SettingValue>,
    pub scope: SettingScope,
    /// The config keys it ends in, for people; empty when it only shapes the bundle.
    #[serde(default)]
    pub keys: Vec<String>,
    pub source: String,
}

/// Where a setting may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingScope {
    /// On the design, for every node.
    #[serde(default)]
    pub design: bool,
    /// On nodes of these roles.
    #[serde(default)]
    pub roles: Vec<RoleId>,
}

/// What a setting's value may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SettingKind {
    /// One line of text.
    Text,
    /// A host name or an IP address.
    Hostname,
    /// An absolute URL.
    Url,
    Integer {
        min: i64,
        max: i64,
    },
    /// A TCP port, 1 to 65535.
    Port,
    Boolean,
    Choice {
        options: Vec<Choice>,
    },
    /// Several lines of text, or a choice of several when options are given.
    List {
        #[serde(default)]
        options: Vec<Choice>,
    },
    /// The name of a secret, never its value: capital letters, digits and underscores.
    Secret,
    /// Several lines of TOML. Whether they are TOML is for the server's rules to say: the parser is too
    /// large for the browser.
    Toml,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub name: String,
}

impl SettingKind {
    /// Checks a value against this kind; the error finishes the sentence "This field …".
    ///
    /// # Errors
    /// A sentence for people.
    pub fn check(&self, value: &SettingValue) -> Result<(), String> {
        self.fits(value).map_err(|why| why.to_string())
    }

    /// The same for who says it later.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn fits(&self, value: &SettingValue) -> Result<(), Text> {
        let one_of = |options: &[Choice], text: &str| {
            if options.is_empty() || options.iter().any(|option| option.value == text) {
                Ok(())
            } else {
                let known: Vec<&str> = options.iter().map(|option| option.value.as_str()).collect();
                Err(text!("takes one of {values}", values = known.join(", ")))
            }
        };
        match (self, value) {
            (Self::Boolean, SettingValue::Bool(_)) => Ok(()),
            (Self::Text, SettingValue::Text(text)) => check_plain(text),
            (Self::Hostname, SettingValue::Text(text)) => {
                let fine = crate::is_hostname(text) || crate::is_ip_address(text);
                if fine {
                    Ok(())
                } else {
                    Err(text!("takes a host name such as gw.example.com, or an IP address"))
                }
            }
            (Self::Url, SettingValue::Text(text)) => check_url(text),
            (Self::Integer { min, max }, SettingValue::Integer(n)) => {
                if (min..=max).contains(&n) {
                    Ok(())
                } else {
                    Err(text!("takes a number from {min} to {max}", min = *min, max = *max))
                }
            }
            (Self::Port, SettingValue::Integer(n)) => {
                if (1..=65_535).contains(n) {
                    Ok(())
                } else {
                    Err(text!("takes a port from 1 to 65535"))
                }
            }
            (Self::Choice { options }, SettingValue::Text(text)) => one_of(options, text),
            (Self::List { options }, SettingValue::List(list)) => list
                .iter()
                .try_for_each(|text| one_of(options, text).and_then(|()| check_plain(text))),
            (Self::Secret, SettingValue::Text(text)) => check_secret_name(text),
            (Self::Toml, SettingValue::Text(text)) => {
                crate::text::check_block(text).map_err(|error| error.text())
            }
            (expected, _) => Err(expected.wanted()),
        }
    }

    fn wanted(&self) -> Text {
        match self {
            Self::Text | Self::Choice { .. } => text!("takes a text"),
            Self::Hostname => text!("takes a host name"),
            Self::Url => text!("takes a URL"),
            Self::Integer { .. } => text!("takes a whole number"),
            Self::Port => text!("takes a port number"),
            Self::Boolean => text!("takes true or false"),
            Self::List { .. } => text!("takes a list of texts"),
            Self::Secret => text!("takes the name of a secret"),
            Self::Toml => text!("takes lines of TOML"),
        }
    }
}

/// What the product resolves at start wherever it stands in a text. A name that it cannot resolve
/// ends the start, so a person's text holds none.
///
/// Source: config-mapper v1.0.2 `ReferenceResolver`; the runtime's secure vault for `$secret{`; the
/// configuration provider of Carbon 5 for the last three, in `deployment.yaml`.
const REFERENCES: [&str; 7] = ["$ref{", "$env{", "$sys{", "$secret{", "${env:", "${sys:", "${sec:"];

fn check_plain(text: &str) -> Result<(), Text> {
    // Most have no such mark, and all of them are looked at after each edit.
    if !text.contains('$') {
        return Ok(());
    }
    match REFERENCES.iter().find(|reference| text.contains(**reference)) {
        None => Ok(()),
        Some(reference) => Err(text!(
            "must not hold {reference}…}: the server would look it up at start, and stop where it finds nothing",
            reference = *reference
        )),
    }
}

fn check_url(text: &str) -> Result<(), Text> {
    let wrong = || Err(text!("takes a URL such as https://km.example.com:9443/services/"));
    let Some((scheme, rest)) = text.split_once("://") else { return wrong() };
    let scheme_fits = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_lowercase());
    let rest_fits =
        !rest.is_empty() && !rest.starts_with('/') && text.chars().all(|c| c.is_ascii_graphic());
    if scheme_fits && rest_fits && !text.contains(['"', '<', '>', '\\', '`', '{', '}']) {
        Ok(())
    } else {
        wrong()
    }
}

fn check_secret_name(text: &str) -> Result<(), Text> {
    let fits = text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if fits {
        Ok(())
    } else {
        Err(text!(
            "takes the name of a secret, never its value: capital letters, digits and underscores, such as ADMIN_PASSWORD"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_a_name_and_never_a_password() {
        assert_eq!(SettingKind::Secret.check(&"ADMIN_PASSWORD".into()), Ok(()));
        for bad in ["admin", "", "9X", "A B", "p@ss", "A\n"] {
            assert!(SettingKind::Secret.check(&bad.into()).is_err(), "{bad:?}");
        }
    }

    /// What a person adds to the file may refer to secrets and to other keys.
    #[test]
    fn lines_of_toml_are_plain_lines() {
        let toml = SettingKind::Toml;
        assert_eq!(toml.check(&"[a]\nb = \"$env{NAME}\"\n".into()), Ok(()));
        assert!(toml.check(&"a\u{0}".into()).unwrap_err().contains("control characters"));
        assert!(toml.check(&"x".repeat(20_000).as_str().into()).unwrap_err().contains("at most"));
        assert_eq!(toml.check(&true.into()), Err("takes lines of TOML".into()));
    }

    /// Source: wso2-domain section 0, references in deployment.toml.
    #[test]
    fn a_text_holds_no_reference_that_would_stop_the_start() {
        let list = SettingKind::List { options: Vec::new() };
        for bad in [
            "$env{X}",
            "a $ref{super_admin.password} b",
            "$sys{user.home}",
            "$secret{a}",
            "${env:X}",
        ] {
            let refused = SettingKind::Text.check(&bad.into()).unwrap_err();
            assert!(refused.starts_with("must not hold $") && refused.contains("start"), "{bad}");
            assert!(list.check(&SettingValue::List(vec!["x".into(), bad.into()])).is_err());
        }
        for good in ["$env", "env{X}", "US$ {x}", "${admin.username}", "100 %"] {
            assert_eq!(SettingKind::Text.check(&good.into()), Ok(()), "{good}");
        }
    }

    #[test]
    fn each_kind_refuses_what_it_is_not() {
        let port = SettingKind::Port;
        assert_eq!(port.check(&SettingValue::Integer(443)), Ok(()));
        assert!(
            port.check(&SettingValue::Integer(0)).is_err() && port.check(&"443".into()).is_err()
        );
        let url = SettingKind::Url;
        assert_eq!(url.check(&"https://km:9443/services/".into()), Ok(()));
        for bad in ["km", "https://", "https:///x", "https://a b", "https://a\"b"] {
            assert!(url.check(&bad.into()).is_err(), "{bad}");
        }
        let choice = SettingKind::Choice {
            options: vec![Choice { value: "nginx".into(), name: "nginx".into() }],
        };
        assert!(choice.check(&"apache".into()).unwrap_err().contains("nginx"));
    }
}
