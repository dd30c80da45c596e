//! Views: what is shown of the drawing, step by step, when a design is presented.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::{Change, Design, NodeId, Record, ViewId};

/// A part of the drawing, in canvas units.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// One step of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct View {
    pub id: ViewId,
    /// Where it comes among the others; of two with one number the id decides.
    #[serde(default)]
    pub step: u32,
    pub name: String,
    /// The part that is shown; without one, all of the drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// The nodes that are lit while the others are pale, sorted; without any, all are. They may be
    /// gone: a view holds nothing in place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lit: Vec<NodeId>,
    /// What is said to it: plain text of any number of lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

/// Puts a view in its place; the one with its id gives way to it.
pub(crate) fn file(views: &mut Vec<View>, view: View) {
    views.retain(|other| other.id != view.id);
    let after = |other: &View| (other.step, &other.id) > (view.step, &view.id);
    let place = views.iter().position(after).unwrap_or(views.len());
    views.insert(place, view);
}

impl Design {
    /// The views in the order in which they are presented.
    pub fn views(&self) -> impl ExactSizeIterator<Item = &View> {
        self.views.iter()
    }

    #[must_use]
    pub fn view(&self, id: &ViewId) -> Option<&View> {
        self.views.iter().find(|view| view.id == *id)
    }
}

impl Change {
    /// Adds a view, or replaces the one with its id.
    #[must_use]
    pub fn save_view(design: &Design, view: View) -> Self {
        let before = design.view(&view.id).cloned().map(Record::View);
        let mut change = Self::new();
        change.push(before, Some(Record::View(view)));
        change
    }

    /// Takes a view away; nothing when there is none.
    #[must_use]
    pub fn remove_view(design: &Design, id: &ViewId) -> Self {
        let mut change = Self::new();
        if let Some(view) = design.view(id) {
            change.push(Some(Record::View(view.clone())), None);
        }
        change
    }

