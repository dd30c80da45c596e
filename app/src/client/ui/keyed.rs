//! Lists whose rows live as long as their key is in the list.

use std::sync::Arc;

use leptos::prelude::*;

/// A row for each key. A row is made once, when its key comes; what changes in it are signals. Keys are
/// texts, so that the machinery that compares lists is built once for all of them.
pub(crate) fn keyed(
    keys: impl Fn() -> Vec<String> + Send + Sync + 'static,
    row: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let keys: Box<dyn Fn() -> Vec<String> + Send + Sync> = Box::new(keys);
    let row: Arc<dyn Fn(String) -> AnyView + Send + Sync> = Arc::new(row);
    view! { <For each=keys key=Clone::clone children=move |key| row(key)/> }.into_any()
}
