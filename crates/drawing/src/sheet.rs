//! A design as flat tables: cards, lines and frames by number.
//!
//! What is asked for each picture (what is in view, what lies here, which lines end at this card) is a
//! walk over an array; looking thousands of names up would take longer than drawing them.

use topology::catalogue::{Category, Family};
use topology::{Design, Graph, LinkId, NodeId, Point};

use crate::frames::{self, Frame, Frames, number};
use crate::geometry::{Rect, node_rect};
use crate::route::Corner;
use crate::ways::{self, Around, Lane};
use crate::zones::{self, ZoneFrame};

/// A node's card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub id: NodeId,
    pub at: Point,
    pub family: Family,
    frame: Option<u32>,
    /// It is being dragged.
    lifted: bool,
}

/// A link's line, from card to card.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub id: LinkId,
    pub from: u32,
    pub to: u32,
    pub category: Category,
}

/// The tables. Cards and lines are in the order of their ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    cards: Table,
    lines: Vec<Line>,
    frames: Frames,
    zones: Vec<ZoneFrame>,
    /// The lines that end at each card.
    touching: Vec<Vec<u32>>,
    /// The place of each line among those between the same two cards.
    lanes: Vec<Lane>,
    /// Where lines go around cards.
    around: Around,
}

/// Up to so many cards, what their moves do to frames is found out one by one.
const FEW: usize = 64;

#[derive(Debug, Clone, PartialEq, Default)]
struct Table(Vec<Card>);

impl frames::Cards for Table {
    fn count(&self) -> u32 {
        number(self.0.len())
    }

    fn rect(&self, card: u32) -> Rect {
        self.0.get(card as usize).map(Card::rect).unwrap_or_default()
    }

    fn frame(&self, card: u32) -> Option<u32> {
        self.0.get(card as usize)?.frame
    }

    fn is_lifted(&self, card: u32) -> bool {
        self.0.get(card as usize).is_some_and(|card| card.lifted)
    }
}

impl Card {
    #[must_use]
    pub fn rect(&self) -> Rect {
        node_rect(self.at)
    }
}

impl Sheet {
    /// The tables of a design, with cards where `position` says: while they are dragged, that is not
    /// where the design has them.
    #[must_use]
    pub fn new(graph: &Graph<'_>, position: impl Fn(&NodeId) -> Point) -> Self {
        let design = graph.design;
        let cards: Vec<Card> = graph
            .nodes()
            .iter()
            .map(|(node, role)| Card {
                id: node.id.clone(),
                at: position(&node.id),
                family: role.map_or(Family::Outside, |role| role.family),
                frame: None,
                lifted: false,
            })
            .collect();
        let mut sheet = Self { cards: Table(cards), ..Self::default() };
        sheet.rehouse(design);
        sheet.touching.resize(sheet.cards.0.len(), Vec::new());
        sheet.lines.reserve(graph.links().len());
        for joined in graph.links() {
            let (from, to) = (number(joined.from.place()), number(joined.to.place()));
            let category = joined.kind.map_or(Category::Management, |kind| kind.category);
            for end in [from, to] {
                if let Some(lines) = sheet.touching.get_mut(end as usize) {
                    lines.push(number(sheet.lines.len()));
                }
            }
            sheet.lines.push(Line { id: joined.link.id.clone(), from, to, category });
        }
        sheet.lanes = ways::lanes(&sheet.lines);
        sheet
    }

