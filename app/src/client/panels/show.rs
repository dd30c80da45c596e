//! What lies over the drawing while it is presented: what is not lit is pale, a dot follows the pointer,
//! and a bar says where one is.

use std::cell::RefCell;
use std::rc::Rc;

use drawing::geometry::node_rect;
use drawing::{Length, route};
use editor::{Editor, Show, Turn, Viewport};
use gloo::timers::callback::Timeout;
use leptos::ev::{keydown, pointermove};
use leptos::html;
use leptos::prelude::*;
use messages::{said, say};
use topology::{NodeId, ordered};

use crate::client::desk::Desk;
use crate::client::parts::panels_of_page;
use crate::client::ui::browser;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::task::later;

/// Without a move or a key the bar fades after so many milliseconds.
const IDLE: u32 = 2_500;
/// More links than this between lit nodes stay pale: nobody follows them.
const LINKS: usize = 2_000;

/// Nothing while nothing is presented.
pub(crate) fn show_layer(desk: Desk) -> AnyView {
    let on = Memo::new(move |_| desk.with_show(|_| ()).is_some());
    let panels = panels_of_page();
    dynamic(move || on.get().then(|| Some((panels.get()?.show)(desk)))).into_any()
}

/// The layer itself.
pub(crate) fn layer(desk: Desk) -> AnyView {
    let awake = RwSignal::new(true);
    let dot = NodeRef::<html::Div>::new();
    listen(desk, awake, dot);
    let bar = drawn(
        "show-bar",
        said("Presentation"),
        Box::new(move |root| bar(desk, root)),
        Box::new(move |act, _, _| act_on(desk, act)),
    );
    let notes = move || {
        let text = desk.with_show(|show| {
            let notes = show.slide().map(|slide| slide.notes.clone()).unwrap_or_default();
            show.notes.then_some(notes)
        })??;
        let (class, text) = if text.is_empty() {
            ("show-notes quiet", said("This step has no notes.").to_owned())
        } else {
            ("show-notes", text)
        };
        Some(view! { <aside class=class aria-label=said("Notes")>{text}</aside> })
    };
    let has_dot = move || desk.with_show(Show::has_dot) == Some(true);
    view! {
        <div class="show" data-awake=flag(move || awake.get()) data-dot=flag(has_dot)>
            {veil(desk)}
            <div class="show-foot">{dynamic(notes)}{bar}</div>
            <div class="show-dot" node_ref=dot aria-hidden="true"></div>
        </div>
    }
    .into_any()
}

/// The pointer moves the dot, and what anyone does wakes the bar.
fn listen(desk: Desk, awake: RwSignal<bool>, dot: NodeRef<html::Div>) {
    let sleeping: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let wake = Rc::new(move || {
        if awake.try_get_untracked() == Some(false) {
            awake.set(true);
        }
        let sleep = later(IDLE, move || {
            // The page may have been left meanwhile.
            let _ = awake.try_set(false);
        });
        *sleeping.borrow_mut() = Some(sleep);
    });
    wake();
    let woken = Rc::clone(&wake);
    let moved = window_event_listener(pointermove, move |event| {
        woken();
        if let Some(dot) = dot.get_untracked() {
            let place = format!("translate({}px,{}px)", event.client_x(), event.client_y());
            // A dot without its place is not seen; nothing worse comes of it.
            let _ = (*dot).style().set_property("transform", &place);
        }
    });
    let pressed = window_event_listener(keydown, move |_| wake());
    // The browser keeps Escape for itself where the page fills the screen.
    let left = window_event_listener_untyped("fullscreenchange", move |_| {
        if desk.is_there() && !browser::fills_screen() {
            desk.leave_show();
        }
    });
    on_cleanup(move || {
        moved.remove();
        pressed.remove();
        left.remove();
    });
}

