//! Hosts, zones, and what is put into them.

use messages::message;

use super::{Command, Key, never};
use crate::effect::Effect;
use crate::housing;
use crate::list::List;

pub(super) const ADD_HERE: Command = Command {
    id: "add-here",
    title: message!("Add a node in this place…"),
    keys: &[Key::plain("insert"), Key::shift("a")],
    refuses: never,
    run: housing::ask_inside,
};

pub(super) const ADD_HOST: Command = Command {
    id: "add-host",
    title: message!("Add a host"),
    keys: &[],
    refuses: never,
    run: |editor, _| housing::add_host(editor),
};

pub(super) const ADD_ZONE: Command = Command {
    id: "add-zone",
    title: message!("Add a zone"),
    keys: &[],
    refuses: never,
    run: |editor, _| housing::add_zone(editor),
};

pub(super) const MOVE_TO: Command = Command {
    id: "move-to",
    title: message!("Move to a host or a zone…"),
    keys: &[Key::shift("m")],
    refuses: |editor| {
        let selection = editor.selection();
        let nothing = selection.nodes.is_empty() && selection.place.is_none();
        nothing.then_some(message!("Select a node, a host or a zone first."))
    },
    run: |_, _| vec![Effect::Pick(List::Destinations)],
};
