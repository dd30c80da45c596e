//! How far to the right each node belongs: callers first, then what answers them, what stands behind
//! that, and at last what keeps the data.

use topology::catalogue::LinkPurpose;
use topology::graph::Tier;
use topology::{Graph, Link, Node};

/// The rank of every node, in the order of the design's nodes. A load balancer stands just left of
/// the first that it passes requests on to.
pub(crate) fn ranks(graph: &Graph<'_>) -> Vec<usize> {
    graph.design.nodes().map(|node| rank(graph, node)).collect()
}

/// Every band has a layer of its own and one in front of it for load balancers. Gateways and portals
/// share one, as in the patterns: apart, every link of a Gateway would pass the portals, and drawings
/// would be four times as wide as high.
fn rank(graph: &Graph<'_>, node: &Node) -> usize {
    let (tier, is_in_front) = graph.tier(node);
    let band = match tier {
        Tier::Callers => 0,
        Tier::Edge | Tier::Control => 1,
        Tier::Core => 2,
        Tier::Keeping => 3,
    };
    2 * band + usize::from(!is_in_front)
}

/// True for links that API calls take: they go to the right.
pub(crate) fn carries_traffic(graph: &Graph<'_>, link: &Link) -> bool {
    let purpose = graph.kind(&link.id).map(|kind| kind.purpose);
    matches!(purpose, Some(LinkPurpose::Balances | LinkPurpose::Shows))
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
