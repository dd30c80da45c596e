//! Others who look at the same design: where they are, and that they have saved. A line to the server says it; without one
//! everything else works as before, and it is tried again.

use std::cell::{Cell, RefCell};

use editor::{Editor, Spot, Viewport};
use js_sys::Date;
use leptos::prelude::*;
use messages::said;
use topology::Design;

use super::session::Desk;
use crate::api::live::{FromPage, ToPage};
use crate::client::ui::line::Line;
use crate::client::ui::task::later;

/// Between two words of where one is, in milliseconds.
const PAUSE: f64 = 50.0;
/// Who has said nothing for so long is shown no more, in milliseconds.
const AWAY: f64 = 60_000.0;
/// The waits before a line is opened again.
const RETRY: [u32; 4] = [1_000, 3_000, 8_000, 20_000];
/// Nodes that are told as selected: more is a rectangle that somebody draws.
const SELECTED: usize = 100;

/// Somebody else at this design.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Other {
    pub(crate) client: String,
    /// Empty for who works alone in another window.
    pub(crate) name: String,
    /// On the drawing, in its units.
    pub(crate) at: Option<(i32, i32)>,
    pub(crate) selected: Vec<String>,
    seen: f64,
}

/// The line, and what was last said on it.
#[derive(Default)]
pub(super) struct Together {
    line: RefCell<Option<Line>>,
    attempt: Cell<usize>,
    /// Nothing where somebody came who has heard nothing.
    said: RefCell<Option<FromPage>>,
    at: Cell<Option<(i32, i32)>>,
    last: Cell<f64>,
    waits: Cell<bool>,
}

impl Other {
    /// What they are called on the page.
    pub(crate) fn called(&self) -> &str {
        if self.name.is_empty() { said("Another window") } else { &self.name }
    }
}

impl Together {
    /// Others are told that nobody is here any more.
    pub(super) fn leave(&self) {
        self.line.take();
    }
}

/// Hears of others from now on, until the desk leaves them.
pub(crate) fn join_others(desk: Desk) {
    desk.open_line();
}

/// Says what is selected here.
pub(crate) fn say_here(desk: Desk) {
    desk.say_here();
}

/// Where the pointer is in the pane, for those who look at the drawing, too.
pub(crate) fn point_out(desk: Desk, at: Spot) {
    let Some(inner) = desk.inner.try_get_value() else { return };
    let Viewport { x, y, zoom, .. } = *inner.editor.borrow().viewport();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a place on the drawing, within its limits"
    )]
    let at = (((at.x - x) / zoom) as i32, ((at.y - y) / zoom) as i32);
    inner.together.at.set(Some(at));
    desk.say_here();
}

impl Desk {
    fn open_line(self) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let path = ["/live/", &self.id()].concat();
        let heard = move |bytes: &[u8]| {
            if let Ok(told) = borsh::from_slice::<ToPage>(bytes) {
                self.hear(told);
            }
        };
        let gone = move || {
            // The page may have been left meanwhile.
            let Some(inner) = self.inner.try_get_value() else { return };
            inner.together.line.take();
            // On the next line one is somebody new, of whom nobody has heard.
            inner.together.said.take();
            self.others.set(Vec::new());
            let attempt = inner.together.attempt.get();
            inner.together.attempt.set(attempt + 1);
            let again = move || self.open_line();
            later(RETRY[attempt.min(RETRY.len() - 1)], again).forget();
        };
        *inner.together.line.borrow_mut() = Line::open(&path, heard, gone);
    }

    fn hear(self, told: ToPage) {
        let Some(inner) = self.inner.try_get_value() else { return };
        inner.together.attempt.set(0);
        match told {
            ToPage::Revision(revision) => {
                inner.autosave.heard(revision);
                // Whoever is here already does not know of this page.
                self.say_here();
            }
            ToPage::Changed { revision, change } => inner.autosave.told(revision, change),
            ToPage::Here { client, name, at, selected } => {
                let now = Date::now();
                let is_new = self
                    .others
                    .with_untracked(|others| others.iter().all(|other| other.client != client));
                self.others.update(|others| {
                    others.retain(|other| other.client != client && now - other.seen < AWAY);
                    others.push(Other { client, name, at, selected, seen: now });
                    others.sort_by(|one, other| one.client.cmp(&other.client));
                });
                inner.autosave.hurry(true);
                if is_new {
                    inner.together.said.take();
                    self.say_here();
                }
            }
            ToPage::Gone(client) => {
                self.others.update(|others| others.retain(|other| other.client != client));
                inner.autosave.hurry(self.others.with_untracked(|others| !others.is_empty()));
            }
        }
    }

    /// Says where one is, not more often than others can see.
    fn say_here(self) {
        let inner = self.inner();
        let together = &inner.together;
        let now = Date::now();
        if now - together.last.get() < PAUSE {
            if !together.waits.replace(true) {
                let again = move || {
                    if let Some(inner) = self.inner.try_get_value() {
                        inner.together.waits.set(false);
                        self.say_here();
                    }
                };
                later(PAUSE as u32, again).forget();
            }
            return;
        }
        let selected = named(&inner.editor.borrow());
        let here = FromPage { at: together.at.get(), selected };
        if together.said.borrow().as_ref() == Some(&here) {
            return;
        }
        if let Some(line) = together.line.borrow().as_ref()
            && line.send(&borsh::to_vec(&here).unwrap_or_default())
        {
            together.last.set(now);
            *together.said.borrow_mut() = Some(here);
        }
    }
}

/// What is selected, by its ids.
fn named(editor: &Editor) -> Vec<String> {
    let selection = editor.shown_selection();
    selection.nodes.iter().take(SELECTED).map(ToString::to_string).collect()
}

/// Those of these ids that a design has, for who draws them.
pub(crate) fn there<'d>(design: &'d Design, ids: &[String]) -> Vec<&'d topology::NodeId> {
    let found = ids.iter().filter_map(|id| topology::NodeId::new(id.clone()).ok());
    found.filter_map(|id| design.node(&id).map(|node| &node.id)).collect()
}
