//! One person at a page: changes a node of their own, saves it as the page does, and looks at what others did.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::api::ErrorCode;
use app::api::designs::{OpenDesign, SaveChange};
use app::api::live::FromPage;
use editor::Outbox;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use topology::{Change, Design, Node, NodeId, Point, Rebased};

use crate::ears::{self, Ears, Mouth};
use crate::random::Random;
use crate::talk::{Talker, Wrong};
use crate::{findings, node_of};

/// How long the page waits after a change while others look at the design.
const HURRY: Duration = Duration::from_millis(60);
/// How long it waits when the server did not answer as it should.
const RETRY: Duration = Duration::from_secs(1);
/// How long what is not saved at the end may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who sits down where.
pub struct Page {
    pub address: SocketAddr,
    pub design: Arc<str>,
    /// The number of the node that is theirs.
    pub node: usize,
    pub number: u64,
    /// Between two changes, on average.
    pub pause: Duration,
    pub findings: bool,
}

/// A change that the server has.
pub struct Saved {
    pub revision: i64,
    /// When the request left that brought it, and when its answer was here.
    pub sent: Instant,
    pub answered: Instant,
    /// When the first request left that did.
    pub first: Instant,
}

/// What somebody did and saw.
pub struct Seen {
    pub node: NodeId,
    /// Where they left it, and what they called it.
    pub at: Point,
    pub name: String,
    pub changes: u64,
    /// Saves that the server put on top of others' work, and those that it refused.
    pub merged: u64,
    pub conflicts: u64,
    pub saves: Vec<Saved>,
    /// How long it took to fetch what others did.
    pub opens: Vec<Duration>,
    /// And what is found in it.
    pub findings: Vec<Duration>,
    pub errors: Vec<String>,
    pub ears: Ears,
}

struct Sitting {
    id: String,
    talker: Talker,
    mouth: Mouth,
    outbox: Outbox,
    desk: Design,
    random: Random,
    /// The revision on the desk, for who asks what is found in it.
    revision: watch::Sender<i64>,
    /// When to send what waits, and since when it is tried.
    due: Option<Instant>,
    first: Option<Instant>,
    seen: Seen,
}

impl Page {
    /// Opens the design, works from `began` on, and ends when all is saved after `until`.
    pub async fn sit(self, began: Instant, until: Instant) -> Result<Seen, String> {
        let mut talker = Talker::new(self.address);
        let id = self.design.to_string();
        let open = talker.ask(&OpenDesign { id: id.clone() }).await.map_err(|w| w.to_string())?;
        let (ears, mouth) = ears::open(self.address, &id).await?;
        let node = node_of(&open.design, self.node)
            .ok_or("there are more people at a design than it has nodes")?;
        let name = open.design.node(&node).map(|node| node.name.clone()).unwrap_or_default();
        let (tell, told) = watch::channel(open.revision);
        let asking = self
            .findings
            .then(|| tokio::spawn(findings::ask(self.address, self.design.clone(), told)));
        let seen = Seen {
            at: open.design.position(&node),
            node,
            name,
            changes: 0,
            merged: 0,
            conflicts: 0,
            saves: Vec::new(),
            opens: Vec::new(),
            findings: Vec::new(),
            errors: Vec::new(),
            ears,
        };
        let mut sitting = Sitting {
            id,
            talker,
            mouth,
            outbox: Outbox::new(open.revision),
            desk: open.design,
            random: Random::new(self.number + 1),
            revision: tell,
            due: None,
            first: None,
            seen,
        };
        sitting.work(began, until, self.pause).await;
        let Sitting { mut seen, revision, .. } = sitting;
        drop(revision);
        if let Some(asking) = asking {
            match asking.await.map_err(|error| error.to_string())? {
                Ok(took) => seen.findings = took,
                Err(why) => seen.errors.push(why),
            }
        }
        Ok(seen)
    }
}

impl Sitting {
    async fn work(&mut self, began: Instant, until: Instant, pause: Duration) {
        let mut news = self.seen.ears.latest();
        // Not all at once.
        let mut next = began + pause.mul_f64(self.random.part());
        let last = until + PATIENCE;
        while Instant::now() < until || !self.outbox.is_empty() {
            let due = self.due.unwrap_or(last);
            tokio::select! {
                () = sleep_until(next), if next < until => {
                    self.change().await;
                    next += pause.mul_f64(0.5 + self.random.part());
                }
                () = sleep_until(due), if self.due.is_some() => self.save().await,
                heard = news.changed() => {
                    if heard.is_err() {
                        self.seen.errors.push("the line broke".to_owned());
                        return;
                    }
                    let latest = *news.borrow_and_update();
                    self.come_in(latest).await;
                }
                () = sleep_until(until), if Instant::now() < until => {}
                () = sleep_until(last) => {
                    self.seen.errors.push("something could not be saved in a minute".to_owned());
                    return;
                }
            }
        }
    }

