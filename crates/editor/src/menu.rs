//! What can be done with what lies under the pointer, as a list of commands.

use drawing::geometry::between;
use messages::{said, say};
use topology::Target;

use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::Spot;
use crate::kernels::hit_test::Hit;
use crate::selection::{Place, Selection};

/// A menu at a place of the pane.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    pub at: Spot,
    /// What it is about, for people.
    pub title: String,
    /// Ids of commands; an empty one is a line between groups.
    pub entries: &'static [&'static str],
}

const NODE: &[&str] = &[
    "properties",
    "rename",
    "",
    "connect",
    "connect-list",
    "add-right",
    "add-here",
    "move-to",
    "",
    "cut",
    "copy",
    "duplicate",
    "delete",
    "delete-and-link",
    "",
    "lock",
    "collapse",
    "collapse-zone",
    "select-host",
    "fit-selection",
];
const LINK: &[&str] = &["properties", "insert", "", "delete"];
const CANVAS: &[&str] = &[
    "quick-add",
    "add-host",
    "add-zone",
    "paste",
    "",
    "select-all",
    "fit",
    "lay-out",
    "",
    "snapping",
    "find",
    "keys",
];
const HOST: &[&str] =
    &["properties", "rename", "", "add-here", "move-to", "", "delete", "fit-selection"];
const ZONE: &[&str] = &[
    "properties",
    "rename",
    "",
    "add-here",
    "add-host",
    "add-zone",
    "move-to",
    "",
    "delete",
    "fit-selection",
];

impl Editor {
    /// The menu of what lies at a place of the pane, which is selected.
    pub(crate) fn menu_at(&mut self, at: Spot) -> Vec<Effect> {
        self.pointer = Some(at);
        let hit = self.hit(self.viewport.to_drawing(at), false);
        let mut effects = match &hit {
            Hit::Handle(node) | Hit::Node(node) if !self.selection.nodes.contains(node) => {
                self.select(self.on_card(node.clone()))
            }
            Hit::Link(link) if !self.selection.links.contains(link) => {
                self.select(Selection::link(link.clone()))
            }
            Hit::Canvas => self.select(Selection::default()),
            _ => Vec::new(),
        };
        effects.push(Effect::Menu(self.menu(at)));
        effects
    }

    /// The menu of what is selected, without a pointer.
    pub(crate) fn menu_of_selection(&mut self) -> Vec<Effect> {
        let (middle, size) = match self.area_of(&self.selection) {
            Some(area) => (area.center(), (area.w / 2.0, area.h / 2.0)),
            None => (self.viewport.visible().center(), (0.0, 0.0)),
        };
        let corner = Spot::new(middle.0 + size.0 / 2.0, middle.1 + size.1 / 2.0);
        let at = self.viewport.to_pane(corner);
        let at = Spot::new(
            between(at.x, 0.0, self.viewport.width),
            between(at.y, 0.0, self.viewport.height),
        );
        self.pointer = Some(at);
        self.menu_from(at)
    }

    /// The menu of what is selected, at a place of the pane.
    #[must_use]
    pub fn menu_from(&self, at: Spot) -> Vec<Effect> {
        vec![Effect::Menu(self.menu(at))]
    }

    fn menu(&self, at: Spot) -> Menu {
        let selection = &self.selection;
        let boxed = selection.nodes.first().and_then(|node| self.boxed(node));
        let boxed = boxed.filter(|boxed| boxed.nodes.len() == selection.len());
        let (title, entries) = if let Some(boxed) = boxed {
            (self.design().container_name(&boxed.container).to_owned(), NODE)
        } else if let Some(node) = selection.only_node() {
            (self.name(node).to_owned(), NODE)
        } else if selection.only_link().is_some() {
            (said("Link").to_owned(), LINK)
        } else if let Some(place) = &selection.place {
            let entries = if matches!(place, Place::Host(_)) { HOST } else { ZONE };
            (place.name(self.design()).to_owned(), entries)
        } else if selection.is_empty() {
            (said("Drawing").to_owned(), CANVAS)
        } else {
            (say!("{count} objects", count = selection.len()), NODE)
        };
        Menu { at, title, entries }
    }

    /// A double click: what is there shows its properties, and where nothing is, something is added.
    pub(crate) fn double(&mut self, at: Spot, catalogue: &topology::Catalogue) -> Vec<Effect> {
        let place = self.viewport.to_drawing(at);
        match self.hit(place, false) {
            Hit::Canvas => self.ask_here(place, catalogue),
            Hit::Link(id) => self.show_properties(Target::Link(id)),
            // What is collapsed opens.
            Hit::Node(id) | Hit::Handle(id) => match self.boxed(&id).cloned() {
                Some(boxed) => self.collapse(&boxed.container),
                None => self.show_properties(Target::Node(id)),
            },
        }
    }

    fn show_properties(&mut self, target: Target) -> Vec<Effect> {
        let selection = match target {
            Target::Node(id) => Selection::node(id),
            Target::Link(id) => Selection::link(id),
            _ => return Vec::new(),
        };
        let mut effects = self.select(selection);
        effects.push(Effect::Ask(crate::effect::Ask::Properties));
        effects
    }
}
