//! The drawing in the words of draw.io: real shapes at their places, hosts and zones as containers
//! that carry what stands in them, links that find their own way when something is moved.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use drawing::geometry::{Rect, node_rect};
use drawing::{Length, Look, escape, host_label, second_line};
use topology::catalogue::RoleClass;
use topology::{Catalogue, Design, Graph, Host, Node, NodeId, Shown, Zone};

use crate::nested::{Frames, Nested};

const CONTAINER: &str = "rounded=1;arcSize=3;container=1;collapsible=0;whiteSpace=wrap;html=1;align=left;verticalAlign=top;spacingLeft=8;spacingTop=2;fontSize=11;";

/// The drawing as a file of draw.io, not packed, so that it can be read and compared.
#[must_use]
pub fn drawio(design: &Design, catalogue: &Catalogue, look: &Look) -> String {
    let shown = Shown::of(design);
    let design = shown.as_ref().map_or(design, |shown| &shown.design);
    let graph = Graph::new(design, catalogue);
    let nested = Nested::new(design);
    let frames = Frames::new(design, &nested);
    let cells = Cells {
        graph: &graph,
        nested: &nested,
        frames: &frames,
        look,
        numbers: BTreeMap::new(),
        next: 2,
    };
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = cells.write(&mut out);
    out
}

/// A container's number, and where its corner lies.
#[derive(Clone, Copy)]
struct Parent {
    number: usize,
    x: f64,
    y: f64,
}

const PAGE: Parent = Parent { number: 1, x: 0.0, y: 0.0 };

struct Cells<'a> {
    graph: &'a Graph<'a>,
    nested: &'a Nested<'a>,
    frames: &'a Frames<'a>,
    look: &'a Look,
    numbers: BTreeMap<&'a NodeId, usize>,
    next: usize,
}

impl<'a> Cells<'a> {
    fn write(mut self, out: &mut String) -> fmt::Result {
        let title = self.look.title.as_deref().unwrap_or(self.graph.design.name());
        writeln!(
            out,
            "<mxfile host=\"Topology Designer\">\n<diagram id=\"topology\" name=\"{}\">\n<mxGraphModel grid=\"1\" gridSize=\"10\" guides=\"1\" tooltips=\"1\" connect=\"1\" arrows=\"1\" fold=\"1\" page=\"0\" pageScale=\"1\" background=\"{}\" math=\"0\" shadow=\"0\">\n<root>\n<mxCell id=\"0\"/>\n<mxCell id=\"1\" parent=\"0\"/>",
            escape(title),
            self.look.theme.paper()
        )?;
        self.heading(out, title)?;
        for zone in self.nested.zones_in(None) {
            self.zone(out, zone, PAGE)?;
        }
        for host in self.nested.hosts_in(None) {
            self.host(out, host, PAGE)?;
        }
        for node in self.nested.nodes_on(None) {
            self.node(out, node, PAGE)?;
        }
        self.links(out)?;
        out.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
        Ok(())
    }

    /// The title, with the product's version and the date, above everything.
    fn heading(&mut self, out: &mut String, title: &str) -> fmt::Result {
        let design = self.graph.design;
        let cards = design.nodes().map(|node| node_rect(design.position(&node.id)));
        let frames = self.frames.hosts.values().chain(self.frames.zones.values()).copied();
        let all = cards.chain(frames).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let product = &self.graph.catalogue.product;
        let mut below = [product.name.as_str(), &product.version].join(" ");
        if let Some(date) = self.look.date.as_deref().filter(|date| !date.is_empty()) {
            below.push_str(" · ");
            below.push_str(date);
        }
        let (text, _) = self.look.theme.ink();
        let style = format!(
            "text;html=1;align=left;verticalAlign=middle;whiteSpace=wrap;fontSize=12;fontColor={text};"
        );
        let label =
            format!("<b style=\"font-size:17px\">{}</b><br>{}", escape(title), escape(&below));
        let rect = Rect::new(all.x, all.y - 68.0, all.w.max(368.0), 44.0);
        self.cell(out, &label, &style, rect, PAGE).map(drop)
    }

    fn zone(&mut self, out: &mut String, zone: &'a Zone, parent: Parent) -> fmt::Result {
        let mut inside = parent;
        if let Some(rect) = self.frames.zones.get(&zone.id) {
            let (_, border) = self.look.theme.frame();
            let (text, _) = self.look.theme.ink();
            let style = format!(
                "{CONTAINER}dashed=1;fontStyle=1;fillColor=none;strokeColor={border};fontColor={text};"
            );
            inside = self.cell(out, &escape(&zone.name), &style, *rect, parent)?;
        }
        for zone in self.nested.zones_in(Some(&zone.id)) {
            self.zone(out, zone, inside)?;
        }
        for host in self.nested.hosts_in(Some(&zone.id)) {
            self.host(out, host, inside)?;
        }
        Ok(())
    }

