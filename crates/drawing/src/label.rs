//! What stands on a link's line, and where there is room for it.

use std::fmt::Write as _;

use topology::{Graph, Link};

use crate::geometry::Rect;
use crate::route::{Corner, midpoint};

/// About the width of a character, in the letters that lines are labelled with.
const ADVANCE: f64 = 6.7;
/// How far a label stands above its line, and below it where a card is in the way.
const ABOVE: f64 = 6.0;
const BELOW: f64 = 15.0;
/// What letters reach above and below their line of writing.
const LETTERS: (f64, f64) = (10.0, 3.0);
/// Room that a label takes up at most.
const ROOM: Corner = (110.0, 14.0);
/// Between a label and the ends of the stretch that it stands on.
const AROUND: f64 = 12.0;

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

/// The middle of a way's longest level stretch, when words fit on it.
#[must_use]
pub fn room(way: &[Corner], words: &str) -> Option<Corner> {
    let mut longest: Option<(f64, Corner)> = None;
    for pair in way.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let length = (ax - bx).abs();
        if ay == by && longest.is_none_or(|(most, _)| length > most) {
            longest = Some((length, (f64::midpoint(ax, bx), ay)));
        }
    }
    let wide = width(words);
    longest.filter(|(length, _)| *length >= wide + 2.0 * AROUND).map(|(_, middle)| middle)
}

/// How wide words may be that stand at the middle of a way: as wide as its level stretch, which may lie between two cards
/// that cover what is wider. Infinite where it goes down.
#[must_use]
pub fn room_at_middle(way: &[Corner]) -> f64 {
    let (x, y) = midpoint(way);
    let holds = |pair: &&[Corner]| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        ay == by && ay == y && ax.min(bx) <= x && x <= ax.max(bx)
    };
    way.windows(2).find(holds).map_or(f64::INFINITY, |pair| (pair[0].0 - pair[1].0).abs())
}

/// About how wide words are.
#[must_use]
pub fn width(words: &str) -> f64 {
    words.chars().map(|_| ADVANCE).sum()
}

/// Where words are written by the middle of a level stretch: above it, or below where something covers that; nowhere
/// where both are covered.
#[must_use]
pub fn beside(middle: Corner, words: &str, is_covered: impl Fn(&Rect) -> bool) -> Option<Corner> {
    let (x, y) = middle;
    let wide = width(words);
    let taken = |y: f64| Rect::new(x - wide / 2.0, y - LETTERS.0, wide, LETTERS.0 + LETTERS.1);
    let places = [y - ABOVE, y + BELOW];
    places.into_iter().find(|y| !is_covered(&taken(*y))).map(|y| (x, y))
}

/// Whether labels in these two places leave each other room: where lines run on top of each other, only
/// the first has one.
#[must_use]
pub fn are_apart(one: Corner, other: Corner) -> bool {
    (one.0 - other.0).abs() >= ROOM.0 || (one.1 - other.1).abs() >= ROOM.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_middle_of_a_short_way_are_too_wide_for_it() {
        let short = room_at_middle(&[(184.0, 192.0), (304.0, 192.0)]);
        assert!(width("HTTPS 8243") < short && width("calls · HTTPS 8243") > short);
        let upright = [(0.0, 0.0), (10.0, 0.0), (10.0, 200.0), (20.0, 200.0)];
        assert!(room_at_middle(&upright).is_infinite(), "nothing ends a line that goes down");
        assert!(room_at_middle(&[]).is_infinite());
    }

    #[test]
    fn words_give_way_to_cards() {
        let card = |y: f64| move |rect: &Rect| rect.intersects(&Rect::new(0.0, y, 184.0, 64.0));
        let middle = (90.0, 100.0);
        let written = |is_covered: &dyn Fn(&Rect) -> bool| beside(middle, "TCP 2049", is_covered);
        assert_eq!(written(&card(300.0)), Some((90.0, 94.0)));
        assert_eq!(written(&card(29.0)), Some((90.0, 115.0)), "the card ends right above the line");
        assert_eq!(written(&card(106.0)), Some((90.0, 94.0)));
        assert_eq!(written(&|_| true), None);
        assert_eq!(beside((300.0, 100.0), "TCP 2049", card(29.0)), Some((300.0, 94.0)));
    }

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

    #[test]
    fn words_stand_on_the_longest_level_stretch_or_nowhere() {
        let way = [(0.0, 0.0), (60.0, 0.0), (60.0, 90.0), (260.0, 90.0)];
        assert_eq!(room(&way, "HTTPS 9443"), Some((160.0, 90.0)));
        assert_eq!(room(&way[..3], "HTTPS 9443"), None);
        assert_eq!(room(&[], ""), None);
    }
}
