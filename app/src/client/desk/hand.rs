//! What a hand holds or could hold, as the canvas shows it; and what is said of where one is.

use std::collections::BTreeSet;
use std::rc::Rc;

use drawing::geometry::Rect;
use drawing::route;
use editor::{
    Destination, Direction, Editor, Input, List, Menu, QuickAdd, Selection, Spot, Step, facts,
};
use leptos::prelude::*;
use topology::{Container, Graph, HostId, NodeId, Point, RoleId, Severity, ZoneId, ordered};

use super::scene::Scene;
use super::session::{Desk, Inner};
use crate::client::ui::browser;
use crate::client::ui::task::later;
use crate::client::ui::words::counted;

/// More outlines than this are a grey cloud.
const OUTLINES: usize = 200;

/// What is shown over the drawing, beside the pointer's own marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Hand {
    /// Where copies would lie.
    pub(crate) copies: Vec<Point>,
    /// The frame that what is held would be put into.
    pub(crate) home: Option<Rect>,
    /// The line of the link that what is held would go into.
    pub(crate) onto: Option<String>,
    /// The node with arrows at its sides.
    pub(crate) hovered: Option<(NodeId, String, Point)>,
    /// Dragged nodes snap; so they do at first.
    pub(crate) snaps: bool,
}

/// A small window over the canvas.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Floating {
    /// Which role shall a new node have?
    Add(QuickAdd),
    List(List),
    Menu(Menu),
    Find,
}

impl Desk {
    /// False once the page was left.
    pub(crate) fn is_there(self) -> bool {
        self.inner.try_get_value().is_some()
    }

    pub(super) fn show_hand(self, inner: &Inner, editor: &Editor, scene: &Scene) {
        let design = editor.design();
        let onto = editor.onto().map(|link| route::path(&scene.way(link)));
        let hovered = editor.hovered().and_then(|id| design.node(id));
        let hovered =
            hovered.map(|node| (node.id.clone(), node.name.clone(), editor.position(&node.id)));
        let copies = editor.copies().iter().take(OUTLINES).copied().collect();
        let (home, snaps) = (editor.home(), editor.snaps());
        let hand = Hand { copies, home, onto, hovered, snaps };
        if *inner.hand.borrow() != hand {
            *inner.hand.borrow_mut() = hand;
            self.hand.update(|count| *count += 1);
        }
    }

    /// What is held; runs again when it is something else.
    pub(crate) fn hand(self) -> Hand {
        self.hand.track();
        self.inner().hand.borrow().clone()
    }

    /// Shows a small window over the canvas in the place of another, or takes it away.
    pub(crate) fn float(self, floating: Option<Floating>) {
        if floating.is_some() {
            self.remember_focus();
        }
        *self.inner().floating.borrow_mut() = floating;
        self.floating.update(|count| *count += 1);
    }

    /// The small window; runs again when it is another.
    pub(crate) fn floating(self) -> Option<Floating> {
        self.floating.track();
        self.inner().floating.borrow().clone()
    }

    /// Who has the keys gets them back after what comes now: the outline, or else the canvas.
    pub(super) fn remember_focus(self) {
        let active = document().active_element();
        let is_in = |part: &str| {
            active.as_ref().is_some_and(|active| active.closest(part).ok().flatten().is_some())
        };
        if !is_in(".floating, .chooser, dialog") {
            self.inner().back.set(if is_in(".outline") { TREE } else { CANVAS });
        }
    }

    /// Gives them back.
    pub(crate) fn focus_back(self) {
        browser::focus(self.inner().back.get());
    }

    /// Shows the outline, and goes there.
    pub(super) fn show_outline(self) {
        self.outlined.set(true);
        self.sheet.set("palette");
        request_animation_frame(|| {
            if !browser::focus(TREE) {
                browser::focus(".outline button");
            }
        });
    }

    /// Selects this and brings it into view.
    pub(crate) fn show(self, selection: Selection) {
        self.act(|editor, _| editor.select_in_view(selection));
    }

    pub(crate) fn toggle(self, node: &NodeId) {
        self.act(|editor, _| editor.toggle(node));
    }

    pub(crate) fn move_to(self, to: &Destination) {
        self.act(|editor, catalogue| editor.move_to(to, catalogue));
    }

    /// The menu of what is selected, at the canvas's left side and this height of the page.
    pub(crate) fn menu_at(self, y: f64) {
        let pane = document().query_selector(CANVAS).ok().flatten();
        let top = pane.map_or(0.0, |pane| pane.get_bounding_client_rect().top());
        self.act(|editor, _| editor.menu_from(Spot::new(0.0, y - top)));
    }

    /// Asks for the menu when a finger has been down for a while; what was asked before is forgotten.
    pub(crate) fn hold(self, for_ms: Option<u32>, before: impl FnOnce() + 'static) {
        let asking = for_ms.map(|ms| {
            later(ms, move || {
                if self.is_there() {
                    before();
                    self.input(&Input::Hold);
                }
            })
        });
        *self.inner().holding.borrow_mut() = asking;
    }

    /// Says of a node what there is to say.
    pub(super) fn say_node(self, editor: &Editor, node: &NodeId) {
        let mut counts = [0_usize; 2];
        self.findings.with_untracked(|findings| {
            for finding in findings.iter().filter(|finding| finding.target.node() == Some(node)) {
                match finding.severity {
                    Severity::Error => counts[0] += 1,
                    Severity::Warning => counts[1] += 1,
                    Severity::Info => {}
                }
            }
        });
        let wrong = match counts {
            [0, 0] => String::new(),
            [0, warnings] => counted(warnings, "warning"),
            [errors, _] => counted(errors, "error"),
        };
        let said = self.with_catalogue(|catalogue| {
            let graph = Graph::of_nodes(editor.design(), catalogue, std::iter::once(node));
            facts::node(&graph, node, &wrong)
        });
        self.announcement.set(said);
    }

