//! What every rule is given: the graph, and questions that several rules ask.

use std::collections::BTreeMap;
use topology::catalogue::{
    Function, LinkKind, LinkPurpose, Need, PointerOf, Role, RoleClass, Scale, ValueRule,
};
use topology::{
    Catalogue, Design, EndpointId, Graph, HostId, Link, LinkKindId, Node, NodeId, SettingId,
};

pub(crate) struct Context<'a> {
    pub(crate) graph: Graph<'a>,
    pub(crate) design: &'a Design,
    pub(crate) catalogue: &'a Catalogue,
    /// Nodes by the host they run on.
    pub(crate) on_host: BTreeMap<&'a HostId, Vec<&'a Node>>,
    providers: BTreeMap<Function, Vec<&'a Node>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let graph = Graph::new(design, catalogue);
        let mut on_host: BTreeMap<&HostId, Vec<&Node>> = BTreeMap::new();
        let mut providers: BTreeMap<Function, Vec<&Node>> = BTreeMap::new();
        for node in design.nodes() {
            if let Some(host) = &node.host {
                on_host.entry(host).or_default().push(node);
            }
            for function in graph.role(&node.id).map_or(&[][..], |role| &role.provides) {
                providers.entry(*function).or_default().push(node);
            }
        }
        Self { graph, design, catalogue, on_host, providers }
    }

    /// Nodes that perform a function, in the order of their ids.
    pub(crate) fn providers(&self, function: Function) -> &[&'a Node] {
        self.providers.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Nodes whose role cannot work without a function, with that need.
    pub(crate) fn in_need(&self, function: Function) -> impl Iterator<Item = (&'a Node, &'a Need)> {
        self.graph.components().filter_map(move |(node, role)| {
            role.needs.iter().find(|need| need.function == function).map(|need| (node, need))
        })
    }

    /// The nodes that links of a kind lead to: their ends, or what stands behind a load balancer.
    pub(crate) fn reached(&self, node: &NodeId, kind: &LinkKindId) -> Vec<&'a Node> {
        let mut reached = Vec::new();
        for link in self.graph.outgoing_of(node, kind) {
            let upstream = self.graph.upstream(&link.to);
            if upstream.is_empty() {
                reached.extend(self.design.node(&link.to));
            } else {
                reached.extend(upstream);
            }
        }
        reached
    }

    /// Nodes of a role that callers take for one address: same role, same group.
    pub(crate) fn groups(&self) -> BTreeMap<(String, String), Vec<(&'a Node, &'a Role)>> {
        let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (node, role) in
            self.graph.components().filter(|(_, role)| role.scale == Scale::BehindBalancer)
        {
            let group = role.group_by.as_ref().and_then(|id| self.graph.setting(node, id.as_str()));
            let group = group.map(|value| value.to_string()).unwrap_or_default();
            groups.entry((role.id.to_string(), group)).or_default().push((node, role));
        }
        groups
    }

    /// The kind of link that puts a load balancer in front of a node.
    pub(crate) fn balances(&self) -> Option<&'a LinkKind> {
        self.catalogue.link_kinds.iter().find(|kind| kind.purpose == LinkPurpose::Balances)
    }

    /// True for a link that would send events through a load balancer.
    pub(crate) fn is_event_link_to_balancer(&self, link: &Link) -> bool {
        let Some(kind) = self.graph.kind(&link.id) else { return false };
        kind.every
            && !kind.through_balancer
            && self.graph.is(&link.to, RoleClass::Balancer)
            && self.design.node(&link.from).is_some_and(|from| kind.from.contains(&from.role))
    }

    /// True for a link by which a node that performs a function would listen to another that does.
    pub(crate) fn is_provider_listening_to_itself(&self, link: &Link) -> bool {
        let Some(kind) = self.graph.kind(&link.id) else { return false };
        let both = |function| {
            self.graph.provides(&link.from, function) && self.graph.provides(&link.to, function)
        };
        kind.every && kind.function.is_some_and(both)
    }

    /// Settings with which a person types an address over: which endpoint it should lead to, and
    /// the path it should have.
    pub(crate) fn address_settings(&self) -> Vec<AddressSetting<'a>> {
        let mut found: Vec<AddressSetting<'a>> = Vec::new();
        for entry in self.catalogue.sections.iter().flat_map(|section| &section.entries) {
            if let ValueRule::Pointer(pointer) = &entry.value
                && let Some(setting) = &pointer.setting
                && pointer.of != PointerOf::Itself
                && !found.iter().any(|known| known.setting == setting)
            {
                found.push(AddressSetting {
                    setting,
                    endpoint: &pointer.endpoint,
                    path: &pointer.path,
                    kinds: &pointer.kinds,
                });
            }
        }
        found
    }
}

/// A setting that holds a URL instead of the drawing.
#[derive(Clone, Copy)]
pub(crate) struct AddressSetting<'a> {
    pub(crate) setting: &'a SettingId,
    pub(crate) endpoint: &'a EndpointId,
    pub(crate) path: &'a str,
    /// Kinds of links that it replaces.
    pub(crate) kinds: &'a [LinkKindId],
}

/// A list of names for people: `A`, `A and B`, `A, B and 3 more`.
pub(crate) fn names<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> String {
    let names: Vec<&str> = nodes.into_iter().map(|node| node.name.as_str()).collect();
    match names.as_slice() {
        [] => "nobody".into(),
        [one] => (*one).to_owned(),
        [first, second] => format!("{first} and {second}"),
        [first, second, third] => format!("{first}, {second} and {third}"),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}
