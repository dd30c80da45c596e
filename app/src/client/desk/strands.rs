//! Lines that no hand is on. All that look alike are one path: a few elements to style and to paint in
//! the place of three for each link.

use drawing::category_name;
use drawing::geometry::Rect;
use drawing::route::{self, Corner};
use drawing::{Length, Writing};
use messages::say;
use topology::catalogue::Category;

use crate::client::ui::markup::Text;

/// All lines of one look.
#[derive(Default)]
struct Strand {
    line: String,
    arrow: String,
    labels: String,
}

/// The strands of a drawing, as markup.
#[derive(Default)]
pub(super) struct Strands {
    /// By category; what is wrong comes last, over the others.
    all: [Strand; CATEGORIES.len() + 1],
    chips: String,
    /// Where lines run on top of each other, only the first has words.
    writing: Writing,
}

const CATEGORIES: [Category; 5] =
    [Category::Client, Category::Management, Category::Events, Category::Data, Category::Storage];

impl Strands {
    /// A line along this way, with words on it where there is room for them: not where something is that they would cover.
    pub(super) fn add(
        &mut self,
        way: &[Corner],
        kind: Category,
        is_bad: bool,
        words: &str,
        is_covered: impl Fn(&Rect) -> bool,
    ) {
        let last = CATEGORIES.len();
        let kind = CATEGORIES.iter().position(|known| *known == kind).filter(|_| !is_bad);
        let Some(strand) = self.all.get_mut(kind.unwrap_or(last)) else { return };
        route::add_path(&mut strand.line, way);
        strand.arrow += &route::arrow(way);
        if !words.is_empty()
            && let Some((x, y)) = self.writing.write(way, words, is_covered)
        {
            let (x, y, words) = (Length(x), Length(y), Text(words));
            strand.labels +=
                &format!("<text class=\"link__label\" x=\"{x}\" y=\"{y}\">{words}</text>");
        }
    }

    /// A number on a line that stands for several; `size` is that of its letters.
    pub(super) fn add_chip(&mut self, way: &[Corner], count: u16, size: f64) {
        let (x, y) = route::midpoint(way);
        let (w, h) = (size * 3.6, size * 1.5);
        let (left, top) = (Length(x - w / 2.0), Length(y - h / 2.0));
        let (x, y) = (Length(x), Length(y + size * 0.35));
        let (w, h, round, size) = (Length(w), Length(h), Length(h / 2.0), Length(size));
        let words = say!("{count} links", count);
        self.chips += &format!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>\
             <text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{words}</text>"
        );
    }

    /// The markup, and what words in it take up.
    pub(super) fn finished(self) -> (String, Vec<Rect>) {
        (self.markup(), self.writing.into_taken())
    }

    fn markup(&self) -> String {
        let mut markup = String::new();
        for (at, strand) in self.all.iter().enumerate() {
            if strand.line.is_empty() {
                continue;
            }
            let kind = CATEGORIES.get(at).map(|kind| category_name(*kind));
            markup += "<g class=\"link link--";
            markup += kind.unwrap_or("bad\" data-bad=\"true");
            markup += "\"><path class=\"link__line\" d=\"";
            markup += &strand.line;
            markup += "\"/><path class=\"link__arrow\" d=\"";
            markup += &strand.arrow;
            markup += "\"/>";
            markup += &strand.labels;
            markup += "</g>";
        }
        if !self.chips.is_empty() {
            markup += "<g class=\"link-counts\">";
            markup += &self.chips;
            markup += "</g>";
        }
        markup
    }
}