    /// Nodes may be on other hosts now, and nothing is in a hand: frames are drawn anew around the same cards.
    pub fn rehouse(&mut self, design: &Design) {
        let hosts = frames::cards_of_hosts(design);
        for card in &mut self.cards.0 {
            (card.frame, card.lifted) = (None, false);
        }
        for (frame, (_, own, _)) in hosts.iter().enumerate() {
            for card in own {
                if let Some(card) = self.cards.0.get_mut(*card as usize) {
                    card.frame = Some(number(frame));
                }
            }
        }
        self.frames = Frames::new(hosts, &self.cards);
        self.zones = zones::of(design, &self.frames, &self.cards);
    }

    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards.0
    }

    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    #[must_use]
    pub fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The frames of zones, outer ones first.
    #[must_use]
    pub fn zones(&self) -> &[ZoneFrame] {
        &self.zones
    }

    /// The number of a node's card.
    #[must_use]
    pub fn find(&self, id: &NodeId) -> Option<u32> {
        self.cards.0.binary_search_by(|card| card.id.cmp(id)).ok().map(number)
    }

    /// The number of a link's line.
    #[must_use]
    pub fn find_line(&self, id: &LinkId) -> Option<u32> {
        self.lines.binary_search_by(|line| line.id.cmp(id)).ok().map(number)
    }

    /// The lines that end at a card.
    #[must_use]
    pub fn touching(&self, card: u32) -> &[u32] {
        self.touching.get(card as usize).map_or(&[], Vec::as_slice)
    }

    /// The frame of a card's host.
    #[must_use]
    pub fn frame_of(&self, card: u32) -> Option<&Frame> {
        let frame = self.cards.0.get(card as usize)?.frame?;
        self.frames.all().nth(frame as usize)
    }

    /// The cards of a line's two ends.
    #[must_use]
    pub fn ends(&self, line: &Line) -> (Rect, Rect) {
        let rect = |card| frames::Cards::rect(&self.cards, card);
        (rect(line.from), rect(line.to))
    }

    pub(crate) fn rect(&self, card: u32) -> Rect {
        frames::Cards::rect(&self.cards, card)
    }

    /// A line's place among those between the same two cards.
    #[must_use]
    pub fn lane(&self, line: u32) -> Lane {
        self.lanes.get(line as usize).copied().unwrap_or_default()
    }

    pub(crate) fn around(&self) -> &Around {
        &self.around
    }

    pub(crate) fn set_around(&mut self, around: Around) {
        self.around = around;
    }

    /// The topmost card at a place of the drawing.
    #[must_use]
    pub fn card_at(&self, x: f64, y: f64) -> Option<&Card> {
        let point = Rect::new(x, y, 0.0, 0.0);
        let holds = |card: &&Card| {
            let rect = card.rect();
            rect.x <= point.x
                && point.x <= rect.right()
                && rect.y <= point.y
                && point.y <= rect.bottom()
        };
        self.cards.0.iter().rev().find(holds)
    }

    /// Cards lie somewhere else now; their frames follow. Numbers that are not there are left out.
    pub fn place(&mut self, moved: &[(u32, Point)]) {
        for (number, at) in moved {
            let Some(card) = self.cards.0.get_mut(*number as usize) else { continue };
            let old = card.rect();
            if card.at == *at {
                continue;
            }
            card.at = *at;
            if !self.around.is_empty() {
                self.forget_ways(*number);
            }
            if moved.len() <= FEW {
                self.frames.moved(*number, old, &self.cards);
            }
        }
        if moved.len() > FEW {
            self.frames.all_moved(&self.cards);
        }
        zones::update(&mut self.zones, &self.frames, &self.cards);
    }

    /// The lines of a card take plain ways: it lies elsewhere now.
    fn forget_ways(&mut self, card: u32) {
        for line in self.touching.get(card as usize).map_or(&[][..], Vec::as_slice) {
            if let Some(line) = self.lines.get(*line as usize) {
                self.around.remove(&ways::ends(line));
            }
        }
    }

    /// These cards, and no others, are in somebody's hand.
    pub fn lift(&mut self, cards: &[u32]) {
        let mut changed: Vec<u32> = Vec::new();
        for (number, card) in (0u32..).zip(&mut self.cards.0) {
            let lifted = cards.binary_search(&number).is_ok();
            if card.lifted != lifted {
                card.lifted = lifted;
                changed.push(number);
            }
        }
        if changed.len() <= FEW {
            self.frames.lifted(&changed, &self.cards);
        } else {
            self.frames.all_moved(&self.cards);
        }
        zones::update(&mut self.zones, &self.frames, &self.cards);
    }

    /// True for a card that is in somebody's hand.
    #[must_use]
    pub fn is_lifted(&self, card: u32) -> bool {
        frames::Cards::is_lifted(&self.cards, card)
    }

    /// The smallest rectangle around every card and frame; `None` for an empty sheet.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        let cards = self.cards.0.iter().map(Card::rect);
        let hosts = self.frames.whole().map(|frame| frame.rect);
        let zones = self.zones.iter().filter(|zone| !zone.torn).map(|zone| zone.rect);
        cards.chain(hosts).chain(zones).reduce(|a, b| a.union(&b))
    }
}

