//! Format 1, field by field.

use super::{DocumentError, FORMAT, check};
use crate::change::all_references;
use crate::design::Records;
use crate::{
    Container, Design, Environment, Header, Host, Link, Node, NodeId, Placed, ProductRef, Settings,
    View, Waiver, Zone,
};
use messages::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A design as it is saved.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// The format's number: 1.
    format: u32,
    name: String,
    product: ProductRef,
    #[serde(default)]
    environment: Environment,
    #[serde(default)]
    settings: Settings,
    #[serde(default)]
    zones: Vec<Zone>,
    #[serde(default)]
    hosts: Vec<Host>,
    #[serde(default)]
    nodes: Vec<Node>,
    #[serde(default)]
    links: Vec<Link>,
    #[serde(default)]
    layout: BTreeMap<NodeId, Placed>,
    /// Findings that stand, and why; sorted by rule and target.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    waivers: Vec<Waiver>,
    /// What is presented, step by step; sorted by step and id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    views: Vec<View>,
    /// Hosts and zones that are drawn as one card, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    collapsed: Vec<Container>,
}

impl From<&Design> for Document {
    fn from(design: &Design) -> Self {
        let Header { name, product, environment, settings } = design.header.clone();
        Self {
            format: FORMAT,
            name,
            product,
            environment,
            settings,
            zones: design.zones().cloned().collect(),
            hosts: design.hosts().cloned().collect(),
            nodes: design.nodes().cloned().collect(),
            links: design.links().cloned().collect(),
            layout: design.layout.clone(),
            waivers: design.waivers().cloned().collect(),
            views: design.views().cloned().collect(),
            collapsed: design.collapsed().cloned().collect(),
        }
    }
}

impl Document {
    pub(super) fn into_design(self) -> Result<Design, DocumentError> {
        let header = Header {
            name: self.name,
            product: self.product,
            environment: self.environment,
            settings: self.settings,
        };
        let mut design = Design::new(header);
        design.zones = by_id("zones", self.zones, |zone| &zone.id)?;
        design.hosts = by_id("hosts", self.hosts, |host| &host.id)?;
        design.nodes = by_id("nodes", self.nodes, |node| &node.id)?;
        design.links = by_id("links", self.links, |link| &link.id)?;
        design.layout = self.layout;
        for (index, waiver) in self.waivers.into_iter().enumerate() {
            let key = waiver.key();
            let message = text!("{rule} is waived twice for the same thing", rule = &key.0);
            if design.waiver(&key).is_some() {
                return Err(DocumentError::Field { path: format!("waivers[{index}]"), message });
            }
            crate::waiver::file(&mut design.waivers, waiver);
        }
        for (index, mut view) in self.views.into_iter().enumerate() {
            if design.view(&view.id).is_some() {
                return Err(used_twice("views", index, &view.id));
            }
            view.lit.sort();
            crate::view::file(&mut design.views, view);
        }
        for (index, container) in self.collapsed.into_iter().enumerate() {
            if design.is_collapsed(&container) {
                let message = match &container {
                    Container::Host(id) => text!("host {id} is named twice", id = id.as_str()),
                    Container::Zone(id) => text!("zone {id} is named twice", id = id.as_str()),
                };
                return Err(DocumentError::Field { path: format!("collapsed[{index}]"), message });
            }
            crate::collapsed::file(&mut design.collapsed, container);
        }
        check::whole(&design)?;
        for (by, wanted) in all_references(&design) {
            if !check::contains(&design, &wanted) {
                let message =
                    text!("names {wanted}, which is not in the design", wanted = wanted.text());
                return Err(DocumentError::Field { path: by.to_string(), message });
            }
        }
        Ok(design)
    }
}

fn by_id<K: Ord + Clone + std::fmt::Display, V>(
    list: &str,
    records: Vec<V>,
    id: impl Fn(&V) -> &K,
) -> Result<Records<K, V>, DocumentError> {
    let mut map = BTreeMap::new();
    for (index, record) in records.into_iter().enumerate() {
        let key = id(&record).clone();
        if map.insert(key.clone(), Arc::new(record)).is_some() {
            return Err(used_twice(list, index, &key));
        }
    }
    Ok(map)
}

fn used_twice(list: &str, index: usize, id: &impl std::fmt::Display) -> DocumentError {
    let message = text!("the id {id} is used twice", id = id.to_string());
    DocumentError::Field { path: format!("{list}[{index}].id"), message }
}
