//! How far to the right each node belongs: callers first, then what answers them, what stands behind
//! that, and at last what keeps the data.

use topology::catalogue::{Family, LinkPurpose, Role, RoleClass};
use topology::{Graph, Link, Node};

/// Parts of the drawing, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Band {
    Callers,
    /// What callers come to: Gateways for programs, portals for people. One above the other, as in
    /// the patterns: apart, every link of a Gateway would pass the portals, and drawings would be
    /// four times as wide as high.
    Doors,
    /// What stands behind the doors and answers none of the callers.
    Core,
    Keeping,
}

impl Band {
    /// Every band has a layer of its own and one in front of it for load balancers.
    fn rank(self) -> usize {
        self.front() + 1
    }

    fn front(self) -> usize {
        2 * match self {
            Self::Callers => 0,
            Self::Doors => 1,
            Self::Core => 2,
            Self::Keeping => 3,
        }
    }
}

/// The rank of every node, in the order of the design's nodes. A load balancer stands just left of
/// the first that it passes requests on to.
pub(crate) fn ranks(graph: &Graph<'_>) -> Vec<usize> {
    graph.design.nodes().map(|node| rank(graph, node)).collect()
}

fn rank(graph: &Graph<'_>, node: &Node) -> usize {
    let Some(role) = graph.role(&node.id) else { return Band::Doors.rank() };
    if role.class != RoleClass::Balancer {
        return band(graph, node, role).rank();
    }
    let behind = graph.outgoing(&node.id).iter().filter(|link| purpose(graph, link) == BALANCES);
    let bands = behind.filter_map(|link| {
        let target = graph.design.node(&link.to)?;
        let role = graph.role(&target.id).filter(|role| role.class != RoleClass::Balancer)?;
        Some(band(graph, target, role))
    });
    bands.min().unwrap_or(Band::Doors).front()
}

const BALANCES: Option<LinkPurpose> = Some(LinkPurpose::Balances);

fn purpose(graph: &Graph<'_>, link: &Link) -> Option<LinkPurpose> {
    graph.kind(&link.id).map(|kind| kind.purpose)
}

/// True for links that API calls take: they go to the right.
pub(crate) fn carries_traffic(graph: &Graph<'_>, link: &Link) -> bool {
    matches!(purpose(graph, link), Some(LinkPurpose::Balances | LinkPurpose::Shows))
}

fn band(graph: &Graph<'_>, node: &Node, role: &Role) -> Band {
    match (role.class, role.family) {
        (RoleClass::Database | RoleClass::Storage, _) => Band::Keeping,
        (RoleClass::Outside, _) | (_, Family::Outside) => outside(graph, node, role),
        (_, Family::Edge | Family::Control) => Band::Doors,
        (_, Family::Traffic | Family::Identity | Family::Analytics) => Band::Core,
        (_, Family::Data | Family::Storage) => Band::Keeping,
    }
}

/// Outside parties call or are called: its links say which, else the kinds of links its role may have.
fn outside(graph: &Graph<'_>, node: &Node, role: &Role) -> Band {
    let calls = !graph.outgoing(&node.id).is_empty();
    let is_called = !graph.incoming(&node.id).is_empty();
    let only_called = if calls || is_called {
        !calls
    } else {
        let kinds = &graph.catalogue.link_kinds;
        kinds.iter().any(|kind| kind.to.contains(&role.id))
            && !kinds.iter().any(|kind| kind.from.contains(&role.id))
    };
    if only_called { Band::Keeping } else { Band::Callers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::notation;

    fn ranked(text: &str) -> Vec<usize> {
        let design = notation::design(text);
        ranks(&Graph::new(&design, catalogue::wso2am_3_1_0()))
    }

    #[test]
    fn bands_follow_each_other_from_the_callers_to_the_data() {
        let ranks = ranked(
            "a: client\nb: gateway\nc: publisher\nd: key-manager\ne: traffic-manager\n\
             f: analytics-worker\ng: database\nh: shared-storage",
        );
        assert_eq!(ranks, [1, 3, 3, 5, 5, 5, 7, 7]);
    }

    #[test]
    fn a_load_balancer_stands_just_left_of_what_is_behind_it() {
        let ranks = ranked(
            "a: load-balancer\nb: gateway\nc: load-balancer\nd: key-manager\ne: load-balancer\n\
             a -balances-> b\nc -balances-> d",
        );
        assert_eq!(ranks, [2, 3, 4, 5, 2]);
    }

    #[test]
    fn outside_parties_that_are_called_stand_at_the_end() {
        let ranks = ranked("a: client\nb: backend-service\nc: gateway\nd: database\na -calls-> c");
        assert_eq!(ranks[0], 1);
        assert_eq!(ranks[1], ranks[3]);
    }
}