/// True when a line along these corners has a part in the rectangle.
#[must_use]
pub fn crosses(corners: &[Corner], window: &Rect) -> bool {
    corners.windows(2).any(|pair| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let stretch = Rect::new(ax.min(bx), ay.min(by), (ax - bx).abs(), (ay - by).abs());
        // A stretch has no width of its own.
        stretch.grown(1.0).intersects(window)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_find_one_another() {
        let design = catalogue::generate(200, 7);
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let sheet = Sheet::new(&graph, |id| design.position(id));
        assert_eq!(sheet.cards().len(), 200);
        assert_eq!(sheet.lines().len(), design.links().len());
        for link in design.links() {
            let number = sheet.find_line(&link.id).unwrap();
            let line = &sheet.lines()[number as usize];
            for (end, id) in [(line.from, &link.from), (line.to, &link.to)] {
                assert_eq!(sheet.cards()[end as usize].id, *id);
                assert!(sheet.touching(end).contains(&number));
            }
        }
        let touching: usize = (0..200).map(|card| sheet.touching(card).len()).sum();
        assert_eq!(touching, 2 * design.links().len());
        assert_eq!(sheet.find(&"nowhere".parse().unwrap()), None);
        assert_eq!(sheet.touching(4_000), [0; 0]);
    }

    #[test]
    fn nodes_on_other_hosts_are_what_tables_made_anew_have() {
        let catalogue = catalogue::wso2am_3_1_0();
        let mut design = catalogue::generate(120, 9);
        let mut sheet = Sheet::new(&Graph::new(&design, catalogue), |id| design.position(id));
        let hosts: Vec<_> = design.hosts().map(|host| host.id.clone()).collect();
        let nodes: Vec<_> = design.nodes().cloned().collect();
        for (turn, node) in nodes.into_iter().enumerate().step_by(7) {
            let host = (turn % 3 > 0).then(|| hosts[(turn * 5) % hosts.len()].clone());
            let moved = topology::Change::set_node(&design, topology::Node { host, ..node });
            moved.apply(&mut design).unwrap();
            sheet.lift(&[number(turn)]);
            sheet.rehouse(&design);
            let fresh = Sheet::new(&Graph::new(&design, catalogue), |id| design.position(id));
            assert_eq!(sheet, fresh, "turn {turn}");
        }
    }

    #[test]
    fn the_card_at_a_place_is_the_one_that_is_drawn_last() {
        let design = topology::notation::design("a: gateway\nb: gateway");
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let sheet = Sheet::new(&graph, |_| Point { x: 10, y: 10 });
        assert_eq!(sheet.card_at(20.0, 20.0).map(|card| card.id.as_str()), Some("b"));
        assert_eq!(sheet.card_at(9.0, 20.0), None);
    }

    /// Cards that move one by one, or many at once, leave the tables as if they were made anew.
    #[test]
    fn moving_cards_is_making_the_tables_anew() {
        let design = catalogue::generate(150, 3);
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let mut sheet = Sheet::new(&graph, |id| design.position(id));
        let mut n: u32 = 12_345;
        let mut random = move |below: u32| {
            n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (n >> 8) % below
        };
        for round in 0..60 {
            let many = if round % 10 == 9 { 100 } else { 1 + random(4) };
            let moved: Vec<(u32, Point)> = (0..many)
                .map(|_| {
                    let place = |n: u32| i32::try_from(n).unwrap();
                    (random(150), Point { x: place(random(3_000)), y: place(random(1_500)) })
                })
                .collect();
            // Somebody takes cards up, carries them there, and puts them down.
            let hand: Vec<u32> =
                (0..150).filter(|card| card % 7 == round % 7).take(1 + many as usize).collect();
            sheet.lift(&hand);
            sheet.place(&moved);
            sheet.lift(&[]);
            let at = |id: &NodeId| sheet.cards()[sheet.find(id).unwrap() as usize].at;
            assert_eq!(sheet, Sheet::new(&graph, at), "round {round}");
        }
    }

    #[test]
    fn a_line_crosses_where_it_runs_and_not_where_its_corners_could() {
        let corners = [(0.0, 0.0), (500.0, 0.0), (500.0, 900.0)];
        assert!(crosses(&corners, &Rect::new(490.0, 400.0, 50.0, 50.0)));
        assert!(!crosses(&corners, &Rect::new(100.0, 400.0, 50.0, 50.0)));
    }

    fn zoned() -> topology::Design {
        let mut design = topology::notation::design(
            "host h1 vm1\nhost h2 vm2\nhost h3 vm3\na: gateway @h1\nb: gateway @h2\nc: gateway @h3",
        );
        let zone = |id: &str, parent: Option<&str>| topology::Zone {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            parent: parent.map(|id| id.parse().unwrap()),
        };
        let mut change = topology::Change::new();
        for zone in [zone("site", None), zone("dmz", Some("site"))] {
            change.push(None, Some(topology::Record::Zone(zone)));
        }
        change.apply(&mut design).unwrap();
        for (host, zone) in [("h1", "dmz"), ("h2", "site")] {
            let mut host = design.host(&host.parse().unwrap()).unwrap().clone();
            host.zone = Some(zone.parse().unwrap());
            topology::Change::set_host(&design, host).apply(&mut design).unwrap();
        }
        let places = [("a", 0, 0), ("b", 300, 0), ("c", 900, 0)];
        let places = places.map(|(id, x, y)| (id.parse().unwrap(), Point { x, y }));
        topology::Change::move_nodes(&design, places).apply(&mut design).unwrap();
        design
    }

    #[test]
    fn zones_enclose_their_hosts_and_the_zones_in_them() {
        let design = zoned();
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let mut sheet = Sheet::new(&graph, |id| design.position(id));
        let [site, dmz] = sheet.zones() else { panic!("{:?}", sheet.zones()) };
        assert_eq!((site.zone.as_str(), dmz.zone.as_str()), ("site", "dmz"));
        assert_eq!((site.depth, dmz.depth), (0, 1));
        // Zones of one depth come by their ids, whatever host leads to them first.
        let mut other = design.clone();
        let zone = topology::Zone { id: "a".parse().unwrap(), name: "A".to_owned(), parent: None };
        topology::Change::add_zone(zone.clone()).apply(&mut other).unwrap();
        let host = other.host(&"h3".parse().unwrap()).unwrap().clone();
        let host = topology::Host { zone: Some(zone.id), ..host };
        topology::Change::set_host(&other, host).apply(&mut other).unwrap();
        let others =
            Sheet::new(&Graph::new(&other, catalogue::wso2am_3_1_0()), |id| other.position(id));
        let order: Vec<&str> = others.zones().iter().map(|zone| zone.zone.as_str()).collect();
        assert_eq!(order, ["a", "site", "dmz"]);
        assert_eq!(site.rect.union(&dmz.rect), site.rect);
        assert!(!site.torn && !dmz.torn);
        assert!(site.rect.y < dmz.rect.y && site.rect.x < dmz.rect.x);
        let stranger = sheet.find(&"c".parse().unwrap()).unwrap();
        sheet.place(&[(stranger, Point { x: 260, y: 40 })]);
        assert!(sheet.zones()[0].torn);
    }

    #[test]
    fn a_card_in_somebodys_hand_tears_nothing() {
        let design = zoned();
        let graph = Graph::new(&design, catalogue::wso2am_3_1_0());
        let mut sheet = Sheet::new(&graph, |id| design.position(id));
        let stranger = sheet.find(&"c".parse().unwrap()).unwrap();
        sheet.lift(&[stranger]);
        sheet.place(&[(stranger, Point { x: 10, y: 10 })]);
        assert!(sheet.is_lifted(stranger));
        // Its own host's frame reaches to where it is, over others.
        let torn = sheet.frames().all().filter(|frame| frame.torn);
        assert_eq!(torn.map(|frame| frame.host.as_str()).collect::<Vec<_>>(), ["h3"]);
        assert!(sheet.zones().iter().all(|zone| !zone.torn));
        sheet.lift(&[]);
        assert!(sheet.zones().iter().all(|zone| zone.torn));
        assert_eq!(sheet.frames().whole().count(), 1);
    }
}
