//! How much is wrong with each row and with what is below it.

use std::collections::BTreeMap;

use topology::{Catalogue, Design, HostId, NodeId, Severity, Target, Told};

use super::{Group, Item};
use crate::facts::{errors_said, warnings_said};

/// Open findings by how bad they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Problems {
    pub errors: u32,
    pub warnings: u32,
}

impl Problems {
    /// `2 errors, 1 warning`; empty where nothing is wrong.
    #[must_use]
    pub fn said(self) -> String {
        let counted = |count: u32, said: fn(usize) -> String| match count {
            0 => String::new(),
            count => said(count as usize),
        };
        let parts = [counted(self.errors, errors_said), counted(self.warnings, warnings_said)];
        let blank = if self.errors > 0 && self.warnings > 0 { ", " } else { "" };
        parts.join(blank)
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => {}
        }
    }
}

/// The problems of every row, those below it included. A link's count for the node that it starts from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals(BTreeMap<Item, Problems>);

impl Totals {
    #[must_use]
    pub fn new(design: &Design, catalogue: &Catalogue, findings: &[Told]) -> Self {
        let mut totals = Self::default();
        let known = findings.iter().filter(|finding| finding.is_open());
        for finding in known.filter(|finding| finding.severity != Severity::Info) {
            let severity = finding.severity;
            match &finding.target {
                Target::Link(id) => {
                    let Some(link) = design.link(id) else { continue };
                    let item = Item::Link { of: link.from.clone(), link: id.clone() };
                    totals.count(item, severity);
                    totals.node(design, catalogue, &link.from, severity);
                }
                Target::Host(id) => totals.host(design, id, severity),
                Target::Node(id) | Target::Setting { node: Some(id), .. } => {
                    totals.node(design, catalogue, id, severity);
                }
                Target::Design | Target::Setting { node: None, .. } => {}
            }
        }
        totals
    }

    /// What is wrong with a row.
    #[must_use]
    pub fn of(&self, item: &Item, design: &Design) -> Problems {
        let from = match item {
            // A link is one thing at both its ends.
            Item::Link { link, .. } => design
                .link(link)
                .map(|link| Item::Link { of: link.from.clone(), link: link.id.clone() }),
            _ => None,
        };
        self.0.get(from.as_ref().unwrap_or(item)).copied().unwrap_or_default()
    }

    fn count(&mut self, item: Item, severity: Severity) {
        self.0.entry(item).or_default().add(severity);
    }

    fn node(&mut self, design: &Design, catalogue: &Catalogue, id: &NodeId, severity: Severity) {
        let Some(node) = design.node(id) else { return };
        self.count(Item::Node(id.clone()), severity);
        match node.host.as_ref().and_then(|host| design.host(host)) {
            Some(host) => self.host(design, &host.id, severity),
            None => self.count(Item::Group(Group::of(node, catalogue)), severity),
        }
    }

    fn host(&mut self, design: &Design, id: &HostId, severity: Severity) {
        self.count(Item::Host(id.clone()), severity);
        let mut zone = design.host(id).and_then(|host| host.zone.as_ref());
        // Zones that lie in one another are a mistake of a file: no more steps than there are zones.
        for _ in 0..design.zones().len() {
            let Some(id) = zone else { break };
            self.count(Item::Zone(id.clone()), severity);
            zone = design.zone(id).and_then(|zone| zone.parent.as_ref());
        }
    }
}
