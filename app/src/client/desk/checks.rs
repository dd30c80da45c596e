//! The worker that checks the design, seen from the page. One question is asked at a time; what changes
//! meanwhile is asked together afterwards, so that a slow check never has a queue behind it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Uint8Array;
use topology::{Change, Design, NodeId};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker};
use worker::{Answer, Question, pack, unpack};

/// Where the build puts the script that loads the worker, see `xtask/src/client/page.rs`.
const SCRIPT: &str = "/worker_loader.js";

/// What the page has to tell the worker, and the worker has not been asked yet.
enum Waiting {
    Nothing,
    Change(Change),
    /// It needs to be told the whole design again.
    All,
}

enum State {
    /// It has not said yet that it listens.
    Starting,
    Asked(Waiting),
    Idle,
    /// There is no worker, or it has failed.
    Gone,
}

/// Nodes that stay where they are while the others are laid out.
type Pinned = BTreeSet<NodeId>;

pub(super) struct Checks {
    worker: Option<Worker>,
    state: RefCell<State>,
    /// The question that waits for its answer told the whole design.
    told_all: Cell<bool>,
    /// A layout that is asked for when the worker knows the design as it is.
    arranging: RefCell<Option<Pinned>>,
    /// Nodes that are away, when it is asked what stops then.
    away: RefCell<Option<BTreeSet<NodeId>>>,
    /// Links may take other ways than it said last.
    ways: Cell<bool>,
    /// The design as it is now.
    design: Box<dyn Fn() -> Design>,
    tell: Box<dyn Fn(Option<Answer>)>,
    listeners: RefCell<Option<Listeners>>,
}

/// The listeners of the worker, which live as long as it is asked.
struct Listeners {
    _answers: Closure<dyn FnMut(MessageEvent)>,
    _errors: Closure<dyn FnMut(Event)>,
}

