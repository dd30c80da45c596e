//! The desk: the editor with everything that looks at it. Every action goes through here, so that
//! the picture, the findings and what is saved never disagree.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use editor::{Command, Editor, Effect as Asked, Input, LinkChoice};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::Finding;
use topology::{Catalogue, Change, Design, Graph, NodeId, RoleId, Target, document};

use super::autosave::Autosave;
use super::views::{LinkView, NodeView, Scene};
use crate::api::designs::open_design;
use crate::client::ui::toast::toaster;

/// What the drawer below the canvas shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DrawerTab {
    Findings,
    Files,
}

/// The design on the desk. Copies are the same desk.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// Counts changes of the design: who reads it is run again when the design changes.
    changes: RwSignal<u32>,
    pub(crate) findings: RwSignal<Vec<Finding>>,
    /// A link that could mean several things.
    pub(crate) choice: RwSignal<Option<LinkChoice>>,
    /// What was refused, shown over the canvas for a while.
    pub(crate) hint: RwSignal<Option<String>>,
    /// A sentence for those who listen.
    pub(crate) announcement: RwSignal<String>,
    pub(crate) drawer: RwSignal<Option<DrawerTab>>,
    /// The file shown in the drawer.
    pub(crate) file: RwSignal<Option<String>>,
    /// Which side lies over the canvas where there is no room beside it.
    pub(crate) sheet: RwSignal<&'static str>,
    pub(crate) exporting: RwSignal<bool>,
}

struct Inner {
    id: String,
    catalogue: Catalogue,
    editor: RefCell<Editor>,
    scene: RefCell<Scene>,
    autosave: Autosave,
    checking: RefCell<Option<Timeout>>,
    hinting: RefCell<Option<Timeout>>,
    /// True until the drawing has been fitted into a pane of known size.
    unfitted: Cell<bool>,
}

/// The desk of this page.
pub(crate) fn desk() -> Desk {
    expect_context()
}

/// Designs larger than this are checked a moment after the change, not with it.
const LARGE: usize = 400;

impl Desk {
    pub(crate) fn new(id: &str, revision: i64, design: Design, catalogue: Catalogue) -> Self {
        let editor = Editor::new(design);
        let scene = Scene::new(&editor, &catalogue);
        let inner = Inner {
            id: id.to_owned(),
            catalogue,
            editor: RefCell::new(editor),
            scene: RefCell::new(scene),
            autosave: Autosave::new(id, revision),
            checking: RefCell::default(),
            hinting: RefCell::default(),
            unfitted: Cell::new(true),
        };
        let desk = Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            changes: RwSignal::new(0),
            findings: RwSignal::new(Vec::new()),
            choice: RwSignal::new(None),
            hint: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            drawer: RwSignal::new(None),
            file: RwSignal::new(None),
            sheet: RwSignal::new("none"),
            exporting: RwSignal::new(false),
        };
        desk.check_now();
        if let Some(change) = desk.autosave().left_behind() {
            desk.apply(change);
            toaster().say("Changes that were not saved last time are back.");
        }
        // Leaving the page does not wait for the pause after the last change.
        on_cleanup(move || desk.autosave().flush());
        desk
    }

    fn inner(self) -> Rc<Inner> {
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

    pub(crate) fn node_view(self, id: &NodeId) -> Option<NodeView> {
        self.with_scene(|scene| scene.node(id))
    }

    pub(crate) fn link_view(self, id: &topology::LinkId) -> Option<LinkView> {
        self.with_scene(|scene| scene.link(id))
    }

    pub(crate) fn input(self, input: &Input) {
        self.act(|editor, catalogue| editor.handle(input, catalogue));
        let sized = matches!(input, Input::Resize { .. });
        // The first known size is the moment to show the whole drawing.
        if sized && self.inner().unfitted.replace(false) {
            self.act(|editor, _| editor.fit());
        }
    }

    pub(crate) fn run(self, command: &Command) {
        self.act(|editor, catalogue| command.run(editor, catalogue));
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

    pub(crate) fn choose(self, option: &editor::LinkOption) {
        self.choice.set(None);
        self.act(|editor, catalogue| editor.choose(option, catalogue));
    }

    pub(crate) fn connect(self, from: &NodeId, to: &NodeId) {
        self.act(|editor, catalogue| editor.connect(from, to, catalogue));
    }

    /// Puts what the server has on the desk, and forgets what is only here.
    pub(crate) fn reload(self) {
        let id = self.id();
        spawn_local(async move {
            let opened = open_design(id).await;
            let parsed = opened.map_err(|error| error.message).and_then(|open| {
                let design = document::parse(&open.document).map_err(|error| error.to_string())?;
                Ok((open.revision, design))
            });
            match parsed {
                Ok((revision, design)) => self.replace(revision, design),
                Err(message) => toaster().error(message),
            }
        });
    }

    fn replace(self, revision: i64, design: Design) {
        let inner = self.inner();
        let viewport = *inner.editor.borrow().viewport();
        let mut fresh = Editor::new(design);
        fresh.set_viewport(viewport);
        *inner.editor.borrow_mut() = fresh;
        {
            let editor = inner.editor.borrow();
            let mut scene = inner.scene.borrow_mut();
            scene.replaced(&editor, &inner.catalogue);
        }
        inner.autosave.settle(revision);
        self.changes.update(|count| *count += 1);
        self.check_now();
    }

    fn act(self, action: impl FnOnce(&mut Editor, &Catalogue) -> Vec<Asked>) {
        let inner = self.inner();
        let asked = action(&mut inner.editor.borrow_mut(), &inner.catalogue);
        for effect in asked {
            self.carry_out(&inner, effect);
        }
    }

    fn carry_out(self, inner: &Rc<Inner>, effect: Asked) {
        let editor = inner.editor.borrow();
        let mut scene = inner.scene.borrow_mut();
        match effect {
            Asked::Moved(nodes) => scene.moved(&nodes, &editor),
            Asked::Changed(change) => {
                scene.changed(&change, &editor, &inner.catalogue);
                inner.autosave.push(&change);
                self.changes.update(|count| *count += 1);
                if !change.is_layout_only() {
                    self.check_soon(inner, editor.design().nodes().len());
                }
            }
            Asked::Viewport => scene.viewport_changed(&editor),
            Asked::Selection => scene.selection_changed(&editor),
            Asked::Overlay => scene.pointer_changed(&editor),
            Asked::Mode => scene.mode_changed(&editor),
            Asked::Choose(choice) => self.choice.set(Some(choice)),
            Asked::Announce(text) => self.announcement.set(text),
            Asked::Refused(reason) => {
                self.announcement.set(reason.clone());
                self.hint.set(Some(reason));
                let hint = self.hint;
                *inner.hinting.borrow_mut() = Some(Timeout::new(6_000, move || hint.set(None)));
            }
        }
    }

    fn check_soon(self, inner: &Rc<Inner>, nodes: usize) {
        let wait = if nodes > LARGE { 250 } else { 20 };
        *inner.checking.borrow_mut() = Some(Timeout::new(wait, move || self.check_now()));
    }

    fn check_now(self) {
        let inner = self.inner();
        let findings = rules::validate(inner.editor.borrow().design(), &inner.catalogue);
        inner.scene.borrow().findings_changed(&findings);
        if self.findings.with_untracked(|old| *old != findings) {
            self.findings.set(findings);
        }
    }
}
