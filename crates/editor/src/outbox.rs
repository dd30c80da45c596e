//! What the server does not have yet: changes that wait, and those on their way. Nothing leaves here
//! before the server has said that it has it. What of it is written down meanwhile is its journal's to know.

use topology::{Change, Design, Rebased};

use crate::journal::{Due, Journal};

/// Unsaved work on one design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbox {
    /// The revision that the server has, as far as is known here.
    revision: i64,
    travelling: Option<Change>,
    waiting: Change,
    /// What was sent from this revision and never answered: the server may have one of them.
    unanswered: Vec<Change>,
    journal: Journal,
}

/// As many are remembered: the first, which may have arrived just before the line broke, and the last ones.
const MANY: usize = 8;

impl Outbox {
    #[must_use]
    pub fn new(revision: i64) -> Self {
        Self {
            revision,
            travelling: None,
            waiting: Change::new(),
            unanswered: Vec::new(),
            journal: Journal::default(),
        }
    }

    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.travelling.is_none() && self.waiting.is_empty() && self.unanswered.is_empty()
    }

    /// Whatever the server has beyond the revision is others' work: it may put what is sent on top of that by itself. Where
    /// something was never answered it may have that, too, and only here is it told apart.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.unanswered.is_empty()
    }

    /// Something is on its way to the server.
    #[must_use]
    pub fn is_travelling(&self) -> bool {
        self.travelling.is_some()
    }

    /// A change that was just made.
    pub fn push(&mut self, change: &Change) {
        self.waiting = std::mem::take(&mut self.waiting).then(change.clone());
        self.journal.made(change);
    }

    /// What to send now, with the revision it was made from. `None` while something is on its way or
    /// nothing waits. It is empty when what was never answered has been taken back since: the server says whether it has it.
    pub fn take(&mut self) -> Option<(i64, Change)> {
        if self.travelling.is_some() || self.is_empty() {
            return None;
        }
        let change = std::mem::take(&mut self.waiting);
        self.travelling = Some(change.clone());
        self.journal.sent();
        Some((self.revision, change))
    }

    /// Everything that is here, on its way now, as what is left to do where the server has `theirs`.
    pub fn take_all(&mut self, theirs: Option<&Design>) -> Change {
        let left = self.all_left(theirs);
        self.travelling = Some(self.unsaved());
        self.waiting = Change::new();
        self.journal.sent();
        left
    }

    /// What is left to do of everything that is here; all of it where nobody knows what the server has.
    #[must_use]
    pub fn all_left(&self, theirs: Option<&Design>) -> Change {
        theirs.map_or_else(|| self.unsaved(), |theirs| self.left(theirs))
    }

    /// What was on its way has arrived.
    pub fn arrived(&mut self, revision: i64) {
        self.revision = revision;
        self.travelling = None;
        self.unanswered.clear();
        self.journal.arrived();
    }

    /// What was on its way comes back, before what was made meanwhile.
    pub fn returned(&mut self) {
        self.waiting = self.unsaved();
        self.travelling = None;
    }

    /// The same where nobody answered, so that the server may have it all the same.
    pub fn unanswered(&mut self) {
        let sent = self.travelling.clone().filter(|sent| !sent.is_empty());
        self.returned();
        if let Some(sent) = sent.filter(|sent| self.unanswered.last() != Some(sent)) {
            if self.unanswered.len() == MANY {
                self.unanswered.remove(1);
            }
            self.unanswered.push(sent);
        }
    }

    /// What is left to do where the server has this: what was never answered is no work of others when it is there, and has
    /// to be taken back there when it was taken back here.
    fn left(&self, theirs: &Design) -> Change {
        match self.found(theirs) {
            Some(sent) => sent.inverted().then(self.unsaved()),
            None => self.unsaved(),
        }
    }

    /// What was never answered and is there.
    fn found(&self, theirs: &Design) -> Option<&Change> {
        let has = |sent: &&Change| {
            let met = sent.rebased(theirs);
            // What others deleted is not there, whether it once was or not: that is told.
            met.change.is_empty() && met.clashes.is_empty() && met.gone.is_empty()
        };
        // Of two that are there, one is a part of the other.
        self.unanswered.iter().filter(has).max_by_key(|sent| sent.edits().count())
    }

    /// All that the server does not have, as one change.
    #[must_use]
    pub fn unsaved(&self) -> Change {
        self.travelling.clone().unwrap_or_default().then(self.waiting.clone())
    }

    /// The server has another design than the one this work was made from: puts the work on top of
    /// it. Does nothing to this outbox where both changed the same; a person decides that.
    pub fn meet(&mut self, revision: i64, theirs: &Design) -> Rebased {
        let rebased = self.left(theirs).rebased(theirs);
        if rebased.clashes.is_empty() {
            self.settle(revision, rebased.change.clone());
        }
        rebased
    }

    /// The server has gone on by this change: puts the work here on top of it. `desk` is the design with all that is here.
    /// Returns the server's design with what was left to do, as [`Outbox::meet`] does, and nothing where the change does not
    /// fit: then something was missed, and the design has to be asked for.
    pub fn follow(
        &mut self,
        desk: &Design,
        revision: i64,
        change: &Change,
    ) -> Option<(Design, Rebased)> {
        let mut theirs = desk.clone();
        self.unsaved().inverted().apply(&mut theirs).ok()?;
        change.apply(&mut theirs).ok()?;
        // This may be older than what was sent, which then is in one of the next: only who asks for the design after nobody
        // answered knows that it is not there.
        let later: Vec<Change> = match self.found(&theirs) {
            Some(_) => Vec::new(),
            None => self.unanswered.iter().map(|sent| sent.rebased(&theirs).change).collect(),
        };
        let met = self.meet(revision, &theirs);
        if met.clashes.is_empty() {
            self.unanswered = later;
        }
        Some((theirs, met))
    }

    /// The same where a person has decided that their side counts wherever both changed one property. What else was done
    /// here stays.
    pub fn give_way(&mut self, revision: i64, theirs: &Design) -> Rebased {
        let rebased = self.left(theirs).rebased(theirs).with_theirs(theirs);
        self.settle(revision, rebased.change.clone());
        rebased
    }

    /// The server's design counts; what was only here is gone.
    pub fn discard(&mut self, revision: i64) {
        self.settle(revision, Change::new());
    }

    fn settle(&mut self, revision: i64, waiting: Change) {
        (self.revision, self.travelling, self.waiting) = (revision, None, waiting);
        self.unanswered.clear();
        self.journal.anew();
    }

    /// What has to be written on this device now, and what is of no use there any more.
    pub fn due(&mut self) -> Option<Due> {
        self.journal.due(self.travelling.as_ref(), &self.waiting)
    }

    /// What was due could not be written, or somebody else took it: it is due again, as a whole.
    pub fn unwritten(&mut self) {
        self.journal.lost();
    }

    /// So many entries are there that an earlier desk left, under the numbers from 0. They count until what came of them is
    /// written.
    pub fn adopted(&mut self, entries: u32) {
        self.journal.adopted(entries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::{Node, NodeId, Point, notation::design};

    fn base() -> Design {
        design("a: gateway\nb: key-manager")
    }

    fn moved(design: &mut Design, node: &str, x: i32) -> Change {
        let id: NodeId = node.parse().unwrap();
        let change = Change::move_nodes(design, [(id, Point { x, y: 0 })]);
        change.apply(design).unwrap();
        change
    }

    #[test]
    fn one_change_travels_at_a_time_and_the_next_starts_from_its_revision() {
        let (mut design, mut outbox) = (base(), Outbox::new(4));
        outbox.push(&moved(&mut design, "a", 1));
        let (from, first) = outbox.take().unwrap();
        assert_eq!(from, 4);
        outbox.push(&moved(&mut design, "a", 2));
        assert_eq!(outbox.take(), None);
        outbox.arrived(5);
        let (from, second) = outbox.take().unwrap();
        assert_eq!(from, 5);
        let mut server = base();
        first.apply(&mut server).unwrap();
        second.apply(&mut server).unwrap();
        assert_eq!(server, design);
        outbox.arrived(6);
        assert!(outbox.is_empty());
    }

    #[test]
    fn what_did_not_arrive_comes_before_what_was_made_meanwhile() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        outbox.take().unwrap();
        outbox.push(&moved(&mut design, "a", 2));
        outbox.returned();
        let (from, whole) = outbox.take().unwrap();
        let mut server = base();
        whole.apply(&mut server).unwrap();
        assert_eq!((from, server), (1, design));
    }

    #[test]
    fn an_answer_that_was_lost_is_no_conflict() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        outbox.take().unwrap();
        outbox.returned();
        // The server had written it all the same.
        let met = outbox.meet(2, &design);
        assert!(met.change.is_empty() && met.clashes.is_empty());
        assert!(outbox.is_empty());
        assert_eq!(outbox.revision(), 2);
    }

    #[test]
    fn work_that_went_on_after_an_answer_was_lost_is_no_conflict() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        outbox.take().unwrap();
        outbox.unanswered();
        // The server has written that.
        let theirs = design.clone();
        outbox.push(&moved(&mut design, "a", 2));
        let (base, sent) = outbox.take().unwrap();
        assert_eq!((base, outbox.is_travelling(), sent.is_empty()), (1, true, false));
        outbox.returned();
        let met = outbox.meet(2, &theirs);
        assert!(met.clashes.is_empty());
        let mut both = theirs;
        met.change.apply(&mut both).unwrap();
        assert_eq!(both, design);
    }

    #[test]
    fn what_was_taken_back_after_an_answer_was_lost_is_taken_back_there_as_well() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        let before = design.clone();
        let change = moved(&mut design, "a", 1);
        outbox.push(&change);
        outbox.take().unwrap();
        outbox.unanswered();
        let theirs = design.clone();
        outbox.push(&change.inverted());
        assert!(!outbox.is_empty(), "nobody knows whether the server has it");
        let (_, sent) = outbox.take().unwrap();
        assert!(sent.is_empty());
        outbox.returned();
        let met = outbox.meet(2, &theirs);
        let mut both = theirs;
        met.change.apply(&mut both).unwrap();
        assert!(met.clashes.is_empty() && both == before);
        // Where it did not arrive, the empty change does, and all is said.
        let mut outbox = Outbox::new(1);
        outbox.push(&change);
        outbox.take().unwrap();
        outbox.unanswered();
        outbox.push(&change.inverted());
        outbox.take().unwrap();
        outbox.arrived(2);
        assert!(outbox.is_empty());
    }

    #[test]
    fn what_was_taken_back_is_taken_back_also_where_this_side_counts() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        let change = moved(&mut design, "a", 1);
        outbox.push(&change);
        outbox.take().unwrap();
        outbox.unanswered();
        // The server has it, and others have moved the other node, as was done here.
        let mut theirs = design.clone();
        moved(&mut theirs, "b", 7);
        for change in [change.inverted(), moved(&mut base(), "b", 9)] {
            outbox.push(&change);
        }
        assert_eq!(outbox.clone().meet(2, &theirs).clashes.edits().len(), 1);
        let all = outbox.take_all(Some(&theirs));
        let rebased = all.rebased(&theirs).change;
        rebased.apply(&mut theirs).unwrap();
        let x = |node: &str| theirs.position(&node.parse().unwrap()).x;
        assert_eq!((x("a"), x("b")), (base().position(&"a".parse().unwrap()).x, 9));
        // Where that does not arrive either, all is as it was.
        let unsaved = outbox.unsaved();
        outbox.returned();
        assert_eq!(outbox.unsaved(), unsaved);
    }

    #[test]
    fn of_several_that_were_never_answered_the_one_that_is_there_counts() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        let mut states = Vec::new();
        for x in [1, 2, 3] {
            outbox.push(&moved(&mut design, "a", x));
            outbox.push(&moved(&mut design, "b", x * 10));
            outbox.take().unwrap();
            outbox.unanswered();
            states.push(design.clone());
        }
        outbox.push(&moved(&mut design, "a", 4));
        for theirs in states {
            let met = outbox.clone().meet(2, &theirs);
            let mut both = theirs;
            met.change.apply(&mut both).unwrap();
            assert!(met.clashes.is_empty() && both == design);
        }
    }

    /// The first may have arrived just before the line broke; those after it never left this machine.
    #[test]
    fn the_first_that_was_never_answered_is_remembered_through_all_others() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        outbox.take().unwrap();
        outbox.unanswered();
        let theirs = design.clone();
        for x in 2..20 {
            outbox.push(&moved(&mut design, "a", x));
            outbox.take().unwrap();
            outbox.unanswered();
        }
        let met = outbox.meet(2, &theirs);
        let mut both = theirs;
        met.change.apply(&mut both).unwrap();
        assert!(met.clashes.is_empty() && both == design);
    }

    #[test]
    fn what_others_deleted_is_told_also_where_an_answer_was_lost() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        let mut node = design.node(&"a".parse().unwrap()).unwrap().clone();
        node.name = "Renamed".to_owned();
        let renamed = Change::set_node(&design, node);
        renamed.apply(&mut design).unwrap();
        outbox.push(&renamed);
        outbox.take().unwrap();
        outbox.unanswered();
        for mut theirs in [base(), design] {
            let gone = Change::remove(&theirs, &["a".parse().unwrap()].into(), &[].into());
            gone.apply(&mut theirs).unwrap();
            let met = outbox.clone().meet(2, &theirs);
            assert!(
                met.gone.keys().any(|key| *key == topology::RecordKey::Node("a".parse().unwrap()))
            );
            assert!(met.clashes.is_empty());
        }
    }

    #[test]
    fn work_on_other_objects_goes_on_top() {
        let (mut mine, mut theirs, mut outbox) = (base(), base(), Outbox::new(1));
        outbox.push(&moved(&mut mine, "a", 1));
        moved(&mut theirs, "b", 9);
        let met = outbox.meet(2, &theirs);
        assert!(met.clashes.is_empty());
        let (from, change) = outbox.take().unwrap();
        change.apply(&mut theirs).unwrap();
        assert_eq!((from, theirs.position(&"a".parse().unwrap()).x), (2, 1));
    }

    #[test]
    fn a_clash_leaves_everything_for_a_person_to_decide() {
        let (mut mine, theirs, mut outbox) = (base(), base(), Outbox::new(1));
        let id: NodeId = "a".parse().unwrap();
        let rename = |design: &Design, name: &str| {
            Change::set_node(
                design,
                Node { name: name.into(), ..design.node(&id).unwrap().clone() },
            )
        };
        let change = rename(&mine, "Mine");
        change.apply(&mut mine).unwrap();
        outbox.push(&change);
        let mut their_design = theirs.clone();
        rename(&theirs, "Theirs").apply(&mut their_design).unwrap();
        let met = outbox.meet(2, &their_design);
        assert_eq!(met.clashes.edits().len(), 1);
        assert_eq!((outbox.revision(), outbox.unsaved()), (1, change));
    }

    #[test]
    fn what_the_server_went_on_by_comes_under_what_is_here() {
        let (mut mine, mut theirs, mut outbox) = (base(), base(), Outbox::new(1));
        outbox.push(&moved(&mut mine, "a", 1));
        let change = moved(&mut theirs, "b", 9);
        let (there, met) = outbox.follow(&mine, 2, &change).unwrap();
        assert_eq!((&there, outbox.revision()), (&theirs, 2));
        let mut both = there;
        met.change.apply(&mut both).unwrap();
        let x = |node: &str| both.position(&node.parse().unwrap()).x;
        assert_eq!((x("a"), x("b")), (1, 9));
        // The server has put what was sent on top of others' work, while more was done here.
        let (_, sent) = outbox.take().unwrap();
        let more = moved(&mut both, "a", 2);
        outbox.push(&more);
        let mut merged = theirs.clone();
        sent.apply(&mut merged).unwrap();
        let since = moved(&mut merged, "b", 30);
        outbox.arrived(4);
        let (there, met) = outbox.follow(&both, 4, &since).unwrap();
        assert_eq!((there, met.change), (merged, more));
        assert!(!outbox.is_empty());
        // One was missed: the change does not fit, and nothing has become of what is here.
        let before = outbox.clone();
        let far = moved(&mut moved_to(&both, "b", 50), "b", 60);
        assert!(outbox.follow(&both, 6, &far).is_none());
        assert_eq!(outbox, before);
    }

    /// The server has put what was never answered on top of others' work, which is heard of first.
    #[test]
    fn what_was_never_answered_is_known_also_after_others_work_that_is_heard_before_it() {
        let (mut mine, mut outbox) = (base(), Outbox::new(1));
        let mut theirs = base();
        let other = moved(&mut theirs, "b", 9);
        let change = moved(&mut mine, "a", 1);
        outbox.push(&change);
        outbox.take().unwrap();
        outbox.unanswered();
        outbox.push(&moved(&mut mine, "a", 2));
        for (revision, change) in [(2, other), (3, change)] {
            let (there, met) = outbox.follow(&mine, revision, &change).unwrap();
            assert!(met.clashes.is_empty(), "nobody else has moved it");
            mine = there;
            met.change.apply(&mut mine).unwrap();
        }
        let x = |node: &str| mine.position(&node.parse().unwrap()).x;
        assert_eq!((x("a"), x("b"), outbox.is_certain()), (2, 9, true));
    }

    fn moved_to(design: &Design, node: &str, x: i32) -> Design {
        let mut design = design.clone();
        moved(&mut design, node, x);
        design
    }

    #[test]
    fn only_where_all_was_answered_the_server_may_put_things_together() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        outbox.take().unwrap();
        assert!(outbox.is_certain());
        outbox.unanswered();
        assert!(!outbox.is_certain());
        outbox.take().unwrap();
        outbox.arrived(2);
        assert!(outbox.is_certain());
    }

    #[test]
    fn what_is_made_while_everything_travels_is_kept() {
        let (mut design, mut outbox) = (base(), Outbox::new(1));
        outbox.push(&moved(&mut design, "a", 1));
        assert_eq!(outbox.take_all(None), outbox.unsaved());
        let later = moved(&mut design, "b", 3);
        outbox.push(&later);
        outbox.arrived(7);
        assert_eq!(outbox.take(), Some((7, later)));
    }

    #[test]
    fn giving_way_keeps_what_nobody_else_changed() {
        let (mut mine, mut theirs, mut outbox) = (base(), base(), Outbox::new(1));
        outbox.push(&moved(&mut mine, "a", 1));
        outbox.push(&moved(&mut mine, "b", 2));
        moved(&mut theirs, "a", 9);
        assert_eq!(outbox.meet(2, &theirs).clashes.edits().len(), 1);
        assert_eq!(outbox.revision(), 1, "a person decides");
        outbox.give_way(2, &theirs);
        let (from, change) = outbox.take().unwrap();
        change.apply(&mut theirs).unwrap();
        let x = |node: &str| theirs.position(&node.parse().unwrap()).x;
        assert_eq!((from, x("a"), x("b")), (2, 9, 2));
    }
}
