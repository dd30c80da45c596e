//! The drawing as a stand-alone SVG: no scripts and no references to anything.

use std::fmt::{self, Write};

use topology::catalogue::{Catalogue, Family, Use};
use topology::{Design, Graph, Host, Node, Shown};

use crate::cells::Cells;
use crate::frames::Frame;
use crate::geometry::{NODE_HEIGHT, NODE_WIDTH, Rect, node_rect};
use crate::label;
use crate::legend::Legend;
use crate::route::{Corner, arrow, midpoint, path};
use crate::sheet::Card;
use crate::theme::{Palette, monogram};
use crate::words::{escape, fit};
use crate::zones::ZoneFrame;
use crate::{Length, Look, Sheet, Writing};

const MARGIN: f64 = 32.0;
const TITLE: f64 = 48.0;
/// Where a host's name is written on its frame.
const NAME: (f64, f64) = (12.0, 19.0);
const SANS: &str = "Inter, ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
const MONO: &str = "'JetBrains Mono', ui-monospace, 'SF Mono', Menlo, Consolas, monospace";

/// The picture of a design, with its name above and a legend below.
#[must_use]
pub fn svg(design: &Design, catalogue: &Catalogue) -> String {
    dressed(design, catalogue, &Look::default(), "")
}

/// The picture as a person wants it. `head` is markup that goes before everything drawn, such as the
/// fonts; whoever gives it answers for it.
#[must_use]
pub fn dressed(design: &Design, catalogue: &Catalogue, look: &Look, head: &str) -> String {
    let shown = Shown::of(design);
    let design = shown.as_ref().map_or(design, |shown| &shown.design);
    let graph = Graph::new(design, catalogue);
    let mut sheet = Sheet::new(&graph, |id| design.position(id));
    sheet.take_ways(sheet.find_ways());
    let content = content(&sheet);
    let legend = look.legend.then(|| Legend::new(&graph, content.w));
    let below = legend.as_ref().map_or(0.0, |legend| legend.height);
    let page = content.grown(MARGIN);
    let page = Rect { y: page.y - TITLE, h: page.h + TITLE + below, ..page };
    let picture =
        Picture { graph: &graph, shown: shown.as_ref(), look, colours: look.theme.palette(), page };
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = picture.draw(&mut out, head, &sheet);
    if let Some(legend) = legend {
        let _ = legend.draw(&mut out, content.x, content.bottom(), picture.colours);
    }
    out.push_str("</svg>\n");
    out
}

/// What the drawing covers, and at least what a title needs.
fn content(sheet: &Sheet) -> Rect {
    let all = sheet.bounds().unwrap_or(Rect::new(0.0, 0.0, 0.0, NODE_HEIGHT));
    Rect { w: all.w.max(2.0 * NODE_WIDTH), ..all }
}

struct Picture<'a> {
    graph: &'a Graph<'a>,
    /// What stands for what, where something is collapsed.
    shown: Option<&'a Shown>,
    look: &'a Look,
    colours: &'static Palette,
    page: Rect,
}

