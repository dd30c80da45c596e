//! Zones drawn as frames around their hosts' frames and the zones in them.

use topology::{Design, NodeId, Point, ZoneId, ordered};

use crate::frames::{Cards, Frames};
use crate::geometry::{FRAME_HEADER, FRAME_PADDING, Rect};

/// A zone's frame.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneFrame {
    pub zone: ZoneId,
    pub name: String,
    pub rect: Rect,
    /// How many zones it lies in: outer ones are drawn first.
    pub depth: usize,
    /// It would also enclose a card from elsewhere, which says something false: it is not drawn.
    pub torn: bool,
    /// The frames of hosts that lie in it or in a zone of it, by number, ascending.
    hosts: Vec<usize>,
}

/// Zones that lie in zones deeper than this are drawn no further: nobody could read them, and a zone
/// that lies in itself has no end.
const DEEPEST: usize = 16;

/// The frames of zones in which a host has a card, outer ones first, and those of one depth in the
/// order of their ids.
pub(crate) fn of(design: &Design, frames: &Frames, cards: &impl Cards) -> Vec<ZoneFrame> {
    let mut zones: Vec<ZoneFrame> = Vec::new();
    let mut places = ordered::map(std::iter::empty::<(ZoneId, usize)>());
    for (number, frame) in frames.all().enumerate() {
        let mut zone = design.host(&frame.host).and_then(|host| host.zone.clone());
        for _ in 0..DEEPEST {
            let Some(known) = zone.as_ref().and_then(|zone| design.zone(zone)) else { break };
            let place = *places.entry(known.id.clone()).or_insert_with(|| {
                zones.push(ZoneFrame {
                    zone: known.id.clone(),
                    name: known.name.clone(),
                    rect: Rect::default(),
                    depth: depth(design, &known.id),
                    torn: false,
                    hosts: Vec::new(),
                });
                zones.len() - 1
            });
            if zones[place].hosts.last() != Some(&number) {
                zones[place].hosts.push(number);
            }
            zone.clone_from(&known.parent);
        }
    }
    let deepest = zones.iter().map(|zone| zone.depth).max().unwrap_or_default();
    let mut sorted: Vec<ZoneFrame> = Vec::new();
    for depth in 0..=deepest {
        let places = places.values().map(|place| &zones[*place]);
        sorted.extend(places.filter(|zone| zone.depth == depth).cloned());
    }
    update(&mut sorted, frames, cards);
    sorted
}

/// Cards and frames of hosts lie somewhere else.
pub(crate) fn update(zones: &mut [ZoneFrame], frames: &Frames, cards: &impl Cards) {
    let inner: Vec<Rect> = frames.all().map(|frame| frame.rect).collect();
    // Each zone leaves room for the zones in it.
    let deepest = zones.iter().map(|zone| zone.depth).max().unwrap_or_default();
    for zone in zones {
        let around = zone.hosts.iter().map(|host| inner[*host]).reduce(|a, b| a.union(&b));
        let mut rect = around.unwrap_or_default();
        for _ in zone.depth..=deepest {
            rect = rect.grown(FRAME_PADDING);
            rect = Rect { y: rect.y - FRAME_HEADER, h: rect.h + FRAME_HEADER, ..rect };
        }
        zone.rect = rect;
        zone.torn = (0..cards.count()).any(|card| {
            let frame = cards.frame(card);
            // They come in order: a zone of thousands of hosts is asked at each step of a drag.
            let inside =
                frame.is_some_and(|frame| zone.hosts.binary_search(&(frame as usize)).is_ok());
            !inside && !cards.is_lifted(card) && cards.rect(card).intersects(&zone.rect)
        });
    }
}

/// The frames of hosts and zones around the nodes that stay when others are taken away: where what is
/// in somebody's hand can be put.
#[must_use]
pub fn staying(
    design: &Design,
    position: impl Fn(&NodeId) -> Point,
    taken: impl Fn(&NodeId) -> bool,
) -> (Frames, Vec<ZoneFrame>) {
    let (frames, cards) = Frames::without(design, position, taken);
    let zones = of(design, &frames, &cards);
    (frames, zones)
}

fn depth(design: &Design, zone: &ZoneId) -> usize {
    let parent = |zone: &ZoneId| design.zone(zone)?.parent.clone();
    let above = std::iter::successors(parent(zone), parent);
    above.take(DEEPEST).count()
}
