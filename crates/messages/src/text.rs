//! A message that is not said yet: it travels between processes and is said in the reader's language.

use std::borrow::Cow;
use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

use crate::fill::fill;
use crate::speech::said;

/// What is said. Its `Display` is in the language of this process.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Text {
    /// The same in every language: a name, a number, a path.
    Plain(String),
    /// English, with the values of its placeholders in the order in which it names them.
    Message { english: Cow<'static, str>, values: Vec<Text> },
}

impl Text {
    /// Made by [`text!`](crate::text), which sees to it that the values fit.
    #[must_use]
    pub fn message(english: &'static str, values: Vec<Self>) -> Self {
        Self::Message { english: Cow::Borrowed(english), values }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::Message { english, .. } => english.is_empty(),
        }
    }
}

/// A text of the catalogue, such as the name of a role: it is said in the reader's language.
#[must_use]
pub fn term(english: &str) -> Text {
    Text::Message { english: Cow::Owned(english.to_owned()), values: Vec::new() }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Message { english, values } => fill(f, english, said(english), values),
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl From<&Text> for Text {
    fn from(text: &Text) -> Self {
        text.clone()
    }
}

macro_rules! plain {
    ($($of:ty),+) => {
        $(impl From<$of> for Text {
            fn from(value: $of) -> Self {
                Self::Plain(value.to_string())
            }
        })+
    };
}

plain!(
    &str,
    &&str,
    &String,
    Cow<'_, str>,
    char,
    u8,
    &u8,
    u16,
    &u16,
    u32,
    &u32,
    u64,
    usize,
    i32,
    i64
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{say, text};

    #[test]
    fn values_stand_where_they_are_named() {
        let (node, port) = ("gw1", 9443_u16);
        let text = text!("{node} listens on {port}, {node} alone.", node, port);
        assert_eq!(text.to_string(), "gw1 listens on 9443, gw1 alone.");
        assert_eq!(say!("{a} and {b}", a = "x", b = String::from("y")), "x and y");
        assert_eq!(say!("nothing to fill: ${env:NAME}, {}"), "nothing to fill: ${env:NAME}, {}");
    }

    #[test]
    fn texts_hold_texts() {
        let both = text!("{first} and {second}", first = "a", second = "b");
        assert_eq!(say!("{both} are away.", both), "a and b are away.");
    }

    #[test]
    fn a_value_is_not_read_as_a_text() {
        assert_eq!(say!("{a}{b}", a = "{b}", b = "{a}"), "{b}{a}");
    }

    #[test]
    fn a_term_is_looked_up_where_it_stands() {
        let role = term("Key Manager");
        assert_eq!(role, Text::message("Key Manager", Vec::new()));
        assert_eq!(say!("The name of a {role}.", role), "The name of a Key Manager.");
    }

    #[test]
    fn it_travels() {
        let text = text!("{a} is {b}", a = "x", b = text!("away"));
        let bytes = borsh::to_vec(&text).unwrap();
        assert_eq!(borsh::from_slice::<Text>(&bytes).unwrap(), text);
    }

    /// What comes over the network may name more than it brings, and nothing breaks.
    #[test]
    fn what_has_too_few_values_is_still_said() {
        let text = Text::Message { english: "{a} and {b}".into(), values: vec!["x".into()] };
        assert_eq!(text.to_string(), "x and {b}");
    }
}
