//! All shortcuts on a sheet, made from the list of commands.

use editor::SECTIONS;
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;

/// What hands do, for those who have a pointer.
const HANDS: [(&str, &str); 9] = [
    ("Move the drawing", "Space and drag, right or middle button"),
    ("Zoom", "Ctrl and wheel, pinch"),
    ("Add to the selection", "Shift and click"),
    ("Select an area", "Drag on the drawing"),
    ("Drag a copy", "Alt and drag"),
    ("Keep to one direction", "Shift while dragging"),
    ("Leave grid and lines", "Ctrl while dragging"),
    ("Add a node", "Double click on the drawing"),
    ("What can be done here", "Right click, or a long press"),
];

#[component]
pub(crate) fn KeySheet() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title="Shortcuts" open=desk.keys_shown wide=true>
            <div class="keys">
                {SECTIONS.iter().map(|section| {
                    let rows = section.commands.iter().filter(|command| !command.keys.is_empty());
                    let rows = rows.map(|command| {
                        let keys = command.keys.iter().filter(|key| key.is_shown());
                        let keys = keys.map(|key| view! { <kbd>{key.label(is_mac())}</kbd>" " }).collect_view();
                        view! { <dt>{command.title}</dt><dd>{keys}</dd> }
                    });
                    view! { <section><h3>{section.title}</h3><dl>{rows.collect_view()}</dl></section> }
                }).collect_view()}
                <section><h3>"With the pointer"</h3><dl>
                    {HANDS.into_iter().map(|(what, how)| view! { <dt>{what}</dt><dd class="quiet">{how}</dd> }).collect_view()}
                </dl></section>
            </div>
        </Dialog>
    }
}
