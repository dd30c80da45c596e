//! Several nodes as one form: which fields all of them have, where they differ, and one change for all.

use std::collections::BTreeSet;

use messages::{said, say};
use topology::catalogue::{RoleClass, SettingKind, SettingSpec};
use topology::{
    Catalogue, Change, Design, HostId, Limits, Node, NodeId, RoleId, SettingId, SettingValue,
    ordered, replicas,
};

/// What several things have where one of them would have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared<T> {
    Same(T),
    Mixed,
}

impl<T> Shared<T> {
    /// What all have; `None` where they differ.
    pub fn same(self) -> Option<T> {
        if let Self::Same(value) = self { Some(value) } else { None }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Shared<U> {
        match self {
            Self::Same(value) => Shared::Same(change(value)),
            Self::Mixed => Shared::Mixed,
        }
    }

    #[must_use]
    pub fn is_mixed(&self) -> bool {
        matches!(self, Self::Mixed)
    }
}

/// One value for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    Host(Option<HostId>),
    Offset(u16),
    Replicas(u16),
    /// Nothing takes a node's own value away.
    Setting(SettingId, Option<SettingValue>),
    /// One option of a list is chosen or not; the others of each node stay.
    Option {
        setting: SettingId,
        option: String,
        on: bool,
    },
}

/// Several nodes of a design.
#[derive(Debug)]
pub struct Bulk<'a> {
    design: &'a Design,
    catalogue: &'a Catalogue,
    nodes: Vec<&'a Node>,
}

impl<'a> Bulk<'a> {
    /// Nodes that are not there any more are left out.
    #[must_use]
    pub fn new(design: &'a Design, catalogue: &'a Catalogue, ids: &BTreeSet<NodeId>) -> Self {
        let nodes = ids.iter().filter_map(|id| design.node(id)).collect();
        Self { design, catalogue, nodes }
    }

    /// True when each of them runs on a machine.
    #[must_use]
    pub fn have_hosts(&self) -> bool {
        self.all_are(|class| class != RoleClass::Outside)
    }

    /// True when each is a server of the product, with a port offset and replicas.
    #[must_use]
    pub fn are_servers(&self) -> bool {
        self.all_are(|class| class == RoleClass::Component)
    }

    fn all_are(&self, fits: impl Fn(RoleClass) -> bool) -> bool {
        let fits = |role: &&RoleId| self.catalogue.role(role).is_some_and(|role| fits(role.class));
        !self.nodes.is_empty() && self.roles().iter().all(fits)
    }