    /// Moves the node or gives it another name, and says where one is.
    async fn change(&mut self) {
        let Some(node) = self.desk.node(&self.seen.node).cloned() else { return };
        self.seen.changes += 1;
        let change = if self.random.below(2) == 0 {
            let mut step = || i32::try_from(self.random.below(400)).unwrap_or_default() * 8;
            self.seen.at = Point { x: step(), y: step() };
            Change::move_nodes(&self.desk, [(node.id, self.seen.at)])
        } else {
            self.seen.name = format!("{}, change {}", node.id, self.seen.changes);
            Change::set_node(&self.desk, Node { name: self.seen.name.clone(), ..node })
        };
        if let Err(error) = change.apply(&mut self.desk) {
            self.seen.errors.push(format!("a change does not fit: {error}"));
            return;
        }
        self.outbox.push(&change);
        let due = Instant::now() + HURRY;
        self.due = Some(due);
        self.first.get_or_insert(due);
        let Point { x, y } = self.seen.at;
        let selected = vec![self.seen.node.to_string()];
        self.mouth.say(&FromPage { at: Some((x, y)), selected }).await;
    }

    async fn save(&mut self) {
        self.due = None;
        let Some((base, change)) = self.outbox.take() else {
            // It was done and undone, or came to the same as before.
            self.first = None;
            return;
        };
        let sent = Instant::now();
        let first = *self.first.get_or_insert(sent);
        let merge = self.outbox.is_certain();
        match self.talker.ask(&SaveChange { id: self.id.clone(), base, change, merge }).await {
            Ok(saved) => {
                let answered = Instant::now();
                self.outbox.arrived(saved.revision);
                self.first = None;
                self.seen.merged += u64::from(!saved.since.is_empty());
                self.seen.saves.push(Saved { revision: saved.revision, sent, answered, first });
                if !self.follow(saved.revision, &saved.since) {
                    self.fetch().await;
                }
            }
            Err(Wrong::Said(error)) if error.code == ErrorCode::Conflict => {
                self.seen.conflicts += 1;
                self.outbox.returned();
                self.fetch().await;
                self.due = Some(Instant::now() + HURRY);
            }
            Err(why) => {
                self.seen.errors.push(format!("a save: {why}"));
                self.outbox.returned();
                self.due = Some(Instant::now() + RETRY);
            }
        }
    }

    /// What others did comes in: as changes where each is known that leads to the next revision, and else as the design.
    async fn come_in(&mut self, latest: i64) {
        while self.outbox.revision() < latest {
            let next = self.outbox.revision() + 1;
            let change = self.seen.ears.take(next);
            if !change.is_some_and(|change| self.follow(next, &change)) {
                return self.fetch().await;
            }
        }
    }

    /// Puts what is not saved on top of what the server has gone on by. False where that does not fit.
    fn follow(&mut self, revision: i64, change: &Change) -> bool {
        let met = self.outbox.follow(&self.desk, revision, change);
        if let Some((theirs, met)) = met {
            self.met(revision, theirs, met);
            return true;
        }
        false
    }

    /// Puts what is not saved on top of what the server has.
    async fn fetch(&mut self) {
        let asked = Instant::now();
        let open = match self.talker.ask(&OpenDesign { id: self.id.clone() }).await {
            Ok(open) => open,
            Err(why) => return self.seen.errors.push(format!("opening: {why}")),
        };
        self.seen.opens.push(asked.elapsed());
        let met = self.outbox.meet(open.revision, &open.design);
        self.met(open.revision, open.design, met);
    }

    fn met(&mut self, revision: i64, theirs: Design, met: Rebased) {
        self.desk = theirs;
        if !met.clashes.is_empty() {
            return self.seen.errors.push("somebody else changed this one's node".to_owned());
        }
        if let Err(error) = met.change.apply(&mut self.desk) {
            return self.seen.errors.push(format!("a change does not fit any more: {error}"));
        }
        self.revision.send_replace(revision);
    }
}
