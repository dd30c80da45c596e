//! The order in which one walks through a drawing: the way requests go, from the callers to the data;
//! what stands at the same distance from above to below.

use topology::{Graph, NodeId, Point};

/// Every node, in the order of the traffic.
#[must_use]
pub fn order<'g>(graph: &Graph<'g>, position: impl Fn(&NodeId) -> Point) -> Vec<&'g NodeId> {
    let mut sorted: Vec<(i64, &NodeId)> = Vec::new();
    for node in graph.design.nodes() {
        let (tier, is_in_front) = graph.tier(node);
        let at = position(&node.id);
        // A load balancer comes before what it stands in front of. A place is far below 2^23 units.
        let layer = 2 * tier as i64 + i64::from(!is_in_front);
        let key = (layer << 50) + (i64::from(at.y) << 25) + i64::from(at.x);
        // Put in one by one: a sorting routine of its own would be three kilobytes of the client.
        let place = sorted.partition_point(|(other, _)| *other <= key);
        sorted.insert(place, (key, &node.id));
    }
    sorted.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::notation;

    #[test]
    fn requests_go_from_the_callers_to_the_data() {
        let design = notation::design(
            "db: database\nkm: key-manager\npub: publisher\ngw2: gateway\ngw1: gateway\n\
             lb: load-balancer\nclient: client\nklb: load-balancer\n\
             lb -balances-> gw1\nlb -balances-> gw2\nklb -balances-> km",
        );
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let place = |id: &NodeId| Point { x: 0, y: if *id == "gw1" { 900 } else { 0 } };
        let walked: Vec<&str> = order(&graph, place).into_iter().map(NodeId::as_str).collect();
        assert_eq!(walked, ["client", "lb", "gw2", "gw1", "pub", "klb", "km", "db"]);
    }
}
