//! Pointer moves arrive faster than pictures are drawn: only the last one before a picture counts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use editor::{Editor, Input};
use js_sys::Date;
use leptos::prelude::*;

use crate::client::desk::Desk;

/// Holds the last move until the next picture.
#[derive(Clone)]
pub(crate) struct Moves {
    desk: Desk,
    /// The drawing moves by itself while something is held near the border.
    ticking: Rc<Cell<bool>>,
    last: Rc<RefCell<Option<Input>>>,
    asked: Rc<Cell<bool>>,
}

impl Moves {
    pub(crate) fn new(desk: Desk) -> Self {
        Self { desk, ticking: Rc::default(), last: Rc::default(), asked: Rc::default() }
    }

    pub(crate) fn push(&self, input: Input) {
        *self.last.borrow_mut() = Some(input);
        if !self.asked.replace(true) {
            let moves = self.clone();
            request_animation_frame(move || {
                moves.asked.set(false);
                moves.flush();
            });
        }
    }

    /// Gives the last move on now, before something else happens.
    pub(crate) fn flush(&self) {
        // The page may have been left meanwhile.
        if !self.desk.is_there() {
            return;
        }
        let last = self.last.borrow_mut().take();
        if let Some(input) = last {
            self.desk.input(&input);
            if let Input::Move { at, .. } | Input::Hover { at: Some(at) } = input {
                // Where nobody else is, nobody is told.
                if let Some(live) = self.desk.live.get_untracked()
                    && !self.desk.others.with_untracked(Vec::is_empty)
                {
                    (live.point_out)(self.desk, at);
                }
            }
            if self.wants_ticks() && !self.ticking.replace(true) {
                self.tick(Date::now());
            }
        }
    }

    fn wants_ticks(&self) -> bool {
        self.desk.is_there() && self.desk.with_editor_untracked(Editor::wants_ticks)
    }

    /// Tells the time with each picture, for as long as it is wanted.
    fn tick(&self, before: f64) {
        let moves = self.clone();
        request_animation_frame(move || {
            let (now, wanted) = (Date::now(), moves.wants_ticks());
            moves.ticking.set(wanted);
            if wanted {
                moves.desk.input(&Input::Tick { ms: now - before });
                moves.tick(now);
            }
        });
    }
}
