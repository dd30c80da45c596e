//! What stops when nodes are away: each capability of the catalogue, held against the links of a
//! design. Switching something off changes nothing in the design.
//!
//! It looks at the design as it is drawn: a group of replicas is away as a whole, because nobody can
//! point at one of its replicas.

mod model;

use std::collections::BTreeSet;

use topology::outage::{Outcome, Part, SinglePoint, nodes_in};
use topology::{Catalogue, Design, HostId, NodeId};

use model::Model;

/// How each capability fares while these nodes are away, in the order of the catalogue.
#[must_use]
pub fn outcomes(design: &Design, catalogue: &Catalogue, off: &BTreeSet<NodeId>) -> Vec<Outcome> {
    Model::new(design, catalogue).outcomes(off)
}

/// Every node, host and zone whose absence alone stops something that works now: what stops the most
/// comes first. A host or zone with one such node alone adds nothing and is left out.
#[must_use]
pub fn single_points(design: &Design, catalogue: &Catalogue) -> Vec<SinglePoint> {
    let model = Model::new(design, catalogue);
    let mut points = Vec::new();
    let suspects = model.suspects();
    let mut alone: Vec<(BTreeSet<NodeId>, Vec<String>)> = Vec::new();
    for id in &suspects {
        let off: BTreeSet<NodeId> = [(*id).clone()].into();
        let stops = model.stopped(&off);
        if !stops.is_empty() {
            points.push(SinglePoint { part: Part::Node((*id).clone()), stops: stops.clone() });
        }
        alone.push((off, stops));
    }
    // Whatever stops something takes a suspect along.
    let hosts: BTreeSet<&HostId> =
        suspects.iter().filter_map(|id| design.node(id)?.host.as_ref()).collect();
    let hosts = hosts.into_iter().map(|host| Part::Host(host.clone()));
    let zones = design.zones().map(|zone| Part::Zone(zone.id.clone()));
    for part in hosts.chain(zones) {
        let off = nodes_in(&part, design);
        // What its nodes stop one by one is said of them.
        let mut known = alone.iter().filter(|(node, _)| node.is_subset(&off));
        let stops = if off.iter().any(|id| suspects.contains(id)) {
            model.stopped(&off)
        } else {
            Vec::new()
        };
        if !stops.is_empty() && !known.any(|(_, by_one)| *by_one == stops) {
            points.push(SinglePoint { part, stops });
        }
    }
    points.sort_by(|a, b| (b.stops.len(), &a.part).cmp(&(a.stops.len(), &b.part)));
    points
}

#[cfg(test)]
mod tests;
