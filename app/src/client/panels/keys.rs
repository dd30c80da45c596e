//! All shortcuts on a sheet, made from the list of commands.

use editor::SECTIONS;
use leptos::prelude::*;
use messages::{message, said};

use crate::client::desk::desk;
use crate::client::ui::browser::is_mac;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::markup::Text;
use crate::client::ui::picker::shortcut;

/// What hands do, for those who have a pointer.
const HANDS: [(&str, &str); 9] = [
    (message!("Move the drawing"), message!("Space and drag, right or middle button")),
    (message!("Zoom"), message!("Ctrl and wheel, pinch")),
    (message!("Add to the selection"), message!("Shift and click")),
    (message!("Select an area"), message!("Drag on the drawing")),
    (message!("Drag a copy"), message!("Alt and drag")),
    (message!("Keep to one direction"), message!("Shift while dragging")),
    (message!("Leave grid and lines"), message!("Ctrl while dragging")),
    (message!("Add a node"), message!("Double click on the drawing")),
    (message!("What can be done here"), message!("Right click, or a long press")),
];

/// What keys do in the outline beside what they do everywhere.
const IN_OUTLINE: [(&str, &str); 5] = [
    (message!("Go through the rows"), message!("↑ ↓ Home End Page Up Page Down")),
    (message!("Open and close a row"), "→ ←"),
    (message!("Go to a name"), message!("Type its first letters")),
    (message!("Select one more, or one less"), message!("Space")),
    (message!("Select on and on"), message!("Shift and ↑ ↓")),
];

#[component]
pub(crate) fn KeySheet() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title=said("Shortcuts") open=desk.keys_shown wide=true>
            <div class="keys" inner_html=sheet()></div>
        </Dialog>
    }
}

fn sheet() -> String {
    let mut sheet = String::new();
    for section in SECTIONS {
        begin(&mut sheet, said(section.title));
        for command in section.commands.iter().filter(|command| !command.keys.is_empty()) {
            let mut keys = String::new();
            for key in command.keys.iter().filter(|key| key.is_shown()) {
                keys += &shortcut(&key.label(is_mac()));
                keys.push(' ');
            }
            row(&mut sheet, said(command.title), &keys);
        }
    }
    begin(&mut sheet, said("With the pointer"));
    for (what, how) in HANDS {
        let how = said(how);
        let how = if is_mac() { how.replace(said("Ctrl"), "⌘") } else { how.to_owned() };
        row(&mut sheet, said(what), &how);
    }
    begin(&mut sheet, said("In the outline"));
    for (what, how) in IN_OUTLINE {
        row(&mut sheet, said(what), said(how));
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
