//! Identifiers: newtypes over a short sortable string. The caller makes them, never the model.

use borsh::{BorshDeserialize, BorshSerialize, io};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// Longest identifier, in bytes.
const LONGEST: usize = 64;

/// Names that Windows keeps for devices: a folder called so cannot be unpacked there.
const DEVICES: [&str; 22] = [
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("an id needs at least one character")]
    Empty,
    #[error("an id has at most {LONGEST} characters, this one has {0}")]
    TooLong(usize),
    #[error(
        "an id starts with a lower-case letter or a digit and goes on with letters, digits and single dots, hyphens or underscores; {0:?} does not"
    )]
    Grammar(String),
    #[error("{0:?} is a device name on Windows and cannot be a folder there")]
    Device(String),
}

/// Checks the grammar that all identifiers share. Ids become folder, service and upstream names,
/// so the alphabet is what is safe in all of them.
fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > LONGEST {
        return Err(IdError::TooLong(text.len()));
    }
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = text.as_bytes();
    let grammatical = plain(bytes[0])
        && plain(bytes[bytes.len() - 1])
        && bytes.iter().all(|b| plain(*b) || matches!(b, b'-' | b'_' | b'.'))
        && !text.contains("..");
    if !grammatical {
        return Err(IdError::Grammar(text.chars().take(LONGEST).collect()));
    }
    let stem = text.split('.').next().unwrap_or(text);
    if DEVICES.contains(&stem) { Err(IdError::Device(text.to_owned())) } else { Ok(()) }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id for a text that follows the grammar.
            ///
            /// # Errors
            /// An [`IdError`] that says what is wrong with the text.
            pub fn new(text: impl AsRef<str>) -> Result<Self, IdError> {
                check(text.as_ref())?;
                Ok(Self(Arc::from(text.as_ref())))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Maps by id answer a text that may be no id.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl BorshSerialize for $name {
            fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
                BorshSerialize::serialize(&*self.0, writer)
            }
        }

        impl BorshDeserialize for $name {
            fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
                let text = String::deserialize_reader(reader)?;
                Self::new(text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "maxLength": LONGEST,
                    "pattern": "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$"
                })
            }
        }
    };
}

id!(
    /// A node of a design.
    NodeId
);
id!(
    /// A link of a design.
    LinkId
);
id!(
    /// A machine that nodes run on.
    HostId
);
id!(
    /// A network zone that hosts stand in.
    ZoneId
);
id!(
    /// A role of the catalogue, such as `gateway`.
    RoleId
);
id!(
    /// A named place on a role where links attach, such as `servlet-https`.
    EndpointId
);
id!(
    /// What a link means, such as `validates-with`.
    LinkKindId
);
id!(
    /// A setting of the catalogue, such as `admin.username`.
    SettingId
);
id!(
    /// A database engine of the catalogue, such as `mysql`.
    EngineId
);
id!(
    /// A view that is presented.
    ViewId
);
id!(
    /// A database schema that the product needs, such as `apim_db`.
    SchemaId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_is_safe_as_a_folder_and_a_service_name() {
        for text in ["gw1", "lb-gw", "apim_db", "admin.username", "0", &"a".repeat(64)] {
            assert_eq!(NodeId::new(text).map(|id| id.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_could_leave_its_folder_or_break_a_script() {
        for text in
            ["", "A", "-x", "x-", "a b", "a/b", "..", "a..b", "a\n", "é", "$x", &"a".repeat(65)]
        {
            assert!(NodeId::new(text).is_err(), "{text:?}");
        }
        assert_eq!(NodeId::new("con"), Err(IdError::Device("con".into())));
        assert_eq!(NodeId::new("nul.txt"), Err(IdError::Device("nul.txt".into())));
    }
}
