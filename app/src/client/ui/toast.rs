//! Short messages that leave by themselves, with a way back where there is one.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use messages::said;

use super::icon::Icon;
use super::keyed::keyed;

/// How long a message stays.
const STAY: Duration = Duration::from_secs(8);

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    is_error: bool,
    action: Option<(String, Action)>,
}

/// Kept by itself: the part of the page that left the message may be gone when it is used.
type Action = Arc<dyn Fn() + Send + Sync>;

/// Where messages are left.
#[derive(Clone, Copy)]
pub(crate) struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

pub(crate) fn provide() {
    provide_context(Toaster { toasts: RwSignal::new(Vec::new()), next: StoredValue::new(0) });
}

/// The place for messages of this page.
pub(crate) fn toaster() -> Toaster {
    expect_context()
}

impl Toaster {
    pub(crate) fn say(self, text: impl Into<String>) {
        self.show(text.into(), false, None);
    }

    pub(crate) fn error(self, text: impl Into<String>) {
        self.show(text.into(), true, None);
    }

    /// A message with a way back.
    pub(crate) fn offer(
        self,
        text: impl Into<String>,
        title: &str,
        action: impl Fn() + Send + Sync + 'static,
    ) {
        self.show(text.into(), false, Some((title.to_owned(), Arc::new(action))));
    }

    fn show(self, text: String, is_error: bool, action: Option<(String, Action)>) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.toasts.update(|toasts| {
            toasts.push(Toast { id, text, is_error, action });
            // More than three at once are a wall.
            let surplus = toasts.len().saturating_sub(3);
            toasts.drain(..surplus);
        });
        set_timeout(move || self.close(id), STAY);
    }

    fn close(self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let toaster = toaster();
    let keys = move || {
        toaster.toasts.with(|toasts| toasts.iter().map(|toast| toast.id.to_string()).collect())
    };
    let row = move |key: String| {
        let toast = toaster.toasts.with_untracked(|toasts| {
            toasts.iter().find(|toast| toast.id.to_string() == key).cloned()
        });
        toast.map(|toast| view! { <Row toast/> }).into_any()
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">{keyed(keys, row)}</div>
    }
}

#[component]
fn Row(toast: Toast) -> impl IntoView {
    let toaster = toaster();
    view! {
        <div class="toast" class=("toast--error", toast.is_error)>
            <span>{toast.text}</span>
            <span class="spacer"></span>
            {toast.action.map(|(title, action)| view! {
                <button class="btn btn--small" on:click=move |_| { action(); toaster.close(toast.id); }>
                    {title}
                </button>
            })}
            <button class="btn btn--quiet btn--icon btn--small" aria-label=said("Close message") on:click=move |_| toaster.close(toast.id)>
                <Icon name="x"/>
            </button>
        </div>
    }
}
