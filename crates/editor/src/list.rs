//! Questions that are answered from a list: with which node to link, and where to move to.

use messages::{message, said, say};
use topology::{Catalogue, Graph, HostId, NodeId, ZoneId};

use crate::editor::Editor;
use crate::housing::common_host;
use crate::kernels::find::find;
use crate::kernels::order::order;
use crate::selection::Place;
use crate::tools::choices;

/// A question with a list of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum List {
    /// With whom shall this node be linked? See [`Editor::partners`].
    Partners(NodeId),
    /// Where shall what is selected move to? See [`Editor::destinations`].
    Destinations,
}

/// A node that another may be linked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    pub node: NodeId,
    /// What a link would say, such as `validates keys with it`, or why there can be none.
    pub about: Result<String, String>,
}

/// Somewhere to move to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Host(HostId),
    /// A host that is made for it.
    NewHost,
    Zone(ZoneId),
    /// Off its host, out of its zone.
    Nowhere,
}

/// As many as a person looks through; words find the others.
const MOST: usize = 100;

impl Editor {
    /// The nodes that hold these words, in the order of the traffic: first those that a node can be
    /// linked with, then those that it cannot, each a hundred at most.
    #[must_use]
    pub fn partners(&self, from: &NodeId, words: &str, catalogue: &Catalogue) -> Vec<Partner> {
        let graph = Graph::new(self.design(), catalogue);
        let all = order(&graph, |id| self.position(id));
        let among = if words.is_empty() { all } else { find(&graph, all, words) };
        let (mut fit, mut others) = (Vec::new(), Vec::new());
        for id in among.into_iter().filter(|id| *id != from) {
            // A sentence that says why not takes its time, and nobody reads hundreds of them.
            if fit.len() >= MOST || (others.len() >= MOST && !can(&graph, from, id)) {
                continue;
            }
            let about = choices(&graph, from, id).map(|found| {
                let mut ways = String::new();
                for option in &found.options {
                    let kind = catalogue.link_kind(&option.kind);
                    let verb = kind.map_or(option.kind.as_str(), |kind| said(&kind.name));
                    let way = if option.from == *from {
                        say!("{verb} it", verb)
                    } else {
                        say!("it {verb} {name}", verb, name = self.name(from))
                    };
                    ways = if ways.is_empty() { way } else { say!("{ways}, or {way}", ways, way) };
                }
                ways
            });
            let list = if about.is_ok() { &mut fit } else { &mut others };
            if list.len() < MOST {
                list.push(Partner { node: id.clone(), about });
            }
        }
        fit.append(&mut others);
        fit
    }

    /// Where what is selected can move to, and why it cannot: hosts for nodes, zones for hosts and
    /// zones.
    #[must_use]
    pub fn destinations(&self) -> Vec<(Destination, Option<&'static str>)> {
        const THERE: Option<&str> = Some(message!("It is there already."));
        let design = self.design();
        let mut list = Vec::new();
        let nowhere = if let Some(place) = &self.selection.place {
            let zone = match place {
                Place::Host(id) => design.host(id).and_then(|host| host.zone.as_ref()),
                Place::Zone(id) => design.zone(id).and_then(|zone| zone.parent.as_ref()),
            };
            for other in design.zones() {
                let inside = matches!(place, Place::Zone(id) if design.is_within(&other.id, id));
                let refused = if zone == Some(&other.id) {
                    THERE
                } else {
                    inside.then_some(message!("A zone cannot lie in itself or in what lies in it."))
                };
                list.push((Destination::Zone(other.id.clone()), refused));
            }
            zone.is_none()
        } else {
            let at = common_host(design, self.selection.nodes.iter());
            for host in design.hosts() {
                let refused = THERE.filter(|_| at == Some(&host.id));
                list.push((Destination::Host(host.id.clone()), refused));
            }
            list.push((Destination::NewHost, None));
            let nodes = self.selection.nodes.iter().filter_map(|id| design.node(id));
            nodes.into_iter().all(|node| node.host.is_none())
        };
        list.push((Destination::Nowhere, THERE.filter(|_| nowhere)));
        list
    }
}

/// Whether the catalogue has any link between the two, whichever way.
fn can(graph: &Graph<'_>, from: &NodeId, to: &NodeId) -> bool {
    let ends = graph.design.node(from).zip(graph.design.node(to));
    let any = |(from, to)| {
        let kinds = &graph.catalogue.link_kinds;
        kinds.iter().any(|kind| graph.allows(kind, from, to) || graph.allows(kind, to, from))
    };
    ends.is_some_and(any)
}
