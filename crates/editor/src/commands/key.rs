//! Shortcuts, and the keys of many keyboards by which they are pressed.

use messages::{message, said};

/// A shortcut: a key as `KeyboardEvent.key` names it, in lower case, and what is held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub key: &'static str,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Key {
    pub(super) const fn plain(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    pub(super) const fn command(key: &'static str) -> Self {
        Self { key, command: true, shift: false, alt: false }
    }

    pub(super) const fn shift(key: &'static str) -> Self {
        Self { key, command: false, shift: true, alt: false }
    }

    pub(super) const fn command_shift(key: &'static str) -> Self {
        Self { key, command: true, shift: true, alt: false }
    }

    pub(super) const fn command_alt(key: &'static str) -> Self {
        Self { key, command: true, shift: false, alt: true }
    }

    pub(super) const fn alt_shift(key: &'static str) -> Self {
        Self { key, command: false, shift: true, alt: true }
    }

    pub(super) const fn alt(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: true }
    }
}

impl Key {
    /// False for what is only another writing of the same key: some keyboards have a question mark without Shift.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.key != "?" || self.shift
    }

    /// As menus write it: `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac.
    #[must_use]
    pub fn label(&self, mac: bool) -> String {
        let name = match self.key {
            "arrowleft" => "←",
            "arrowright" => "→",
            "arrowup" => "↑",
            "arrowdown" => "↓",
            "escape" => message!("Esc"),
            "pageup" => message!("Page Up"),
            "pagedown" => message!("Page Down"),
            "insert" => message!("Insert"),
            "contextmenu" => message!("Menu"),
            "delete" => message!("Del"),
            "backspace" => message!("Backspace"),
            "tab" => message!("Tab"),
            "home" => message!("Home"),
            "end" => message!("End"),
            "enter" => message!("Enter"),
            other => &other.to_ascii_uppercase(),
        };
        // A question mark says itself that it is shifted.
        let shift = self.shift && self.key != "?";
        let held = [
            (self.alt, message!("Alt+"), "⌥"),
            (shift, message!("Shift+"), "⇧"),
            (self.command, message!("Ctrl+"), "⌘"),
        ];
        let in_order: Vec<_> = if mac { held.into() } else { held.into_iter().rev().collect() };
        let mut label = String::new();
        for (_, other, sign) in in_order.into_iter().filter(|(is_held, ..)| *is_held) {
            label.push_str(if mac { sign } else { said(other) });
        }
        label + said(name)
    }
}

/// A key that was pressed, as a browser tells it.
#[derive(Debug, Clone, Copy)]
pub struct Press<'p> {
    /// What it writes, or what it is called: `KeyboardEvent.key`.
    pub key: &'p str,
    /// Where it lies, as keyboards of the United States name it: `KeyboardEvent.code`.
    pub code: &'p str,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Press<'_> {
    /// The key as shortcuts name it. With Alt a Mac writes other signs than letters, so that a letter goes by its place
    /// then; where it is written, by what it says, for not every keyboard has it there.
    #[must_use]
    pub fn name(&self) -> String {
        let key = self.key.to_ascii_lowercase();
        let place = self.code.strip_prefix("Key").filter(|_| self.alt && !key.is_ascii());
        place.map_or(key, str::to_ascii_lowercase)
    }

    /// The shortcuts it may be, the likeliest first. Keyboards differ in which signs need Shift and in what the digits
    /// write with it: Ctrl and + is Ctrl, Shift and = in the United States; Shift and 2 writes " in Germany.
    pub(super) fn readings(&self) -> impl Iterator<Item = Reading> {
        let Self { command, shift, alt, .. } = *self;
        let reading = move |key: String, shift| Reading { key, command, shift, alt };
        let name = self.name();
        let is_sign = name.len() == 1 && name.bytes().all(|sign| sign.is_ascii_punctuation());
        let unshifted = (shift && is_sign).then(|| reading(name.clone(), false));
        let digit = self.code.strip_prefix("Digit").map(|digit| reading(digit.to_owned(), shift));
        [Some(reading(name, shift)), unshifted, digit].into_iter().flatten()
    }
}

