//! What each capability hangs on in one design, worked out once and asked for many cases.

use std::collections::{BTreeMap, BTreeSet};

use messages::{Text, text};
use topology::catalogue::{Capability, Dependence, Upon};
use topology::catalogue::{RoleClass, Scale};
use topology::outage::{Outcome, State};
use topology::{Catalogue, Design, Graph, Node, NodeId};

use crate::context::term;

pub(super) struct Model<'a> {
    design: &'a Design,
    works: Vec<Work<'a>>,
}

/// One capability.
struct Work<'a> {
    capability: &'a Capability,
    /// Nodes that stand in for one another, by the load balancers in front of them.
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    /// One of them has to be there; none when callers reach the nodes themselves.
    fronts: Vec<&'a NodeId>,
    performers: Vec<Performer<'a>>,
}

struct Performer<'a> {
    id: &'a NodeId,
    needs: Vec<Need<'a>>,
}

/// Of each list, one target has to be there.
struct Need<'a> {
    dependence: &'a Dependence,
    each: Vec<Vec<Target<'a>>>,
}

/// Somebody who is called: there when it is, and behind a load balancer one of those it serves.
struct Target<'a> {
    id: &'a NodeId,
    behind: Vec<&'a NodeId>,
}

impl Target<'_> {
    fn is_there(&self, off: &BTreeSet<NodeId>) -> bool {
        let serves = self.behind.is_empty() || self.behind.iter().any(|id| !off.contains(*id));
        !off.contains(self.id) && serves
    }
}

impl Need<'_> {
    fn is_met(&self, off: &BTreeSet<NodeId>) -> bool {
        self.each.iter().all(|any| any.iter().any(|target| target.is_there(off)))
    }

    /// Who is away that is needed.
    fn missing<'s>(&'s self, off: &'s BTreeSet<NodeId>) -> impl Iterator<Item = &'s NodeId> {
        let lists = self.each.iter().filter(|any| !any.iter().any(|target| target.is_there(off)));
        lists.flatten().map(|target| match off.contains(target.id) {
            true => target.id,
            false => target.behind.first().copied().unwrap_or(target.id),
        })
    }
}

impl Performer<'_> {
    /// Whether it does its work, well or not.
    fn serves(&self, off: &BTreeSet<NodeId>) -> bool {
        !off.contains(self.id)
            && self.needs.iter().all(|need| !need.dependence.hard || need.is_met(off))
    }
}

impl Part<'_> {
    fn is_reached(&self, off: &BTreeSet<NodeId>) -> bool {
        self.fronts.is_empty() || self.fronts.iter().any(|id| !off.contains(*id))
    }

    fn serves(&self, off: &BTreeSet<NodeId>) -> bool {
        self.is_reached(off) && self.performers.iter().any(|performer| performer.serves(off))
    }
}

