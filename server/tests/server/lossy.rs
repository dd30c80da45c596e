//! F4, F5 and F6: several people at one design, over a line on which anything is lost, late or twice. What each of them
//! did is there in the end, once, and nothing is asked that nobody did.

use std::sync::Arc;

use backend::{BackendError, Caller, LiveEvent};
use editor::Outbox;
use tokio::sync::broadcast::Receiver;
use topology::{Change, Design, Node, NodeId, document};
use trials::Chance;

use crate::support::TestApp;

/// A page: its own copy of the design, and what the server does not have.
struct Page {
    design: Design,
    outbox: Outbox,
    /// The node that is theirs, and what they called it, the last one last.
    node: NodeId,
    names: Vec<String>,
    /// How often others' work came with an answer, and on the line.
    merged: usize,
    heard: usize,
}

/// What becomes of a request.
#[derive(Clone, Copy)]
enum Line {
    Good,
    /// It does not arrive.
    Lost,
    /// It is done, and the answer does not arrive.
    Unanswered,
    /// It arrives twice, as a proxy does that tries again.
    Twice,
}

impl Line {
    fn of(chance: &mut Chance, loss: u64) -> Self {
        if !chance.often(loss) {
            return Self::Good;
        }
        *chance.one_of(&[Self::Lost, Self::Unanswered, Self::Twice])
    }
}

impl Page {
    /// Somebody gives their node another name, or takes that back.
    fn work(&mut self, chance: &mut Chance, number: usize) {
        if self.names.len() > 1 && chance.often(30) {
            self.names.pop();
        } else {
            self.names.push(format!("{} {number}", self.node));
        }
        let node = self.design.node(&self.node).unwrap().clone();
        let change = Change::set_node(&self.design, Node { name: self.name().to_owned(), ..node });
        change.apply(&mut self.design).unwrap();
        self.outbox.push(&change);
    }

    fn name(&self) -> &str {
        self.names.last().unwrap()
    }

