//! Drawing the rows in view, and marking the one that one is at.

use editor::outline::{Item, Row, Totals, Words, words};
use leptos::prelude::*;
use topology::Graph;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::Tree;
use crate::client::ui::browser::root_font_scale;
use crate::client::ui::markup::{Text, icon};

/// The height of a row in pixels: the style sheet's `--row`.
#[expect(clippy::cast_possible_truncation, reason = "no text is that large")]
fn row_height() -> i32 {
    (28.0 * root_font_scale() + 0.5) as i32
}

/// As many rows have elements, of which a screen shows most.
const SHOWN: usize = 90;
/// They are others after so many rows.
const STEP: usize = 20;
/// Which row an element is.
pub(super) const ROW: &str = "data-row";

impl Tree {
    /// Draws the rows anew when they, their texts or what is wrong with them change; marks them when
    /// one goes on or selects something.
    pub(super) fn draw(self, totals: Memo<Totals>) {
        let drawn = RwSignal::new(0_u32);
        Effect::new(move |_| {
            let Some(lines) = self.lines.get() else { return };
            let (markup, count) = self.rows.with(|rows| {
                let first = self.first.get().min(rows.len());
                let end = rows.len().min(first + SHOWN);
                let markup = self.desk.with_graph(|graph| {
                    totals.with(|totals| markup(graph, rows, first..end, totals))
                });
                (markup, rows.len())
            });
            lines.set_inner_html(&markup);
            // A style that a browser refuses is only a list that does not scroll.
            let _ = lines.style(("--rows", count.to_string()));
            drawn.update(|count| *count += 1);
        });
        Effect::new(move |_| {
            drawn.track();
            let place = self.place.get();
            let selection = self.desk.with_scene(|scene| scene.selection);
            let (Some(tree), Some(lines)) = (self.element.get(), self.lines.get()) else { return };
            let children = lines.children();
            self.rows.with(|rows| {
                selection.with(|selection| {
                    for index in 0..children.length() {
                        let Some(line) = children.item(index) else { continue };
                        let row = line.get_attribute(ROW).and_then(|row| row.parse().ok());
                        let row: usize = row.unwrap_or_default();
                        let is_on =
                            rows.get(row).is_some_and(|row| row.item.is_selected(selection));
                        // They can only fail for names that are none.
                        let _ = line
                            .set_attribute("aria-selected", if is_on { "true" } else { "false" });
                        let _ = line.toggle_attribute_with_force("data-at", row == place);
                    }
                });
            });
            self.last.set_value(place);
            let _ = tree.set_attribute("aria-activedescendant", &id(place));
        });
        // The row that one is at is brought into view when it becomes so.
        Effect::new(move |_| {
            let place = i32::try_from(self.place.get()).unwrap_or_default();
            let Some(tree) = self.element.get() else { return };
            let row = row_height();
            let (top, seen, height) = (place * row, tree.scroll_top(), tree.client_height());
            if top < seen {
                tree.set_scroll_top(top);
            } else if top + row > seen + height && height > 0 {
                tree.set_scroll_top(top + row - height);
            }
            self.scrolled();
        });
    }

    /// Rows that come into view get elements.
    pub(super) fn scrolled(self) {
        let Some(tree) = self.element.get_untracked() else { return };
        let top = usize::try_from(tree.scroll_top() / row_height()).unwrap_or_default();
        let first = (top / STEP * STEP).saturating_sub(STEP);
        if self.first.get_untracked() != first {
            self.first.set(first);
        }
    }

    /// The element of the row that one is at.
    pub(super) fn line(self) -> Option<HtmlElement> {
        let found = document().get_element_by_id(&id(self.place.get_untracked()));
        found.and_then(|line| line.dyn_into().ok())
    }
}

fn id(place: usize) -> String {
    ["outline-", &place.to_string()].concat()
}

fn markup(
    graph: &Graph<'_>,
    rows: &[Row],
    range: std::ops::Range<usize>,
    totals: &Totals,
) -> String {
    let mut markup = String::new();
    for (place, row) in range.clone().zip(rows.get(range).unwrap_or_default()) {
        let problems = totals.of(&row.item, graph.design);
        let Words { name, note, said, icon: picture } = words(graph, &row.item, problems);
        let kind = if matches!(row.item, Item::Group(_)) { " outline__row--group" } else { "" };
        let open = match row.open {
            Some(true) => " aria-expanded=\"true\"",
            Some(false) => " aria-expanded=\"false\"",
            None => "",
        };
        let turn = row.open.map(|_| icon("chevron-right")).unwrap_or_default();
        let picture = if picture.is_empty() { picture } else { icon(&picture) };
        let mut badge = String::new();
        for (count, class, sign) in [
            (problems.errors, "badge--error", "circle-alert"),
            (problems.warnings, "badge--warning", "triangle-alert"),
        ] {
            // What is less bad is told in the name and where it is looked for.
            if count > 0 && badge.is_empty() {
                badge = format!("<span class=\"badge {class}\">{}{count}</span>", icon(sign));
            }
        }
        // What is seen stands in columns, what is heard is a sentence.
        markup += &format!(
            "<div class=\"outline__row{kind}\" role=\"treeitem\" id=\"{}\" {ROW}=\"{place}\" aria-level=\"{}\" aria-posinset=\"{}\" aria-setsize=\"{}\"{open} style=\"--place:{place};--level:{}\">\
             <span class=\"visually-hidden\">{}</span><span class=\"outline__line\" aria-hidden=\"true\"><span class=\"outline__turn\">{turn}</span>{picture}\
             <span class=\"outline__name\">{}</span><span class=\"quiet outline__note\">{}</span>{badge}</span></div>",
            id(place),
            row.level,
            row.nth,
            row.of,
            row.level,
            Text(&said),
            Text(&name),
            Text(&note),
        );
    }
    markup
}
