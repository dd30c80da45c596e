//! The desk: the editor with everything that looks at it. Every action goes through here, so that
//! the picture, the findings and what is saved never disagree.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use editor::{Ask, Command, Copied, Editor, Effect as Asked, Input, LinkChoice, Selection, Spot};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use messages::{message, said};
use topology::outage::{Outcome, SinglePoint};
use topology::triage::Sieve;
use topology::{Catalogue, Change, Design, Graph, LinkId, NodeId, RoleId, Target, Told};

use super::autosave::Autosave;
use super::checks::Checks;
use super::comparing::Layer;
use super::faces::{FrameView, LinkView, NodeView};
use super::findings::Findings;
use super::hand::{CANVAS, Floating, Hand};
use super::scene::Scene;
use super::together::{Other, Together};
use crate::api::wire::{Rights, Topic};
use crate::client::parts::{Live, Part};
use crate::client::ui::task::later;
use crate::client::ui::toast::{Toaster, toaster};

/// What the drawer below the canvas shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DrawerTab {
    Findings,
    Files,
    WhatIf,
    Views,
    Versions,
    Comments,
}

/// The design on the desk. Copies are the same desk.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(super) inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// What who is at it may do with the design.
    pub(crate) rights: Rights,
    /// Counts changes of the design: who reads it is run again when the design changes.
    pub(super) changes: RwSignal<u32>,
    pub(crate) findings: RwSignal<Vec<Told>>,
    /// Somebody has looked: until then, no findings does not mean that nothing is wrong.
    pub(crate) checked: RwSignal<bool>,
    /// The finding that F8 went to last, by its place in the list.
    pub(crate) at_finding: RwSignal<Option<usize>>,
    /// Which findings are shown, and how.
    pub(crate) sieve: RwSignal<Sieve>,
    /// What is searched for in them.
    pub(crate) sieve_words: RwSignal<String>,
    /// The finding whose fix is looked at before it is done.
    pub(crate) previewing: RwSignal<Option<Told>>,
    /// The finding that a person is about to let stand.
    pub(crate) waiving: RwSignal<Option<Told>>,
    /// What the next thread is about; without one, what is selected.
    pub(crate) topic: RwSignal<Option<Topic>>,
    /// The line that is looked for in the file that is shown next.
    pub(crate) quoted: RwSignal<Option<String>>,
    /// The last change of the deployment that was made here.
    pub(crate) last_change: RwSignal<Option<Change>>,
    /// Nodes that are away in thought; nothing of it is in the design.
    pub(crate) switched_off: RwSignal<BTreeSet<NodeId>>,
    /// What the worker said of that: how everything fares, and what alone stops something.
    pub(crate) outage: RwSignal<Option<(Vec<Outcome>, Vec<SinglePoint>)>>,
    /// A link that could mean several things.
    pub(crate) choice: RwSignal<Option<LinkChoice>>,
    /// Who else looks at the design.
    pub(crate) others: RwSignal<Vec<Other>>,
    /// What speaks with them, once it is there.
    pub(crate) live: Part<Live>,
    /// The version that the drawing is compared with, and what lies over it then.
    pub(crate) comparing: RwSignal<Option<(Layer, i64)>>,
    /// What was refused, shown over the canvas for a while.
    pub(crate) hint: RwSignal<Option<String>>,
    /// A sentence for those who listen.
    pub(crate) announcement: RwSignal<String>,
    pub(crate) drawer: RwSignal<Option<DrawerTab>>,
    /// The file shown in the drawer.
    pub(crate) file: RwSignal<Option<String>>,
    /// Which side lies over the canvas where there is no room beside it.
    pub(crate) sheet: RwSignal<&'static str>,
    /// The outline is shown in the place of the palette.
    pub(crate) outlined: RwSignal<bool>,
    /// How many problems came and went with the last edit, for those who listen.
    pub(crate) problems_said: RwSignal<String>,
    pub(crate) exporting: RwSignal<bool>,
    /// A picture of the drawing is chosen.
    pub(crate) picturing: RwSignal<bool>,
    /// The dialog about links is open.
    pub(crate) sharing: RwSignal<bool>,
    /// The list of commands lies over the page.
    pub(crate) commanding: RwSignal<bool>,
    /// The list of shortcuts lies over the page.
    pub(crate) keys_shown: RwSignal<bool>,
    /// A version is to be made: until its form is there and has the focus.
    pub(crate) naming: RwSignal<bool>,
    /// Counts small windows over the canvas: what is in one is in `inner`, and so for what hands hold.
    pub(super) floating: RwSignal<u32>,
    pub(super) hand: RwSignal<u32>,
    /// Counts what happens to a presentation.
    pub(super) showing: RwSignal<u32>,
    /// The worker is asked for a layout.
    pub(crate) arranging: RwSignal<bool>,
    /// Nodes glide to new places.
    pub(crate) settling: RwSignal<bool>,
    /// What the form is about: what is selected, a moment later while a hand is at it.
    pub(crate) inspected: RwSignal<Selection>,
}

