//! What has become of a drawing since an earlier state of it: what came, what went and what is other, each
//! where it is seen. What went is seen where it was, and its links lead to where their other ends are now.

use drawing::Sheet;
use drawing::geometry::{Rect, node_rect};
use drawing::route::{Corner, route};
use messages::say;
use topology::words::{self, Deed, Said};
use topology::{Catalogue, Change, Design, Edit, Graph, Link, LinkId, NodeId, Record, RecordKey};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::selection::{Place, Selection};

/// From this zoom on what is written on a card can be read.
const READABLE: f64 = 0.5;
/// Room around what is gone to, in pixels: a bar lies over the drawing.
const ROOM: f64 = 96.0;
/// The order in which one goes through it.
const DEEDS: [Deed; 3] = [Deed::Added, Deed::Removed, Deed::Changed];

/// Where a thing is seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// Nowhere: it is the design itself, or a place with nothing in it.
    Nowhere,
    Card(Rect),
    /// Around cards.
    Frame(Rect),
    Line(Vec<Corner>),
}

/// A thing that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub deed: Deed,
    /// What people call it.
    pub name: String,
    /// What is said of it, part by part.
    pub said: Vec<Said>,
    pub seen: Seen,
    /// What of it is selected: nothing of what is gone.
    selects: Selection,
}

/// Everything that is not as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// What came, then what went, then what is other.
    pub marks: Vec<Mark>,
    /// Something is other that is no thing of the drawing: places, views, waivers, what is collapsed.
    pub aside: bool,
}

impl Mark {
    /// What is in view when one looks at it.
    #[must_use]
    pub fn area(&self) -> Option<Rect> {
        match &self.seen {
            Seen::Nowhere => None,
            Seen::Card(rect) | Seen::Frame(rect) => Some(*rect),
            Seen::Line(way) => {
                let corners = way.iter().map(|(x, y)| Rect::new(*x, *y, 0.0, 0.0));
                corners.reduce(|a, b| a.union(&b))
            }
        }
    }

    /// `Changed: Gateway 1 (host, offset)`.
    fn told(&self) -> String {
        let name = &self.name;
        match self.deed {
            Deed::Added => say!("Added: {name}", name),
            Deed::Removed => say!("Removed: {name}", name),
            Deed::Changed => {
                let parts: Vec<&str> = self.said.iter().map(|said| said.part.as_str()).collect();
                say!("Changed: {name} ({parts})", name, parts = parts.join(", "))
            }
        }
    }
}

impl Compared {
    /// What has become of `was` in an editor, whose drawing is on this sheet; lines between the same two
    /// cards lie beside each other where they are `spread`.
    #[must_use]
    pub fn of(
        was: &Design,
        editor: &Editor,
        catalogue: &Catalogue,
        sheet: &Sheet,
        spread: bool,
    ) -> Self {
        let change = Change::between(was, editor.design());
        let gone = |(key, edit): (&RecordKey, &Edit)| {
            edit.after.is_none() && matches!(key, RecordKey::Host(_) | RecordKey::Zone(_))
        };
        // Frames are only looked for where one is gone.
        let old = change
            .edits()
            .any(gone)
            .then(|| Sheet::new(&Graph::new(was, catalogue), |id| was.position(id)));
        let eyes = Eyes { was, editor, sheet, old, spread };
        let mut compared = Self::default();
        for deed in DEEDS {
            for (key, edit) in change.edits().filter(|(_, edit)| Deed::of(edit) == deed) {
                match eyes.mark(deed, key, edit) {
                    Some(mark) => compared.marks.push(mark),
                    None => compared.aside = true,
                }
            }
        }
        compared
    }

    /// `3 added`, `1 removed`, `4 changed`.
    #[must_use]
    pub fn counts(&self) -> [(Deed, String); 3] {
        DEEDS.map(|deed| {
            let count = self.marks.iter().filter(|mark| mark.deed == deed).count();
            let said = match deed {
                Deed::Added => say!("{count} added", count),
                Deed::Removed => say!("{count} removed", count),
                Deed::Changed => say!("{count} changed", count),
            };
            (deed, said)
        })
    }

    /// The step for those who listen: `2 of 8. Added: Gateway 2`. Empty where there is none.
    #[must_use]
    pub fn step(&self, at: usize) -> String {
        let Some(mark) = self.marks.get(at) else { return String::new() };
        say!("{at} of {count}. {what}", at = at + 1, count = self.marks.len(), what = mark.told())
    }
}