    fn host(&mut self, out: &mut String, host: &'a Host, parent: Parent) -> fmt::Result {
        let mut inside = parent;
        if let Some(rect) = self.frames.hosts.get(&host.id) {
            let (fill, border) = self.look.theme.frame();
            let (_, quiet) = self.look.theme.ink();
            let style =
                format!("{CONTAINER}fillColor={fill};strokeColor={border};fontColor={quiet};");
            inside = self.cell(out, &escape(&host_label(host)), &style, *rect, parent)?;
        }
        for node in self.nested.nodes_on(Some(&host.id)) {
            self.node(out, node, inside)?;
        }
        Ok(())
    }

    fn node(&mut self, out: &mut String, node: &'a Node, parent: Parent) -> fmt::Result {
        let role = self.graph.role(&node.id);
        let family = role.map_or(topology::catalogue::Family::Outside, |role| role.family);
        let (fill, stroke) = self.look.theme.family(family);
        let (text, _) = self.look.theme.ink();
        let shape = match role.and_then(|role| {
            let classes = [RoleClass::Database, RoleClass::Storage, RoleClass::Outside];
            classes.into_iter().find(|class| role.is(*class))
        }) {
            Some(RoleClass::Database) => "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=7;",
            Some(RoleClass::Storage) => "shape=folder;tabWidth=48;tabHeight=10;tabPosition=left;",
            Some(RoleClass::Outside) => "ellipse;",
            _ => "rounded=1;arcSize=12;",
        };
        let shadow = if node.replicas > 1 { "shadow=1;" } else { "" };
        let style = format!(
            "{shape}{shadow}whiteSpace=wrap;html=1;fillColor={fill};strokeColor={stroke};fontColor={text};fontSize=12;"
        );
        let mut label = format!("<b>{}</b>", escape(&node.name));
        if node.replicas > 1 {
            // Writing to a String cannot fail.
            let _ = write!(label, " ×{}", node.replicas);
        }
        let role_name = role.map_or(node.role.as_str(), |role| &role.name);
        let second = second_line(self.graph, node);
        for line in
            [role_name, &second].iter().filter(|line| !line.is_empty() && **line != node.name)
        {
            let _ = write!(label, "<br><font style=\"font-size:10px\">{}</font>", escape(line));
        }
        let rect = node_rect(self.graph.design.position(&node.id));
        let cell = self.cell(out, &label, &style, rect, parent)?;
        self.numbers.insert(&node.id, cell.number);
        Ok(())
    }

    /// A shape, whose label is HTML.
    fn cell(
        &mut self,
        out: &mut String,
        label: &str,
        style: &str,
        rect: Rect,
        parent: Parent,
    ) -> Result<Parent, fmt::Error> {
        let number = self.next;
        self.next += 1;
        writeln!(
            out,
            "<mxCell id=\"{number}\" value=\"{}\" style=\"{style}\" vertex=\"1\" parent=\"{}\"><mxGeometry x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" as=\"geometry\"/></mxCell>",
            escape(label),
            parent.number,
            Length(rect.x - parent.x),
            Length(rect.y - parent.y),
            Length(rect.w),
            Length(rect.h)
        )?;
        Ok(Parent { number, x: rect.x, y: rect.y })
    }

    fn links(&mut self, out: &mut String) -> fmt::Result {
        let (_, quiet) = self.look.theme.ink();
        let paper = self.look.theme.paper();
        for link in self.graph.design.links() {
            let kind = self.graph.kind(&link.id);
            let name = kind.map_or(link.kind.as_str(), |kind| &kind.name);
            let colour = kind.map_or(quiet, |kind| self.look.theme.line(kind.category));
            let (Some(from), Some(to)) = (self.numbers.get(&link.from), self.numbers.get(&link.to))
            else {
                continue;
            };
            let number = self.next;
            self.next += 1;
            writeln!(
                out,
                "<mxCell id=\"{number}\" value=\"{}\" style=\"edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;endArrow=block;endFill=1;endSize=5;strokeWidth=1.5;strokeColor={colour};fontColor={colour};labelBackgroundColor={paper};fontSize=10;\" edge=\"1\" parent=\"1\" source=\"{from}\" target=\"{to}\"><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>",
                escape(&escape(name))
            )?;
        }
        Ok(())
    }
}
