//! The menu of what is selected, for the keyboard.

use messages::message;

use super::{Command, Key, never};

pub(super) const MENU: Command = Command {
    id: "menu",
    title: message!("Show the menu"),
    keys: &[Key::shift("f10"), Key::plain("contextmenu")],
    refuses: never,
    run: |editor, _| editor.menu_of_selection(),
};
