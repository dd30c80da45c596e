//! Several links as one form: what all of them could mean, and one change for all.

use std::collections::BTreeSet;

use messages::{said, say};
use topology::catalogue::LinkKind;
use topology::{Change, Graph, Link, LinkId, LinkKindId};

use super::bulk::Shared;

/// Several links of a design.
#[derive(Debug)]
pub struct BulkLinks<'g, 'a> {
    graph: &'g Graph<'a>,
    links: Vec<&'a Link>,
}

impl<'g, 'a> BulkLinks<'g, 'a> {
    /// Links that are not there any more are left out.
    #[must_use]
    pub fn new(graph: &'g Graph<'a>, ids: &BTreeSet<LinkId>) -> Self {
        Self { graph, links: ids.iter().filter_map(|id| graph.design.link(id)).collect() }
    }

    /// What they mean now.
    #[must_use]
    pub fn kind(&self) -> Option<Shared<LinkKindId>> {
        let (first, others) = self.links.split_first()?;
        let same = others.iter().all(|link| link.kind == first.kind);
        Some(if same { Shared::Same(first.kind.clone()) } else { Shared::Mixed })
    }

    /// What every one of them may mean, in the catalogue's order.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'a LinkKind> {
        let fits = |kind: &&LinkKind| self.links.iter().all(|link| self.allows(link, kind));
        self.graph.catalogue.link_kinds.iter().filter(fits).collect()
    }

    fn allows(&self, link: &Link, kind: &LinkKind) -> bool {
        let ends = self.graph.design.node(&link.from).zip(self.graph.design.node(&link.to));
        link.kind == kind.id || ends.is_some_and(|(from, to)| self.graph.allows(kind, from, to))
    }

    /// One change for all of them. Those that mean it already are not in it.
    ///
    /// # Errors
    /// A sentence for each link that cannot mean it; then none does.
    pub fn edit(&self, kind: &LinkKindId) -> Result<Change, Vec<String>> {
        let found = self.graph.catalogue.link_kind(kind);
        let mut refused = Vec::new();
        let mut change = Change::new();
        let mut pairs = BTreeSet::new();
        for link in &self.links {
            let name = |id| self.graph.design.node(id).map_or(said("a node"), |node| &node.name);
            let (from, to) = (name(&link.from), name(&link.to));
            if !found.is_some_and(|kind| self.allows(link, kind)) {
                refused.push(say!("The link from {from} to {to} cannot mean this.", from, to));
            } else if !pairs.insert((&link.from, &link.to)) || self.stands(link, kind) {
                refused.push(say!("The link from {from} to {to} would be there twice.", from, to));
            } else if link.kind != *kind {
                let edited = Link { kind: kind.clone(), ..(*link).clone() };
                change = change.then(Change::set_link(self.graph.design, edited));
            }
        }
        if refused.is_empty() { Ok(change) } else { Err(refused) }
    }

    /// True when another link means it already, between the same two.
    fn stands(&self, link: &Link, kind: &LinkKindId) -> bool {
        let others = self.graph.outgoing(&link.from).iter();
        others
            .filter(|other| other.id != link.id && other.to == link.to)
            .any(|other| other.kind == *kind)
    }
}
