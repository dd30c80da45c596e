//! What keys and the pointer do in the tree. What is a command is left to the page, which knows them.

use editor::outline::{Answer, Item, Move, Problems, Row, go, search, words};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::Tree;
use super::rows::ROW;
use crate::client::ui::markup::told;

/// Letters that follow each other within this time are one name, in milliseconds.
const TYPING: f64 = 800.0;

impl Tree {
    /// One is at the row of what is selected elsewhere, whatever it is in.
    pub(super) fn follow_selection(self) {
        let Self { desk, at, own, outline, .. } = self;
        let selection = desk.with_scene(|scene| scene.selection);
        Effect::new(move |_| {
            selection.track();
            if !desk.outlined.get() || own.get_value() {
                own.set_value(false);
                return;
            }
            let item = selection.with_untracked(|selection| {
                let is_there =
                    |at: &Option<Item>| at.as_ref().is_some_and(|at| at.is_selected(selection));
                let of = |editor: &editor::Editor| Item::of(selection, editor.design());
                let item = desk.with_editor_untracked(of);
                item.filter(|_| !at.with_untracked(is_there))
            });
            let Some(item) = item else { return };
            let mut now = outline.get_untracked();
            let was_closed = desk.with_catalogue(|catalogue| {
                desk.with_editor_untracked(|editor| now.uncover(&item, editor.design(), catalogue))
            });
            if was_closed {
                outline.set(now);
            }
            at.set(Some(item));
        });
    }

    pub(super) fn pressed(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (key, shift) = (event.key(), event.shift_key());
        match (key.as_str(), shift) {
            ("ArrowDown", _) => self.go(Move::Down, shift),
            ("ArrowUp", _) => self.go(Move::Up, shift),
            ("ArrowRight", false) => self.go(Move::In, false),
            ("ArrowLeft", false) => self.go(Move::Out, false),
            ("PageDown", false) => self.go(Move::PageDown, false),
            ("PageUp", false) => self.go(Move::PageUp, false),
            ("Home", false) => self.go(Move::First, false),
            ("End", false) => self.go(Move::Last, false),
            ("ContextMenu", false) | ("F10", true) => self.menu(),
            (" ", false) if !self.is_typing() => self.toggle(),
            ("Enter", false) if self.heading() => self.turn(self.place.get_untracked()),
            (letter, false) if letter.chars().nth(1).is_none() => self.letter(letter),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn go(self, to: Move, and_select: bool) {
        // Who goes on with arrows has typed the name that was meant.
        self.typed.set_value((String::new(), 0.0));
        let place = Some(self.place.get_untracked());
        match self.rows.with_untracked(|rows| go(rows, place, to)) {
            Answer::At(next) if and_select => {
                self.add(self.place.get_untracked());
                self.add(next);
            }
            Answer::At(next) => self.choose(next),
            Answer::Turn(row) => self.turn(row),
            // At the end one has arrived: what is there is selected.
            Answer::Nothing => self.choose(self.place.get_untracked()),
        }
    }

    /// Goes to a row and selects what it is about.
    fn choose(self, place: usize) {
        let Some(item) = self.item(place) else { return };
        self.at.set(Some(item.clone()));
        self.desk.show(item.selection());
    }

    /// Goes to a row, whose node is selected too.
    fn add(self, place: usize) {
        let Some(item) = self.item(place) else { return };
        self.at.set(Some(item.clone()));
        let Item::Node(id) = item else { return };
        if !self.desk.with_editor_untracked(|editor| editor.selection().nodes.contains(&id)) {
            self.own.set_value(true);
            self.desk.toggle(&id);
        }
    }

    fn toggle(self) {
        match self.item(self.place.get_untracked()) {
            Some(Item::Node(id)) => {
                self.own.set_value(true);
                self.at.set(Some(Item::Node(id.clone())));
                self.desk.toggle(&id);
            }
            Some(_) => self.choose(self.place.get_untracked()),
            None => {}
        }
    }

    fn turn(self, place: usize) {
        let row = self.rows.with_untracked(|rows| rows.get(place).cloned());
        if let Some(row) = row {
            self.outline.update(|outline| outline.turn(&row));
        }
    }

    fn heading(self) -> bool {
        matches!(self.item(self.place.get_untracked()), Some(Item::Group(_)))
    }

    fn item(self, place: usize) -> Option<Item> {
        self.rows.with_untracked(|rows| rows.get(place).map(|row| row.item.clone()))
    }

    /// A name is being typed, and a blank is a part of it.
    fn is_typing(self) -> bool {
        js_sys::Date::now() - self.typed.with_value(|(_, when)| *when) < TYPING
    }

    fn letter(self, letter: &str) {
        let before = if self.is_typing() { self.typed.get_value().0 } else { String::new() };
        let typed = [before.as_str(), letter].concat();
        self.typed.set_value((typed.clone(), js_sys::Date::now()));
        let place = Some(self.place.get_untracked());
        let found = self.desk.with_graph(|graph| {
            let name = |row: &Row| words(graph, &row.item, Problems::default()).name;
            self.rows.with_untracked(|rows| search(rows, place, &typed, name))
        });
        if let Some(found) = found {
            self.choose(found);
        }
    }

    /// The menu of the row one is at, beside it.
    fn menu(self) {
        let top = self.line().map(|line| line.get_bounding_client_rect().top());
        self.choose(self.place.get_untracked());
        self.desk.menu_at(top.unwrap_or_default());
    }

    pub(super) fn clicked(self, event: &MouseEvent) {
        let Some(place) = row_of(event) else { return };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let turns = target.and_then(|target| target.closest(".outline__turn svg").ok().flatten());
        if turns.is_some() {
            self.turn(place);
        } else if event.shift_key() || event.ctrl_key() || event.meta_key() {
            self.at.set(self.item(place));
            self.toggle_at(place);
        } else {
            self.choose(place);
        }
    }

    fn toggle_at(self, place: usize) {
        if let Some(Item::Node(id)) = self.item(place) {
            self.own.set_value(true);
            self.desk.toggle(&id);
        }
    }

    pub(super) fn entered(self, event: &MouseEvent) {
        if row_of(event).is_some() {
            self.desk.command("properties");
        }
    }

    pub(super) fn asked(self, event: &MouseEvent) {
        let Some(place) = row_of(event) else { return };
        event.prevent_default();
        self.choose(place);
        self.desk.menu_at(f64::from(event.client_y()));
    }
}

fn row_of(event: &MouseEvent) -> Option<usize> {
    told(event, ROW)?.parse().ok()
}
