//! What can be taken back and done again: one entry for each gesture.

use topology::Change;

#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

/// More than anyone takes back; keeps a long session's memory small.
const DEPTH: usize = 500;

impl History {
    pub(crate) fn record(&mut self, change: Change) {
        self.undone.clear();
        self.done.push(change);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }

    /// Takes the last change off; the caller applies its inverse.
    pub(crate) fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        let back = change.inverted();
        self.undone.push(change);
        Some(back)
    }

    pub(crate) fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
