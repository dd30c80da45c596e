//! Scripts for POSIX shells and for Windows: each node's own, those for all nodes of a machine, and
//! the one that makes keystores.

mod all;
pub(crate) mod fill;
mod keeping;
mod keystores;
mod node;
mod preflight;
mod quote;

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};
use fill::fill;
pub(crate) use quote::shell;

/// A script with named places.
struct Script {
    name: &'static str,
    template: &'static str,
    language: Language,
}

/// What several scripts have in common: it stands in a named place of each.
const SECRETS_SH: &str = include_str!("templates/parts/secrets.sh");
const SECRETS_BAT: &str = include_str!("templates/parts/secrets.bat");
const TCP: &str = include_str!("templates/parts/tcp.sh");
const RUNNING: &str = include_str!("templates/parts/running.sh");
const MACHINE: &str = include_str!("templates/parts/machine.sh");

/// Every script of the bundle.
pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    let mut planned = node::plan(scope);
    planned.extend(all::plan(scope));
    planned.extend(keystores::plan(scope));
    planned
}

impl Script {
    fn windows(&self) -> bool {
        self.language == Language::Batch
    }

    /// A value as one word of this script's language.
    fn quoted(&self, value: &str) -> String {
        if self.windows() { quote::batch(value) } else { quote::shell(value) }
    }

    /// The lines that read secrets.
    fn read_secrets(&self) -> String {
        if self.windows() { SECRETS_BAT.to_owned() } else { SECRETS_SH.to_owned() }
    }

    /// The call of a function of this script, which ends a batch file where it fails.
    fn call(&self, function: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| self.quoted(word)).collect();
        if self.windows() {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            format!("call :{function} {} || exit /b 1", words.join(" "))
        } else {
            format!("{function} {}", words.join(" "))
        }
    }
}

/// A path of the pack as the operating system writes it.
fn local(path: &str, windows: bool) -> String {
    if windows { path.replace('/', "\\") } else { path.to_owned() }
}

/// A script with its places filled.
fn filled(script: &Script, values: &[(&str, String)], path: &str) -> RenderedFile {
    // A part ends its own last line; the place it stands in has an end already.
    let values: Vec<(&str, String)> = values
        .iter()
        .map(|(name, value)| (*name, value.trim_end_matches('\n').to_owned()))
        .collect();
    let text = fill(script.template, &values);
    let mut file = RenderedFile::plain(path, script.language, &text);
    file.executable = !script.windows();
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of places in a template.
    fn places(template: &str) -> Vec<&str> {
        template.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).collect()
    }

    #[test]
    fn every_template_is_filled_completely() {
        for (scripts, names) in [
            (node::SCRIPTS.as_slice(), node::NAMES.as_slice()),
            (all::SCRIPTS.as_slice(), all::NAMES.as_slice()),
            (keystores::SCRIPTS.as_slice(), keystores::NAMES.as_slice()),
        ] {
            for script in scripts {
                for place in places(script.template) {
                    assert!(names.contains(&place), "{}: nothing fills {place}", script.name);
                }
            }
            let all: Vec<&str> = scripts.iter().flat_map(|s| places(s.template)).collect();
            for name in names {
                assert!(all.contains(name), "no script uses {name}");
            }
        }
        let of_secrets = [
            keeping::CHECK_SH,
            keeping::CHECK_BAT,
            keeping::CHECK_ERRORS_BAT,
            keeping::PUT_SH,
            keeping::PUT_BAT,
            keeping::FILL_SH,
            keeping::FILL_BAT,
            keeping::FILLED_SH,
            keeping::FILLED_BAT,
            keeping::VAULT_SH,
            keeping::VAULT_BAT,
            keeping::VAULT_ERRORS_BAT,
            keeping::UNLOCK_SH,
            keeping::UNLOCK_BAT,
        ];
        for part in [SECRETS_SH, SECRETS_BAT, TCP, RUNNING, MACHINE].into_iter().chain(of_secrets) {
            assert!(!part.contains("{{"), "what fills a place is not read again: {part}");
        }
    }
}
