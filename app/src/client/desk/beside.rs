//! What the worker does for the desk: it finds what is wrong and says where the nodes should lie.

use std::rc::Rc;
use std::sync::Arc;

use editor::facts;
use leptos::prelude::*;
use messages::{said, say};
use topology::{Change, NodeId, Point, Severity, Told, ordered, triage};
use worker::Answer;

use super::checks::Checks;
use super::scene::FEW;
use super::session::{Desk, DrawerTab, Inner};
use crate::client::ui::task::later;

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
                Some(Answer::Outage { outcomes, points }) => {
                    self.outage.set(Some((outcomes, points)));
                }
                Some(Answer::Ways(ways)) => {
                    let editor = inner.editor.borrow();
                    inner.scene.borrow_mut().take_ways(ways, &editor, &inner.catalogue);
                }
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
            ordered::set(ids.filter(|id| stays(id)).cloned())
        };
        self.arranging.set(true);
        let asked = inner.checks.borrow().as_ref().is_some_and(|checks| checks.arrange(pinned));
        if !asked {
            self.not_arranged();
        }
    }

    fn not_arranged(self) {
        self.arranging.set(false);
        self.refuse(said(
            "The part of the page that lays drawings out did not load. Reload the page.",
        ));
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
            self.announcement.set(said("Everything lies where it should.").to_owned());
            return;
        }
        // Cards glide to their places for as long as the style sheet says; whoever wants no motion
        // sees them there at once, and so does who has a thousand, which would take seconds.
        if inner.editor.borrow().design().nodes().len() <= FEW {
            self.settling.set(true);
            let settling = self.settling;
            *inner.settled.borrow_mut() = Some(later(300, move || settling.set(false)));
        }
        self.apply(change.clone());
        self.act(|editor, _| editor.fit());
        self.offer_back(said("The drawing is laid out.").to_owned(), change);
    }

    pub(super) fn show_findings(self, inner: &Inner) {
        let findings = inner.findings.borrow().together(inner.editor.borrow().design());
        let open: Vec<Told> = findings.iter().filter(|told| told.is_open()).cloned().collect();
        inner.scene.borrow_mut().findings_changed(&open, &inner.editor.borrow());
        if self.findings.with_untracked(|old| *old != findings) {
            // The list is another one; F8 goes on from the finding where it was, if that is left.
            let at = self.at_finding.get_untracked();
            let was = at.and_then(|at| self.findings.with_untracked(|old| old.get(at).cloned()));
            let is_it = |one: &Told| {
                was.as_ref().is_some_and(|was| was.rule == one.rule && was.target == one.target)
            };
            self.at_finding.set(findings.iter().position(is_it));
            self.say_problems(&findings);
            self.findings.set(findings);
        }
    }

    /// Says how many problems came and went with what was done here.
    fn say_problems(self, findings: &[Told]) {
        let count = |list: &[Told]| {
            let of =
                |severity| list.iter().filter(|f| f.is_open() && f.severity == severity).count();
            (of(Severity::Error), of(Severity::Warning))
        };
        let before = self.findings.with_untracked(|old| count(old));
        let news = facts::problems_changed(before, count(findings));
        if let Some(news) = news.filter(|_| self.last_change.with_untracked(Option::is_some)) {
            self.problems_said.set(news);
        }
    }

    /// Shows what the fix would do that a person probably means.
    pub(super) fn preview_fix(self) {
        let at = self.at_finding.get_untracked();
        let inner = self.inner();
        let finding = {
            let editor = inner.editor.borrow();
            let chosen = editor.selection();
            let chosen = (chosen.nodes.clone(), chosen.links.clone());
            self.findings.with_untracked(|findings| {
                let place = triage::fix_in_reach(findings, editor.design(), chosen, at)?;
                findings.get(place).cloned()
            })
        };
        if finding.is_none() {
            self.refuse(said("Select a node whose finding has a fix, or go to one with F8."));
        } else {
            self.previewing.set(finding);
        }
    }

    /// Fixes what a rule found, everywhere, as one step.
    pub(crate) fn fix_all(self, rule: &str) {
        let inner = self.inner();
        let all = self.findings.with_untracked(|findings| {
            triage::fix_all(rule, findings, inner.editor.borrow().design())
        });
        let mut done = match all.fixed {
            1 => said("1 finding fixed.").to_owned(),
            count => say!("{count} findings fixed.", count),
        };
        if all.skipped > 0 {
            done.push(' ');
            done += &match all.skipped {
                1 => said("Left out: 1 fix that fits no more after the others.").to_owned(),
                count => say!("Left out: {count} fixes that fit no more after the others.", count),
            };
        }
        self.apply(all.change.clone());
        self.offer_back(done, all.change);
    }

    /// Asks the worker what stops while nodes are away.
    pub(crate) fn ask_what_if(self) {
        let inner = self.inner();
        let off = self.switched_off.with(|off| {
            let editor = inner.editor.borrow();
            ordered::set(off.iter().filter(|id| editor.design().node(id).is_some()).cloned())
        });
        let asked = inner.checks.borrow().as_ref().is_some_and(|checks| checks.what_if(off));
        if !asked {
            self.outage.set(None);
        }
    }

    /// Goes to the next finding, or to the one before, round and round.
    pub(super) fn next_finding(self, forward: bool) {
        let at = self.at_finding.get_untracked();
        let found = self.findings.with_untracked(|findings| {
            // What is waived wants nothing done.
            let mut open: Vec<usize> =
                (0..findings.len()).filter(|place| findings[*place].is_open()).collect();
            let count = open.len();
            if !forward {
                open.reverse();
            }
            let is_after = |place: &usize| match (at, forward) {
                (Some(at), true) => *place > at,
                (Some(at), false) => *place < at,
                (None, _) => true,
            };
            let place = open.iter().copied().find(is_after).or(open.first().copied())?;
            let nth = open.iter().position(|other| *other == place)?;
            let nth = if forward { nth + 1 } else { count - nth };
            Some((nth, place, count, findings.get(place)?.clone()))
        });
        let Some((nth, place, count, finding)) = found else {
            let nothing = if self.checked.get_untracked() {
                said("Nothing is wrong.")
            } else {
                said("The design has not been checked yet.")
            };
            self.announcement.set(nothing.to_owned());
            return;
        };
        self.drawer.set(Some(DrawerTab::Findings));
        self.at_finding.set(Some(place));
        self.reveal(&finding.target);
        let message = &finding.message;
        self.announcement.set(say!("Finding {nth} of {count}: {message}", nth, count, message));
    }
}
