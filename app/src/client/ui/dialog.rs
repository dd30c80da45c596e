//! A question over the page: the browser's own dialog, which keeps the focus and closes on Escape.

use leptos::html;
use leptos::prelude::*;
use messages::said;

use super::icon::Icon;

#[component]
pub(crate) fn Dialog(
    #[prop(into)] title: String,
    /// Shown while true; closing it makes this false.
    open: RwSignal<bool>,
    /// As wide as the page allows.
    #[prop(optional)]
    wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // It can only fail when it is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let label = title.clone();
    view! {
        <dialog class="dialog" class=("dialog--wide", wide) aria-label=label node_ref=dialog on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog__head">
                    <h2>{title.clone()}</h2>
                    <span class="spacer"></span>
                    <button class="btn btn--quiet btn--icon" aria-label=said("Close") on:click=move |_| open.set(false)>
                        <Icon name="x"/>
                    </button>
                </div>
                {children()}
            </Show>
        </dialog>
    }
}
