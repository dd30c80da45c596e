//! Named actions. Toolbar, menus and shortcuts show the same list, so that they never disagree.

mod add;
mod align;
mod arrange;
mod collapse;
mod edit;
mod housing;
mod key;
mod lock;
mod menu;
mod page;
mod view;
mod walk;

pub use key::{Key, Press};
pub(crate) use lock::{locked_said, stays_said};

use messages::message;
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
            page::VERSION,
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

/// The command of a key that was pressed.
#[must_use]
pub fn for_press(press: &Press<'_>) -> Option<&'static Command> {
    press.readings().find_map(|key| all().find(|command| command.keys.iter().any(|k| *k == key)))
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
}