    /// The settings that every one of them may have, in the catalogue's order.
    #[must_use]
    pub fn settings(&self) -> Vec<&'a SettingSpec> {
        let roles = self.roles();
        let fits = |spec: &&SettingSpec| roles.iter().all(|role| spec.scope.roles.contains(role));
        if roles.is_empty() {
            return Vec::new();
        }
        self.catalogue.settings.iter().filter(fits).collect()
    }

    /// Each of their roles once: thousands of nodes have a dozen.
    fn roles(&self) -> BTreeSet<&'a RoleId> {
        ordered::set(self.nodes.iter().map(|node| &node.role))
    }

    /// What they have of one thing.
    pub fn shared<T: PartialEq>(&self, field: impl Fn(&'a Node) -> T) -> Option<Shared<T>> {
        let (first, others) = self.nodes.split_first()?;
        let held = field(first);
        let same = others.iter().all(|node| field(node) == held);
        Some(if same { Shared::Same(held) } else { Shared::Mixed })
    }

    /// The setting that holds for each: its own, else the design's where it may stand there, else the
    /// default.
    #[must_use]
    pub fn setting(&self, spec: &'a SettingSpec) -> Shared<Option<&'a SettingValue>> {
        // Lines that the design adds stand beside a node's, not in their place.
        let beside = spec.kind == SettingKind::Toml || !spec.scope.design;
        let around = if beside { None } else { self.design.setting(&spec.id) };
        let around = around.or(spec.default.as_ref());
        let held = self.shared(|node| node.settings.get(&spec.id).or(around));
        held.unwrap_or(Shared::Same(None))
    }

    /// How many have a value of their own.
    #[must_use]
    pub fn given(&self, setting: &SettingId) -> usize {
        self.nodes.iter().filter(|node| node.settings.contains_key(setting)).count()
    }

    /// Whether an option of a list is chosen.
    #[must_use]
    pub fn option(&self, spec: &'a SettingSpec, option: &str) -> Shared<bool> {
        let around = self.around(spec);
        let held = self.shared(|node| has(node.settings.get(&spec.id).or(around), option));
        held.unwrap_or(Shared::Same(false))
    }

    fn around(&self, spec: &'a SettingSpec) -> Option<&'a SettingValue> {
        let shared = if spec.scope.design { self.design.setting(&spec.id) } else { None };
        shared.or(spec.default.as_ref())
    }

    /// One change for all of them. Those that have the value already are not in it.
    ///
    /// # Errors
    /// A sentence for each node that cannot take the value; then none takes it.
    pub fn edit(&self, edit: &Edit) -> Result<Change, Vec<String>> {
        let mut refused = Vec::new();
        let mut change = Change::new();
        for node in &self.nodes {
            match self.edited(node, edit) {
                Ok(edited) if edited != **node => {
                    change = change.then(Change::set_node(self.design, edited));
                }
                Ok(_) => {}
                Err(reason) => refused.push(reason),
            }
        }
        if refused.is_empty() {
            refused.extend(self.beyond(&change, edit));
        }
        if refused.is_empty() { Ok(change) } else { Err(refused) }
    }

    /// Why a design with this change would be too large.
    fn beyond(&self, change: &Change, edit: &Edit) -> Option<String> {
        let (Edit::Replicas(_), most) = (edit, Limits::DOCUMENT) else { return None };
        let mut design = self.design.clone();
        if let Err(error) = change.apply(&mut design) {
            return Some(error.to_string());
        }
        let (nodes, links) = replicas::size(&design);
        if nodes > most.nodes {
            Some(say!(
                "The design would stand for {count} servers; at most {most} fit.",
                count = nodes,
                most = most.nodes
            ))
        } else if links > most.links {
            Some(say!(
                "The design would stand for {count} links between replicas; at most {most} fit.",
                count = links,
                most = most.links
            ))
        } else {
            None
        }
    }

    /// A node with the value, or a sentence that says why it cannot take it.
    fn edited(&self, node: &Node, edit: &Edit) -> Result<Node, String> {
        let (mut edited, name) = (node.clone(), &node.name);
        match edit {
            Edit::Host(Some(host)) if self.design.host(host).is_none() => {
                return Err(say!("{name} cannot move to a host that is not there any more.", name));
            }
            Edit::Host(host) => edited.host.clone_from(host),
            Edit::Offset(offset) => {
                let role = self.catalogue.role(&node.role);
                let ports = role.into_iter().flat_map(|role| &role.endpoints);
                let highest = ports.map(|endpoint| endpoint.port_at(*offset)).max();
                if let Some(port) = highest.filter(|port| *port > u32::from(u16::MAX)) {
                    return Err(say!(
                        "{name} would open port {port}; ports end at {most}.",
                        name,
                        port,
                        most = u16::MAX
                    ));
                }
                edited.offset = *offset;
            }
            Edit::Replicas(count) => {
                let most = Limits::DOCUMENT.replicas;
                if !(1..=most).contains(count) {
                    return Err(say!(
                        "{name} cannot stand for {count} servers, only for 1 to {most}.",
                        name,
                        count,
                        most
                    ));
                }
                edited.replicas = *count;
            }
            Edit::Setting(id, value) => {
                let spec = self.spec_for(node, id)?;
                match value {
                    Some(value) => {
                        if let Err(reason) = spec.kind.check(value) {
                            let setting = said(&spec.name);
                            return Err(say!(
                                "{name} does not: {setting} {reason}.",
                                name,
                                setting,
                                reason
                            ));
                        }
                        edited.settings.insert(id.clone(), value.clone());
                    }
                    None => drop(edited.settings.remove(id)),
                }
            }
            Edit::Option { setting, option, on } => {
                let spec = self.spec_for(node, setting)?;
                let held = node.settings.get(setting).or_else(|| self.around(spec));
                if has(held, option) != *on {
                    let list = with_option(held, option, *on);
                    edited.settings.insert(setting.clone(), list);
                }
            }
        }
        let most = Limits::DOCUMENT.settings;
        if edited.settings.len() > most {
            return Err(say!("{name} has {most} settings already; no more fit.", name, most));
        }
        Ok(edited)
    }

    fn spec_for(&self, node: &Node, id: &SettingId) -> Result<&'a SettingSpec, String> {
        let spec = self.catalogue.setting(id.as_str());
        spec.filter(|spec| spec.scope.roles.contains(&node.role))
            .ok_or_else(|| say!("{name} has no such setting.", name = &node.name))
    }
}

fn has(held: Option<&SettingValue>, option: &str) -> bool {
    let list = held.and_then(SettingValue::as_list).unwrap_or_default();
    list.iter().any(|item| item == option)
}

/// A list with an option chosen or not; the others stay as they are.
#[must_use]
pub fn with_option(held: Option<&SettingValue>, option: &str, on: bool) -> SettingValue {
    let list = held.and_then(SettingValue::as_list).unwrap_or_default();
    let mut list: Vec<String> = list.iter().filter(|item| *item != option).cloned().collect();
    if on {
        list.push(option.to_owned());
    }
    SettingValue::List(list)
}
