//! What is other in one design than in another, as people would tell it.

use borsh::{BorshDeserialize, BorshSerialize};
use messages::{Text, term, text};

use crate::{
    Catalogue, Design, Environment, Header, Host, HostId, Link, LinkId, Node, NodeId,
    OperatingSystem, Settings, Zone, ZoneId,
};

/// Something of a design.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Part {
    Design,
    Zone(ZoneId),
    Host(HostId),
    Node(NodeId),
    Link(LinkId),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Became {
    Added,
    Removed,
    Changed,
}

/// One thing that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Difference {
    pub part: Part,
    pub became: Became,
    /// What people call it, with what it is: `Gateway 1, Gateway`.
    pub name: Text,
    /// What is other about it, where both have it.
    pub details: Vec<Detail>,
}

/// One property that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Detail {
    pub what: Text,
    /// Empty where there was nothing.
    pub before: Text,
    pub after: Text,
}

/// All that is other.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Differences {
    /// The design first, then zones, hosts, nodes and links, each in the order of their ids.
    pub parts: Vec<Difference>,
    /// Nodes that both have and that are drawn elsewhere.
    pub moved: Vec<NodeId>,
}

impl Differences {
    /// Compares two designs of one product version.
    #[must_use]
    pub fn between(old: &Design, new: &Design, catalogue: &Catalogue) -> Self {
        let mut parts = Vec::new();
        let details = header(old.header(), new.header(), catalogue);
        if !details.is_empty() {
            let (part, name) = (Part::Design, new.name().into());
            parts.push(Difference { part, became: Became::Changed, name, details });
        }
        let of = Of { old, new, catalogue };
        parts.extend(pairs(old.zones(), new.zones(), |zone| &zone.id).filter_map(|(old, new)| {
            let part = Part::Zone(old.or(new)?.id.clone());
            difference(part, old, new, |zone| text!("Zone {name}", name = &zone.name), zone)
        }));
        parts.extend(pairs(old.hosts(), new.hosts(), |host| &host.id).filter_map(|(old, new)| {
            let part = Part::Host(old.or(new)?.id.clone());
            let name = |host: &Host| text!("Host {name}", name = &host.hostname);
            difference(part, old, new, name, |a, b| of.host(a, b))
        }));
        parts.extend(pairs(old.nodes(), new.nodes(), |node| &node.id).filter_map(|(old, new)| {
            let part = Part::Node(old.or(new)?.id.clone());
            difference(part, old, new, |node| of.called(node), |a, b| of.node(a, b))
        }));
        parts.extend(pairs(old.links(), new.links(), |link| &link.id).filter_map(|(old, new)| {
            let part = Part::Link(old.or(new)?.id.clone());
            let is_old = old.is_some() && new.is_none();
            difference(part, old, new, |link| of.sentence(link, is_old), |a, b| of.link(a, b))
        }));
        let both = old.nodes().filter(|node| new.node(&node.id).is_some());
        let moved = both.filter(|node| old.position(&node.id) != new.position(&node.id));
        Self { parts, moved: moved.map(|node| node.id.clone()).collect() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.moved.is_empty()
    }
}

/// Two lists in the order of their ids, side by side.
fn pairs<'a, T: 'a, I: Ord + 'a>(
    old: impl Iterator<Item = &'a T>,
    new: impl Iterator<Item = &'a T>,
    id: impl Fn(&'a T) -> &'a I,
) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    let (mut old, mut new) = (old.peekable(), new.peekable());
    std::iter::from_fn(move || match (old.peek().copied(), new.peek().copied()) {
        (None, None) => None,
        (Some(a), Some(b)) if id(a) == id(b) => Some((old.next(), new.next())),
        (Some(a), Some(b)) if id(a) > id(b) => Some((None, new.next())),
        (Some(_), _) => Some((old.next(), None)),
        (None, Some(_)) => Some((None, new.next())),
    })
}

fn difference<T>(
    part: Part,
    old: Option<&T>,
    new: Option<&T>,
    name: impl Fn(&T) -> Text,
    details: impl Fn(&T, &T) -> Vec<Detail>,
) -> Option<Difference> {
    let (became, details) = match (old, new) {
        (Some(old), Some(new)) => {
            let details = details(old, new);
            if details.is_empty() {
                return None;
            }
            (Became::Changed, details)
        }
        (None, Some(_)) => (Became::Added, Vec::new()),
        (Some(_), None) => (Became::Removed, Vec::new()),
        (None, None) => return None,
    };
    Some(Difference { part, became, name: name(new.or(old)?), details })
}

/// A property, when it is not the same.
fn detail<V: PartialEq>(
    what: Text,
    before: &V,
    after: &V,
    say: impl Fn(&V) -> Text,
) -> Option<Detail> {
    (before != after).then(|| Detail { what, before: say(before), after: say(after) })
}

fn plain(text: &String) -> Text {
    text.as_str().into()
}

fn number<N: ToString>(number: &N) -> Text {
    number.to_string().into()
}

