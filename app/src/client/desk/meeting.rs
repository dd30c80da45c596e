//! How others' work and the work here come together, and what a person says to it.

use leptos::prelude::*;
use messages::said;
use topology::words::{Said, called, clashes_in_words};
use topology::{Change, Deleted, Design, Rebased};

use super::autosave::{Autosave, Met, SaveState};
use super::session::Desk;
use super::trouble::{Dispute, Lost};

/// The server has this: the work here goes on top of it, or a person is asked whose side counts.
pub(crate) fn meet(saver: &Autosave, revision: i64, theirs: &Design) {
    let mine = saver.on_desk();
    let met = saver.outbox().meet(revision, theirs);
    met_there(saver, revision, theirs, mine, met);
}

/// The server has gone on by this change: the work here goes on top of it. False where the change does not fit what is here.
pub(crate) fn follow(saver: &Autosave, revision: i64, change: &Change) -> bool {
    let mine = saver.on_desk();
    let Some((theirs, met)) = saver.outbox().follow(&mine, revision, change) else { return false };
    met_there(saver, revision, &theirs, mine, met);
    true
}

fn met_there(saver: &Autosave, revision: i64, theirs: &Design, mine: Design, met: Rebased) {
    if met.clashes.is_empty() {
        come_together(saver, revision, theirs, mine, met);
    } else {
        ask(saver, met.clashes, Some((revision, theirs.clone())));
    }
}

/// Nothing is sent before a person has decided.
pub(super) fn ask(saver: &Autosave, clashes: Change, theirs: Option<(i64, Design)>) {
    let revision = theirs.as_ref().map_or_else(|| saver.outbox().revision(), |(it, _)| *it);
    saver.trouble.update(|trouble| trouble.dispute = Some(Dispute { clashes, theirs }));
    saver.state.set(SaveState::Conflict(revision));
}

fn come_together(saver: &Autosave, revision: i64, theirs: &Design, mine: Design, met: Rebased) {
    let mut design = theirs.clone();
    if let Err(error) = met.change.apply(&mut design) {
        saver.state.set(SaveState::Refused(error.to_string()));
        return;
    }
    if !saver.is_closed() {
        let news = design != mine;
        tell_lost(saver, &met, &design, [mine, theirs.clone()]);
        saver.show(Met { design, news });
    }
    saver.settled(revision);
}

/// Says what is gone from the design as it is `now` though somebody worked on it.
pub(super) fn tell_lost(saver: &Autosave, met: &Rebased, now: &Design, had: [Design; 2]) {
    if met.gone.is_empty() {
        return;
    }
    saver.trouble.update(|trouble| {
        // Nobody has said yet what shall become of what was lost before.
        let before = trouble.lost.take();
        let mut lost = before.unwrap_or_default();
        lost.gone.extend(met.gone.iter().map(|(key, by)| (key.clone(), *by)));
        lost.had.splice(..0, had);
        lost.can_come_back = !lost.way_back(now).is_empty();
        trouble.lost = Some(lost);
    });
}

impl Desk {
    /// What both sides changed, with their side and this one.
    pub(crate) fn disputed(self) -> Vec<Said> {
        let autosave = self.autosave();
        autosave.trouble.with(|trouble| match &trouble.dispute {
            Some(dispute) => self.with_editor_untracked(|editor| {
                clashes_in_words(&dispute.clashes, editor.design())
            }),
            None => Vec::new(),
        })
    }

    /// Their side counts where both changed the same; all else that was done here stays.
    pub(crate) fn take_theirs(self) {
        let saver = self.autosave();
        let dispute = saver.trouble.try_update(|trouble| trouble.dispute.take()).flatten();
        match dispute {
            Some(Dispute { theirs: Some((revision, theirs)), .. }) => {
                let mine = saver.on_desk();
                let met = saver.outbox().give_way(revision, &theirs);
                come_together(&saver, revision, &theirs, mine, met);
            }
            Some(Dispute { clashes, theirs: None }) => {
                let back = self.with_editor_untracked(|editor| {
                    clashes.inverted().rebased(editor.design()).change
                });
                let revision = saver.outbox().revision();
                self.apply(back);
                saver.settled(revision);
            }
            None => self.reload(),
        }
    }

    /// Work waits that this device does not keep.
    pub(crate) fn is_unkept(self) -> bool {
        self.autosave().trouble.with(|trouble| trouble.is_unkept)
    }

    /// What is gone though somebody worked on it, by who deleted it, and whether it can be brought back.
    pub(crate) fn lost(self) -> Option<(Vec<String>, Vec<String>, bool)> {
        let autosave = self.autosave();
        let lost = autosave.trouble.with(|trouble| trouble.lost.clone())?;
        let had: Vec<&Design> = lost.had.iter().collect();
        let names = |deleted: Deleted| {
            let of = lost.gone.iter().filter(|(_, by)| **by == deleted);
            of.map(|(key, _)| called(key, &had)).collect()
        };
        Some((names(Deleted::There), names(Deleted::Here), lost.can_come_back))
    }

    /// What is gone comes back, as a step that can be undone.
    pub(crate) fn bring_lost_back(self) {
        if let Some(lost) = self.take_lost() {
            let back = self.with_editor_untracked(|editor| lost.way_back(editor.design()));
            self.apply(back);
            self.announcement.set(said("It is back. Undo takes it away again.").to_owned());
        }
    }

    /// What is gone stays away.
    pub(crate) fn leave_lost(self) {
        self.take_lost();
    }

    fn take_lost(self) -> Option<Lost> {
        self.autosave().trouble.try_update(|trouble| trouble.lost.take()).flatten()
    }
}
