//! The drawing as a stand-alone SVG: no scripts, no fonts to load, no references to anything.

use crate::geometry::{NODE_HEIGHT, NODE_WIDTH, Rect, bounds, host_frames, node_rect};
use crate::route::{path, route};
use crate::theme;
use std::fmt::{self, Write};
use topology::catalogue::{Catalogue, Category, Family, Use};
use topology::{Design, Graph, Node};

const MARGIN: f64 = 32.0;
const TITLE: f64 = 48.0;
const LEGEND: f64 = 40.0;
const SANS: &str = "ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
const MONO: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, monospace";

/// The picture of a design, with its name above and a legend below.
#[must_use]
pub fn svg(design: &Design, catalogue: &Catalogue) -> String {
    let graph = Graph::new(design, catalogue);
    let content = bounds(design).unwrap_or(Rect::new(0.0, 0.0, 2.0 * NODE_WIDTH, NODE_HEIGHT));
    let page = content.grown(MARGIN);
    let page = Rect { y: page.y - TITLE, h: page.h + TITLE + LEGEND, ..page };
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = draw(&mut out, &graph, page);
    out
}

fn draw(out: &mut String, graph: &Graph<'_>, page: Rect) -> fmt::Result {
    let Rect { x, y, w, h } = page;
    let title = escape(graph.design.name());
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" font-family=\"{SANS}\">"
    )?;
    writeln!(out, "<title>{title}</title>")?;
    writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"#fbfcfd\"/>")?;
    let product = &graph.catalogue.product;
    let (tx, ty) = (x + MARGIN, y + MARGIN);
    writeln!(
        out,
        "<text x=\"{tx}\" y=\"{ty}\" font-size=\"17\" font-weight=\"600\" fill=\"#1a2230\">{title}</text>"
    )?;
    writeln!(
        out,
        "<text x=\"{tx}\" y=\"{}\" font-size=\"12\" fill=\"#566072\">{} {}</text>",
        ty + 18.0,
        escape(&product.name),
        escape(&product.version)
    )?;
    hosts(out, graph)?;
    links(out, graph)?;
    for node in graph.design.nodes() {
        card(out, graph, node)?;
    }
    legend(out, graph, page)?;
    out.push_str("</svg>\n");
    Ok(())
}

fn hosts(out: &mut String, graph: &Graph<'_>) -> fmt::Result {
    for frame in host_frames(graph.design) {
        let Some(host) = graph.design.host(&frame.host) else { continue };
        let Rect { x, y, w, h } = frame.rect;
        let label = [host.hostname.as_str(), host.address.as_str()].join("  ");
        let label = fit(label.trim(), w - 24.0, 6.7);
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"#f1f4f8\" stroke=\"#ccd4df\"/>"
        )?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" font-family=\"{MONO}\" fill=\"#566072\">{}</text>",
            x + 12.0,
            y + 19.0,
            escape(&label)
        )?;
    }
    Ok(())
}

fn links(out: &mut String, graph: &Graph<'_>) -> fmt::Result {
    out.push_str("<g fill=\"none\" stroke-width=\"1.5\" stroke-linejoin=\"round\">\n");
    for link in graph.design.links() {
        let Some(kind) = graph.kind(&link.id) else { continue };
        let (from, to) = (graph.design.position(&link.from), graph.design.position(&link.to));
        let d = path(&route(node_rect(from), node_rect(to)));
        let name = |id| graph.design.node(id).map_or("", |node| node.name.as_str());
        let title = format!("{} {} {}", name(&link.from), kind.name, name(&link.to));
        let colour = theme::category(kind.category);
        writeln!(
            out,
            "<path d=\"{d}\" stroke=\"{colour}\" stroke-opacity=\"0.75\"><title>{}</title></path>",
            escape(&title)
        )?;
    }
    out.push_str("</g>\n");
    Ok(())
}