impl Picture<'_> {
    fn draw(&self, out: &mut String, head: &str, sheet: &Sheet) -> fmt::Result {
        let Rect { x, y, w, h } = self.page;
        let (x, y, w, h) = (Length(x), Length(y), Length(w), Length(h));
        let title = self.look.title.as_deref().unwrap_or(self.graph.design.name());
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" font-family=\"{SANS}\">\n<title>{}</title>",
            escape(title)
        )?;
        out.push_str(head);
        let paper = self.colours.paper;
        writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{paper}\"/>")?;
        self.heading(out, title)?;
        for zone in sheet.zones().iter().filter(|zone| !zone.torn) {
            self.zone(out, zone)?;
        }
        for frame in sheet.frames().whole() {
            self.host(out, frame)?;
        }
        self.links(out, sheet)?;
        for node in self.graph.design.nodes() {
            self.card(out, node)?;
        }
        Ok(())
    }

    fn heading(&self, out: &mut String, title: &str) -> fmt::Result {
        let (x, y) = (self.page.x + MARGIN, self.page.y + MARGIN);
        let room = self.page.w - 2.0 * MARGIN;
        let product = &self.graph.catalogue.product;
        let mut below = format!("{} {}", product.name, product.version);
        if let Some(date) = self.look.date.as_deref().filter(|date| !date.is_empty()) {
            below.push_str(" · ");
            below.push_str(date);
        }
        let Palette { text, quiet, .. } = self.colours;
        writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"17\" font-weight=\"600\" fill=\"{text}\">{}</text>\n<text x=\"{x}\" y=\"{}\" font-size=\"12\" fill=\"{quiet}\">{}</text>",
            escape(&fit(title, room, 9.4)),
            Length(y + 18.0),
            escape(&fit(&below, room, 6.5)),
            x = Length(x),
            y = Length(y),
        )
    }

    fn zone(&self, out: &mut String, zone: &ZoneFrame) -> fmt::Result {
        let Rect { x, y, w, h } = zone.rect;
        let Palette { card_border, text, .. } = self.colours;
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"14\" fill=\"none\" stroke=\"{card_border}\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\"/>\n<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" fill=\"{text}\">{}</text>",
            Length(x),
            Length(y),
            Length(w),
            Length(h),
            Length(x + 12.0),
            Length(y + 20.0),
            escape(&fit(&zone.name, w - 24.0, 7.0))
        )
    }

    fn host(&self, out: &mut String, frame: &Frame) -> fmt::Result {
        let Some(label) = self.name_of(frame) else { return Ok(()) };
        let Rect { x, y, w, h } = frame.rect;
        let Palette { frame: fill, frame_border, quiet, .. } = self.colours;
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{fill}\" stroke=\"{frame_border}\"/>\n<text x=\"{}\" y=\"{}\" font-size=\"11\" font-family=\"{MONO}\" fill=\"{quiet}\">{}</text>",
            Length(x),
            Length(y),
            Length(w),
            Length(h),
            Length(x + NAME.0),
            Length(y + NAME.1),
            escape(&label)
        )
    }

    /// What stands on a host's frame, cut to its width.
    fn name_of(&self, frame: &Frame) -> Option<String> {
        let host = self.graph.design.host(&frame.host)?;
        Some(fit(&host_label(host), frame.rect.w - 2.0 * NAME.0, 6.7))
    }

    fn links(&self, out: &mut String, sheet: &Sheet) -> fmt::Result {
        let design = self.graph.design;
        let (mut labels, mut writing) = (String::new(), Writing::default());
        let names = sheet.frames().whole().filter_map(|frame| {
            let (Rect { x, y, .. }, name) = (frame.rect, self.name_of(frame)?);
            Some(Rect::new(x + NAME.0, y + NAME.1 - 10.0, label::width(&name), 13.0))
        });
        let solid: Vec<Rect> = sheet.cards().iter().map(Card::rect).chain(names).collect();
        let cells = Cells::new(solid.iter().copied());
        let covered = |rect: &Rect| {
            let mut near = cells.near(rect).filter_map(|at| solid.get(at as usize));
            near.any(|solid| solid.intersects(rect))
        };
        out.push_str("<g fill=\"none\" stroke-width=\"1.5\" stroke-linejoin=\"round\">\n");
        for link in design.links() {
            let Some(kind) = self.graph.kind(&link.id) else { continue };
            let Some(line) = sheet.find_line(&link.id) else { continue };
            let route = sheet.way(line, true);
            let name = |id| design.node(id).map_or("", |node| node.name.as_str());
            let count = self.shown.map_or(1, |shown| shown.links_of(&link.id));
            let several = format!("{count} links to");
            let verb = if count > 1 { &several } else { &kind.name };
            let title = [name(&link.from), verb, name(&link.to)].join(" ");
            let colour = self.colours.link(kind.category);
            writeln!(
                out,
                "<path d=\"{}\" stroke=\"{colour}\" stroke-opacity=\"0.7\"><title>{}</title></path><path d=\"{}\" fill=\"{colour}\"/>",
                path(&route),
                escape(&title),
                arrow(&route)
            )?;
            if count > 1 {
                let (x, y) = midpoint(&route);
                let paper = self.colours.paper;
                writeln!(
                    out,
                    "<text x=\"{}\" y=\"{}\" font-size=\"11\" font-weight=\"600\" font-family=\"{MONO}\" text-anchor=\"middle\" fill=\"{colour}\" stroke=\"{paper}\" stroke-width=\"4\" paint-order=\"stroke\">×{count}</text>",
                    Length(x),
                    Length(y + 4.0)
                )?;
            } else if sheet.lane(line).of < 2 {
                let words = label::called(self.graph, link);
                if !words.is_empty()
                    && let Some(at) = writing.write(&route, &words, covered)
                {
                    self.label(&mut labels, at, &words, colour)?;
                }
            }
        }
        out.push_str("</g>\n");
        out.push_str(&labels);
        Ok(())
    }

    /// What a line calls, over all lines.
    fn label(&self, out: &mut String, at: Corner, words: &str, colour: &str) -> fmt::Result {
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" font-weight=\"500\" font-family=\"{MONO}\" text-anchor=\"middle\" fill=\"{colour}\" stroke=\"{}\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
            Length(at.0),
            Length(at.1),
            self.colours.paper,
            escape(words)
        )
    }

    fn card(&self, out: &mut String, node: &Node) -> fmt::Result {
        let Rect { x, y, w, h } = node_rect(self.graph.design.position(&node.id));
        let role = self.graph.role(&node.id);
        let (tile, ink) = self.colours.family(role.map_or(Family::Outside, |role| role.family));
        let role_name = role.map_or(node.role.as_str(), |role| &role.name);
        let letters = monogram(match (role, node.role.as_str()) {
            (Some(role), _) => &role.name,
            (None, "collapsed-host") => "Host",
            (None, "collapsed-zone") => "Zone",
            (None, _) => "?",
        });
        let Palette { text, quiet, card, card_border, .. } = self.colours;
        writeln!(out, "<g><title>{}</title>", escape(&[node.name.as_str(), role_name].join(", ")))?;
        // A group of replicas is a stack with its number.
        let behind: &[f64] = if node.replicas > 1 { &[8.0, 4.0, 0.0] } else { &[0.0] };
        for by in behind {
            writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{card}\" stroke=\"{card_border}\"/>",
                Length(x + by),
                Length(y + by),
                Length(w),
                Length(h)
            )?;
        }
        let count = if node.replicas > 1 { format!("×{}", node.replicas) } else { String::new() };
        if !count.is_empty() {
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" font-family=\"{MONO}\" text-anchor=\"end\" fill=\"{text}\">{count}</text>",
                Length(x + w - 12.0),
                Length(y + 36.0)
            )?;
        }
        let room: f64 = count.chars().map(|_| 9.0).sum();
        let name = fit(&node.name, w - 68.0 - room, 6.8);
        let second = second_line(self.graph, node);
        let (host, port) = split_port(&second);
        let ports: f64 = port.chars().map(|_| 6.1).sum();
        let host = fit(host, w - 68.0 - room - ports, 6.1);
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"32\" height=\"32\" rx=\"7\" fill=\"{tile}\"/>\n<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" text-anchor=\"middle\" fill=\"{ink}\">{}</text>\n<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"500\" fill=\"{text}\">{}</text>\n<text x=\"{}\" y=\"{}\" font-size=\"10\" font-family=\"{MONO}\" fill=\"{quiet}\">{}{port}</text></g>",
            Length(x + 14.0),
            Length(y + 16.0),
            Length(x + 30.0),
            Length(y + 36.5),
            escape(&letters),
            Length(x + 56.0),
            // Alone it stands in the middle.
            Length(if second.is_empty() { y + 36.5 } else { y + 28.0 }),
            escape(&name),
            Length(x + 56.0),
            Length(y + 46.0),
            escape(&host)
        )
    }
}

