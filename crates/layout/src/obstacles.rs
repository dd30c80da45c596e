//! What pinned nodes keep free for themselves: their cards, and the frames of their hosts.

use crate::align::on_grid;
use crate::blocks::{HEADER, PADDING, WITHIN};
use crate::fold::Size;
use drawing::geometry::{FRAME_HEADER, FRAME_PADDING, Rect, node_rect};
use std::collections::BTreeMap;
use topology::{HostId, Point};

/// Rectangles that stay where they are, each with the host it belongs to.
#[derive(Debug, Default)]
pub(crate) struct Obstacles<'a> {
    taken: Vec<(Rect, Option<&'a HostId>)>,
    /// Around the pinned cards of each host.
    pinned: BTreeMap<&'a HostId, Rect>,
}

impl<'a> Obstacles<'a> {
    /// The cards at these places.
    pub(crate) fn new(cards: impl Iterator<Item = (Option<&'a HostId>, Point)>) -> Self {
        let mut obstacles = Self::default();
        for (host, at) in cards {
            let card = node_rect(at);
            obstacles.taken.push((card, host));
            if let Some(host) = host {
                let around = obstacles.pinned.entry(host).or_insert(card);
                *around = around.union(&card);
            }
        }
        obstacles
    }

    /// Adds the frames that stand already: of the hosts whose nodes are all pinned. A frame that
    /// would enclose a stranger is not drawn, so it takes no room.
    pub(crate) fn add_frames(&mut self, has_others: impl Fn(&HostId) -> bool) {
        let frames = self.pinned.iter().filter(|(host, _)| !has_others(host));
        let frames = frames.map(|(host, inner)| (frame(*inner), Some(*host)));
        let free = frames.filter(|(frame, host)| self.is_free(frame, *host));
        let free: Vec<_> = free.collect();
        self.taken.extend(free);
    }

    /// A place for the other nodes of a host beside its pinned ones: below, right, left or above,
    /// where its frame is free. Takes that frame, and answers the corner of the first card. `None`
    /// when no node of the host is pinned, or all sides are taken.
    pub(crate) fn take_beside(&mut self, host: &'a HostId, block: Size) -> Option<Point> {
        let pinned = *self.pinned.get(host)?;
        let size = (f64::from(block.w - 2 * PADDING), f64::from(block.h - PADDING - HEADER));
        let (gap_x, gap_y) = (f64::from(WITHIN.layers), f64::from(WITHIN.rows));
        let corners = [
            (pinned.x, pinned.bottom() + gap_y),
            (pinned.right() + gap_x, pinned.y),
            (pinned.x - gap_x - size.0, pinned.y),
            (pinned.x, pinned.y - gap_y - size.1),
        ];
        // Away from the pinned cards: up and left the grid rounds outwards by itself.
        let on_grid = corners.into_iter().enumerate().map(|(side, (x, y))| Point {
            x: if side == 1 { -on_grid(-x) } else { on_grid(x) },
            y: if side == 0 { -on_grid(-y) } else { on_grid(y) },
        });
        let (at, around) = on_grid
            .map(|at| {
                let cards = Rect::new(f64::from(at.x), f64::from(at.y), size.0, size.1);
                (at, frame(pinned.union(&cards)))
            })
            .find(|(_, around)| self.is_free(around, Some(host)))?;
        self.taken.push((around, Some(host)));
        Some(at)
    }

    fn is_free(&self, rect: &Rect, host: Option<&HostId>) -> bool {
        self.taken
            .iter()
            .all(|(other, owner)| (host.is_some() && *owner == host) || !rect.intersects(other))
    }

    /// What stands in the way of a column, from the top down.
    pub(crate) fn in_column(&self, left: i32, right: i32) -> Vec<Rect> {
        let (left, right) = (f64::from(left), f64::from(right));
        let rects = self.taken.iter().map(|(rect, _)| *rect);
        let mut rects: Vec<Rect> =
            rects.filter(|rect| rect.x < right && left < rect.right()).collect();
        rects.sort_by(|a, b| a.y.total_cmp(&b.y));
        rects
    }
}

/// The first height on the grid, from `top` down, where something so high meets none of these
/// rectangles and keeps the gap. They come sorted, so one pass is enough: what lies above what has
/// been passed is never met again.
pub(crate) fn below(rects: &[Rect], top: i32, height: i32, gap: i32) -> i32 {
    let mut top = top;
    for rect in rects {
        let (first, last) = (rect.y - f64::from(gap), rect.bottom() + f64::from(gap));
        if f64::from(top) < last && first < f64::from(top + height) {
            top = -on_grid(-last);
        }
    }
    top
}

fn frame(cards: Rect) -> Rect {
    let rect = cards.grown(FRAME_PADDING);
    Rect { y: rect.y - FRAME_HEADER, h: rect.h + FRAME_HEADER, ..rect }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::CARD;

    fn host(id: &str) -> HostId {
        id.parse().unwrap()
    }

    fn block(cards: i32) -> Size {
        let cards = cards * CARD.h + (cards - 1) * WITHIN.rows;
        Size { w: CARD.w + 2 * PADDING, h: cards + PADDING + HEADER }
    }

    #[test]
    fn nodes_of_a_host_come_to_stand_below_its_pinned_one() {
        let h1 = host("h1");
        let mut obstacles = Obstacles::new([(Some(&h1), Point { x: 3, y: 5 })].into_iter());
        assert_eq!(obstacles.take_beside(&h1, block(2)), Some(Point { x: 0, y: 96 }));
        assert!(!obstacles.is_free(&Rect::new(0.0, 250.0, 8.0, 8.0), None));
    }

    #[test]
    fn another_side_is_taken_when_something_is_pinned_below() {
        let h1 = host("h1");
        let cards = [(Some(&h1), Point { x: 0, y: 0 }), (None, Point { x: 0, y: 120 })];
        let mut obstacles = Obstacles::new(cards.into_iter());
        assert_eq!(obstacles.take_beside(&h1, block(1)), Some(Point { x: 248, y: 0 }));
    }

    #[test]
    fn a_frame_that_is_not_drawn_takes_no_room() {
        let h1 = host("h1");
        let cards = [
            (Some(&h1), Point { x: 0, y: 0 }),
            (Some(&h1), Point { x: 0, y: 300 }),
            (None, Point { x: 0, y: 150 }),
        ];
        let mut obstacles = Obstacles::new(cards.into_iter());
        obstacles.add_frames(|_| false);
        assert_eq!(obstacles.in_column(0, 8).len(), 3);
    }

    #[test]
    fn the_way_down_passes_everything_in_the_way() {
        let rects = [Rect::new(0.0, 0.0, 9.0, 90.0), Rect::new(0.0, 130.0, 9.0, 11.0)];
        assert_eq!(below(&rects, 8, 64, 8), 152);
        assert_eq!(below(&rects, 8, 16, 8), 104);
        assert_eq!(below(&rects, 200, 64, 8), 200);
    }
}