    /// Sends what waits, as the page does, over such a line.
    async fn send(&mut self, caller: &Caller, id: &str, line: Line) {
        let Some((base, change)) = self.outbox.take() else { return };
        if matches!(line, Line::Lost) {
            self.outbox.unanswered();
            return;
        }
        let times = if matches!(line, Line::Twice) { 2 } else { 1 };
        let mut answer = Err(BackendError::Busy);
        for _ in 0..times {
            // Where it arrives twice, the answer to the second is the one that is heard.
            answer = match self.outbox.is_certain() {
                true => caller.merge_change(id, base, change.clone()).await,
                false => caller.save_change(id, base, change.clone()).await,
            };
        }
        match answer {
            _ if matches!(line, Line::Unanswered) => self.outbox.unanswered(),
            Ok(saved) => {
                self.outbox.arrived(saved.revision);
                self.merged += usize::from(!saved.since.is_empty());
                self.follow(saved.revision, &saved.since);
            }
            Err(BackendError::Conflict { .. }) => {
                self.outbox.returned();
                self.meet(caller, id).await;
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Hears what others did, as far as it follows what is known here.
    fn hear(&mut self, hearing: &mut Receiver<Arc<LiveEvent>>, id: &str) {
        while let Ok(event) = hearing.try_recv() {
            if let LiveEvent::Saved { design, revision, change: Some(change) } = event.as_ref()
                && design == id
                && *revision == self.outbox.revision() + 1
            {
                self.heard += 1;
                self.follow(*revision, change);
            }
        }
    }

    /// Puts what is here on top of what the server has gone on by.
    fn follow(&mut self, revision: i64, change: &Change) {
        let (theirs, met) = self.outbox.follow(&self.design, revision, change).unwrap();
        assert!(met.clashes.is_empty(), "nobody else has touched it: {:?}", met.clashes);
        self.design = theirs;
        met.change.apply(&mut self.design).unwrap();
    }

    /// Puts what is here on top of what is there.
    async fn meet(&mut self, caller: &Caller, id: &str) {
        let (theirs, revision) = caller.load(id).await.unwrap();
        let rebased = self.outbox.meet(revision, &theirs);
        assert!(rebased.clashes.is_empty(), "nobody else has touched it: {:?}", rebased.clashes);
        self.design = theirs;
        rebased.change.apply(&mut self.design).unwrap();
    }
}

async fn played(app: &TestApp, seed: u64, loss: u64) {
    let caller = &app.backend;
    let id = app.design("guide-sample").await;
    let mut chance = Chance::new(seed);
    let mut pages = Vec::new();
    for node in ["gw1", "km1", "tm1"] {
        let (design, revision) = caller.load(&id).await.unwrap();
        let node: NodeId = node.parse().unwrap();
        let name = design.node(&node).unwrap().name.clone();
        let (outbox, names) = (Outbox::new(revision), vec![name]);
        pages.push(Page { design, outbox, node, names, merged: 0, heard: 0 });
    }
    let mut ears: Vec<_> = pages.iter().map(|_| caller.backend().hear()).collect();
    for number in 0..40 {
        let at = chance.below(pages.len());
        if chance.often(60) {
            pages[at].work(&mut chance, number);
        }
        // Whoever has a line that works hears of others now and then.
        if chance.often(50) && !chance.often(loss) {
            pages[at].hear(&mut ears[at], &id);
        }
        let line = Line::of(&mut chance, loss);
        pages[at].send(caller, &id, line).await;
        // Whatever happens, what a page shows has what was done in it.
        for page in &pages {
            assert_eq!(page.design.node(&page.node).unwrap().name, page.name(), "seed {seed}");
        }
    }
    // The line is good again.
    for page in &mut pages {
        for _ in 0..4 {
            page.send(caller, &id, Line::Good).await;
        }
        assert!(page.outbox.is_empty(), "seed {seed}");
    }
    let (last, _) = caller.load(&id).await.unwrap();
    for page in &mut pages {
        page.meet(caller, &id).await;
        assert_eq!(last.node(&page.node).unwrap().name, page.name(), "seed {seed}: it was lost");
        assert!(page.design == last, "seed {seed}: a page shows something else");
        assert!(page.outbox.is_empty(), "seed {seed}");
    }
    let came = |of: fn(&Page) -> usize| pages.iter().map(of).sum::<usize>();
    if loss == 0 {
        assert!(came(|page| page.merged) > 0 && came(|page| page.heard) > 0, "seed {seed}");
    }
    // Nothing else was changed.
    let sample = document::parse(catalogue::template("guide-sample").unwrap().document).unwrap();
    assert_eq!(last.links().count(), sample.links().count());
    assert_eq!(last.nodes().count(), sample.nodes().count());
}

#[tokio::test]
async fn work_over_a_bad_line_is_there_once_and_in_the_end_all_see_the_same() {
    let app = TestApp::new().await;
    let seeds = u64::try_from(trials::tries(4, 400)).unwrap();
    for loss in [0, 10, 50, 90, 100] {
        for seed in 0..seeds {
            played(&app, seed * 1_000 + loss, loss).await;
        }
    }
}

/// F6: while a person decides what shall count, others save once more. Nothing of either side is dropped.
#[tokio::test]
async fn others_who_save_while_a_person_decides_drop_nothing() {
    let app = TestApp::new().await;
    let caller = &app.backend;
    let id = app.design("guide-sample").await;
    let (base, revision) = caller.load(&id).await.unwrap();
    let named = |design: &Design, node: &str, name: &str| {
        let node = design.node(&node.parse().unwrap()).unwrap().clone();
        Change::set_node(design, Node { name: name.into(), ..node })
    };
    // Here a Gateway gets a name, and a Key Manager one; there the Gateway gets another name.
    let mut mine = base.clone();
    let mut outbox = Outbox::new(revision);
    for (node, name) in [("gw1", "Mine"), ("km1", "Mine as well")] {
        let change = named(&mine, node, name);
        change.apply(&mut mine).unwrap();
        outbox.push(&change);
    }
    let theirs = named(&base, "gw1", "Theirs");
    let saved = caller.save_change(&id, revision, theirs).await.unwrap();
    let (seen, at) = caller.load(&id).await.unwrap();
    assert_eq!(outbox.meet(at, &seen).clashes.edits().count(), 1, "a person is asked");
    // The question stands, and the other side goes on, elsewhere and in the same place.
    let more = named(&seen, "tm1", "Theirs, too");
    let saved = caller.save_change(&id, saved.revision, more).await.unwrap();
    let (seen, _) = caller.load(&id).await.unwrap();
    let again = named(&seen, "gw1", "Theirs once more");
    caller.save_change(&id, saved.revision, again).await.unwrap();
    // Whatever is chosen now is chosen on top of all of it.
    for mine_counts in [false, true] {
        let mut outbox = outbox.clone();
        let (theirs, revision) = caller.load(&id).await.unwrap();
        let rebased = outbox.meet(revision, &theirs);
        assert_eq!(rebased.clashes.edits().count(), 1);
        let change =
            if mine_counts { rebased.change } else { outbox.give_way(revision, &theirs).change };
        let mut end = theirs.clone();
        change.apply(&mut end).unwrap();
        let name = |node: &str| end.node(&node.parse().unwrap()).unwrap().name.clone();
        let gateway = if mine_counts { "Mine" } else { "Theirs once more" };
        assert_eq!(name("gw1"), gateway);
        assert_eq!((name("km1").as_str(), name("tm1").as_str()), ("Mine as well", "Theirs, too"));
    }
}