/// What a frame says of its host.
#[must_use]
pub fn host_label(host: &Host) -> String {
    match host.address.as_str() {
        "" => host.hostname.clone(),
        address => [host.hostname.as_str(), address].join(" · "),
    }
}

/// What stands under a node's name: where it is reached, or which engine a database is.
#[must_use]
pub fn second_line(graph: &Graph<'_>, node: &Node) -> String {
    let name = graph.own_name(node).unwrap_or_default();
    if let Some(engine) = graph
        .role(&node.id)
        .filter(|role| role.is(topology::catalogue::RoleClass::Database))
        .and(graph.engine(node))
    {
        return if engine.url.is_some() || name.is_empty() {
            engine.name.clone()
        } else {
            format!("{} {name}", engine.name)
        };
    }
    let management = graph.listening(node).find(|(endpoint, _)| endpoint.usage == Use::Management);
    match (name, management) {
        ("", Some((_, port))) => format!(":{port}"),
        (name, Some((_, port))) => format!("{name}:{port}"),
        (name, None) => name.to_owned(),
    }
}

/// A second line as its name and its port with the colon; a name too long for a card gives way to it.
#[must_use]
pub fn split_port(second: &str) -> (&str, &str) {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match second.rfind(':') {
        Some(colon) if digits(&second[colon + 1..]) => second.split_at(colon),
        _ => (second, ""),
    }
}