/// One of the shortcuts that a pressed key may be.
pub(super) struct Reading {
    key: String,
    command: bool,
    shift: bool,
    alt: bool,
}

impl PartialEq<Reading> for Key {
    fn eq(&self, other: &Reading) -> bool {
        let Reading { key, command, shift, alt } = other;
        self.key == key && (self.command, self.shift, self.alt) == (*command, *shift, *alt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{all, for_press};

    #[test]
    fn keys_are_written_as_each_system_writes_them() {
        let redo = Key::command_shift("z");
        assert_eq!((redo.label(false), redo.label(true)), ("Ctrl+Shift+Z".into(), "⇧⌘Z".into()));
        let left = Key::alt("arrowleft");
        assert_eq!((left.label(false), left.label(true)), ("Alt+←".into(), "⌥←".into()));
        assert_eq!(Key::plain("f8").label(false), "F8");
    }

    /// What a browser tells of a key: what it writes, where it lies, and what is held: `c` for Ctrl or Cmd, `s` for Shift,
    /// `a` for Alt.
    fn pressed(key: &str, code: &str, held: &str) -> Option<&'static str> {
        let [command, shift, alt] = ['c', 's', 'a'].map(|one| held.contains(one));
        for_press(&Press { key, code, command, shift, alt }).map(|command| command.id)
    }

    #[test]
    fn every_shortcut_is_its_command() {
        for command in all() {
            for key in command.keys {
                let Key { key, command: held, shift, alt } = *key;
                let found = for_press(&Press { key, code: "", command: held, shift, alt });
                assert_eq!(found.map(|found| found.id), Some(command.id), "{key}");
            }
        }
    }

    /// The keymap of ux.md 4.1 as keyboards of several countries write it; a Mac writes ƒ where Alt and F is pressed.
    #[test]
    fn each_keyboard_finds_the_commands() {
        for (key, code, held, id) in [
            // United States
            ("+", "Equal", "cs", "zoom-in"),
            ("=", "Equal", "c", "zoom-in"),
            ("-", "Minus", "c", "zoom-out"),
            ("!", "Digit1", "s", "fit"),
            ("@", "Digit2", "s", "fit-selection"),
            (")", "Digit0", "s", "full-size"),
            ("H", "KeyH", "cs", "fit"),
            ("'", "Quote", "c", "snapping"),
            ("?", "Slash", "s", "keys"),
            ("S", "KeyS", "c", "make-version"),
            // Germany
            ("+", "BracketRight", "c", "zoom-in"),
            ("!", "Digit1", "s", "fit"),
            ("\"", "Digit2", "s", "fit-selection"),
            ("=", "Digit0", "s", "full-size"),
            ("'", "Backslash", "cs", "snapping"),
            ("?", "Minus", "s", "keys"),
            ("z", "KeyY", "c", "undo"),
            // France, where digits need Shift
            ("2", "Digit2", "s", "fit-selection"),
            ("à", "Digit0", "c", "full-size"),
            ("?", "KeyM", "s", "keys"),
            // A Mac
            ("å", "KeyA", "a", "align-left"),
            ("Î", "KeyD", "as", ""),
            ("ı", "KeyH", "as", "distribute-across"),
        ] {
            assert_eq!(pressed(key, code, held).unwrap_or_default(), id, "{key} {code} {held}");
        }
    }

    /// What browsers keep for themselves is left to them: tabs, windows, loading anew, the address, printing.
    #[test]
    fn no_shortcut_is_one_that_browsers_keep() {
        for (key, code) in [
            ("t", "KeyT"),
            ("w", "KeyW"),
            ("n", "KeyN"),
            ("r", "KeyR"),
            ("l", "KeyL"),
            ("p", "KeyP"),
        ] {
            assert_eq!(pressed(key, code, "c"), None, "{key}");
        }
    }
}
