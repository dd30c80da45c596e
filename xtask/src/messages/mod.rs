//! `cargo xtask messages`: the texts of the sources and what they are in other languages, in step.

mod data;
mod po;
mod sources;

use std::collections::BTreeMap;
use std::path::PathBuf;

use messages::{LANGUAGES, Speech, placeholders};

use crate::shell::{Result, root};

/// Where a text is said, in the order in which files are read.
pub type Messages = Vec<(String, Vec<String>)>;

/// Brings every language's file in step with the sources: new texts come without a translation, and what
/// nobody says any more goes.
pub fn write() -> Result<()> {
    let messages = all()?;
    for code in codes() {
        let known = po::read(&file(code))?;
        let missing = messages.iter().filter(|(text, _)| !known.contains_key(text)).count();
        po::write(&file(code), code, &messages, &known)?;
        println!("{code}: {} texts, {missing} without a translation", messages.len());
    }
    Ok(())
}

/// What is wrong with the languages: a text without a translation, one that nobody says, and one whose
/// values are not those of the English.
pub fn check() -> Result<Vec<String>> {
    let messages = all()?;
    let mut wrong = sources::unmarked()?;
    for code in codes() {
        let known = po::read(&file(code))?;
        let told = |what: &str, text: &str| format!("{code}.po: {what}: `{text}`");
        for (text, _) in &messages {
            match known.get(text) {
                None => wrong.push(told("no translation, see `cargo xtask messages`", text)),
                Some(other) if sorted(text) != sorted(other) => {
                    wrong.push(told("not the placeholders of the English", text));
                }
                Some(_) => {}
            }
        }
        let said: BTreeMap<&str, ()> =
            messages.iter().map(|(text, _)| (text.as_str(), ())).collect();
        let idle = known.keys().filter(|text| !said.contains_key(text.as_str()));
        wrong.extend(idle.map(|text| told("nobody says this any more", text)));
    }
    Ok(wrong)
}

/// What a browser loads for each language: its code and the text.
pub fn speeches() -> Result<Vec<(&'static str, String)>> {
    let mut speeches = Vec::new();
    for code in codes() {
        let pairs: Vec<(String, String)> = po::read(&file(code))?.into_iter().collect();
        speeches.push((code, Speech::write(&pairs)));
    }
    Ok(speeches)
}

/// The languages that have a file.
fn codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code).filter(|code| *code != "en")
}

fn file(code: &str) -> PathBuf {
    root().join("crates/messages/languages").join(code).with_extension("po")
}

fn all() -> Result<Messages> {
    let mut messages: Messages = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (text, file) in sources::messages()?.into_iter().chain(data::messages()?) {
        match places.get(&text) {
            Some(at) if messages[*at].1.contains(&file) => {}
            Some(at) => messages[*at].1.push(file),
            None => {
                places.insert(text.clone(), messages.len());
                messages.push((text, vec![file]));
            }
        }
    }
    Ok(messages)
}

fn sorted(text: &str) -> Vec<&str> {
    let mut names = placeholders(text);
    names.sort_unstable();
    names
}
