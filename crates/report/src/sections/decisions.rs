//! Decisions: what people noted, what they set otherwise than the product has it, and where the bundle
//! departs from the guide.

use export::Exporter;
use topology::{Graph, View};

use super::settings;
use crate::document::{Cell, Section, Table, Tone};
use crate::words::listed;

pub(super) fn section(graph: &Graph<'_>, exporter: &Exporter<'_>) -> Section {
    let mut section = Section::new("decisions", "Decisions");
    section.heading("What is presented");
    section.table(views(graph), "The design has no views.");
    section.heading("Settings other than the default");
    section.table(settings::table(graph), "Every setting is as the product has it.");
    section.heading("Where this departs from the guide");
    let corrections = corrections(exporter);
    if !corrections.rows.is_empty() {
        section.text("WSO2's guide for distributed deployment is followed, except here:");
    }
    section.table(corrections, "WSO2's guide for distributed deployment is followed throughout.");
    section
}

fn views(graph: &Graph<'_>) -> Table {
    let mut table = Table::new("Views", &[("", 5), ("View", 25), ("Notes", 70)]);
    for (number, view) in (1..).zip(graph.design.views()) {
        let notes = Cell::plain(view.notes.as_str()).under(Tone::Quiet, lit(graph, view));
        table.rows.push(vec![
            Cell::new(Tone::Quiet, format!("{number}")),
            Cell::new(Tone::Strong, view.name.as_str()),
            notes,
        ]);
    }
    table
}

/// The nodes that a view lights; some may be gone.
fn lit(graph: &Graph<'_>, view: &View) -> String {
    let nodes = view.lit.iter().filter_map(|id| graph.design.node(id));
    let names: Vec<String> = nodes.map(|node| node.name.clone()).collect();
    if names.is_empty() { String::new() } else { format!("About {}.", listed(&names)) }
}

fn corrections(exporter: &Exporter<'_>) -> Table {
    let columns = [("", 7), ("The guide", 27), ("Here", 27), ("Because", 39)];
    let mut table = Table::new("Corrections to the guide", &columns);
    for correction in exporter.corrections() {
        table.rows.push(vec![
            Cell::new(Tone::QuietCode, correction.id.as_str()),
            Cell::plain(correction.guide.as_str()),
            Cell::plain(correction.here.as_str()),
            Cell::plain(correction.reason.as_str()).under(Tone::Quiet, correction.source.as_str()),
        ]);
    }
    table
}