#[cfg(test)]
mod tests {
    use topology::{Point, notation};

    use super::*;
    use crate::Theme;

    fn drawn(look: &Look) -> String {
        let design =
            notation::design("host h1 vm1\na: gateway @h1\nb: key-manager\na -validates-with-> b");
        dressed(&design, catalogue::load("wso2am", "3.1.0").unwrap(), look, "<desc>head</desc>\n")
    }

    #[test]
    fn a_port_is_split_from_its_name() {
        assert_eq!(split_port("gw1.example.com:9443"), ("gw1.example.com", ":9443"));
        assert_eq!(split_port("MySQL db.example.com"), ("MySQL db.example.com", ""));
        assert_eq!(split_port(":"), (":", ""));
        assert_eq!(monogram("Key Manager"), "KM");
        assert_eq!(monogram("Gateway"), "GA");
    }

    #[test]
    fn a_line_with_room_says_what_it_calls() {
        let design = notation::design("a: publisher\nb: gateway +1\na -publishes-to-> b");
        let apart = [("a", 0), ("b", 600)].map(|(id, x)| (id.parse().unwrap(), Point { x, y: 0 }));
        let near = [("a", 0), ("b", 220)].map(|(id, x)| (id.parse().unwrap(), Point { x, y: 0 }));
        for (places, says) in [(apart, true), (near, false)] {
            let mut design = design.clone();
            topology::Change::move_nodes(&design, places).apply(&mut design).unwrap();
            let picture = svg(&design, catalogue::wso2am_3_1_0());
            assert_eq!(picture.contains(">HTTPS 9444</text>"), says, "{picture}");
        }
    }

    #[test]
    fn a_card_says_the_same_from_a_graph_of_its_node_alone() {
        let catalogue = catalogue::wso2am_3_1_0();
        let mut design = catalogue::generate(120, 5);
        // Every node calls itself by the name of a balancer: some have one of that name in front.
        let nodes: Vec<Node> = design.nodes().cloned().collect();
        for node in nodes {
            let named = Node { hostname: "gw.example.com".to_owned(), ..node };
            topology::Change::set_node(&design, named).apply(&mut design).unwrap();
        }
        let graph = Graph::new(&design, catalogue);
        let mut lent = 0;
        for node in design.nodes() {
            let alone = Graph::of_nodes(&design, catalogue, std::iter::once(&node.id));
            assert_eq!(second_line(&alone, node), second_line(&graph, node), "{}", node.id);
            assert_eq!(alone.outgoing(&node.id), graph.outgoing(&node.id));
            assert_eq!(alone.incoming(&node.id), graph.incoming(&node.id));
            lent += usize::from(graph.own_name(node) != Some("gw.example.com"));
        }
        assert!(lent > 10, "{lent} have a name lent by a balancer");
    }

    #[test]
    fn a_picture_is_dressed_as_asked() {
        let plain = drawn(&Look::default());
        assert!(plain.contains("#fbfbfc") && plain.contains(">Key Manager</text>"), "{plain}");
        assert!(plain.contains("<desc>head</desc>") && !plain.contains(" · "), "{plain}");
        let look = Look {
            theme: Theme::Dark,
            title: Some("Before <the> move".into()),
            date: Some("1 May & later".into()),
            legend: false,
        };
        let asked = drawn(&look);
        assert!(asked.contains("<title>Before &lt;the&gt; move</title>"), "{asked}");
        assert!(asked.contains("3.1.0 · 1 May &amp; later</text>"), "{asked}");
        assert!(asked.contains("#0e131c") && !asked.contains("#fbfbfc"), "{asked}");
        assert!(!asked.contains(">Key Manager</text>"), "{asked}");
    }

    #[test]
    fn a_long_legend_takes_several_rows_and_the_page_grows_with_it() {
        let height = |svg: &str| -> f64 {
            let (_, after) = svg.split_once("height=\"").unwrap();
            after.split_once('"').unwrap().0.parse().unwrap()
        };
        let design = catalogue::template("guide-ha").unwrap();
        let design = topology::document::parse(design.document).unwrap();
        let catalogue = catalogue::load("wso2am", "3.1.0").unwrap();
        let without = Look { legend: false, ..Look::default() };
        let grown =
            height(&svg(&design, catalogue)) - height(&dressed(&design, catalogue, &without, ""));
        assert!(grown >= 50.0, "{grown}");
    }
}
