//! Copying, cutting and pasting through the browser's own events, which ask nobody for permission.

use editor::Editor;
use leptos::prelude::*;
use messages::{message, said};
use topology::{Design, Limits};
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DataTransfer, Element, Event};

use super::session::Desk;
use crate::api::designs::read_piece;
use crate::client::ui::browser::clipboard_text;
use crate::client::ui::task::spawn;

/// What pieces of designs are among the things that are copied.
const KIND: &str = "text/plain";

const UNREADABLE: &str = message!(
    "The browser does not let this page read the clipboard. Press Ctrl+V, or ⌘V, to paste."
);
const OWN_PASTED: &str = message!(
    "The browser does not let this page read the clipboard: what was copied on this page is pasted. Press Ctrl+V, or ⌘V, for what was copied elsewhere."
);

/// Listens until the page is left.
pub(crate) fn listen(desk: Desk) {
    let taken = move |event: &Event| {
        let data = on_canvas(event)?;
        let copied = desk.with_editor_untracked(Editor::copied)?;
        data.set_data(KIND, &copied.text).ok()?;
        event.prevent_default();
        let told = copied.said.clone();
        *desk.inner().copied.borrow_mut() = Some(copied);
        Some(told)
    };
    let copy = window_event_listener_untyped("copy", move |event| {
        if let Some(told) = taken(&event) {
            desk.announcement.set(told);
        }
    });
    let cut = window_event_listener_untyped("cut", move |event| {
        if taken(&event).is_some() {
            desk.command("delete");
        }
    });
    let paste = window_event_listener_untyped("paste", move |event| {
        let Some(text) = on_canvas(&event).and_then(|data| data.get_data(KIND).ok()) else {
            return;
        };
        event.prevent_default();
        desk.bring(text);
    });
    on_cleanup(move || {
        copy.remove();
        cut.remove();
        paste.remove();
    });
}

/// What goes through the clipboard, when it is meant for the canvas and not for a field or for words
/// that are marked.
fn on_canvas(event: &Event) -> Option<DataTransfer> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let canvas = element.closest(".canvas, .outline [role=tree]").ok().flatten().is_some();
    let marked =
        window().get_selection().ok().flatten().is_some_and(|marked| !marked.is_collapsed());
    if !canvas && (marked || element.tag_name() != "BODY") {
        return None;
    }
    event.unchecked_ref::<ClipboardEvent>().clipboard_data()
}

/// Copies or cuts without a key: the browser sends the same event as for one.
pub(super) fn by_menu(what: &str) {
    crate::client::ui::browser::focus(super::hand::CANVAS);
    let document: web_sys::HtmlDocument = document().unchecked_into();
    // Where this does not work the keys do.
    let _ = document.exec_command(what);
}

impl Desk {
    /// Pastes without a key, where the browser lets a page read the clipboard; else what was copied here.
    pub(super) fn paste_by_menu(self) {
        spawn(async move {
            let text = clipboard_text().await;
            if !self.is_there() {
                return;
            }
            let own = self.inner().copied.borrow().clone();
            match (text, own) {
                (Some(text), _) => self.bring(text),
                (None, Some(own)) => {
                    self.paste(&own.piece);
                    self.refuse(said(OWN_PASTED));
                }
                (None, None) => self.refuse(said(UNREADABLE)),
            }
        });
    }

    fn bring(self, text: String) {
        let own = self.inner().copied.borrow().clone().filter(|last| last.text == text);
        match own.map(|own| own.piece) {
            Some(piece) => self.paste(&piece),
            None => self.read(text),
        }
    }

    fn paste(self, piece: &Design) {
        self.act(|editor, catalogue| editor.paste(piece, catalogue));
    }

    /// What was copied here is known; what comes from elsewhere the server reads, which has the reader
    /// of documents.
    fn read(self, text: String) {
        let none = said("What was copied is no piece of a design.");
        if !text.trim_start().starts_with('{') || text.len() > Limits::DOCUMENT.bytes {
            return self.refuse(none);
        }
        spawn(async move {
            let read = read_piece(text).await;
            if !self.is_there() {
                return;
            }
            match read {
                Ok(piece) => self.paste(&piece),
                Err(why) => self.refuse(&format!("{none} {}", why.message)),
            }
        });
    }
}