fn bar(desk: Desk, root: El) -> El {
    let shown = desk.with_show(|show| {
        let name = show.slide().map(|slide| slide.name.clone()).unwrap_or_default();
        (name, show.place(), show.notes, show.has_dot())
    });
    let Some((name, (at, count), notes, dot)) = shown else { return root };
    let act = |act: &str, label: &str, title: &str, picture: &str| {
        let button = button("btn btn--quiet btn--icon", act, "").attr("aria-label", label);
        button.attr("title", title).with(icon(picture))
    };
    let ends = |is_end: bool| if is_end { "true" } else { "false" };
    let place = say!("{at} of {count}", at, count);
    let step = el("span", "show-bar__step").span("show-bar__name", &name).span("quiet", &place);
    root.with(
        act("back", said("Back"), said("Back (←)"), "chevron-left")
            .attr("aria-disabled", ends(at == 1)),
    )
    .with(step)
    .with(
        act("next", said("Next"), said("Next (→)"), "chevron-right")
            .attr("aria-disabled", ends(at == count)),
    )
    .with(el("span", "divider"))
    .with(act("notes", said("Notes"), said("Notes (N)"), "sticky-note").flag("aria-pressed", notes))
    .with(
        act("dot", said("Pointer"), said("Pointer (L, pressed or held)"), "locate-fixed")
            .flag("aria-pressed", dot),
    )
    .with(act("leave", said("Leave"), said("Leave (Esc)"), "x"))
}

fn act_on(desk: Desk, act: &str) {
    match act {
        "back" => desk.turn(Turn::Back),
        "next" => desk.turn(Turn::Next),
        "dot" => {
            desk.show_key("l", false);
            desk.dot_up(0.0);
        }
        "notes" => drop(desk.show_key("n", false)),
        _ => desk.leave_show(),
    }
}

/// A sheet over the drawing with holes where nodes are lit, and along the links between them.
fn veil(desk: Desk) -> AnyView {
    let viewport = desk.with_scene(|scene| scene.viewport);
    let lit = move || {
        let lit = desk.with_show(|show| show.slide().map(|slide| slide.lit.clone()))??;
        let there = desk.with_editor(|editor| holes(editor, &lit));
        (!there.0.is_empty()).then_some(there)
    };
    let transform = move || {
        let Viewport { x, y, zoom, .. } = viewport.get();
        format!("translate({} {}) scale({})", Length(x), Length(y), Length(zoom))
    };
    dynamic(move || {
        lit().map(|(cards, lines)| {
            view! {
                <svg class="show-veil" aria-hidden="true">
                    <mask id="show-lit">
                        <rect width="100%" height="100%" fill="#fff"></rect>
                        <g transform=value(transform) stroke="#000" stroke-linejoin="round">
                            <path d=cards stroke-width="24"></path>
                            <path d=lines stroke-width="10" fill="none"></path>
                        </g>
                    </mask>
                    <rect class="show-veil__sheet" width="100%" height="100%" mask="url(#show-lit)"></rect>
                </svg>
            }
        })
    })
    .into_any()
}

/// The outlines of lit cards, and the lines between two of them.
fn holes(editor: &Editor, lit: &[NodeId]) -> (String, String) {
    let design = editor.shown();
    // What is collapsed is lit with the first of its nodes that is.
    let lit = ordered::set(lit.iter().map(|id| editor.card_of(id).clone()));
    let is_lit = |id: &NodeId| lit.contains(id);
    let (mut cards, mut lines) = (String::new(), String::new());
    for node in lit.iter().filter(|id| design.node(id).is_some()) {
        let at = editor.shown_position(node);
        cards += &format!("M{} {}h184v64h-184z", at.x, at.y);
    }
    let among = design.links().filter(|link| is_lit(&link.from) && is_lit(&link.to));
    for link in among.take(LINKS) {
        let card = |id| node_rect(editor.shown_position(id));
        lines += &route::path(&route::route(card(&link.from), card(&link.to)));
    }
    (cards, lines)
}
