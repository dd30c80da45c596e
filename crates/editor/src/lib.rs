//! The canvas without a canvas: what pointers and keys mean, what is selected, what can be taken
//! back. The shell tells it [`Input`]s, draws its state, and carries out its [`Effect`]s.
//!
//! Pure: no DOM, no clock. Everything a hand can do is a test here.
#![warn(clippy::disallowed_methods)]

pub mod commands;
mod create;
mod editor;
mod effect;
mod history;
mod input;
pub mod kernels;
mod outbox;
mod selection;
pub mod testing;
mod tools;

pub use commands::{COMMANDS, Command};
pub use editor::Editor;
pub use effect::{Ask, Effect};
pub use input::{Button, Input, Modifiers, Spot};
pub use kernels::viewport::Viewport;
pub use outbox::Outbox;
pub use selection::Selection;
pub use tools::{Ghost, LinkChoice, LinkOption, Mode, Wire, can_link};
