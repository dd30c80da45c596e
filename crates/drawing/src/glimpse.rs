//! A design as a page shows it before its program has loaded: an SVG that is dressed by the console's
//! style sheets and fitted into the pane by the browser, so that it lies where the program will draw.

use std::fmt::{self, Write};

use topology::catalogue::{Catalogue, Family};
use topology::{Design, Graph, Node, Shown};

use crate::geometry::{Rect, bounds, node_rect};
use crate::route::{add_path, arrow};
use crate::svg::{host_label, second_line, split_port};
use crate::theme::{CATEGORIES, FAMILIES, category_name, family_name};
use crate::words::{cut, escape, fit};
use crate::{Length, Sheet};

/// The pane of a usual window without the room that stays free around a drawing, in pixels: from it
/// follows how much of a card can be read. In another pane all is larger or smaller, and lies the same.
const PANE: (f64, f64) = (928.0, 720.0);
/// The zooms from which names are written, then icons and the names of frames, then all there is.
const NAMED: f64 = 0.25;
const WHOLE: f64 = 0.4;
const SMALL: f64 = 0.6;
/// A larger design is not shown: a page of many megabytes would come later than the program.
const MOST_CARDS: usize = 10_000;
/// Lines that are drawn at most; where there are more, they come with the program.
const MOST_LINES: usize = 4_000;
/// Characters of a plain card's line.
const PLAIN_LINE: usize = 15;

/// The markup of a design's first sight; nothing where there is nothing to see, or too much of it.
#[must_use]
pub fn glimpse(design: &Design, catalogue: &Catalogue) -> Option<String> {
    let shown = Shown::of(design);
    let design = shown.as_ref().map_or(design, |shown| &shown.design);
    let area = bounds(design).filter(|_| design.nodes().len() <= MOST_CARDS)?;
    let zoom = (PANE.0 / area.w).min(PANE.1 / area.h).min(1.0);
    let graph = Graph::new(design, catalogue);
    let sheet = Sheet::new(&graph, |id| design.position(id));
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = Glimpse { graph: &graph, sheet: &sheet, zoom }.draw(&mut out, area);
    Some(out)
}

struct Glimpse<'a> {
    graph: &'a Graph<'a>,
    sheet: &'a Sheet,
    zoom: f64,
}