fn known<N: ToString>(value: &Option<N>) -> Text {
    value.as_ref().map_or_else(Text::default, number)
}

fn zone(old: &Zone, new: &Zone) -> Vec<Detail> {
    let details = [
        detail(text!("name"), &old.name, &new.name, plain),
        detail(text!("lies in"), &old.parent, &new.parent, known),
    ];
    details.into_iter().flatten().collect()
}

fn header(old: &Header, new: &Header, catalogue: &Catalogue) -> Vec<Detail> {
    let environment = |environment: &Environment| match environment {
        Environment::Development => text!("Development"),
        Environment::Test => text!("Test"),
        Environment::Production => text!("Production"),
    };
    let product = |header: &Header| format!("{} {}", header.product.id, header.product.version);
    let details = [
        detail(text!("name"), &old.name, &new.name, plain),
        detail(text!("product"), &product(old), &product(new), plain),
        detail(text!("environment"), &old.environment, &new.environment, environment),
    ];
    let mut details: Vec<Detail> = details.into_iter().flatten().collect();
    details.extend(settings(&old.settings, &new.settings, catalogue));
    details
}

fn settings<'s>(
    old: &'s Settings,
    new: &'s Settings,
    catalogue: &'s Catalogue,
) -> impl Iterator<Item = Detail> + use<'s> {
    let ids = old.keys().chain(new.keys().filter(|id| !old.contains_key(*id)));
    ids.filter_map(move |id| {
        let spec = catalogue.setting(id.as_str());
        let what = spec.map_or_else(|| id.as_str().into(), |spec| term(&spec.name));
        detail(what, &old.get(id), &new.get(id), |value| {
            value.map_or_else(Text::default, |value| value.to_string().into())
        })
    })
}

struct Of<'d> {
    old: &'d Design,
    new: &'d Design,
    catalogue: &'d Catalogue,
}

impl Of<'_> {
    fn called(&self, node: &Node) -> Text {
        let role = self.catalogue.role(&node.role);
        let role = role.map_or_else(|| node.role.as_str().into(), |role| term(&role.name));
        text!("{name}, {role}", name = &node.name, role)
    }

    /// A link as its kind says it. Nodes that are gone are called what they were called.
    fn sentence(&self, link: &Link, is_old: bool) -> Text {
        let design = if is_old { self.old } else { self.new };
        let name = |id: &NodeId| {
            design.node(id).map_or_else(|| id.to_string(), |node| node.name.clone())
        };
        let kind = self.catalogue.link_kinds.iter().find(|kind| kind.id == link.kind);
        let verb = kind.map_or_else(|| link.kind.as_str().into(), |kind| term(&kind.name));
        text!("{from} {verb} {to}", from = name(&link.from), verb, to = name(&link.to))
    }

    fn host(&self, old: &Host, new: &Host) -> Vec<Detail> {
        let os = |os: &OperatingSystem| match os {
            OperatingSystem::Linux => Text::from("Linux"),
            OperatingSystem::Windows => Text::from("Windows"),
        };
        let zone = |design: &Design, host: &Host| {
            let zone = host.zone.as_ref().and_then(|id| design.zone(id));
            zone.map_or_else(String::new, |zone| zone.name.clone())
        };
        let details = [
            detail(text!("host name"), &old.hostname, &new.hostname, plain),
            detail(text!("IP address"), &old.address, &new.address, plain),
            detail(text!("zone"), &zone(self.old, old), &zone(self.new, new), plain),
            detail(text!("operating system"), &old.os, &new.os, os),
            detail(text!("memory in MB"), &old.memory, &new.memory, known),
            detail(text!("processor cores"), &old.cores, &new.cores, known),
        ];
        details.into_iter().flatten().collect()
    }

    fn node(&self, old: &Node, new: &Node) -> Vec<Detail> {
        let host = |design: &Design, node: &Node| {
            let host = node.host.as_ref().and_then(|id| design.host(id));
            host.map_or_else(String::new, |host| host.hostname.clone())
        };
        let details = [
            detail(text!("role"), &old.role, &new.role, number),
            detail(text!("name"), &old.name, &new.name, plain),
            detail(text!("host"), &host(self.old, old), &host(self.new, new), plain),
            detail(text!("host name"), &old.hostname, &new.hostname, plain),
            detail(text!("port offset"), &old.offset, &new.offset, number),
            detail(text!("replicas"), &old.replicas, &new.replicas, number),
        ];
        let mut details: Vec<Detail> = details.into_iter().flatten().collect();
        details.extend(settings(&old.settings, &new.settings, self.catalogue));
        details
    }

    fn link(&self, old: &Link, new: &Link) -> Vec<Detail> {
        let same = (&old.from, &old.to, &old.kind) == (&new.from, &new.to, &new.kind);
        if same {
            return Vec::new();
        }
        let (before, after) = (self.sentence(old, true), self.sentence(new, false));
        vec![Detail { what: text!("meaning"), before, after }]
    }
}