pub(super) struct Inner {
    id: String,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) editor: Rc<RefCell<Editor>>,
    pub(super) toaster: Toaster,
    pub(super) scene: RefCell<Scene>,
    pub(super) autosave: Autosave,
    /// What the worker and the server found.
    pub(super) findings: RefCell<Findings>,
    /// Set when the desk stands: what the worker says is about it.
    pub(super) checks: RefCell<Option<Rc<Checks>>>,
    hinting: RefCell<Option<Timeout>>,
    /// A finger that stays down asks for the menu.
    pub(super) holding: RefCell<Option<Timeout>>,
    /// What was copied here last.
    pub(super) copied: RefCell<Option<Copied>>,
    pub(super) hand: RefCell<Hand>,
    pub(super) floating: RefCell<Option<Floating>>,
    /// Who gets the keys back after a small window or a question.
    pub(super) back: Cell<&'static str>,
    pub(super) settled: RefCell<Option<Timeout>>,
    /// What is told of a presentation: whether there is one, whether it is on its way to a step, and when
    /// the key of its dot went down.
    pub(super) presenting: Cell<bool>,
    pub(super) flying: Cell<bool>,
    pub(super) dotted: Cell<f64>,
    /// The line to others at this design.
    pub(super) together: Together,
    /// Runs when panning and zooming have come to rest.
    resting: RefCell<Option<Timeout>>,
    /// Shows the form of what is selected.
    pub(super) inspecting: RefCell<Option<Timeout>>,
    /// True until the drawing has been fitted into a pane of known size.
    unfitted: Cell<bool>,
}

/// Milliseconds without panning and zooming after which the picture is made sharp.
const REST: u32 = 150;

/// The desk of this page.
pub(crate) fn desk() -> Desk {
    expect_context()
}

/// Why there are no versions for whoever came by a link, and no export for whoever came to look.
const NO_VERSIONS: &str = message!(
    "A link shows the design without its versions. To make one, ask for a role on the design."
);
const MAY_NOT_EXPORT: &str =
    message!("You may look at this design. To take it away, ask an owner of its workspace.");

