//! Parts of a page that follow signals, each behind one pointer.
//!
//! The framework builds its machinery anew for each closure's type; a boxed closure has the same type
//! everywhere, and the client is a tenth smaller for it.

use leptos::prelude::*;

/// A view that is made anew when a signal it reads changes.
pub(crate) type DynamicView = Box<dyn FnMut() -> AnyView + Send>;

/// An attribute's or property's value that follows signals.
pub(crate) type DynamicValue<T> = Box<dyn FnMut() -> T + Send>;

pub(crate) fn dynamic<V: IntoView + 'static>(view: impl Fn() -> V + Send + 'static) -> DynamicView {
    Box::new(move || view().into_any())
}

pub(crate) fn value<T>(value: impl Fn() -> T + Send + 'static) -> DynamicValue<T> {
    Box::new(value)
}

/// `true` or `false` as attributes write it.
pub(crate) fn flag(is_on: impl Fn() -> bool + Send + 'static) -> DynamicValue<&'static str> {
    Box::new(move || if is_on() { "true" } else { "false" })
}