impl Glimpse<'_> {
    fn draw(&self, out: &mut String, area: Rect) -> fmt::Result {
        let detail = match self.zoom {
            zoom if zoom < NAMED => "far",
            zoom if zoom < WHOLE => "plain",
            _ => "whole",
        };
        let (x, y, w, h) = (Length(area.x), Length(area.y), Length(area.w), Length(area.h));
        writeln!(
            out,
            "<svg class=\"glimpse glimpse--{detail}\" viewBox=\"{x} {y} {w} {h}\" style=\"max-width:{w}px;max-height:{h}px\">"
        )?;
        out.push_str(
            "<defs><g id=\"glimpse-card\"><rect class=\"glimpse__card\" x=\".5\" y=\".5\" width=\"183\" height=\"63\" rx=\"7.5\"/>",
        );
        out.push_str(match detail {
            "plain" => "<path class=\"glimpse__stripe\" d=\"M15 1H8a7 7 0 0 0-7 7V56a7 7 0 0 0 7 7H15Z\"/>",
            _ => "<rect class=\"glimpse__tile\" x=\"13\" y=\"16\" width=\"32\" height=\"32\" rx=\"6\"/>",
        });
        out.push_str("</g></defs>\n");
        self.frames(out)?;
        if self.sheet.lines().len() <= MOST_LINES {
            self.lines(out)?;
        }
        for family in FAMILIES {
            let mut cards = String::new();
            for (node, role) in self.graph.nodes() {
                if role.map_or(Family::Outside, |role| role.family) == family {
                    self.card(&mut cards, node)?;
                }
            }
            if cards.is_empty() {
                continue;
            }
            let name = family_name(family);
            match detail {
                "far" => writeln!(out, "<path data-family=\"{name}\" d=\"{cards}\"/>")?,
                _ => writeln!(out, "<g data-family=\"{name}\">{cards}</g>")?,
            }
        }
        out.push_str("</svg>");
        Ok(())
    }

    fn frames(&self, out: &mut String) -> fmt::Result {
        for zone in self.sheet.zones().iter().filter(|zone| !zone.torn) {
            self.frame(out, "zone", zone.rect, &zone.name)?;
        }
        for frame in self.sheet.frames().whole() {
            if let Some(host) = self.graph.design.host(&frame.host) {
                self.frame(out, "host", frame.rect, &host_label(host))?;
            }
        }
        Ok(())
    }

    fn frame(&self, out: &mut String, class: &str, rect: Rect, name: &str) -> fmt::Result {
        let Rect { x, y, w, h } = rect;
        write!(
            out,
            "<g class=\"glimpse__{class}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            Length(x),
            Length(y),
            Length(w),
            Length(h)
        )?;
        if self.zoom >= WHOLE {
            let name = escape(&fit(name, w - 42.0, 6.5));
            write!(
                out,
                "<text x=\"{}\" y=\"{}\">{name}</text>",
                Length(x + 31.0),
                Length(y + 19.0)
            )?;
        }
        out.push_str("</g>\n");
        Ok(())
    }

    fn lines(&self, out: &mut String) -> fmt::Result {
        for (category, _) in CATEGORIES {
            let (mut lines, mut arrows) = (String::new(), String::new());
            for (number, line) in (0u32..).zip(self.sheet.lines()) {
                if line.category != category {
                    continue;
                }
                let way = self.sheet.way(number, self.zoom >= SMALL);
                add_path(&mut lines, &way);
                if self.zoom >= NAMED {
                    arrows.push_str(&arrow(&way));
                }
            }
            if lines.is_empty() {
                continue;
            }
            writeln!(
                out,
                "<g class=\"link link--{}\"><path class=\"link__line\" d=\"{lines}\"/><path class=\"link__arrow\" d=\"{arrows}\"/></g>",
                category_name(category)
            )?;
        }
        Ok(())
    }

    /// A card's markup, or from afar its part of a path.
    fn card(&self, out: &mut String, node: &Node) -> fmt::Result {
        let Rect { x, y, .. } = node_rect(self.graph.design.position(&node.id));
        let (x, y) = (Length(x), Length(y));
        if self.zoom < NAMED {
            return write!(out, "M{x} {y}h184v64h-184z");
        }
        write!(out, "<g transform=\"translate({x} {y})\"><use href=\"#glimpse-card\"/>")?;
        if self.zoom < WHOLE {
            match cut(&node.name, PLAIN_LINE) {
                (name, "") => write!(out, "<text x=\"26\" y=\"38\">{}</text>", escape(name))?,
                (first, second) => write!(
                    out,
                    "<text x=\"26\" y=\"27\">{}</text><text x=\"26\" y=\"50\">{}</text>",
                    escape(first),
                    escape(&fit(second, 15.0, 1.0))
                )?,
            }
        } else {
            // An icon that is not there leaves its tile empty.
            let role = escape(node.role.as_str());
            let second = match self.zoom {
                zoom if zoom < SMALL => String::new(),
                _ => second_line(self.graph, node),
            };
            let (host, port) = split_port(&second);
            let ports: f64 = port.chars().map(|_| 6.6).sum();
            write!(
                out,
                "<use class=\"icon\" href=\"#role-{role}\" x=\"21\" y=\"24\" width=\"16\" height=\"16\"/><text x=\"55\" y=\"{}\">{}</text><text class=\"mono\" x=\"55\" y=\"44.5\">{}{}</text>",
                if second.is_empty() { "36.5" } else { "29" },
                escape(&fit(&node.name, 118.0, 6.9)),
                escape(&fit(host, 118.0 - ports, 6.6)),
                escape(port)
            )?;
        }
        out.push_str("</g>");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use topology::{Point, notation};

    use super::*;

    fn seen(design: &Design) -> String {
        glimpse(design, catalogue::wso2am_3_1_0()).unwrap()
    }

    /// Gateways with these names at these places.
    fn placed(cards: &[(&str, (i32, i32))]) -> Design {
        let lines: Vec<String> = cards.iter().map(|(id, _)| format!("{id}: gateway")).collect();
        let mut design = notation::design(&lines.join("\n"));
        for (id, (x, y)) in cards {
            let moved = topology::Change::move_nodes(
                &design,
                [(id.parse().unwrap(), Point { x: *x, y: *y })],
            );
            moved.apply(&mut design).unwrap();
        }
        design
    }

    #[test]
    fn every_card_is_there_with_its_name_its_address_and_its_lines() {
        let design =
            notation::design("host h1 vm1\na: gateway @h1\nb: key-manager\na -validates-with-> b");
        let seen = seen(&design);
        let page = roxmltree::Document::parse(&seen).unwrap();
        let texts: Vec<&str> = page.descendants().filter_map(|node| node.text()).collect();
        for node in design.nodes() {
            assert!(texts.contains(&node.name.as_str()), "{texts:?}");
        }
        assert!(texts.iter().any(|text| text.ends_with(":9443")), "{texts:?}");
        assert_eq!(seen.matches("href=\"#glimpse-card\"").count(), 2);
        assert!(seen.contains("#role-gateway") && seen.contains("data-family=\"identity\""));
        assert!(seen.contains("link link--management"), "{seen}");
    }

    #[test]
    fn it_lies_where_the_canvas_fits_the_drawing() {
        let design = placed(&[("a", (40, -20)), ("b", (640, 300))]);
        let area = bounds(&design).unwrap();
        let seen = seen(&design);
        let view = format!("viewBox=\"{} {} {} {}\"", area.x, area.y, area.w, area.h);
        assert!(seen.contains(&view), "{view}\n{seen}");
        // It is never larger than life.
        assert!(seen.contains(&format!("max-width:{}px;max-height:{}px", area.w, area.h)));
    }

    #[test]
    fn where_words_are_small_there_are_fewer() {
        let seen = seen(&placed(&[("gateway-of-asia", (0, 0)), ("b", (1_600, 0))]));
        assert!(seen.contains(">gateway-of-asia<") && seen.contains("#role-gateway"), "{seen}");
        assert!(!seen.contains(":9443"), "{seen}");
    }

    #[test]
    fn names_are_only_text() {
        let mut design = notation::design("host h1 vm1\na: gateway @h1");
        let node = design.nodes().next().unwrap().clone();
        let evil = "<b>\"'&</text>";
        let named = Node { name: evil.to_owned(), hostname: "<i>".to_owned(), ..node };
        topology::Change::set_node(&design, named).apply(&mut design).unwrap();
        let seen = seen(&design);
        let page = roxmltree::Document::parse(&seen).unwrap();
        assert!(!seen.contains("<b>") && !seen.contains("<i>"), "{seen}");
        assert!(page.descendants().any(|node| node.text() == Some(evil)));
    }

    #[test]
    fn from_afar_a_card_is_a_part_of_its_familys_path() {
        let design = catalogue::generate(1_000, 1);
        let seen = seen(&design);
        roxmltree::Document::parse(&seen).unwrap();
        assert_eq!(seen.matches("h184v64h-184z").count(), design.nodes().len());
        assert!(!seen.contains("<text"), "nothing of it could be read");
        assert!(seen.len() < 400_000, "{}", seen.len());
    }

    #[test]
    fn plain_cards_have_names_in_two_lines_at_most() {
        let far = [("a", (0, 0)), ("a-gateway-of-the-outside", (2_800, 0))];
        let design = placed(&far);
        let seen = seen(&design);
        roxmltree::Document::parse(&seen).unwrap();
        assert!(seen.contains(">a-gateway-of-<") && seen.contains(">the-outside<"), "{seen}");
        let cards = seen.matches("href=\"#glimpse-card\"").count();
        let texts = seen.matches("<text").count();
        assert_eq!(cards, design.nodes().len());
        assert!(seen.contains("glimpse--plain") && texts == 3, "{seen}");
    }

    #[test]
    fn nothing_and_too_much_are_not_shown() {
        let none = |design: &Design| glimpse(design, catalogue::wso2am_3_1_0());
        assert_eq!(none(&notation::design("")), None);
        assert_eq!(none(&catalogue::generate(MOST_CARDS + 1, 1)), None);
    }
}
