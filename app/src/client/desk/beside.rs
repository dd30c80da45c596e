//! What the worker does for the desk: it finds what is wrong and says where the nodes should lie.

use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use topology::{Change, NodeId, Point, Told};
use worker::Answer;

use super::checks::Checks;
use super::scene::FEW;
use super::session::{Desk, DrawerTab, Inner};

impl Desk {
    /// The worker checks the design from now on, as long as this page is open.
    pub(super) fn start_checks(self, catalogue: Arc<[u8]>) {
        let inner = self.inner();
        let editor = Rc::clone(&inner.editor);
        let design = move || editor.borrow().design().clone();
        let checks = Checks::start(catalogue, design, move |answer| {
            let Some(inner) = self.inner.try_get_value() else { return };
            match answer {
                Some(Answer::Checked { rules, findings }) => {
                    inner.findings.borrow_mut().found(rules, findings);
                    self.checked.set(true);
                    self.show_findings(&inner);
                }
                Some(Answer::Arranged(places)) => self.lay_out(&inner, places),
                Some(Answer::Ready | Answer::Same | Answer::Lost) => {}
                None => {
                    inner.findings.borrow_mut().found(Vec::new(), Vec::new());
                    self.show_findings(&inner);
                    if self.arranging.get_untracked() {
                        self.not_arranged();
                    }
                }
            }
        });
        *inner.checks.borrow_mut() = Some(checks);
    }

    /// Asks the worker where the nodes should lie: the selected ones, where several are, or all. Locked
    /// ones stay.
    pub(super) fn arrange(self) {
        let inner = self.inner();
        let pinned = {
            let editor = inner.editor.borrow();
            let chosen = &editor.selection().nodes;
            let stays = |id: &NodeId| {
                (chosen.len() > 1 && !chosen.contains(id)) || editor.design().is_locked(id)
            };
            let ids = editor.design().nodes().map(|node| &node.id);
            ids.filter(|id| stays(id)).cloned().collect()
        };
        self.arranging.set(true);
        let asked = inner.checks.borrow().as_ref().is_some_and(|checks| checks.arrange(pinned));
        if !asked {
            self.not_arranged();
        }
    }

    fn not_arranged(self) {
        self.arranging.set(false);
        self.refuse("The part of the page that lays drawings out did not load. Reload the page.");
    }

    /// Moves the nodes to where they should lie, as one step that can be taken back.
    fn lay_out(self, inner: &Rc<Inner>, places: Vec<(NodeId, Point)>) {
        self.arranging.set(false);
        let change = {
            let editor = inner.editor.borrow();
            let there = places.into_iter().filter(|(id, _)| editor.design().node(id).is_some());
            Change::move_nodes(editor.design(), there)
        };
        if change.is_empty() {
            self.announcement.set("Everything lies where it should.".to_owned());
            return;
        }
        // Cards glide to their places for as long as the style sheet says; whoever wants no motion
        // sees them there at once, and so does who has a thousand, which would take seconds.
        if inner.editor.borrow().design().nodes().len() <= FEW {
            self.settling.set(true);
            let settling = self.settling;
            *inner.settled.borrow_mut() = Some(Timeout::new(300, move || settling.set(false)));
        }
        self.apply(change);
        self.act(|editor, _| editor.fit());
        self.announcement.set("The drawing is laid out.".to_owned());
    }

    pub(super) fn show_findings(self, inner: &Inner) {
        let findings = inner.findings.borrow().together(inner.editor.borrow().design());
        inner.scene.borrow_mut().findings_changed(&findings);
        if self.findings.with_untracked(|old| *old != findings) {
            // The list is another one; F8 goes on from the finding where it was, if that is left.
            let at = self.at_finding.get_untracked();
            let was = at.and_then(|at| self.findings.with_untracked(|old| old.get(at).cloned()));
            let is_it = |one: &Told| {
                was.as_ref().is_some_and(|was| was.rule == one.rule && was.target == one.target)
            };
            self.at_finding.set(findings.iter().position(is_it));
            self.findings.set(findings);
        }
    }

    /// Goes to the next finding, or to the one before, round and round.
    pub(super) fn next_finding(self, forward: bool) {
        let at = self.at_finding.get_untracked();
        let found = self.findings.with_untracked(|findings| {
            let count = findings.len();
            let place = match (at, forward) {
                (Some(at), true) => (at + 1) % count.max(1),
                (Some(at), false) => at.checked_sub(1).unwrap_or(count.saturating_sub(1)),
                (None, true) => 0,
                (None, false) => count.saturating_sub(1),
            };
            findings.get(place).map(|finding| (place, count, finding.clone()))
        });
        let Some((place, count, finding)) = found else {
            let nothing = if self.checked.get_untracked() {
                "Nothing is wrong."
            } else {
                "The design has not been checked yet."
            };
            self.announcement.set(nothing.to_owned());
            return;
        };
        self.drawer.set(Some(DrawerTab::Findings));
        self.at_finding.set(Some(place));
        self.reveal(&finding.target);
        self.announcement.set(format!("Finding {} of {count}: {}", place + 1, finding.message));
    }
}
