//! What every rule is given: the graph, and questions that several rules ask. What more than one
//! finding asks for is worked out once, so that rules stay linear in the size of the design.

use crate::network::ports::{self, Collision, Taken};
use crate::pointing::address::{self, Typed};
pub(crate) use messages::term;
use messages::{Text, text};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use topology::catalogue::{Function, LinkKind, LinkPurpose, Need, Role, RoleClass, Scale};
use topology::graph::{self, End, Joined, Of};
use topology::{Catalogue, Design, Graph, Host, Node, NodeId, Point, SettingValue};

/// Nodes of a role that callers take for one address, by role and group.
pub(crate) type Groups<'a> = BTreeMap<(&'a str, Cow<'a, str>), Vec<(&'a Node, &'a Role)>>;

/// A node whose role cannot work without a function.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) node: &'a Node,
    /// The node's place in the order of ids.
    pub(crate) place: usize,
    pub(crate) need: &'a Need,
}

pub(crate) struct Context<'a> {
    pub(crate) graph: Graph<'a>,
    pub(crate) design: &'a Design,
    pub(crate) catalogue: &'a Catalogue,
    /// Nodes by the place of their host in the order of ids.
    on_hosts: OnceCell<Of<&'a Node>>,
    asking: OnceCell<BTreeMap<Function, Vec<Asking<'a>>>>,
    own_names: OnceCell<Vec<Option<&'a str>>>,
    typed: OnceCell<Vec<Typed<'a>>>,
    providers: BTreeMap<Function, Vec<&'a Node>>,
    groups: OnceCell<Groups<'a>>,
    collisions: OnceCell<Vec<Collision<'a>>>,
    taken: OnceCell<Taken<'a>>,
    node_names: OnceCell<BTreeSet<&'a str>>,
    hostnames: OnceCell<BTreeSet<String>>,
    reached_by: OnceCell<BTreeMap<String, Vec<&'a Node>>>,
    places: OnceCell<BTreeMap<(i32, i32), Vec<Point>>>,
    first_free_link: OnceCell<u32>,
    free_nodes: RefCell<BTreeMap<String, NodeId>>,
    #[cfg(feature = "full")]
    additions: OnceCell<crate::addition::Additions<'a>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(design: &'a Design, catalogue: &'a Catalogue) -> Self {
        let graph = Graph::new(design, catalogue);
        let mut providers: BTreeMap<Function, Vec<&Node>> = BTreeMap::new();
        for (node, role) in graph.nodes() {
            for function in role.map_or(&[][..], |role| &role.provides) {
                providers.entry(*function).or_default().push(*node);
            }
        }
        Self {
            graph,
            design,
            catalogue,
            on_hosts: OnceCell::new(),
            asking: OnceCell::new(),
            own_names: OnceCell::new(),
            typed: OnceCell::new(),
            providers,
            groups: OnceCell::new(),
            collisions: OnceCell::new(),
            taken: OnceCell::new(),
            node_names: OnceCell::new(),
            hostnames: OnceCell::new(),
            reached_by: OnceCell::new(),
            places: OnceCell::new(),
            first_free_link: OnceCell::new(),
            free_nodes: RefCell::default(),
            #[cfg(feature = "full")]
            additions: OnceCell::new(),
        }
    }

    /// What people add to `deployment.toml`.
    #[cfg(feature = "full")]
    pub(crate) fn additions(&self) -> &crate::addition::Additions<'a> {
        self.additions.get_or_init(|| crate::addition::Additions::new(&self.graph))
    }

    /// Nodes that perform a function, in the order of their ids.
    pub(crate) fn providers(&self, function: Function) -> &[&'a Node] {
        self.providers.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Nodes whose role cannot work without a function, in the order of their ids.
    pub(crate) fn in_need(&self, function: Function) -> &[Asking<'a>] {
        let asking = self.asking.get_or_init(|| {
            let mut asking: BTreeMap<Function, Vec<Asking<'_>>> = BTreeMap::new();
            for (place, (node, role)) in self.graph.nodes().iter().enumerate() {
                let Some(role) = role.filter(|role| role.is(RoleClass::Component)) else {
                    continue;
                };
                for (at, need) in role.needs.iter().enumerate() {
                    // The first one of a function is what counts.
                    if role.needs[..at].iter().all(|other| other.function != need.function) {
                        let one = Asking { node, place, need };
                        asking.entry(need.function).or_default().push(one);
                    }
                }
            }
            asking
        });
        asking.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Each host with the nodes that run on it, both in the order of their ids.
    pub(crate) fn on_hosts(&self) -> impl Iterator<Item = (&'a Host, &[&'a Node])> {
        let nodes = self.on_hosts.get_or_init(|| {
            let hosts = graph::places(self.design.hosts().map(|host| host.id.as_str()));
            let place = |node: &Node| hosts.get(node.host.as_ref()?.as_str()).copied();
            let on = self.design.nodes().filter_map(|node| Some((place(node)?, node)));
            Of::new(hosts.len(), on.collect::<Vec<_>>().into_iter())
        });
        self.design.hosts().enumerate().map(|(place, host)| (host, nodes.of(place)))
    }

    /// Every node with its role and the name by which it is itself reached, in the order of their ids.
    pub(crate) fn own_names(
        &self,
    ) -> impl Iterator<Item = (&'a Node, Option<&'a Role>, Option<&'a str>)> {
        let names = self.own_names.get_or_init(|| self.graph.own_names());
        self.graph.nodes().iter().zip(names).map(|((node, role), name)| (*node, *role, *name))
    }

    /// Every URL that somebody typed over.
    pub(crate) fn typed(&self) -> &[Typed<'a>] {
        self.typed.get_or_init(|| address::typed(self))
    }

    /// Servers that do a part of the product's work and need others for the rest.
    pub(crate) fn specialists(&self) -> impl Iterator<Item = &'a Node> {
        let part = |role: &Role| Function::WHOLE.iter().any(|function| role.provides(*function));
        let special = move |role: &Role| part(role) && !role.is_complete();
        self.graph.components().filter(move |(_, role)| special(role)).map(|(node, _)| node)
    }

    /// The nodes that links of a kind lead to: their ends, or what stands behind a load balancer.
    #[cfg(feature = "full")]
    pub(crate) fn reached(&self, node: &NodeId, kind: &topology::LinkKindId) -> Vec<&'a Node> {
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
    pub(crate) fn groups(&self) -> &Groups<'a> {
        self.groups.get_or_init(|| {
            let mut groups: Groups<'a> = BTreeMap::new();
            for (node, role) in
                self.graph.components().filter(|(_, role)| role.scale == Scale::BehindBalancer)
            {
                let group =
                    role.group_by.as_ref().and_then(|id| self.graph.value(node, id.as_str()));
                let group = match group {
                    None => Cow::Borrowed(""),
                    Some(SettingValue::Text(text)) => Cow::Borrowed(text.as_str()),
                    Some(value) => Cow::Owned(value.to_string()),
                };
                groups.entry((role.id.as_str(), group)).or_default().push((node, role));
            }
            groups
        })
    }

    /// Nodes of one host that want the same port.
    pub(crate) fn collisions(&self) -> &[Collision<'a>] {
        self.collisions.get_or_init(|| ports::collisions(self))
    }

    /// What each host's processes open.
    pub(crate) fn taken(&self) -> &Taken<'a> {
        self.taken.get_or_init(|| Taken::new(self))
    }

    /// The kind of link that puts a load balancer in front of a node.
    pub(crate) fn balances(&self) -> Option<&'a LinkKind> {
        self.catalogue.link_kinds.iter().find(|kind| kind.purpose == LinkPurpose::Balances)
    }

    /// True for a link that would send events through a load balancer.
    pub(crate) fn is_event_link_to_balancer(link: &Joined<'_>) -> bool {
        link.kind.is_some_and(|kind| kind.every && !kind.through_balancer)
            && link.from.fits
            && link.to.role.is_some_and(|role| role.is(RoleClass::Balancer))
    }

    /// True for a link by which a node that performs a function would listen to another that does.
    pub(crate) fn is_provider_listening_to_itself(link: &Joined<'_>) -> bool {
        let Some(kind) = link.kind.filter(|kind| kind.every) else { return false };
        let provides = |end: &End<'_>, function| end.role.is_some_and(|r| r.provides(function));
        kind.function.is_some_and(|f| provides(&link.from, f) && provides(&link.to, f))
    }

    /// What nodes are called by people.
    pub(crate) fn node_names(&self) -> &BTreeSet<&'a str> {
        self.node_names.get_or_init(|| self.design.nodes().map(|node| node.name.as_str()).collect())
    }

    /// Whether no node and no host has this host name.
    pub(crate) fn is_free_hostname(&self, name: &str) -> bool {
        let taken = self.hostnames.get_or_init(|| {
            let nodes = self.design.nodes().map(|node| &node.hostname);
            let hosts = self.design.hosts().map(|host| &host.hostname);
            nodes.chain(hosts).map(|name| name.to_ascii_lowercase()).collect()
        });
        !taken.contains(&name.to_ascii_lowercase())
    }

    /// A host name to begin with: of a stem, or of the stem and the first number that is free, so that
    /// two of a kind do not get one name.
    pub(crate) fn free_hostname(&self, stem: &str) -> String {
        // Host names have no underscores, and a dot would begin a domain.
        let stem = stem.replace(['_', '.'], "-");
        let numbered = (2_u32..).map(|n| format!("{stem}{n}.example.com"));
        std::iter::once(format!("{stem}.example.com"))
            .chain(numbered)
            .find(|name| self.is_free_hostname(name))
            .unwrap_or_default()
    }

    /// Servers and load balancers that are reached by this name.
    pub(crate) fn reached_by(&self, name: &str) -> &[&'a Node] {
        let known = self.reached_by.get_or_init(|| {
            let mut known: BTreeMap<String, Vec<&Node>> = BTreeMap::new();
            // Servers before load balancers.
            for class in [RoleClass::Component, RoleClass::Balancer] {
                let named =
                    self.own_names().filter(|(_, role, _)| role.is_some_and(|role| role.is(class)));
                for (node, _, name) in named {
                    if let Some(name) = name {
                        known.entry(name.to_ascii_lowercase()).or_default().push(node);
                    }
                }
            }
            known
        });
        known.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The first place from here downwards where a card covers no other.
    pub(crate) fn free_place(&self, from: Point, step: i32) -> Point {
        const CARD: (i32, i32) = (200, 80);
        let cell = |at: Point| (at.x.div_euclid(CARD.0), at.y.div_euclid(CARD.1));
        let places = self.places.get_or_init(|| {
            let mut places: BTreeMap<(i32, i32), Vec<Point>> = BTreeMap::new();
            for node in self.design.nodes() {
                let at = self.design.position(&node.id);
                places.entry(cell(at)).or_default().push(at);
            }
            places
        });
        let covers = |at: Point, other: &Point| {
            other.x.abs_diff(at.x) < CARD.0.unsigned_abs()
                && other.y.abs_diff(at.y) < CARD.1.unsigned_abs()
        };
        let taken = |at: Point| {
            let (x, y) = cell(at);
            let near = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
            near.filter_map(|cell| places.get(&cell)).flatten().any(|other| covers(at, other))
        };
        let mut at = from;
        for _ in 0..100 {
            if !taken(at) {
                break;
            }
            at.y = at.y.saturating_add(step);
        }
        at
    }

    /// A node id of this stem that is free.
    pub(crate) fn free_node_id(&self, stem: &str) -> NodeId {
        let mut known = self.free_nodes.borrow_mut();
        let free = || self.design.free_node_id(stem);
        known.entry(stem.to_owned()).or_insert_with(free).clone()
    }

    /// The number of the first link id that is free.
    pub(crate) fn first_free_link(&self) -> u32 {
        *self
            .first_free_link
            .get_or_init(|| crate::fixes::free_link(self.design, 1).map_or(1, |(number, _)| number))
    }
}

/// A list of names for people: `A`, `A and B`, `A, B and 3 more`.
pub(crate) fn names<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Text {
    let names: Vec<&str> = nodes.into_iter().map(|node| node.name.as_str()).collect();
    match names.as_slice() {
        [] => text!("nobody"),
        [one] => (*one).into(),
        [first, second] => text!("{first} and {second}", first, second),
        [first, second, third] => text!("{first}, {second} and {third}", first, second, third),
        [first, second, rest @ ..] => {
            text!("{first}, {second} and {count} more", first, second, count = rest.len())
        }
    }
}
