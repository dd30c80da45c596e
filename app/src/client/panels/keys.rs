//! All shortcuts on a sheet, made from the list of commands.

use editor::SECTIONS;
use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::markup::Text;
use crate::client::ui::picker::shortcut;

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

/// What keys do in the outline beside what they do everywhere.
const IN_OUTLINE: [(&str, &str); 5] = [
    ("Go through the rows", "↑ ↓ Home End Page Up Page Down"),
    ("Open and close a row", "→ ←"),
    ("Go to a name", "Type its first letters"),
    ("Select one more, or one less", "Space"),
    ("Select on and on", "Shift and ↑ ↓"),
];

#[component]
pub(crate) fn KeySheet() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title="Shortcuts" open=desk.keys_shown wide=true>
            <div class="keys" inner_html=sheet()></div>
        </Dialog>
    }
}

fn sheet() -> String {
    let mut sheet = String::new();
    for section in SECTIONS {
        begin(&mut sheet, section.title);
        for command in section.commands.iter().filter(|command| !command.keys.is_empty()) {
            let mut keys = String::new();
            for key in command.keys.iter().filter(|key| key.is_shown()) {
                keys += &shortcut(&key.label(is_mac()));
                keys.push(' ');
            }
            row(&mut sheet, command.title, &keys);
        }
    }
    begin(&mut sheet, "With the pointer");
    for (what, how) in HANDS {
        let how = if is_mac() { how.replace("Ctrl", "⌘") } else { how.to_owned() };
        row(&mut sheet, what, &how);
    }
    begin(&mut sheet, "In the outline");
    for (what, how) in IN_OUTLINE {
        row(&mut sheet, what, how);
    }
    sheet + "</dl></section>"
}

fn begin(sheet: &mut String, title: &str) {
    if !sheet.is_empty() {
        *sheet += "</dl></section>";
    }
    *sheet += &format!("<section><h3>{title}</h3><dl>");
}

fn row(sheet: &mut String, what: &str, how: &str) {
    *sheet += &format!("<dt>{}</dt><dd>{how}</dd>", Text(what));
}
