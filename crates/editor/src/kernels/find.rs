//! Finding nodes by what is written about them.

use messages::said;
use topology::{Graph, Node, NodeId};

/// The nodes of these that hold each word somewhere: in their name, id, host name, host or role.
#[must_use]
pub fn find<'n>(graph: &Graph<'_>, among: Vec<&'n NodeId>, text: &str) -> Vec<&'n NodeId> {
    let text = text.to_ascii_lowercase();
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |node: &Node| {
        let role = graph.role(&node.id).map_or("", |role| said(&role.name));
        let host = graph.host(node).map_or("", |host| host.hostname.as_str());
        let texts = [node.name.as_str(), node.id.as_str(), &node.hostname, host, role];
        let texts = texts.map(str::to_ascii_lowercase);
        words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    };
    among.into_iter().filter(|id| graph.design.node(id).is_some_and(fits)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::notation;

    #[test]
    fn every_word_is_found_somewhere() {
        let design = notation::design(
            "host h1 vm7.example.com\ngw1: gateway @h1\ngw2: gateway host=edge.example.com\nkm1: key-manager @h1",
        );
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let found = |text: &str| -> Vec<String> {
            let all = design.nodes().map(|node| &node.id).collect();
            find(&graph, all, text).into_iter().map(ToString::to_string).collect()
        };
        assert_eq!(found("GATEWAY"), ["gw1", "gw2"]);
        assert_eq!(found("vm7"), ["gw1", "km1"]);
        assert_eq!(found("gateway vm7"), ["gw1"]);
        assert_eq!(found("edge.example"), ["gw2"]);
        assert!(found("  ").is_empty() && found("nothing").is_empty());
    }
}
