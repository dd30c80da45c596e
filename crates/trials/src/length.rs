//! How long tests try.

/// Says that tests take their time: `cargo xtask test --soak` sets it.
const SOAK: &str = "TOPOLOGY_DESIGNER_SOAK";

/// Whether there is time for the long form of a test.
#[must_use]
pub fn is_long() -> bool {
    std::env::var_os(SOAK).is_some_and(|set| set == "1")
}

/// How often something is tried: a few times with each change, and often where there is time.
#[must_use]
pub fn tries(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}
