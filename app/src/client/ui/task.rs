//! Work that goes on while the page is used.

use std::future::Future;
use std::pin::Pin;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// A future behind one pointer, so that its machinery is built once.
pub(crate) type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// Runs to its end, whatever becomes of the page.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task<()> = Box::pin(task);
    leptos::task::spawn_local(task);
}

/// Runs after so many milliseconds, unless the timer is dropped before.
pub(crate) fn later(milliseconds: u32, run: impl FnOnce() + 'static) -> Timeout {
    boxed_later(milliseconds, Box::new(run))
}

/// One timer for all that run later, so that its machinery is built once.
#[inline(never)]
fn boxed_later(milliseconds: u32, run: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, run)
}

/// What was asked of the server: nothing until it answers, then the last answer until the next.
pub(crate) struct Loaded<T: Send + Sync + 'static> {
    answer: RwSignal<Option<T>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// Asks now, and again when a signal changes that `ask` reads.
    pub(crate) fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = T> + 'static,
    {
        Self::boxed(Box::new(move || -> Task<T> { Box::pin(ask()) }))
    }

    /// The same for who has it boxed already: its machinery is there once for each answer.
    pub(crate) fn boxed(ask: Box<dyn Fn() -> Task<T>>) -> Self {
        let loaded = Self { answer: RwSignal::new(None), again: RwSignal::new(0) };
        let asked = StoredValue::new(0_u32);
        Effect::new(move |_| {
            loaded.again.track();
            let number = asked.get_value() + 1;
            asked.set_value(number);
            let answer = ask();
            spawn(async move {
                let answer = answer.await;
                // An answer to an older question, or to a page that was left, is of no use.
                if asked.try_get_value() == Some(number) {
                    loaded.answer.set(Some(answer));
                }
            });
        });
        loaded
    }

    pub(crate) fn get(self) -> Option<T> {
        self.answer.get()
    }

    pub(crate) fn refetch(self) {
        self.again.update(|count| *count += 1);
    }
}