fn card(out: &mut String, graph: &Graph<'_>, node: &Node) -> fmt::Result {
    let Rect { x, y, w, h } = node_rect(graph.design.position(&node.id));
    let role = graph.role(&node.id);
    let (tile, ink) = theme::family(role.map_or(Family::Outside, |role| role.family));
    let letters = theme::monogram(role.map_or("?", |role| &role.name));
    writeln!(
        out,
        "<g><title>{}</title>",
        escape(&format!("{}, {}", node.name, role.map_or(node.role.as_str(), |role| &role.name)))
    )?;
    // A group of replicas is a stack with its number.
    let behind: &[f64] = if node.replicas > 1 { &[8.0, 4.0, 0.0] } else { &[0.0] };
    for by in behind {
        writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{w}\" height=\"{h}\" rx=\"6\" fill=\"#ffffff\" stroke=\"#c3ccd8\"/>",
            x + by,
            y + by
        )?;
    }
    let count = if node.replicas > 1 { format!("×{}", node.replicas) } else { String::new() };
    if !count.is_empty() {
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" font-family=\"{MONO}\" text-anchor=\"end\" fill=\"#1a2230\">{count}</text>",
            x + w - 12.0,
            y + 36.0
        )?;
    }
    let room: f64 = count.chars().map(|_| 9.0).sum();
    writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"32\" height=\"32\" rx=\"6\" fill=\"{tile}\"/>",
        x + 14.0,
        y + 16.0
    )?;
    writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" text-anchor=\"middle\" fill=\"{ink}\">{}</text>",
        x + 30.0,
        y + 36.5,
        escape(&letters)
    )?;
    let name = fit(&node.name, w - 68.0 - room, 6.9);
    writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"13\" font-weight=\"500\" fill=\"#1a2230\">{}</text>",
        x + 56.0,
        y + 28.0,
        escape(&name)
    )?;
    let second = second_line(graph, node);
    let (name, port) = split_port(&second);
    let ports: f64 = port.chars().map(|_| 6.1).sum();
    let second = format!("{}{port}", fit(name, w - 68.0 - room - ports, 6.1));
    writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"10\" font-family=\"{MONO}\" fill=\"#566072\">{}</text></g>",
        x + 56.0,
        y + 46.0,
        escape(&second)
    )
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

fn legend(out: &mut String, graph: &Graph<'_>, page: Rect) -> fmt::Result {
    let used = |category: Category| {
        graph
            .design
            .links()
            .any(|link| graph.kind(&link.id).is_some_and(|kind| kind.category == category))
    };
    let (mut x, y) = (page.x + MARGIN, page.bottom() - MARGIN + 8.0);
    for (category, name) in theme::CATEGORIES.into_iter().filter(|(category, _)| used(*category)) {
        let colour = theme::category(category);
        writeln!(out, "<path d=\"M{x} {y}h20\" stroke=\"{colour}\" stroke-width=\"1.5\"/>")?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"#566072\">{name}</text>",
            x + 26.0,
            y + 4.0
        )?;
        x += 26.0 + 24.0 + 6.4 * f64::from(u32::try_from(name.len()).unwrap_or(0));
    }
    Ok(())
}

/// The text, cut with an ellipsis to about this width; `advance` is the width of one character.
fn fit(text: &str, width: f64, advance: f64) -> String {
    let mut left = width;
    let mut fitted = String::new();
    for c in text.chars() {
        left -= if c.is_ascii() { advance } else { advance * 1.6 };
        if left < 0.0 {
            fitted.push('…');
            break;
        }
        fitted.push(c);
    }
    fitted
}

/// The text as XML character data or an attribute's value.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no way to write these at all.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cut() {
        assert_eq!(escape("<a b='\"&\n"), "&lt;a b=&#39;&quot;&amp; ");
        assert_eq!(fit("abcdef", 31.0, 10.0), "abc…");
        assert_eq!(split_port("gw1.example.com:9443"), ("gw1.example.com", ":9443"));
        assert_eq!(split_port("MySQL db.example.com"), ("MySQL db.example.com", ""));
        assert_eq!(split_port(":"), (":", ""));
        assert_eq!(theme::monogram("Key Manager"), "KM");
        assert_eq!(theme::monogram("Gateway"), "GA");
    }
}
