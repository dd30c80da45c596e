//! The drawing in the words of Mermaid: a flow chart that wikis and Git hosts show.
//!
//! Names become texts in quotes whose every sign that Mermaid, Markdown or HTML could read is written
//! as its number; ids are our own, because Mermaid reserves words.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use drawing::{Look, family_name, host_label, second_line};
use topology::catalogue::Family;
use topology::{Catalogue, Design, Graph, Host, Node, NodeId, Shown, Zone, is_box};

use crate::nested::Nested;

/// What Mermaid draws unless the page that shows it allows more.
const MOST_LINKS: usize = 500;
const MOST_CHARACTERS: usize = 50_000;

/// The flow chart of a design. Its title and colours are the look's; Mermaid has no legend.
#[must_use]
pub fn mermaid(design: &Design, catalogue: &Catalogue, look: &Look) -> String {
    let shown = Shown::of(design);
    let design = shown.as_ref().map_or(design, |shown| &shown.design);
    let graph = Graph::new(design, catalogue);
    let nodes = design.nodes().enumerate().map(|(at, node)| (&node.id, at + 1)).collect();
    let chart = Chart {
        graph: &graph,
        nested: Nested::new(design),
        numbers: nodes,
        look,
        frames: Vec::new(),
    };
    chart.write()
}

struct Chart<'a> {
    graph: &'a Graph<'a>,
    nested: Nested<'a>,
    numbers: BTreeMap<&'a NodeId, usize>,
    look: &'a Look,
    /// The ids of the frames that were opened.
    frames: Vec<String>,
}

impl<'a> Chart<'a> {
    fn write(mut self) -> String {
        let mut body = String::new();
        // Writing to a String cannot fail.
        let _ = self.body(&mut body);
        let mut out = String::new();
        let product = &self.graph.catalogue.product;
        let title = self.look.title.as_deref().unwrap_or(self.graph.design.name());
        let mut title = format!("{title} · {} {}", product.name, product.version);
        if let Some(date) = self.look.date.as_deref().filter(|date| !date.is_empty()) {
            title.push_str(" · ");
            title.push_str(date);
        }
        let _ = writeln!(out, "---\ntitle: \"{}\"\n---", yaml(&title));
        let links = self.graph.design.links().len();
        if links > MOST_LINKS || body.len() > MOST_CHARACTERS {
            let _ = writeln!(
                out,
                "%% This chart has {links} links and {} characters. Mermaid draws {MOST_LINKS} and {MOST_CHARACTERS}\n%% unless the page sets maxEdges and maxTextSize higher.",
                body.len()
            );
        }
        out.push_str(&body);
        out
    }

    fn body(&mut self, out: &mut String) -> fmt::Result {
        writeln!(out, "flowchart LR")?;
        let zones: Vec<&'a Zone> = self.nested.zones_in(None).to_vec();
        for zone in zones {
            self.zone(out, zone, 1)?;
        }
        let hosts: Vec<&'a Host> = self.nested.hosts_in(None).to_vec();
        for host in hosts {
            self.host(out, host, 1)?;
        }
        for node in self.nested.nodes_on(None) {
            self.node(out, node, 1)?;
        }
        self.links(out)?;
        self.colours(out)
    }

    fn zone(&mut self, out: &mut String, zone: &'a Zone, depth: usize) -> fmt::Result {
        if !self.nested.is_used(&zone.id) {
            return Ok(());
        }
        self.open(out, "z", &zone.name, depth)?;
        let inner: Vec<&'a Zone> = self.nested.zones_in(Some(&zone.id)).to_vec();
        for inner in inner {
            self.zone(out, inner, depth + 1)?;
        }
        let hosts: Vec<&'a Host> = self.nested.hosts_in(Some(&zone.id)).to_vec();
        for host in hosts {
            self.host(out, host, depth + 1)?;
        }
        writeln!(out, "{}end", indent(depth))
    }

    fn host(&mut self, out: &mut String, host: &'a Host, depth: usize) -> fmt::Result {
        let nodes: Vec<&Node> = self.nested.nodes_on(Some(&host.id)).to_vec();
        if nodes.is_empty() {
            return Ok(());
        }
        if let [node] = nodes[..]
            && is_box(node)
        {
            return self.node(out, node, depth);
        }
        self.open(out, "h", &host_label(host), depth)?;
        for node in nodes {
            self.node(out, node, depth + 1)?;
        }
        writeln!(out, "{}end", indent(depth))
    }

