//! The design as a tree beside the canvas: everything that can be done on the canvas can be done here.
//!
//! What the rows are and where keys lead is the editor's. Only the rows in view have elements; the tree
//! keeps the focus and names the row one is at, so that rows can come and go.

mod hands;
mod rows;

use editor::outline::{Item, Outline, Row, Totals};
use leptos::html;
use leptos::prelude::*;
use messages::said;

use crate::client::desk::Desk;
use crate::client::ui::dynamic::value;
use crate::client::ui::icon::Icon;

/// The tree, and what its parts share.
#[derive(Clone, Copy)]
struct Tree {
    desk: Desk,
    outline: RwSignal<Outline>,
    /// The row one is at, and its place when it was last there.
    at: RwSignal<Option<Item>>,
    last: StoredValue<usize>,
    rows: Memo<Vec<Row>>,
    /// The place of that row.
    place: Memo<usize>,
    /// The first row that has an element.
    first: RwSignal<usize>,
    /// What was typed of a name, and when.
    typed: StoredValue<(String, f64)>,
    /// The selection was changed here: one stays at the row where one is.
    own: StoredValue<bool>,
    element: NodeRef<html::Div>,
    lines: NodeRef<html::Div>,
}

/// The outline of the design on the desk. It is asked for nothing while it is not shown.
pub(crate) fn outline(desk: Desk) -> AnyView {
    let outline = RwSignal::new(Outline::default());
    let at = RwSignal::new(None::<Item>);
    let last = StoredValue::new(0);
    let rows = Memo::new(move |_| {
        if !desk.outlined.get() {
            return Vec::new();
        }
        desk.with_graph(|graph| outline.with(|outline| outline.rows(graph)))
    });
    let place = Memo::new(move |_| {
        rows.with(|rows| {
            let found = at.with(|at| rows.iter().position(|row| Some(&row.item) == at.as_ref()));
            // Where a row was taken away one is at the one that took its place.
            found.unwrap_or_else(|| last.get_value().min(rows.len().saturating_sub(1)))
        })
    });
    let tree = Tree {
        desk,
        outline,
        at,
        last,
        rows,
        place,
        first: RwSignal::new(0),
        typed: StoredValue::new((String::new(), 0.0)),
        own: StoredValue::new(false),
        element: NodeRef::new(),
        lines: NodeRef::new(),
    };
    let totals = Memo::new(move |_| {
        if !desk.outlined.get() {
            return Totals::default();
        }
        desk.with_design(|design| {
            desk.with_catalogue(|catalogue| {
                desk.findings.with(|found| Totals::new(design, catalogue, found))
            })
        })
    });
    tree.follow_selection();
    tree.draw(totals);
    let empty = move || rows.with(Vec::is_empty);
    let shown = move |is_shown: bool| if is_shown { "" } else { "display:none" };
    view! {
        <aside class="outline" aria-label=said("Outline") style=value(move || shown(desk.outlined.get()))>
            <div class="outline__bar" role="toolbar" aria-label=said("Add")>
                <button class="btn btn--small" title=said("In the place where you are (Insert)") on:click=move |_| desk.command("add-here")><Icon name="plus"/>{said("Node")}</button>
                <button class="btn btn--small" title=said("A machine") on:click=move |_| desk.command("add-host")><Icon name="plus"/>{said("Host")}</button>
                <button class="btn btn--small" title=said("A site, a network or a rack") on:click=move |_| desk.command("add-zone")><Icon name="plus"/>{said("Zone")}</button>
            </div>
            <p class="outline__empty quiet" style=value(move || shown(empty()))>{said("Nothing is here yet. Add a node, or the host it runs on.")}</p>
            <div class="outline__tree" role="tree" tabindex="0" aria-label=said("Zones, hosts, nodes and links") aria-multiselectable="true" node_ref=tree.element
                style=value(move || shown(!empty())) on:keydown=move |event| tree.pressed(&event) on:click=move |event| tree.clicked(&event)
                on:dblclick=move |event| tree.entered(&event) on:contextmenu=move |event| tree.asked(&event) on:scroll=move |_| tree.scrolled()>
                <div class="outline__rows" role="presentation" node_ref=tree.lines></div>
            </div>
        </aside>
    }
    .into_any()
}
