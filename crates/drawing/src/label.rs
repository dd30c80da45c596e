//! What stands on a link's line.

use std::fmt::Write as _;

use topology::{Graph, Link};

/// About the width of a character, in the letters that lines are labelled with.
const ADVANCE: f64 = 6.7;

/// What a link calls on the wire: `HTTPS 9443`, or `TCP 9611 +2` where it calls two more ports. Empty for
/// a link that opens no port, such as folders on a share.
#[must_use]
pub fn called(graph: &Graph<'_>, link: &Link) -> String {
    let calls = graph.calls(link);
    let mut words = String::new();
    if let Some((protocol, port)) = calls.first() {
        // Writing to a String cannot fail.
        let _ = write!(words, "{protocol} {port}");
    }
    if calls.len() > 1 {
        let _ = write!(words, " +{}", calls.len() - 1);
    }
    words
}

/// About how wide words are, in letters of 11 pixels.
#[must_use]
pub fn width(words: &str) -> f64 {
    words.chars().map(|_| ADVANCE).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_the_protocol_and_the_port_that_are_called() {
        let design = topology::notation::design(
            "gw1: gateway +1\npub1: publisher\ntm1: traffic-manager\n\
             l1: pub1 -publishes-to-> gw1\nl2: gw1 -reports-to-> tm1",
        );
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let called = |id: &str| called(&graph, design.link(&id.parse().unwrap()).unwrap());
        assert_eq!(called("l1"), "HTTPS 9444");
        assert_eq!(called("l2"), "TCP 9611 +2");
    }

    #[test]
    fn a_line_is_called_the_same_from_a_graph_of_its_two_ends() {
        let (design, catalogue) = (catalogue::generate(120, 5), catalogue::wso2am_3_1_0());
        let graph = Graph::new(&design, catalogue);
        for link in design.links() {
            let alone = Graph::of_links(&design, catalogue, std::iter::once(&link.id));
            assert_eq!(called(&alone, link), called(&graph, link), "{}", link.id);
            assert_eq!(alone.kind(&link.id), graph.kind(&link.id), "{}", link.id);
        }
    }
}