impl Desk {
    pub(crate) fn new(
        id: &str,
        revision: i64,
        design: Design,
        catalogue: Arc<Catalogue>,
        packed: Arc<[u8]>,
        rights: Rights,
    ) -> Self {
        let mut editor = Editor::new(design);
        if !rights.edit {
            editor.look_only();
        }
        let scene = Scene::new(&editor, &catalogue);
        let editor = Rc::new(RefCell::new(editor));
        let on_desk = {
            let editor = Rc::clone(&editor);
            move || editor.borrow().design().clone()
        };
        let inner = Inner {
            id: id.to_owned(),
            catalogue,
            editor,
            toaster: toaster(),
            scene: RefCell::new(scene),
            autosave: Autosave::new(id, revision, on_desk),
            findings: RefCell::default(),
            checks: RefCell::default(),
            hinting: RefCell::default(),
            holding: RefCell::default(),
            copied: RefCell::default(),
            hand: RefCell::default(),
            floating: RefCell::default(),
            back: Cell::new(CANVAS),
            settled: RefCell::default(),
            presenting: Cell::default(),
            flying: Cell::default(),
            dotted: Cell::default(),
            resting: RefCell::default(),
            together: Together::default(),
            inspecting: RefCell::default(),
            unfitted: Cell::new(true),
        };
        let desk = Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            rights,
            changes: RwSignal::new(0),
            findings: RwSignal::new(Vec::new()),
            checked: RwSignal::new(false),
            at_finding: RwSignal::new(None),
            sieve: RwSignal::default(),
            sieve_words: RwSignal::default(),
            previewing: RwSignal::new(None),
            waiving: RwSignal::new(None),
            topic: RwSignal::new(None),
            quoted: RwSignal::new(None),
            last_change: RwSignal::new(None),
            switched_off: RwSignal::default(),
            outage: RwSignal::new(None),
            choice: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            live: Part::empty(),
            comparing: RwSignal::new(None),
            hint: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            drawer: RwSignal::new(None),
            file: RwSignal::new(None),
            sheet: RwSignal::new("none"),
            outlined: RwSignal::new(false),
            problems_said: RwSignal::new(String::new()),
            exporting: RwSignal::new(false),
            picturing: RwSignal::new(false),
            sharing: RwSignal::new(false),
            commanding: RwSignal::new(false),
            keys_shown: RwSignal::new(false),
            naming: RwSignal::new(false),
            floating: RwSignal::new(0),
            hand: RwSignal::new(0),
            showing: RwSignal::new(0),
            arranging: RwSignal::new(false),
            settling: RwSignal::new(false),
            inspected: RwSignal::default(),
        };
        desk.start_checks(packed);
        desk.bring_live();
        desk.listen_to_the_server();
        desk.autosave().when_met(move |met| desk.take_in(met));
        Effect::new(move |_| {
            desk.inspected.track();
            if let Some(live) = desk.live.get() {
                (live.say_here)(desk);
            }
        });
        // Leaving the page does not wait for the pause after the last change.
        on_cleanup(move || {
            if let Some(inner) = desk.inner.try_get_value() {
                inner.together.leave();
                inner.autosave.close(true);
            }
        });
        desk
    }

    pub(super) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    pub(crate) fn id(self) -> String {
        self.inner().id.clone()
    }

    pub(crate) fn autosave(self) -> Autosave {
        self.inner().autosave.clone()
    }

    /// Looks at the design; runs again when it changes.
    pub(crate) fn with_design<T>(self, look: impl FnOnce(&Design) -> T) -> T {
        self.changes.track();
        look(self.inner().editor.borrow().design())
    }

    /// Looks at the design as a graph; runs again when it changes.
    pub(crate) fn with_graph<T>(self, look: impl FnOnce(&Graph<'_>) -> T) -> T {
        self.changes.track();
        let inner = self.inner();
        let editor = inner.editor.borrow();
        look(&Graph::new(editor.design(), &inner.catalogue))
    }

    /// The same with a graph of some nodes and what is linked with them, which takes no time: for who asks
    /// about those alone.
    pub(crate) fn with_graph_of<T>(
        self,
        nodes: &[&NodeId],
        look: impl FnOnce(&Graph<'_>) -> T,
    ) -> T {
        self.with_editor(|editor| {
            let nodes = nodes.iter().copied();
            self.with_catalogue(|catalogue| {
                look(&Graph::of_nodes(editor.design(), catalogue, nodes))
            })
        })
    }

    /// And of some links with what they join.
    pub(crate) fn with_graph_of_links<T>(
        self,
        links: &BTreeSet<LinkId>,
        look: impl FnOnce(&Graph<'_>) -> T,
    ) -> T {
        self.with_editor(|editor| {
            self.with_catalogue(|catalogue| {
                look(&Graph::of_links(editor.design(), catalogue, links.iter()))
            })
        })
    }

    /// Looks at the editor; runs again when the design changes.
    pub(crate) fn with_editor<T>(self, look: impl FnOnce(&Editor) -> T) -> T {
        self.changes.track();
        look(&self.inner().editor.borrow())
    }

    /// Looks at the editor once.
    pub(crate) fn with_editor_untracked<T>(self, look: impl FnOnce(&Editor) -> T) -> T {
        look(&self.inner().editor.borrow())
    }

    pub(crate) fn with_catalogue<T>(self, look: impl FnOnce(&Catalogue) -> T) -> T {
        look(&self.inner().catalogue)
    }

    pub(crate) fn with_scene<T>(self, look: impl FnOnce(&Scene) -> T) -> T {
        look(&self.inner().scene.borrow())
    }

    pub(crate) fn node_view(self, id: &str) -> Option<NodeView> {
        self.with_scene(|scene| scene.node(id))
    }

    pub(crate) fn link_view(self, id: &str) -> Option<LinkView> {
        self.with_scene(|scene| scene.link(id))
    }

    pub(crate) fn frame_view(self, id: &str) -> Option<FrameView> {
        self.with_scene(|scene| scene.frame(id))
    }

    pub(crate) fn input(self, input: &Input) {
        let sized = matches!(input, Input::Resize { .. });
        // The first known size is the moment to show the whole drawing: nothing is drawn before.
        let fits = sized && self.inner().unfitted.replace(false);
        self.point(input);
        let grip = self.grip();
        self.act(|editor, catalogue| {
            let mut effects = editor.handle(input, catalogue);
            if fits {
                effects.extend(editor.fit());
                effects.push(Asked::Viewport);
            }
            effects
        });
        self.let_go(grip);
    }

    /// Tells the editor which link is drawn under the pointer, where it may ask for that.
    fn point(self, input: &Input) {
        let inner = self.inner();
        let mut editor = inner.editor.borrow_mut();
        let asks = editor.wire().is_some() || editor.ghost().is_some();
        let at = match input {
            Input::Down { at, .. } | Input::Double { at } => Some(*at),
            Input::Move { at, .. } if asks => Some(*at),
            // What it asks for then is what was pointed at before.
            Input::Up { .. } | Input::Hold => return,
            _ => None,
        };
        let at = at.map(|at| editor.viewport().to_drawing(at));
        let near = editor.near_link(input);
        let link = at.map(|at| inner.scene.borrow().link_at(at, near));
        editor.point_at(link);
    }

    /// This place of the drawing comes to the middle of the pane.
    pub(crate) fn look_at(self, at: Spot) {
        self.act(|editor, _| editor.look_at(at));
    }

    /// The pointer is over this place of the pane, or has left it.
    pub(crate) fn hover(self, at: Option<Spot>) {
        let inner = self.inner();
        let editor = inner.editor.borrow();
        let at = at.map(|at| editor.viewport().to_drawing(at));
        inner.scene.borrow_mut().hover(at, &editor, &inner.catalogue);
    }

    pub(crate) fn run(self, command: &Command) {
        let before = self.changes.get_untracked();
        self.act(|editor, catalogue| command.run(editor, catalogue));
        let removes = command.id == "delete" || command.id == "delete-and-link";
        if removes && self.changes.get_untracked() != before {
            self.offer_command_back();
        }
    }

    /// Runs a command by its id.
    pub(crate) fn command(self, id: &str) {
        if let Some(command) = editor::commands::command(id) {
            self.run(command);
        }
    }

    /// Applies a change as one step that can be taken back.
    pub(crate) fn apply(self, change: Change) {
        self.act(|editor, _| editor.apply(change));
    }

    /// Makes a change from the design and applies it.
    pub(crate) fn edit(self, make: impl FnOnce(&Design) -> Change) {
        let change = make(self.inner().editor.borrow().design());
        self.apply(change);
    }

    pub(crate) fn add(self, role: &RoleId) {
        self.act(|editor, catalogue| editor.add(role, catalogue));
    }

    pub(crate) fn reveal(self, target: &Target) {
        self.act(|editor, _| editor.reveal(target));
        self.sheet.set("inspector");
    }

    /// Lets something be said about this.
    pub(crate) fn comment_on(self, topic: Topic) {
        self.topic.set(Some(topic));
        // The dialog that lists findings lies over the drawer.
        self.exporting.set(false);
        self.drawer.set(Some(DrawerTab::Comments));
    }

    pub(crate) fn choose(self, option: &editor::LinkOption) {
        self.choice.set(None);
        self.act(|editor, catalogue| editor.choose(option, catalogue));
        self.focus_back();
    }

    pub(crate) fn connect(self, from: &NodeId, to: &NodeId) {
        self.act(|editor, catalogue| editor.connect(from, to, catalogue));
    }

    pub(super) fn act(self, action: impl FnOnce(&mut Editor, &Catalogue) -> Vec<Asked>) {
        let inner = self.inner();
        let asked = action(&mut inner.editor.borrow_mut(), &inner.catalogue);
        for effect in asked {
            match effect {
                Asked::Ask(ask) => self.answer(ask),
                other => self.carry_out(&inner, other),
            }
        }
    }

    /// What a command asks of the page around the canvas.
    fn answer(self, ask: Ask) {
        match ask {
            Ask::Export if !self.rights.export => self.refuse(said(MAY_NOT_EXPORT)),
            Ask::Export => self.exporting.set(true),
            Ask::Picture => self.picturing.set(true),
            Ask::LayOut => self.arrange(),
            Ask::NextFinding => self.next_finding(true),
            Ask::PreviousFinding => self.next_finding(false),
            Ask::ShowFindings => self.drawer.set(Some(DrawerTab::Findings)),
            Ask::ShowFiles => self.drawer.set(Some(DrawerTab::Files)),
            Ask::ShowCommands => {
                self.remember_focus();
                self.commanding.set(true);
            }
            Ask::ShowKeys => self.keys_shown.set(true),
            Ask::Find => self.float(Some(Floating::Find)),
            Ask::Properties => self.to_form(false),
            Ask::Rename => self.to_form(true),
            Ask::Copy => super::clipboard::by_menu("copy"),
            Ask::Cut => super::clipboard::by_menu("cut"),
            Ask::Paste => self.paste_by_menu(),
            Ask::NextPart => super::keys::next_part(true),
            Ask::PreviousPart => super::keys::next_part(false),
            Ask::ShowOutline => self.show_outline(),
            Ask::ShowWhatIf => self.drawer.set(Some(DrawerTab::WhatIf)),
            Ask::ShowViews => self.drawer.set(Some(DrawerTab::Views)),
            Ask::MakeVersion if !self.rights.history => self.refuse(said(NO_VERSIONS)),
            Ask::MakeVersion => {
                self.naming.set(true);
                self.drawer.set(Some(DrawerTab::Versions));
            }
            Ask::Present => self.present(),
            Ask::PreviewFix => self.preview_fix(),
        }
    }

    fn carry_out(self, inner: &Rc<Inner>, effect: Asked) {
        let editor = inner.editor.borrow();
        let mut scene = inner.scene.borrow_mut();
        match effect {
            Asked::Moved(nodes) => scene.moved(&nodes, &editor, &inner.catalogue),
            Asked::Changed(change) => {
                scene.changed(&change, &editor, &inner.catalogue);
                self.show_hand(inner, &editor, &scene);
                if !change.is_layout_only() {
                    self.last_change.set(Some(change.clone()));
                }
                inner.autosave.push(&change);
                self.changes.update(|count| *count += 1);
                if let Some(checks) = inner.checks.borrow().as_ref() {
                    checks.changed(&change);
                }
            }
            Asked::Viewport => {
                scene.viewport_changed(&editor, &inner.catalogue);
                let rested = move || {
                    if let Some(inner) = self.inner.try_get_value() {
                        let editor = inner.editor.borrow();
                        inner.scene.borrow_mut().sharpen(&editor, &inner.catalogue);
                    }
                };
                *inner.resting.borrow_mut() = Some(later(REST, rested));
            }
            Asked::Selection => {
                scene.selection_changed(&editor, &inner.catalogue);
                self.inspect_soon(inner, &editor);
            }
            Asked::Overlay => {
                scene.pointer_changed(&editor, &inner.catalogue);
                self.show_hand(inner, &editor, &scene);
            }
            Asked::Mode => scene.mode_changed(&editor),
            Asked::Choose(choice) => {
                self.remember_focus();
                self.choice.set(Some(choice));
            }
            Asked::QuickAdd(question) => self.float(Some(Floating::Add(question))),
            Asked::Pick(list) => self.float(Some(Floating::List(list))),
            Asked::Menu(menu) => self.float(Some(Floating::Menu(menu))),
            Asked::Walked(node) => self.say_node(&editor, &node),
            Asked::Announce(text) => self.announcement.set(text),
            Asked::Show => self.showed(inner, &editor),
            Asked::Ask(_) => {}
            Asked::Refused(reason) => self.refuse(&reason),
        }
    }

    /// Says over the canvas for a while what was refused.
    pub(crate) fn refuse(self, reason: &str) {
        self.announcement.set(reason.to_owned());
        self.hint.set(Some(reason.to_owned()));
        let hint = self.hint;
        let hiding = later(6_000, move || hint.set(None));
        *self.inner().hinting.borrow_mut() = Some(hiding);
    }
}
