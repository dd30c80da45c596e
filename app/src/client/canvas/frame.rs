//! Pointer moves arrive faster than pictures are drawn: only the last one before a picture counts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use editor::Input;
use leptos::prelude::*;

use crate::client::desk::Desk;

/// Holds the last move until the next picture.
#[derive(Clone)]
pub(crate) struct Moves {
    desk: Desk,
    last: Rc<RefCell<Option<Input>>>,
    asked: Rc<Cell<bool>>,
}

impl Moves {
    pub(crate) fn new(desk: Desk) -> Self {
        Self { desk, last: Rc::default(), asked: Rc::default() }
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
        let last = self.last.borrow_mut().take();
        if let Some(input) = last {
            self.desk.input(&input);
        }
    }
}
