//! What the program says to people, in the language of who reads it.
//!
//! The English text is written where it is said and is the key at the same time, as with gettext; other
//! languages stand in `languages/*.po` and are loaded when somebody reads them. A process speaks one
//! language from its start to its end. See docs/decisions/0023-messages.md.
#![warn(clippy::disallowed_methods)]

mod fill;
mod macros;
mod speech;
mod text;

pub use fill::{fits, placeholders};
pub use speech::{LANGUAGES, Language, Speech, said, speak};
pub use text::{Text, term};