/// What one looks at to see where things are and were.
struct Eyes<'d> {
    was: &'d Design,
    editor: &'d Editor,
    sheet: &'d Sheet,
    /// The drawing as it was.
    old: Option<Sheet>,
    spread: bool,
}

impl Eyes<'_> {
    /// The mark of an edit; none for what is no thing of the drawing.
    fn mark(&self, deed: Deed, key: &RecordKey, edit: &Edit) -> Option<Mark> {
        let is_there = edit.after.is_some();
        let (seen, selects) = match key {
            RecordKey::Header => (Seen::Nowhere, Selection::default()),
            RecordKey::Zone(id) => self.place(Place::Zone(id.clone()), is_there),
            RecordKey::Host(id) => self.place(Place::Host(id.clone()), is_there),
            RecordKey::Node(id) => (Seen::Card(self.card(id)), Selection::node(id.clone())),
            RecordKey::Link(id) => (self.line(id, edit)?, Selection::link(id.clone())),
            RecordKey::Position(_)
            | RecordKey::Waiver(_)
            | RecordKey::View(_)
            | RecordKey::Collapsed(_) => return None,
        };
        let said = words::of_edit(key, edit, self.was, self.editor.design());
        let name = said.first()?.what.clone();
        let selects = if is_there { selects } else { Selection::default() };
        Some(Mark { deed, name, said, seen, selects })
    }

    /// The card that a node is seen on; where it was, for one that is gone.
    fn card(&self, id: &NodeId) -> Rect {
        let at = match self.editor.design().node(id) {
            Some(_) => self.editor.shown_position(self.editor.card_of(id)),
            None => self.was.position(id),
        };
        node_rect(at)
    }

    fn line(&self, id: &LinkId, edit: &Edit) -> Option<Seen> {
        let (before, after) = (link(edit.before.as_ref()), link(edit.after.as_ref()));
        let Link { from, to, .. } = after.or(before)?;
        let (start, end) = (self.card(from), self.card(to));
        if start == end {
            // It stays within what is one card.
            return Some(Seen::Card(start));
        }
        let drawn = after.and_then(|_| self.sheet.find_line(self.editor.line_of(id)?));
        Some(Seen::Line(match drawn {
            Some(number) => self.sheet.way(number, self.spread),
            None => route(start, end),
        }))
    }

    /// A host or a zone: its frame, or the card that stands for it.
    fn place(&self, place: Place, is_there: bool) -> (Seen, Selection) {
        let sheet = if is_there { Some(self.sheet) } else { self.old.as_ref() };
        let frame = sheet.and_then(|sheet| match &place {
            Place::Host(id) => {
                sheet.frames().whole().find(|frame| frame.host == *id).map(|frame| frame.rect)
            }
            Place::Zone(id) => {
                let mut zones = sheet.zones().iter().filter(|zone| !zone.torn);
                zones.find(|zone| zone.zone == *id).map(|zone| zone.rect)
            }
        });
        let boxed = || {
            let design = self.editor.design();
            let mut inside = design.nodes().filter(|node| place.holds(node, design));
            let boxed = inside.next().and_then(|node| self.editor.boxed(&node.id))?;
            Some(node_rect(self.editor.shown_position(&boxed.card)))
        };
        let seen = match frame {
            Some(rect) => Seen::Frame(rect),
            None if is_there => boxed().map_or(Seen::Nowhere, Seen::Card),
            None => Seen::Nowhere,
        };
        (seen, Selection::place(place))
    }
}

fn link(record: Option<&Record>) -> Option<&Link> {
    if let Some(Record::Link(link)) = record { Some(link) } else { None }
}

impl Editor {
    /// Selects what is not as it was, where it is still there, and brings it into the middle of the pane,
    /// large enough to be read.
    pub fn go_to(&mut self, mark: &Mark) -> Vec<Effect> {
        let area = mark.area().or_else(|| self.area_of(&mark.selects));
        let mut effects = self.select(mark.selects.clone());
        if let Some(area) = area {
            let zoom = self.viewport.zoom;
            let most = if zoom < READABLE { 1.0 } else { zoom };
            let view = self.viewport.fitted_within(area, ROOM, most);
            effects.extend(self.view(view));
        }
        effects
    }
}
