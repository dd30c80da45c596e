//! Zoom and the pointer's tool, in the corner of the canvas.

use drawing::Length;
use editor::Mode;
use leptos::prelude::*;
use messages::{said, say};

use crate::client::desk::desk;
use crate::client::ui::dynamic::{flag, value};
use crate::client::ui::icon::Icon;

#[component]
pub(crate) fn CanvasTools() -> impl IntoView {
    let desk = desk();
    let (zoom, cursor) = desk.with_scene(|scene| (scene.told_zoom, scene.cursor));
    let percent = move || format!("{} %", Length((zoom.get() * 100.0).round()));
    let label = move || say!("{percent}, zoom to 100 %", percent = percent());
    let mode = Memo::new(move |_| {
        cursor.track();
        desk.with_editor_untracked(|editor| editor.mode())
    });
    let snaps = Memo::new(move |_| {
        cursor.track();
        desk.hand();
        desk.with_editor_untracked(editor::Editor::snaps)
    });
    let pressed = move |wanted: Mode| mode.get() == wanted;
    view! {
        <div class="canvas-tools" role="toolbar" aria-label=said("View")>
            <button class="btn btn--quiet btn--icon" aria-label=said("Select") title=said("Select (V)") aria-pressed=flag(move || pressed(Mode::Select))
                on:click=move |_| desk.command("select-tool")><Icon name="mouse-pointer-2"/></button>
            <button class="btn btn--quiet btn--icon" aria-label=said("Move the drawing") title=said("Move the drawing (H, or hold Space)")
                aria-pressed=flag(move || pressed(Mode::Hand)) on:click=move |_| desk.command("hand-tool")><Icon name="hand"/></button>
            <button class="btn btn--quiet btn--icon" aria-label=said("Lay out") title=said("Lay out the drawing, or what is selected, in the direction of its calls")
                aria-busy=flag(move || desk.arranging.get()) on:click=move |_| desk.command("lay-out")><Icon name="network"/></button>
            <button class="btn btn--quiet btn--icon" aria-label=said("Snap") title=said("Snap to the grid and to lines of others (Ctrl ')")
                aria-pressed=flag(move || snaps.get()) on:click=move |_| desk.command("snapping")><Icon name="magnet"/></button>
            <span class="divider"></span>
            <button class="btn btn--quiet btn--icon" aria-label=said("Zoom out") title=said("Zoom out (Ctrl −)") on:click=move |_| desk.command("zoom-out")><Icon name="minus"/></button>
            <button class="btn btn--quiet zoom" title=said("Zoom to 100 % (Ctrl 0)") aria-label=value(label) on:click=move |_| desk.command("full-size")>{percent}</button>
            <button class="btn btn--quiet btn--icon" aria-label=said("Zoom in") title=said("Zoom in (Ctrl +)") on:click=move |_| desk.command("zoom-in")><Icon name="plus"/></button>
            <button class="btn btn--quiet btn--icon" aria-label=said("Show all") title=said("Show all (Shift 1)") on:click=move |_| desk.command("fit")><Icon name="maximize"/></button>
        </div>
    }
}
