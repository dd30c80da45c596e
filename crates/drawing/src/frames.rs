//! Hosts drawn as frames around their nodes' cards, kept up to date while cards move.

use std::collections::BTreeMap;

use topology::{Design, HostId, NodeId, Point, is_box};

use crate::cells::Cells;
use crate::geometry::{FRAME_HEADER, FRAME_PADDING, Rect, node_rect};

/// A host's frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub host: HostId,
    pub rect: Rect,
    /// It would also enclose a card of another host, which says something false: it is not drawn.
    pub torn: bool,
    /// The host's cards by number, ascending.
    pub cards: Vec<u32>,
    /// One card stands for all of it: there is no frame around that.
    pub boxed: bool,
}

/// Every host's frame, in the order of their ids. Cards are named by their number: which host a card
/// has, and where it lies, is what the caller keeps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frames(Vec<Frame>);

/// What frames ask of the cards: where each lies, and which frame is its host's, by number.
pub(crate) trait Cards {
    fn count(&self) -> u32;
    fn rect(&self, card: u32) -> Rect;
    fn frame(&self, card: u32) -> Option<u32>;
    /// It is in somebody's hand: it lies nowhere yet, and so in nobody's frame.
    fn is_lifted(&self, card: u32) -> bool;
}

/// Cards that nobody keeps, and whether they are in somebody's hand.
pub(crate) struct Loose(Vec<(Rect, Option<u32>, bool)>);

impl Cards for Loose {
    fn count(&self) -> u32 {
        number(self.0.len())
    }

    fn rect(&self, card: u32) -> Rect {
        self.0.get(card as usize).map(|(rect, ..)| *rect).unwrap_or_default()
    }

    fn frame(&self, card: u32) -> Option<u32> {
        self.0.get(card as usize)?.1
    }

    fn is_lifted(&self, card: u32) -> bool {
        self.0.get(card as usize).is_some_and(|(.., lifted)| *lifted)
    }
}

impl Frames {
    /// The frames of a design whose cards lie where `position` says.
    #[must_use]
    pub fn of(design: &Design, position: impl Fn(&NodeId) -> Point) -> Self {
        Self::without(design, position, |_| false).0
    }

    /// The frames around the nodes that stay when others are taken away, which tear none of them.
    pub(crate) fn without(
        design: &Design,
        position: impl Fn(&NodeId) -> Point,
        taken: impl Fn(&NodeId) -> bool,
    ) -> (Self, Loose) {
        let mut cards: Vec<(Rect, Option<u32>, bool)> = design
            .nodes()
            .map(|node| (node_rect(position(&node.id)), None, taken(&node.id)))
            .collect();
        let mut hosts = cards_of_hosts(design);
        hosts.retain_mut(|(_, own, _)| {
            own.retain(|card| cards.get(*card as usize).is_some_and(|(.., taken)| !taken));
            !own.is_empty()
        });
        for (number, (_, own, _)) in (0u32..).zip(&hosts) {
            for card in own {
                if let Some((_, frame, _)) = cards.get_mut(*card as usize) {
                    *frame = Some(number);
                }
            }
        }
        let cards = Loose(cards);
        (Self::new(hosts, &cards), cards)
    }

    /// Frames of these hosts, which come in order; each with at least one card.
    pub(crate) fn new(hosts: Vec<CardsOfHost>, cards: &impl Cards) -> Self {
        let frames = hosts.into_iter().map(|(host, own, boxed)| Frame {
            host,
            rect: around(&own, boxed, cards),
            torn: false,
            cards: own,
            boxed,
        });
        let mut frames = Self(frames.collect());
        frames.tear(cards);
        frames
    }

    pub fn all(&self) -> impl ExactSizeIterator<Item = &Frame> {
        self.0.iter()
    }

    /// The frames that are drawn.
    pub fn whole(&self) -> impl Iterator<Item = &Frame> {
        self.0.iter().filter(|frame| !frame.torn && !frame.boxed)
    }

    /// One card went from `old` to where it lies now.
    pub(crate) fn moved(&mut self, card: u32, old: Rect, cards: &impl Cards) {
        let new = cards.rect(card);
        let own = cards.frame(card);
        for (number, frame) in (0u32..).zip(&mut self.0) {
            if own == Some(number) {
                let rect = around(&frame.cards, frame.boxed, cards);
                if rect != frame.rect {
                    frame.rect = rect;
                    frame.torn = is_torn(frame, number, 0..cards.count(), cards);
                }
            } else if new.intersects(&frame.rect) && !cards.is_lifted(card) {
                frame.torn = true;
            } else if frame.torn && old.intersects(&frame.rect) {
                // It may have been the only stranger.
                frame.torn = is_torn(frame, number, 0..cards.count(), cards);
            }
        }
    }

    /// Many cards went somewhere else.
    pub(crate) fn all_moved(&mut self, cards: &impl Cards) {
        for frame in &mut self.0 {
            frame.rect = around(&frame.cards, frame.boxed, cards);
        }
        self.tear(cards);
    }

