//! Lines that no hand is on. All that look alike are one path: a few elements to style and to paint in
//! the place of three for each link.

use drawing::route;
use drawing::sheet::{Line, Sheet};
use topology::catalogue::Category;

use super::faces::category;

/// All lines of one look.
#[derive(Default)]
struct Strand {
    line: String,
    arrow: String,
}

/// The strands of a drawing, as markup.
#[derive(Default)]
pub(super) struct Strands {
    /// By category; what is wrong comes last, over the others.
    all: [Strand; CATEGORIES.len() + 1],
}

const CATEGORIES: [Category; 5] =
    [Category::Client, Category::Management, Category::Events, Category::Data, Category::Storage];

impl Strands {
    pub(super) fn add(&mut self, sheet: &Sheet, line: &Line, is_bad: bool) {
        let kind = CATEGORIES.iter().position(|category| *category == line.category);
        let last = CATEGORIES.len();
        let Some(strand) = self.all.get_mut(if is_bad { last } else { kind.unwrap_or(last) })
        else {
            return;
        };
        let corners = sheet.route(line);
        route::add_path(&mut strand.line, &corners);
        strand.arrow += &route::arrow(&corners);
    }

    pub(super) fn markup(&self) -> String {
        let mut markup = String::new();
        for (at, strand) in self.all.iter().enumerate() {
            if strand.line.is_empty() {
                continue;
            }
            let kind = CATEGORIES.get(at).map(|kind| category(*kind));
            markup += "<g class=\"link link--";
            markup += kind.unwrap_or("bad\" data-bad=\"true");
            markup += "\"><path class=\"link__line\" d=\"";
            markup += &strand.line;
            markup += "\"/><path class=\"link__arrow\" d=\"";
            markup += &strand.arrow;
            markup += "\"/></g>";
        }
        markup
    }
}
