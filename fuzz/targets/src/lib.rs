//! What a stranger's bytes are tried on. Each target takes any bytes, and panics when a promise of the house does not
//! hold; whether it got beyond the first refusal is its answer, so that a test can tell that something was tried.
//!
//! libFuzzer drives them in `fuzz/fuzz_targets`, and a test of this crate replays `fuzz/corpus` with mutations of it on
//! any compiler. A fixed time, no files, no network.

mod additions;
mod document;
mod mutate;
mod names;
mod picture;

pub use additions::additions;
pub use document::document;
pub use mutate::Mutator;
pub use names::names;
pub use picture::picture;

/// A target by its name, which is also that of its folder in the corpus.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]) -> bool,
    /// Pieces of what it reads.
    pub words: &'static [&'static str],
}

/// Every target.
pub const TARGETS: [Target; 4] = [
    Target { name: "document", run: document, words: document::WORDS },
    Target { name: "additions", run: additions, words: additions::WORDS },
    Target { name: "names", run: names, words: names::WORDS },
    Target { name: "picture", run: picture, words: picture::WORDS },
];