impl<'a> Model<'a> {
    pub(super) fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let graph = Graph::new(design, catalogue);
        let works = catalogue.capabilities.iter().map(|capability| {
            let mut parts: BTreeMap<Vec<&NodeId>, Vec<Performer<'a>>> = BTreeMap::new();
            for node in graph.providers(capability.by) {
                let fronts = fronts(&graph, node, capability);
                let needs = capability.needs.iter();
                let needs = needs.filter_map(|need| resolved(&graph, node, need)).collect();
                parts.entry(fronts).or_default().push(Performer { id: &node.id, needs });
            }
            let part = |(fronts, performers)| Part { fronts, performers };
            Work { capability, parts: parts.into_iter().map(part).collect() }
        });
        Self { design, works: works.collect() }
    }

    pub(super) fn outcomes(&self, off: &BTreeSet<NodeId>) -> Vec<Outcome> {
        self.works.iter().map(|work| self.outcome(work, off)).collect()
    }

    /// What works while all are there, and stops now.
    pub(super) fn stopped(&self, off: &BTreeSet<NodeId>) -> Vec<String> {
        let nothing = BTreeSet::new();
        let works = |work: &Work<'_>, off: &BTreeSet<NodeId>| {
            work.parts.iter().any(|part| part.serves(off))
        };
        let stopped = self.works.iter().filter(|work| works(work, &nothing) && !works(work, off));
        stopped.map(|work| work.capability.name.clone()).collect()
    }

    /// Nodes that may stop something alone. Whoever does stops the first node of each capability that
    /// serves while all are there, so nobody else need be tried.
    pub(super) fn suspects(&self) -> BTreeSet<&'a NodeId> {
        let nothing = BTreeSet::new();
        let mut suspects = BTreeSet::new();
        for work in &self.works {
            let Some(part) = work.parts.iter().find(|part| part.serves(&nothing)) else { continue };
            suspects.extend(part.fronts.iter().copied());
            let first = part.performers.iter().find(|performer| performer.serves(&nothing));
            if let Some(performer) = first {
                suspects.insert(performer.id);
                let hard = performer.needs.iter().filter(|need| need.dependence.hard);
                for target in hard.flat_map(|need| need.each.iter().flatten()) {
                    suspects.insert(target.id);
                    suspects.extend(target.behind.iter().copied());
                }
            }
        }
        suspects
    }

    fn outcome(&self, work: &Work<'_>, off: &BTreeSet<NodeId>) -> Outcome {
        let capability = work.capability;
        let name = capability.name.clone();
        if work.parts.is_empty() {
            return Outcome { name, state: State::Absent, whys: Vec::new() };
        }
        let mut whys: Vec<Text> = Vec::new();
        let mut tell = |text: Text| {
            if !whys.contains(&text) {
                whys.push(text);
            }
        };
        let stops = work.parts.iter().all(|part| !part.serves(off));
        if stops {
            tell(term(&capability.stopped));
        }
        for part in &work.parts {
            let (mut away, mut blocked) = (Vec::new(), false);
            for performer in &part.performers {
                if off.contains(performer.id) {
                    away.push(performer.id);
                    continue;
                }
                for need in performer.needs.iter().filter(|need| !need.is_met(off)) {
                    let Dependence { hard, why, .. } = need.dependence;
                    blocked |= *hard;
                    let gone = self.gone(need.missing(off));
                    tell(text!("{gone}: {why}", gone, why = term(why)));
                }
            }
            if !part.is_reached(off) {
                let gone = self.gone(part.fronts.iter().copied());
                tell(text!("{gone}: nothing passes requests on.", gone));
            }
            let serves = part.serves(off);
            if !away.is_empty() {
                let left = part.performers.len() - away.len();
                let gone = self.gone(away.into_iter());
                match (serves, left) {
                    (true, 1) => tell(text!("{gone}: one node is left.", gone)),
                    (true, left) => tell(text!("{gone}: {left} nodes are left.", gone, left)),
                    (false, _) if !stops => {
                        tell(text!("{gone}: its callers have nobody else.", gone));
                    }
                    (false, _) => tell(text!("{gone}.", gone)),
                }
                if serves && !capability.handover.is_empty() {
                    tell(term(&capability.handover));
                }
            } else if blocked && serves {
                tell(text!("Other nodes go on."));
            }
        }
        let state = match (stops, whys.is_empty()) {
            (true, _) => State::Stops,
            (false, true) => State::Works,
            (false, false) => State::Degraded,
        };
        Outcome { name, state, whys }
    }

    /// `Gateway 1 and Gateway 2 are away`, and of many the first ones.
    fn gone<'s>(&self, ids: impl Iterator<Item = &'s NodeId>) -> Text {
        let unique: BTreeSet<&NodeId> = ids.collect();
        let name = |id: &&NodeId| self.design.node(id).map_or("", |node| node.name.as_str());
        let names: Vec<&str> = unique.iter().take(3).map(name).collect();
        let more = unique.len() - names.len();
        match (names.as_slice(), more) {
            ([one], 0) => text!("{node} is away", node = *one),
            ([first, second], 0) => text!("{first} and {second} are away", first, second),
            (_, 0) => text!("{names} are away", names = names.join(", ")),
            _ => text!("{names} and {more} more are away", names = names.join(", "), more),
        }
    }
}

/// The load balancers that callers go through to a node.
fn fronts<'a>(graph: &Graph<'a>, node: &Node, capability: &Capability) -> Vec<&'a NodeId> {
    let apart = graph.role(&node.id).is_some_and(|role| role.scale == Scale::SideBySide);
    if !capability.fronted || apart {
        return Vec::new();
    }
    graph.balancers_of(&node.id).into_iter().map(|balancer| &balancer.id).collect()
}

/// What a node depends on in this design; `None` where the drawing says nothing of it, which other
/// rules report, or where the node does it itself.
fn resolved<'a>(graph: &Graph<'a>, node: &'a Node, dependence: &'a Dependence) -> Option<Need<'a>> {
    let plain = |id| Target { id, behind: Vec::new() };
    let target = |id: &'a NodeId| {
        let behind = if graph.is(id, RoleClass::Balancer) {
            graph.upstream(id).into_iter().map(|node| &node.id).collect()
        } else {
            Vec::new()
        };
        Target { id, behind }
    };
    let each: Vec<Vec<Target<'a>>> = match &dependence.on {
        Upon::AnyOf(kinds) => {
            let lists = kinds.iter().map(|kind| {
                let links = graph.outgoing_of(&node.id, kind);
                links.map(|link| target(&link.to)).collect::<Vec<_>>()
            });
            lists.into_iter().find(|targets| !targets.is_empty()).into_iter().collect()
        }
        Upon::EachOf(kind) => {
            graph.outgoing_of(&node.id, kind).map(|link| vec![target(&link.to)]).collect()
        }
        Upon::Schema(schema) => {
            let database = graph.database_for(&node.id, schema);
            database.map(|database| vec![plain(&database.id)]).into_iter().collect()
        }
        Upon::Shares => {
            graph.shares_of(&node.id).into_iter().map(|share| vec![plain(&share.id)]).collect()
        }
    };
    (!each.is_empty()).then_some(Need { dependence, each })
}
