//! The canvas without a canvas: what pointers and keys mean, what is selected, what can be taken
//! back. The shell tells it [`Input`]s, draws its state, and carries out its [`Effect`]s.
//!
//! Pure: no DOM, no clock. Everything a hand can do is a test here.
#![warn(clippy::disallowed_methods)]

pub mod beside;
mod boxes;
mod bypass;
mod clipboard;
pub mod commands;
mod compared;
mod copies;
mod create;
mod editor;
mod effect;
pub mod facts;
mod fingers;
mod held;
mod history;
mod housing;
mod hover;
mod input;
mod journal;
pub mod kernels;
mod list;
mod menu;
mod outbox;
pub mod outline;
mod present;
mod quick_add;
mod selection;
pub mod testing;
mod tools;
mod walk;

pub use clipboard::Copied;
pub use commands::{Command, SECTIONS};
pub use compared::{Compared, Mark, Seen};
pub use create::new_host;
pub use editor::Editor;
pub use effect::{Ask, Effect};
pub use fingers::Fingers;
pub use input::{Button, Input, Modifiers, Spot};
pub use journal::{Due, taken_over};
pub use kernels::toward::Direction;
pub use kernels::viewport::Viewport;
pub use list::{Destination, List, Partner};
pub use menu::Menu;
pub use outbox::Outbox;
pub use present::{Show, Slide, Turn};
pub use quick_add::{Join, QuickAdd};
pub use selection::{Place, Selection};
pub use tools::{Ghost, LinkChoice, LinkOption, Mode, Wire, can_link};
pub use walk::Step;