    /// These cards were taken up or put down again.
    pub(crate) fn lifted(&mut self, changed: &[u32], cards: &impl Cards) {
        for (number, frame) in (0u32..).zip(&mut self.0) {
            let is_stranger = |card: &u32| {
                cards.frame(*card) != Some(number) && cards.rect(*card).intersects(&frame.rect)
            };
            if changed.iter().any(is_stranger) {
                frame.torn = is_torn(frame, number, 0..cards.count(), cards);
            }
        }
    }

    /// Finds out which frames are torn.
    fn tear(&mut self, cards: &impl Cards) {
        let cells = Cells::new((0..cards.count()).map(|card| cards.rect(card)));
        for (number, frame) in (0u32..).zip(&mut self.0) {
            frame.torn = is_torn(frame, number, cells.near(&frame.rect), cards);
        }
    }
}

fn is_torn(
    frame: &Frame,
    number: u32,
    mut among: impl Iterator<Item = u32>,
    cards: &impl Cards,
) -> bool {
    among.any(|card| {
        cards.frame(card) != Some(number)
            && cards.rect(card).intersects(&frame.rect)
            && !cards.is_lifted(card)
    })
}

/// The frame around these cards, with room for the host's name.
fn around(own: &[u32], boxed: bool, cards: &impl Cards) -> Rect {
    let inner = own.iter().map(|card| cards.rect(*card)).reduce(|a, b| a.union(&b));
    if boxed {
        return inner.unwrap_or_default();
    }
    let rect = inner.unwrap_or_default().grown(FRAME_PADDING);
    Rect { y: rect.y - FRAME_HEADER, h: rect.h + FRAME_HEADER, ..rect }
}

/// A host, its cards, and whether one card stands for all of it.
pub(crate) type CardsOfHost = (HostId, Vec<u32>, bool);

/// The cards of each host that has any, by their number in the design's order.
pub(crate) fn cards_of_hosts(design: &Design) -> Vec<CardsOfHost> {
    let mut hosts: BTreeMap<&HostId, (Vec<u32>, bool)> = BTreeMap::new();
    for (card, node) in design.nodes().enumerate() {
        if let Some(host) = &node.host {
            let (cards, boxed) = hosts.entry(host).or_default();
            cards.push(number(card));
            *boxed = is_box(node);
        }
    }
    hosts.into_iter().map(|(host, (own, boxed))| (host.clone(), own, boxed)).collect()
}

/// A place in a table as the number that the tables use.
pub(crate) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use topology::{Change, notation};

    fn placed(text: &str, places: &[(&str, i32, i32)]) -> Design {
        let mut design = notation::design(text);
        let to = places.iter().map(|(id, x, y)| (id.parse().unwrap(), Point { x: *x, y: *y }));
        Change::move_nodes(&design, to).apply(&mut design).unwrap();
        design
    }

    fn frames(design: &Design) -> Vec<Rect> {
        Frames::of(design, |id| design.position(id)).whole().map(|frame| frame.rect).collect()
    }

    #[test]
    fn a_frame_encloses_its_hosts_cards_and_its_name() {
        let design =
            placed("host h1 vm1\na: gateway @h1\nb: gateway @h1", &[("a", 0, 0), ("b", 0, 100)]);
        assert_eq!(frames(&design), [Rect::new(-20.0, -48.0, 224.0, 232.0)]);
    }

    #[test]
    fn a_frame_that_would_enclose_a_stranger_is_torn() {
        let places = [("a", 0, 0), ("b", 0, 300), ("c", 0, 150)];
        let text = "host h1 vm1\na: gateway @h1\nb: gateway @h1\nc: gateway";
        assert_eq!(frames(&placed(text, &places)), []);
    }

    /// Compared with every card, the slow way.
    #[test]
    fn torn_are_exactly_those_that_a_stranger_lies_in() {
        for (seed, tall) in [(1, false), (2, true), (3, false)] {
            let design = catalogue::generate(160, seed);
            let scattered = |id: &NodeId| {
                let n = id.as_str().bytes().fold(seed, |n, b| (n * 31 + u64::from(b)) % 9_973);
                let (x, y) = (i32::try_from(n % 97).unwrap() * 40, i32::try_from(n / 97).unwrap());
                if tall { Point { x: x / 10, y: y * 90 } } else { Point { x: x * 2, y: y * 20 } }
            };
            let frames = Frames::of(&design, scattered);
            assert!(frames.all().len() > 20);
            for frame in frames.all() {
                let mut strangers =
                    design.nodes().filter(|node| node.host.as_ref() != Some(&frame.host));
                let torn =
                    strangers.any(|node| node_rect(scattered(&node.id)).intersects(&frame.rect));
                assert_eq!(frame.torn, torn, "{}", frame.host);
            }
        }
    }
}