    /// Puts a view where another is now, and those between one step on. Ids that are not there change
    /// nothing.
    #[must_use]
    pub fn move_view(design: &Design, id: &ViewId, to: usize) -> Self {
        let mut order: Vec<&View> = design.views().collect();
        if let Some(from) = order.iter().position(|view| view.id == *id) {
            let moved = order.remove(from);
            order.insert(to.min(order.len()), moved);
        }
        let mut change = Self::new();
        for (step, view) in (1..).zip(order) {
            let after = View { step, ..view.clone() };
            change.push(Some(Record::View(view.clone())), Some(Record::View(after)));
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::notation::design;

    fn view(id: &str, step: u32) -> View {
        View {
            id: id.parse().unwrap(),
            step,
            name: format!("View {id}"),
            area: Some(Area { x: -40, y: 0, width: 800, height: 600 }),
            lit: vec!["gw1".parse().unwrap(), "km1".parse().unwrap()],
            notes: "First the Gateways.\nThen what they ask.".into(),
        }
    }

    fn with(views: &[View]) -> Design {
        let mut with = design("gw1: gateway\nkm1: key-manager");
        for view in views {
            Change::save_view(&with, view.clone()).apply(&mut with).unwrap();
        }
        with
    }

    fn order(design: &Design) -> String {
        design.views().map(|view| view.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn it_is_written_and_read_and_taken_back() {
        let plain = design("gw1: gateway\nkm1: key-manager");
        assert!(!document::write(&plain).contains("views"), "one without is written as ever");
        let mut with = plain.clone();
        let change = Change::save_view(&with, view("v1", 1));
        change.apply(&mut with).unwrap();
        let text = document::write(&with);
        assert!(
            text.contains("\"notes\": \"First the Gateways.\\nThen what they ask.\""),
            "{text}"
        );
        assert_eq!(document::parse(&text).unwrap(), with);
        assert_eq!(document::write(&document::parse(&text).unwrap()), text);
        let packed = borsh::to_vec(&with).unwrap();
        assert_eq!(borsh::from_slice::<Design>(&packed).unwrap(), with);
        let travelled = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&travelled).unwrap(), change);
        let undo = change.inverted();
        assert_eq!(undo, Change::remove_view(&with, &"v1".parse().unwrap()));
        undo.apply(&mut with).unwrap();
        assert_eq!(with, plain);
        assert!(Change::remove_view(&with, &"v1".parse().unwrap()).is_empty());
    }

    #[test]
    fn what_is_everything_and_all_lit_says_no_more_than_its_name() {
        let bare = View { area: None, lit: Vec::new(), notes: String::new(), ..view("v1", 1) };
        let text = document::write(&with(&[bare]));
        let written = r#""views": [
    {
      "id": "v1",
      "step": 1,
      "name": "View v1"
    }
  ]"#;
        assert!(text.contains(written), "{text}");
    }

    #[test]
    fn views_come_by_step_and_then_by_id() {
        let views = with(&[view("b", 2), view("a", 2), view("c", 1)]);
        assert_eq!(order(&views), "c a b");
        let text = document::write(&views);
        assert!(text.find("View c") < text.find("View a"));
        let mut moved = views.clone();
        let change = Change::move_view(&views, &"b".parse().unwrap(), 0);
        assert!(change.is_layout_only());
        change.apply(&mut moved).unwrap();
        assert_eq!(order(&moved), "b c a");
        assert_eq!(moved.views().map(|view| view.step).collect::<Vec<_>>(), [1, 2, 3]);
        change.inverted().apply(&mut moved).unwrap();
        assert_eq!(moved, views);
        Change::move_view(&views, &"c".parse().unwrap(), 99).apply(&mut moved).unwrap();
        assert_eq!(order(&moved), "a b c");
        assert!(Change::move_view(&moved, &"c".parse().unwrap(), 2).is_empty());
    }

    #[test]
    fn it_holds_nothing_in_place() {
        let mut with = with(&[view("v1", 1)]);
        Change::remove(&with, &["gw1".parse().unwrap()].into(), &Default::default())
            .apply(&mut with)
            .unwrap();
        let read = document::parse(&document::write(&with)).unwrap();
        assert_eq!(read.views().next().unwrap().lit.len(), 2);
    }

    /// What a document is refused for, a change is refused for with the same words.
    #[test]
    fn what_makes_no_view_is_refused_where_it_stands() {
        let refused = |view: View| {
            let mut with = design("gw1: gateway");
            let change = Change::save_view(&with, view);
            change.apply(&mut with).unwrap();
            let whole = document::parse(&document::write(&with)).unwrap_err().to_string();
            assert_eq!(document::check_change(&with, &change).unwrap_err().to_string(), whole);
            whole
        };
        let good = view("v1", 1);
        let area = |x, width| Some(Area { x, y: 0, width, height: 10 });
        assert_eq!(
            refused(View { name: " ".into(), ..good.clone() }),
            "view v1: name: must not be empty"
        );
        assert!(
            refused(View { notes: "a\u{0}b".into(), ..good.clone() })
                .starts_with("view v1: notes: ")
        );
        let long = View { notes: "x".repeat(20_000), ..good.clone() };
        assert!(refused(long).contains("16384"));
        let far = refused(View { area: area(2_000_000, 10), ..good.clone() });
        assert_eq!(far, "view v1: area: lies beyond 1000000 units from the origin");
        assert!(refused(View { area: area(0, i32::MAX), ..good.clone() }).contains("beyond"));
        let flat = refused(View { area: area(0, 0), ..good.clone() });
        assert_eq!(flat, "view v1: area: must be at least 1 wide and high");
        let twice = View { lit: vec!["gw1".parse().unwrap(); 2], ..good };
        assert_eq!(refused(twice), "view v1: lit: names gw1 twice");
    }

    #[test]
    fn hostile_lists_are_refused_and_unsorted_ones_are_sorted() {
        let text = document::write(&with(&[view("v1", 1), view("v2", 2)]));
        let twice = document::parse(&text.replace("\"v2\"", "\"v1\"")).unwrap_err().to_string();
        assert_eq!(twice, "views[1].id: the id v1 is used twice");
        let field = text.replace("\"step\": 2", "\"step\": 2, \"zoom\": 1");
        assert!(document::parse(&field).unwrap_err().to_string().starts_with("views[1].zoom"));
        let backwards = text.replace("\"gw1\",\n        \"km1\"", "\"km1\", \"gw1\"");
        assert_ne!(backwards, text);
        assert_eq!(document::write(&document::parse(&backwards).unwrap()), text);
        let unsorted =
            View { lit: vec!["km1".parse().unwrap(), "gw1".parse().unwrap()], ..view("v1", 1) };
        let design = with(&[]);
        let change = Change::save_view(&design, unsorted);
        let said = document::check_change(&design, &change).unwrap_err().to_string();
        assert_eq!(said, "view v1: lit: must be sorted");
        let many: Vec<View> = (0..101).map(|n| view(&format!("v{n}"), n)).collect();
        let said = document::parse(&document::write(&with(&many))).unwrap_err().to_string();
        assert_eq!(said, "views: has 101 entries; at most 100 fit");
    }

    #[test]
    fn views_of_two_people_meet() {
        let base = with(&[view("v1", 1)]);
        let mine = Change::save_view(&base, view("v3", 2));
        let mut theirs = base.clone();
        Change::save_view(&base, view("v2", 2)).apply(&mut theirs).unwrap();
        let rebased = mine.rebased(&theirs);
        assert!(rebased.clashes.is_empty());
        rebased.change.apply(&mut theirs).unwrap();
        assert_eq!(order(&theirs), "v1 v2 v3");
    }
}
