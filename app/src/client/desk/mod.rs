//! One design on the desk: the editor, a signal for each thing it draws, what is saved, what is wrong.

mod autosave;
mod back;
mod beside;
mod checks;
mod clipboard;
mod comparing;
mod drafts;
mod faces;
mod findings;
mod hand;
mod journal;
mod keys;
mod left;
mod live;
mod meeting;
mod remote;
mod scene;
mod session;
mod show;
mod strands;
mod together;
mod trouble;

pub(crate) use autosave::{Autosave, SaveState};
pub(crate) use clipboard::listen as listen_for_copies;
pub(crate) use faces::{Counts, FrameView, NodeFace};
pub(crate) use hand::Floating;
pub(crate) use journal::keep_journal;
pub(crate) use keys::listen as listen_for_keys;
pub(crate) use meeting::{follow, meet};
pub(crate) use scene::{Pointer, Scene};
pub(crate) use session::{Desk, DrawerTab, desk};
pub(crate) use together::{Other, join_others, point_out, say_here, there};