impl Checks {
    /// Starts the worker, which is told the packed catalogue. `tell` hears each answer, and `None` when there will be no more: the browser
    /// has no workers or could not load this one, or it failed. The server's findings are what is
    /// shown then.
    pub(super) fn start(
        catalogue: Arc<[u8]>,
        design: impl Fn() -> Design + 'static,
        tell: impl Fn(Option<Answer>) + 'static,
    ) -> Rc<Self> {
        let checks = Rc::new(Self {
            worker: Worker::new(SCRIPT).ok(),
            state: RefCell::new(State::Starting),
            told_all: Cell::new(false),
            arranging: RefCell::default(),
            away: RefCell::default(),
            ways: Cell::new(true),
            design: Box::new(design),
            tell: Box::new(tell),
            listeners: RefCell::default(),
        });
        let Some(worker) = &checks.worker else {
            checks.gone();
            return checks;
        };
        let mut catalogue = Some(catalogue);
        let weak = Rc::downgrade(&checks);
        let answers = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(checks) = weak.upgrade() else { return };
            match unpack(&Uint8Array::new(&event.data()).to_vec()) {
                Some(Answer::Ready) => {
                    if let Some(catalogue) = catalogue.take() {
                        let open = Question::Open {
                            catalogue: catalogue.to_vec(),
                            design: Box::new((checks.design)()),
                            today: today(),
                        };
                        checks.ask(&open);
                    }
                }
                // The server may have been given another version since this page was loaded, and the
                // worker with it: the two do not understand each other, and asking again is no help.
                Some(Answer::Lost) if checks.told_all.get() => checks.gone(),
                Some(Answer::Lost) => {
                    *checks.state.borrow_mut() = State::Asked(Waiting::All);
                    checks.go_on();
                }
                Some(answer) => {
                    (checks.tell)(Some(answer));
                    checks.go_on();
                }
                // Only a worker of another build says what this one cannot read.
                None => checks.gone(),
            }
        });
        let weak = Rc::downgrade(&checks);
        let errors = Closure::<dyn FnMut(Event)>::new(move |_| {
            if let Some(checks) = weak.upgrade() {
                checks.gone();
            }
        });
        worker.set_onmessage(Some(answers.as_ref().unchecked_ref()));
        worker.set_onerror(Some(errors.as_ref().unchecked_ref()));
        let listeners = Listeners { _answers: answers, _errors: errors };
        *checks.listeners.borrow_mut() = Some(listeners);
        checks
    }

    /// Nothing is asked any more. What the worker said last is no longer kept up.
    fn gone(&self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
        *self.state.borrow_mut() = State::Gone;
        (self.tell)(None);
    }

    /// The design has changed.
    pub(super) fn changed(&self, change: &Change) {
        if change.may_move_lines() {
            self.ways.set(true);
        }
        let mut state = self.state.borrow_mut();
        match &mut *state {
            // The whole design is told as soon as it listens.
            State::Starting | State::Gone | State::Asked(Waiting::All) => {}
            State::Asked(Waiting::Change(waiting)) => {
                *waiting = std::mem::take(waiting).then(change.clone());
            }
            State::Asked(waiting) => *waiting = Waiting::Change(change.clone()),
            State::Idle => {
                drop(state);
                self.ask(&Question::Change(change.clone()));
            }
        }
    }

    /// Another design has taken its place.
    pub(super) fn replaced(&self) {
        self.ways.set(true);
        let mut state = self.state.borrow_mut();
        match &mut *state {
            State::Starting | State::Gone => {}
            State::Asked(waiting) => *waiting = Waiting::All,
            State::Idle => {
                drop(state);
                self.ask(&Question::Replace(Box::new((self.design)())));
            }
        }
    }

    /// Asks where the nodes should lie; the answer comes to `tell`. False when none will come.
    pub(super) fn arrange(&self, pinned: Pinned) -> bool {
        if matches!(*self.state.borrow(), State::Gone) {
            return false;
        }
        *self.arranging.borrow_mut() = Some(pinned);
        if matches!(*self.state.borrow(), State::Idle) {
            self.go_on();
        }
        true
    }

    /// Asks what stops while these nodes are away; the answer comes to `tell`. False when none will come.
    pub(super) fn what_if(&self, off: BTreeSet<NodeId>) -> bool {
        if matches!(*self.state.borrow(), State::Gone) {
            return false;
        }
        *self.away.borrow_mut() = Some(off);
        if matches!(*self.state.borrow(), State::Idle) {
            self.go_on();
        }
        true
    }

    /// The worker has answered: it is asked what has come up since.
    fn go_on(&self) {
        let state = self.state.replace(State::Idle);
        match state {
            State::Asked(Waiting::Change(change)) => self.ask(&Question::Change(change)),
            State::Asked(Waiting::All) => self.ask(&Question::Replace(Box::new((self.design)()))),
            State::Starting | State::Idle | State::Asked(Waiting::Nothing) => {
                let pinned = self.arranging.take();
                if let Some(pinned) = pinned {
                    self.ask(&Question::Arrange { pinned });
                    return;
                }
                let off = self.away.take();
                if let Some(off) = off {
                    self.ask(&Question::WhatIf { off });
                } else if self.ways.replace(false) {
                    self.ask(&Question::Ways);
                }
            }
            State::Gone => *self.state.borrow_mut() = State::Gone,
        }
    }

    fn ask(&self, question: &Question) {
        let told_all = matches!(question, Question::Open { .. } | Question::Replace(_));
        self.send(&pack(question), told_all);
    }

    fn send(&self, bytes: &[u8], told_all: bool) {
        let Some(worker) = &self.worker else { return };
        *self.state.borrow_mut() = State::Asked(Waiting::Nothing);
        self.told_all.set(told_all);
        let bytes = Uint8Array::from(bytes);
        // It can only fail for what cannot be copied, and bytes can.
        let _ = worker.post_message(&bytes);
    }
}

/// The day where the server is: what waivers are held against has to be the same for everyone.
fn today() -> String {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds for ages to come")]
    topology::date_of(js_sys::Date::now() as i64)
}

impl Drop for Checks {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}