    /// Whether a node follows in the order of the traffic.
    pub(super) fn has_next(self) -> bool {
        self.with_catalogue(|catalogue| {
            self.with_editor_untracked(|editor| editor.step(Step::Next, catalogue).is_some())
        })
    }

    /// Says where what was moved lies now.
    pub(super) fn say_place(self) {
        if let Some(said) = self.with_editor_untracked(facts::place) {
            self.announcement.set(said);
        }
    }

    /// Adds the node that was asked for.
    pub(crate) fn answer_role(self, question: &QuickAdd, role: &RoleId) {
        self.act(|editor, catalogue| editor.answer_role(question, role, catalogue));
    }

    pub(crate) fn clone_beside(self, node: &NodeId, way: Direction) {
        self.act(|editor, catalogue| editor.clone_beside(node, way, catalogue));
    }

    /// The cards of which all is switched off.
    pub(crate) fn cards_off(self) -> BTreeSet<NodeId> {
        self.switched_off.with_untracked(|off| {
            self.with_editor_untracked(|editor| {
                let cards = off.iter().filter(|id| editor.is_off(id, off));
                ordered::set(cards.cloned())
            })
        })
    }

    /// Collapses the host or zone of a frame, or expands that of a card; by the key of the frame, or by
    /// `#` and the card's id.
    pub(crate) fn collapse(self, what: &str) {
        let container = if let Some(card) = what.strip_prefix('#') {
            let card = NodeId::new(card).ok();
            self.with_editor_untracked(|editor| Some(editor.boxed(&card?)?.container.clone()))
        } else if what.starts_with('!') {
            ZoneId::new(what.trim_start_matches(['!', ' '])).ok().map(Container::Zone)
        } else {
            HostId::new(what).ok().map(Container::Host)
        };
        if let Some(container) = container {
            self.act(|editor, _| editor.collapse(&container));
        }
    }

    pub(crate) fn walk_to(self, node: &NodeId) {
        self.act(|editor, _| editor.walk_to(node.clone()));
    }

    pub(crate) fn find(self, text: &str) -> Vec<NodeId> {
        self.with_catalogue(|catalogue| {
            self.with_editor_untracked(|editor| editor.find(text, catalogue))
        })
    }

    /// What is painted from afar is on the screen, `all` of what it should be.
    pub(crate) fn painted(self, all: bool) {
        let inner = self.inner();
        let editor = inner.editor.borrow();
        inner.scene.borrow_mut().painted(all, &editor, &inner.catalogue);
    }

    /// Shows the form of what is selected: at once, or, while a hand is at it, when the hand rests.
    /// Building a form takes longer than a picture may, and a marquee selects something else with each
    /// step.
    pub(super) fn inspect_soon(self, inner: &Rc<Inner>, editor: &Editor) {
        if editor.is_idle() {
            *inner.inspecting.borrow_mut() = None;
            self.inspect(editor);
        } else {
            self.inspect_after(inner, PAUSE);
        }
    }

    /// What a hand is at, before it does something else.
    pub(super) fn grip(self) -> Grip {
        self.with_editor_untracked(|editor| {
            if editor.is_idle() {
                Grip::Nothing
            } else if editor.is_dragging() || editor.marquee().is_some() {
                Grip::Drag
            } else {
                Grip::Press
            }
        })
    }

    /// Shows the form of what a hand that was at something has let go: of what was pressed at once, of
    /// what was dragged after the picture in which it lies where it was put.
    pub(super) fn let_go(self, grip: Grip) {
        let inner = self.inner();
        let editor = inner.editor.borrow();
        if editor.is_idle() {
            match grip {
                Grip::Nothing => {}
                Grip::Press => self.inspect_soon(&inner, &editor),
                Grip::Drag => self.inspect_after(&inner, 0),
            }
        }
    }

    fn inspect_after(self, inner: &Inner, pause: u32) {
        let rested = move || {
            // The page may have been left meanwhile.
            let Some(inner) = self.inner.try_get_value() else { return };
            let editor = inner.editor.borrow();
            // What is dragged has its form when it is put down.
            if !editor.is_dragging() {
                self.inspect(&editor);
            }
        };
        *inner.inspecting.borrow_mut() = Some(later(pause, rested));
    }

    fn inspect(self, editor: &Editor) {
        let selection = editor.shown_selection();
        if self.inspected.with_untracked(|old| *old != selection) {
            self.inspected.set(selection);
        }
    }

    /// To the form of what is selected, which is built after this; with its name to be overwritten.
    pub(super) fn to_form(self, name: bool) {
        self.sheet.set("inspector");
        request_animation_frame(move || {
            browser::focus(".inspector :is(input, select, textarea, button)");
            if name {
                browser::select_text();
            }
        });
    }
}

/// What a hand is at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Grip {
    Nothing,
    Press,
    /// Cards that follow it, or a marquee.
    Drag,
}

/// A hand that rests this long is shown the form of what it holds, in milliseconds.
const PAUSE: u32 = 120;

/// The canvas, which has the focus while nothing else needs it.
pub(crate) const CANVAS: &str = ".canvas";

/// The tree of the outline.
pub(crate) const TREE: &str = ".outline [role=tree]";
