//! One design on the desk: the editor, a signal for each thing it draws, what is saved, what is wrong.

mod autosave;
mod beside;
mod checks;
mod drafts;
mod findings;
mod keys;
mod session;
mod views;

pub(crate) use autosave::SaveState;
pub(crate) use keys::listen as listen_for_keys;
pub(crate) use session::{Desk, DrawerTab, desk};
pub(crate) use views::family as family_name;
