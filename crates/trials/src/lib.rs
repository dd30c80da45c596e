//! What tests of several crates try: texts that mean something elsewhere, designs that are full of them, and
//! how long a test tries. For tests alone; nothing that is shipped uses it.

mod chance;
mod everywhere;
mod length;
mod shapes;
mod texts;

pub use chance::Chance;
pub use everywhere::{everywhere, without_secrets};
pub use length::{is_long, tries};
pub use shapes::{Shape, shaped};
pub use texts::{TEXTS, kept};