    fn open(&mut self, out: &mut String, letter: &str, name: &str, depth: usize) -> fmt::Result {
        let id = format!("{letter}{}", self.frames.len() + 1);
        writeln!(out, "{}subgraph {id}[\"{}\"]", indent(depth), quoted(name))?;
        self.frames.push(id);
        Ok(())
    }

    fn node(&self, out: &mut String, node: &Node, depth: usize) -> fmt::Result {
        let role = self.graph.role(&node.id);
        let role_name = role.map_or(node.role.as_str(), |role| &role.name);
        let second = second_line(self.graph, node);
        let mut lines = vec![quoted(&node.name)];
        if node.replicas > 1 {
            lines[0].push_str(&format!(" ×{}", node.replicas));
        }
        lines.extend(
            [role_name, &second]
                .iter()
                .filter(|line| !line.is_empty() && **line != node.name)
                .map(|l| quoted(l)),
        );
        let (open, close) = match role.map(|role| role.family) {
            Some(Family::Data | Family::Storage) => ("[(", ")]"),
            Some(Family::Outside) => ("([", "])"),
            _ => ("[", "]"),
        };
        let label = lines.join("<br/>");
        writeln!(out, "{}n{}{open}\"{label}\"{close}", indent(depth), self.numbers[&node.id])
    }

    fn links(&self, out: &mut String) -> fmt::Result {
        for link in self.graph.design.links() {
            let name = self.graph.kind(&link.id).map_or(link.kind.as_str(), |kind| &kind.name);
            let (from, to) = (self.numbers[&link.from], self.numbers[&link.to]);
            writeln!(out, "  n{from} -->|\"{}\"| n{to}", quoted(name))?;
        }
        Ok(())
    }

    fn colours(&self, out: &mut String) -> fmt::Result {
        let theme = self.look.theme;
        let mut families: BTreeMap<&str, (Family, Vec<String>)> = BTreeMap::new();
        for node in self.graph.design.nodes() {
            let family = self.graph.role(&node.id).map_or(Family::Outside, |role| role.family);
            let (_, members) =
                families.entry(family_name(family)).or_insert_with(|| (family, Vec::new()));
            members.push(format!("n{}", self.numbers[&node.id]));
        }
        let (text, _) = theme.ink();
        for (class, (family, members)) in families {
            let (fill, stroke) = theme.family(family);
            writeln!(out, "  classDef {class} fill:{fill},stroke:{stroke},color:{text}")?;
            writeln!(out, "  class {} {class}", members.join(","))?;
        }
        if !self.frames.is_empty() {
            let ((fill, stroke), (_, quiet)) = (theme.frame(), theme.ink());
            writeln!(out, "  classDef frame fill:{fill},stroke:{stroke},color:{quiet}")?;
            writeln!(out, "  class {} frame", self.frames.join(","))?;
        }
        let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (at, link) in self.graph.design.links().enumerate() {
            if let Some(kind) = self.graph.kind(&link.id) {
                lines.entry(theme.line(kind.category)).or_default().push(at.to_string());
            }
        }
        for (colour, members) in lines {
            writeln!(out, "  linkStyle {} stroke:{colour}", members.join(","))?;
        }
        Ok(())
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// A text within a label's quotes. What begins like a list in Markdown must not become one.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        let plain = match c {
            '0'..='9' | '+' | '-' => at > 0,
            'a'..='z' | 'A'..='Z' | ' ' | '.' | ':' | ',' | '/' | '(' | ')' => true,
            c if c.is_control() => {
                out.push(' ');
                continue;
            }
            c => !c.is_ascii(),
        };
        if plain {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    out
}

/// A text within the quotes of YAML.
fn yaml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A title is cleaned as if it were HTML, and there is no other way to write these.
            '<' => out.push('‹'),
            '>' => out.push('›'),
            '"' | '\\' | '%' | '{' | '}' | '#' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                out.push(' ');
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_read_as_anything() {
        assert_eq!(quoted("Gateway 1 (a.b:9443)"), "Gateway 1 (a.b:9443)");
        assert_eq!(quoted("a\" --> b"), "a#34; --#62; b");
        assert_eq!(quoted("%%{init: {}}%%"), "#37;#37;#123;init: #123;#125;#125;#37;#37;");
        assert_eq!(quoted("1. one\n`x`"), "#49;. one #96;x#96;");
        assert_eq!(quoted("- #quot; ש🙂"), "#45; #35;quot#59; ש🙂");
        assert_eq!(yaml("a\"\n---\\<b>"), "a\\u0022 ---\\u005c‹b›");
    }
}
