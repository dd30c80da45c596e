//! Numbers with their nouns.

use messages::{Text, message};

/// What is counted.
const _: [&str; 12] = [
    message!("1 node"),
    message!("{count} nodes"),
    message!("1 link"),
    message!("{count} links"),
    message!("1 host"),
    message!("{count} hosts"),
    message!("1 finding"),
    message!("{count} findings"),
    message!("1 error"),
    message!("{count} errors"),
    message!("1 warning"),
    message!("{count} warnings"),
];

/// `1 error`, `2 errors`: of what stands above.
pub(crate) fn counted(count: usize, one: &str) -> String {
    let english = if count == 1 { ["1 ", one].concat() } else { ["{count} ", one, "s"].concat() };
    Text::Message { english: english.into(), values: vec![count.into()] }.to_string()
}
