//! Named actions. Toolbar, menus and shortcuts show the same list, so that they never disagree.

mod add;
mod align;
mod arrange;
mod collapse;
mod edit;
mod housing;
mod lock;
mod menu;
mod page;
mod view;
mod walk;

pub(crate) use lock::{locked_said, stays_said};

use messages::{message, said};
use topology::Catalogue;

use crate::editor::Editor;
use crate::effect::Effect;

/// One action.
#[derive(Debug)]
pub struct Command {
    pub id: &'static str,
    /// What a menu says.
    pub title: &'static str,
    pub keys: &'static [Key],
    /// Why it cannot be done now.
    pub refuses: fn(&Editor) -> Option<&'static str>,
    pub run: fn(&mut Editor, &Catalogue) -> Vec<Effect>,
}

/// A shortcut: a key as `KeyboardEvent.key` names it, in lower case, and what is held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub key: &'static str,
    pub command: bool,
    pub shift: bool,
    pub alt: bool,
}

impl Key {
    const fn plain(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    const fn command(key: &'static str) -> Self {
        Self { key, command: true, shift: false, alt: false }
    }

    const fn shift(key: &'static str) -> Self {
        Self { key, command: false, shift: true, alt: false }
    }

    const fn command_shift(key: &'static str) -> Self {
        Self { key, command: true, shift: true, alt: false }
    }

    const fn command_alt(key: &'static str) -> Self {
        Self { key, command: true, shift: false, alt: true }
    }

    const fn alt_shift(key: &'static str) -> Self {
        Self { key, command: false, shift: true, alt: true }
    }

    const fn alt(key: &'static str) -> Self {
        Self { key, command: false, shift: false, alt: true }
    }
}

impl Key {
    /// False for what is only another writing of the same key: keyboards name shifted digits by their
    /// signs.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !matches!((self.key, self.shift), ("!" | "@" | ")", true) | ("?", false))
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

/// Commands that belong together, under a title.
#[derive(Debug)]
pub struct Section {
    pub title: &'static str,
    pub commands: &'static [Command],
}

/// Every command, in the order of the list of shortcuts.
pub static SECTIONS: &[Section] = &[
    Section {
        title: message!("Page"),
        commands: &[
            page::COMMANDS,
            page::FIND,
            page::KEYS,
            page::EXPORT,
            page::PICTURE,
            page::LAY_OUT,
            page::NEXT,
            page::BACK,
            page::FINDINGS,
            page::FILES,
            page::WHAT_IF,
            page::VIEWS,
            page::PRESENT,
            page::FIX,
            page::OUTLINE,
            page::PART,
            page::PART_BACK,
        ],
    },
    Section {
        title: message!("Edit"),
        commands: &[
            edit::UNDO,
            edit::REDO,
            page::CUT,
            page::COPY,
            page::PASTE,
            edit::DUPLICATE,
            edit::DELETE,
            edit::DELETE_AND_LINK,
            lock::LOCK,
            collapse::HOST,
            collapse::ZONE,
            page::PROPERTIES,
            page::RENAME,
            menu::MENU,
        ],
    },
    Section {
        title: message!("Add"),
        commands: &[
            add::QUICK_ADD,
            add::LEFT,
            add::RIGHT,
            add::UP,
            add::DOWN,
            add::INSERT,
            add::CONNECT,
            add::CONNECT_LIST,
            housing::ADD_HERE,
            housing::ADD_HOST,
            housing::ADD_ZONE,
            housing::MOVE_TO,
        ],
    },
    Section {
        title: message!("Go and select"),
        commands: &[
            edit::SELECT_ALL,
            edit::SELECT_NONE,
            walk::NEXT,
            walk::BACK,
            walk::FIRST,
            walk::LAST,
            walk::LEFT,
            walk::RIGHT,
            walk::UP,
            walk::DOWN,
            walk::OUT,
            walk::IN,
        ],
    },
    Section {
        title: message!("See"),
        commands: &[
            view::FIT,
            view::FIT_SELECTION,
            view::ZOOM_IN,
            view::ZOOM_OUT,
            view::FULL_SIZE,
            view::SELECT_TOOL,
            view::HAND_TOOL,
            view::SNAPPING,
        ],
    },
    Section {
        title: message!("Put in line"),
        commands: &[
            align::LEFT,
            align::RIGHT,
            align::TOP,
            align::BOTTOM,
            align::ACROSS,
            align::DOWN,
        ],
    },
    Section {
        title: message!("Move"),
        commands: &[
            arrange::LEFT,
            arrange::RIGHT,
            arrange::UP,
            arrange::DOWN,
            arrange::FAR_LEFT,
            arrange::FAR_RIGHT,
            arrange::FAR_UP,
            arrange::FAR_DOWN,
            arrange::UNIT_LEFT,
            arrange::UNIT_RIGHT,
            arrange::UNIT_UP,
            arrange::UNIT_DOWN,
        ],
    },
];

/// Every command.
pub fn all() -> impl Iterator<Item = &'static Command> {
    SECTIONS.iter().flat_map(|section| section.commands)
}

/// The command with this id.
#[must_use]
pub fn command(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}

/// The command of a shortcut.
#[must_use]
pub fn for_key(key: &str, command: bool, shift: bool, alt: bool) -> Option<&'static Command> {
    let pressed = |known: &Key| {
        known.key == key && known.command == command && known.shift == shift && known.alt == alt
    };
    all().find(|command| command.keys.iter().any(pressed))
}

impl Command {
    /// Runs it, unless it refuses.
    pub fn run(&self, editor: &mut Editor, catalogue: &Catalogue) -> Vec<Effect> {
        if (self.refuses)(editor).is_some() { Vec::new() } else { (self.run)(editor, catalogue) }
    }
}

/// For commands that can always be done.
fn never(_: &Editor) -> Option<&'static str> {
    None
}

fn without_selection(editor: &Editor) -> Option<&'static str> {
    let nothing = editor.selection().is_empty() && editor.selection().place.is_none();
    nothing.then_some(message!("Select something first."))
}

/// For what needs a single node.
fn without_node(editor: &Editor) -> Option<&'static str> {
    editor.selection().only_node().is_none().then_some(message!("Select one node first."))
}

fn without_nodes(editor: &Editor) -> Option<&'static str> {
    editor.selection().nodes.is_empty().then_some(message!("Select a node first."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_shortcut_means_two_things_and_no_id_stands_twice() {
        let mut keys: Vec<(Key, &str)> = Vec::new();
        for (index, command) in all().enumerate() {
            assert!(all().skip(index + 1).all(|other| other.id != command.id), "{}", command.id);
            for key in command.keys {
                let other = keys.iter().find(|(known, _)| known == key);
                assert!(other.is_none(), "{key:?} is {} and {other:?}", command.id);
                keys.push((*key, command.id));
            }
        }
        assert!(keys.len() > 20);
    }

    #[test]
    fn keys_are_written_as_each_system_writes_them() {
        let redo = Key::command_shift("z");
        assert_eq!((redo.label(false), redo.label(true)), ("Ctrl+Shift+Z".into(), "⇧⌘Z".into()));
        let left = Key::alt("arrowleft");
        assert_eq!((left.label(false), left.label(true)), ("Alt+←".into(), "⌥←".into()));
        assert_eq!(Key::plain("f8").label(false), "F8");
    }
}
