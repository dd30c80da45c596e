//! Parts of a page that follow signals, each behind one pointer.
//!
//! The framework builds its machinery anew for each closure's type; a boxed closure has the same type
//! everywhere, and the client is a tenth smaller for it.

use leptos::prelude::*;

use super::task::later;

/// A view that is made anew when a signal it reads changes.
pub(crate) type DynamicView = Box<dyn FnMut() -> AnyView + Send>;

/// An attribute's or property's value that follows signals.
pub(crate) type DynamicValue<T> = Box<dyn FnMut() -> T + Send>;

pub(crate) fn dynamic<V: IntoView + 'static>(view: impl Fn() -> V + Send + 'static) -> DynamicView {
    Box::new(move || view().into_any())
}

/// A part that is made in a task of its own, so many milliseconds after what is before it: nobody
/// waits for both at once.
pub(crate) fn after<V: IntoView + 'static>(
    milliseconds: u32,
    view: impl Fn() -> V + Send + 'static,
) -> DynamicView {
    let due = due(milliseconds);
    dynamic(move || due.get().then(&view))
}

/// Whether so many milliseconds have passed.
fn due(milliseconds: u32) -> ReadSignal<bool> {
    let (due, make) = signal(false);
    let come = move || {
        // What it belongs to may be gone by then.
        let _ = make.try_set(true);
    };
    later(milliseconds, come).forget();
    due
}

pub(crate) fn value<T>(value: impl Fn() -> T + Send + 'static) -> DynamicValue<T> {
    Box::new(value)
}

/// `true` or `false` as attributes write it.
pub(crate) fn flag(is_on: impl Fn() -> bool + Send + 'static) -> DynamicValue<&'static str> {
    Box::new(move || if is_on() { "true" } else { "false" })
}
