//! What the server has, on the desk: what it found, and what others changed.

use std::cell::Cell;
use std::rc::Rc;

use editor::Editor;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use messages::said;

use super::autosave::Met;
use super::session::{Desk, Inner};
use crate::api::designs::open_design;
use crate::api::validation::validate;
use crate::client::parts;
use crate::client::ui::task::spawn;
use crate::client::ui::toast::toaster;

/// Between two questions of what is found in what others made, in milliseconds.
const PAUSE: u32 = 500;

impl Desk {
    /// What is saved is checked by the server, which runs every rule: one question at a time, and while others work quickly
    /// not for each revision.
    pub(super) fn listen_to_the_server(self) {
        let (id, revision) = (self.id(), self.autosave().revision);
        let is_asking = Rc::new(Cell::new(false));
        Effect::new(move |_| {
            revision.track();
            if is_asking.replace(true) {
                return;
            }
            let (id, revision, is_asking) = (id.clone(), revision.clone(), is_asking.clone());
            spawn(async move {
                loop {
                    let asked = revision.get_untracked();
                    let checked = validate(id.clone()).await;
                    let Some(inner) = self.inner.try_get_value() else { break };
                    // A server that is away says nothing; what it said before stays.
                    if let Ok(checked) = checked {
                        inner.findings.borrow_mut().told(checked.findings);
                        self.checked.set(true);
                        self.show_findings(&inner);
                    }
                    if revision.get_untracked() == asked {
                        break;
                    }
                    TimeoutFuture::new(PAUSE).await;
                }
                is_asking.set(false);
            });
        });
    }

    /// Brings what speaks with others, joins them, and keeps what is not saved from then on.
    pub(super) fn bring_live(self) {
        let toaster = toaster();
        spawn(async move {
            match parts::live().await {
                Ok(live) => {
                    if self.is_there() {
                        self.live.put(live);
                        (live.join)(self);
                        (live.keep_journal)(self, toaster);
                    }
                }
                Err(_) => toaster.error(said(parts::MISSING)),
            }
        });
    }

    /// The design as it is after others' work and the work here came together.
    pub(super) fn take_in(self, met: Met) {
        let Some(inner) = self.inner.try_get_value() else { return };
        inner.editor.borrow_mut().rebase(met.design);
        self.redraw(&inner);
        // Whoever sees others at work needs no word for each thing that they do.
        if met.news && self.others.with_untracked(Vec::is_empty) {
            inner
                .toaster
                .say(said("Others changed this design. Their changes and yours are in it now."));
        }
    }

    /// Puts what the server has on the desk, and forgets what is only here.
    pub(crate) fn reload(self) {
        let (id, toaster) = (self.id(), toaster());
        spawn(async move {
            let opened = open_design(id).await;
            // The page may have been left meanwhile.
            let Some(inner) = self.inner.try_get_value() else { return };
            match opened {
                Ok(open) => {
                    let mut fresh = Editor::new(open.design);
                    fresh.set_viewport(*inner.editor.borrow().viewport());
                    if !self.rights.edit {
                        fresh.look_only();
                    }
                    *inner.editor.borrow_mut() = fresh;
                    inner.autosave.discard(open.revision);
                    self.redraw(&inner);
                }
                Err(error) => toaster.error(error.message.to_string()),
            }
        });
    }

    /// Another design is on the desk: everything that looks at it looks again.
    fn redraw(self, inner: &Rc<Inner>) {
        {
            let editor = inner.editor.borrow();
            inner.scene.borrow_mut().replaced(&editor, &inner.catalogue);
            self.show_hand(inner, &editor, &inner.scene.borrow());
            self.inspect_soon(inner, &editor);
        }
        self.changes.update(|count| *count += 1);
        if let Some(checks) = inner.checks.borrow().as_ref() {
            checks.replaced();
        }
        self.show_findings(inner);
    }
}
