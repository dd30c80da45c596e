//! The language of this process: English, unless another was chosen when it started.

use std::sync::OnceLock;

static SPEECH: OnceLock<Speech> = OnceLock::new();

/// A language that the console can be read in.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// As in the `lang` of a page; also the name of its file in `languages/`.
    pub code: &'static str,
    /// What it calls itself.
    pub name: &'static str,
}

/// All of them; English, which needs no file, first.
pub static LANGUAGES: &[Language] =
    &[Language { code: "en", name: "English" }, Language { code: "de", name: "Deutsch" }];

/// Ends every text of a written [`Speech`].
const END: char = '\0';

/// What the texts are in a language: the English one, then its translation, for all texts in the order of
/// the English bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech(Vec<String>);

impl Speech {
    /// From what [`Speech::write`] wrote.
    #[must_use]
    pub fn read(written: &str) -> Self {
        Self(written.split_terminator(END).map(str::to_owned).collect())
    }

    /// Pairs of an English text and its translation as one text that a browser can load.
    #[must_use]
    pub fn write(pairs: &[(String, String)]) -> String {
        let mut pairs: Vec<_> = pairs.iter().collect();
        pairs.sort();
        let mut written = String::new();
        for (english, translation) in pairs {
            for text in [english, translation] {
                written.push_str(text);
                written.push(END);
            }
        }
        written
    }

    /// The translation of an English text.
    #[must_use]
    pub fn get(&self, english: &str) -> Option<&str> {
        let (pairs, _) = self.0.as_chunks::<2>();
        let at = pairs.binary_search_by(|[key, _]| key.as_str().cmp(english)).ok()?;
        Some(&pairs[at][1])
    }
}

/// Chooses the language of this process, once: before anything is said. False when one is chosen already.
pub fn speak(speech: Speech) -> bool {
    SPEECH.set(speech).is_ok()
}

/// An English text in the language of this process; itself where that has no translation.
#[must_use]
pub fn said(english: &str) -> &str {
    SPEECH.get().and_then(|speech| speech.get(english)).unwrap_or(english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_finds_its_texts() {
        let pairs = [("b", "B"), ("a", "A"), ("ab", "zwei\nZeilen")];
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let speech = Speech::read(&Speech::write(&pairs));
        let found = ["ab", "b", "a", "c", ""].map(|text| speech.get(text));
        assert_eq!(found, [Some("zwei\nZeilen"), Some("B"), Some("A"), None, None]);
        assert_eq!(Speech::read("no end").get("no end"), None);
    }

    #[test]
    fn without_a_language_it_is_english() {
        assert_eq!(said("Undo"), "Undo");
    }
}
