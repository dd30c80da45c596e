//! Views: the steps that are presented, to be saved, named, ordered and told about.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::{Change, View, ViewId, text};

use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::field::TextField;
use crate::client::ui::words::counted;

const NONE: &str = message!(
    "No view is saved yet. Without views, presenting shows all of the drawing and then its parts: zones, hosts with several nodes, and what stands at one distance from the callers."
);
const HOW: &str = message!(
    "Move and zoom the drawing to what you want to show, select the nodes that are to be lit while the others are pale, and save the view."
);

pub(super) fn views(desk: Desk) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let list = drawn(
        "views__list",
        said("Views"),
        Box::new(move |root| list(desk, root, &chosen.get())),
        Box::new(move |act, at, _| act_on(desk, chosen, act, at)),
    );
    // Another view is another form; what is typed into one does not build it anew.
    let there = Memo::new(move |_| {
        let id = ViewId::new(chosen.get()).ok()?;
        desk.with_design(|design| design.view(&id).map(|view| view.id.to_string()))
    });
    let form =
        dynamic(move || there.get().and_then(|id| form(desk, chosen, ViewId::new(id).ok()?)));
    view! { <div class="views">{list}<div class="views__form">{form}</div></div> }.into_any()
}

fn list(desk: Desk, root: El, chosen: &str) -> El {
    let save = button("btn btn--small", "save", "").with(icon("plus")).text(said("Save this view"));
    let present =
        button("btn btn--small", "present", "").with(icon("presentation")).text(said("Present"));
    let root = root.with(el("div", "choice-row").with(save).with(present));
    let how = el("p", "quiet").text(said(HOW));
    desk.with_design(|design| {
        let count = design.views().len();
        if count == 0 {
            return root.with(el("p", "quiet").text(said(NONE))).with(how);
        }
        let mut rows = el("ol", "views__rows");
        for (place, view) in design.views().enumerate() {
            rows = rows.with(row(view, place, count, view.id.as_str() == chosen));
        }
        root.with(rows).with(how)
    })
}

fn row(view: &View, place: usize, count: usize, is_chosen: bool) -> El {
    let id = view.id.as_str();
    let part = view.area.is_some();
    let mut about = if part { said("a part") } else { said("all of the drawing") }.to_owned();
    if !view.lit.is_empty() {
        about = say!("{about}, {nodes} lit", about, nodes = counted(view.lit.len(), "node"));
    }
    if !view.notes.is_empty() {
        about = say!("{about}, notes", about);
    }
    let name = button("views__name", "choose", id).with(el("strong", "").text(&view.name));
    let name = name.text(" ").span("quiet", &about);
    let name = name.attr("title", &[view.name.as_str(), " ", &about].concat());
    let act = |act: &str, word: &str, label: &str, picture: &str, off: bool| {
        let button =
            button("btn btn--quiet btn--icon btn--small", act, id).attr("aria-label", label);
        button.attr("title", word).flag("aria-disabled", off).with(icon(picture))
    };
    let earlier = say!("Earlier {name}", name = &view.name);
    let later = say!("Later {name}", name = &view.name);
    let delete = say!("Delete {name}", name = &view.name);
    el("li", "views__row")
        .attr("aria-current", if is_chosen { "true" } else { "false" })
        .span("views__number", &(place + 1).to_string())
        .with(name)
        .with(act("up", said("Earlier"), &earlier, "chevron-up", place == 0))
        .with(act("down", said("Later"), &later, "chevron-down", place + 1 == count))
        .with(act("delete", said("Delete"), &delete, "trash-2", false))
}

fn act_on(desk: Desk, chosen: RwSignal<String>, act: &str, at: &str) {
    match act {
        "present" => return desk.present(),
        "save" => {
            desk.save_view();
            let last = desk.with_editor_untracked(|editor| {
                editor.design().views().last().map(|view| view.id.to_string())
            });
            chosen.set(last.unwrap_or_default());
            return;
        }
        _ => {}
    }
    let Ok(id) = ViewId::new(at) else { return };
    match act {
        "choose" => {
            chosen.set(at.to_owned());
            desk.look_at_view(&id);
        }
        "update" => desk.update_view(&id),
        "all" => write(desk, &id, |view| view.area = None),
        "delete" => {
            desk.edit(|design| Change::remove_view(design, &id));
            desk.announcement.set(said("The view is deleted. Undo brings it back.").to_owned());
        }
        _ => desk.edit(|design| {
            let Some(place) = design.views().position(|view| view.id == id) else {
                return Change::new();
            };
            let to = if act == "up" { place.saturating_sub(1) } else { place + 1 };
            Change::move_view(design, &id, to)
        }),
    }
}

fn write(desk: Desk, id: &ViewId, change: impl FnOnce(&mut View)) {
    desk.edit(|design| {
        let Some(mut view) = design.view(id).cloned() else { return Change::new() };
        change(&mut view);
        Change::save_view(design, view)
    });
}

fn form(desk: Desk, chosen: RwSignal<String>, id: ViewId) -> Option<AnyView> {
    let kept = StoredValue::new(id);
    let read = move |field: fn(&View) -> &String| {
        Signal::derive(move || {
            desk.with_design(|design| {
                kept.with_value(|id| design.view(id).map(field).cloned()).unwrap_or_default()
            })
        })
    };
    let name = Callback::new(|name: String| {
        text::check_name(name.trim()).map_err(|error| error.to_string())
    });
    let notes =
        Callback::new(|notes: String| text::check_block(&notes).map_err(|error| error.to_string()));
    let rename = Callback::new(move |name: String| {
        kept.with_value(|id| write(desk, id, |view| view.name = name.trim().to_owned()));
    });
    let note = Callback::new(move |notes: String| {
        kept.with_value(|id| write(desk, id, |view| view.notes = notes));
    });
    let buttons = drawn(
        "choice-row",
        said("What the view shows"),
        Box::new(move |root| {
            kept.with_value(|id| {
                root.with(
                    button("btn btn--small", "update", id.as_str())
                        .text(said("Show what is seen now")),
                )
                .with(
                    button("btn btn--small", "all", id.as_str())
                        .text(said("Show all of the drawing")),
                )
            })
        }),
        Box::new(move |act, at, _| act_on(desk, chosen, act, at)),
    );
    Some(
        view! {
            <TextField label=said("Name") value=read(|view| &view.name) check=name commit=rename/>
            <TextField label=said("Notes") value=read(|view| &view.notes) check=notes commit=note lines=true
                help=said("What is said to it. While presenting, N shows and hides them.")/>
            {buttons}
        }
        .into_any(),
    )
}
