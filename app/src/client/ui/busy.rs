//! That something takes its time. What takes less than a third of a second shows nothing: the style
//! sheet waits.

use leptos::prelude::*;

use super::icon::Icon;

/// What goes on, in words.
pub(crate) fn busy(words: &str) -> AnyView {
    let words = words.to_owned();
    view! { <p class="busy" role="status"><Icon name="loader-circle"/><span>{words}</span></p> }
        .into_any()
}

/// The same over the page, for what a person started and may go on beside.
pub(crate) fn busy_over(words: &str) -> AnyView {
    view! { <div class="busy-over">{busy(words)}</div> }.into_any()
}
