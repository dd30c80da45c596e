//! Links that run side by side, taken together: one line with a number instead of many lines.

use std::collections::BTreeMap;
use topology::{Design, Link, NodeId};

/// All links between two nodes, whichever way they point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle<'a> {
    /// The two nodes, the smaller id first; the same one twice for a link back to its own node.
    pub between: (&'a NodeId, &'a NodeId),
    /// At least one, in the order of their ids.
    pub links: Vec<&'a Link>,
}

impl Bundle<'_> {
    /// How many links the line stands for.
    #[must_use]
    pub fn count(&self) -> usize {
        self.links.len()
    }
}

/// The links of a design in bundles, in the order of the nodes they join. Every link is in one.
#[must_use]
pub fn bundles(design: &Design) -> Vec<Bundle<'_>> {
    let mut between: BTreeMap<_, Vec<&Link>> = BTreeMap::new();
    for link in design.links() {
        let ends = (&link.from).min(&link.to);
        between.entry((ends, (&link.from).max(&link.to))).or_default().push(link);
    }
    between.into_iter().map(|(between, links)| Bundle { between, links }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::notation;

    #[test]
    fn links_between_the_same_two_nodes_are_one_bundle_whichever_way_they_point() {
        let design = notation::design(
            "a: gateway\nb: publisher\nc: database\n\
             l1: b -publishes-to-> a\nl2: a -reports-to-> b\nl3: a -stores-in-> c",
        );
        let bundles = bundles(&design);
        let read: Vec<_> = bundles
            .iter()
            .map(|bundle| {
                let (a, b) = bundle.between;
                let links: Vec<_> = bundle.links.iter().map(|link| link.id.as_str()).collect();
                (a.as_str(), b.as_str(), bundle.count(), links.join(" "))
            })
            .collect();
        assert_eq!(read, [("a", "b", 2, "l1 l2".into()), ("a", "c", 1, "l3".into())]);
    }

    #[test]
    fn every_link_of_a_large_design_is_in_one_bundle() {
        let design = catalogue::generate(500, 1);
        let bundles = bundles(&design);
        assert_eq!(bundles.iter().map(Bundle::count).sum::<usize>(), design.links().len());
        assert!(bundles.is_sorted_by(|a, b| a.between < b.between));
    }
}
