//! A link's way around the cards that stand in between.

use crate::channels::Channels;
use crate::geometry::Rect;
use crate::route::{Corner, route};

/// How far beside its cards a link may go to get around others.
const DETOUR: f64 = 320.0;
/// What a link keeps between itself and a card that it passes.
pub(crate) const CLEARANCE: f64 = 8.0;

/// The corners of a link from one card to another, ends included, that crosses no obstacle where
/// there is such a way: the plain route where it is free, else the shortest with few corners along
/// the sides of what stands in between, else the plain route after all. `obstacles` answers what lies
/// in a part of the drawing; the two cards themselves may be among it.
#[must_use]
pub fn route_around(from: Rect, to: Rect, obstacles: impl Fn(Rect) -> Vec<Rect>) -> Vec<Corner> {
    let plain = route(from, to);
    let near = from.union(&to).grown(DETOUR);
    let mut others = obstacles(near);
    others.retain(|card| *card != from && *card != to);
    if !crosses(&plain, &others) {
        return plain;
    }
    // Cards that overlap the ends leave no way out of them: their own drawing is what is wrong.
    others.retain(|card| !card.intersects(&from) && !card.intersects(&to));
    Channels::new(from, to, &others, near).shortest().unwrap_or(plain)
}

/// True when a stretch of the route runs through one of these rectangles; along an edge is not
/// through.
pub(crate) fn crosses(route: &[Corner], cards: &[Rect]) -> bool {
    route.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        cards.iter().any(|card| {
            a.0.min(b.0) < card.right()
                && card.x < a.0.max(b.0)
                && a.1.min(b.1) < card.bottom()
                && card.y < a.1.max(b.1)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Rect = Rect { x: 0.0, y: 0.0, w: 184.0, h: 64.0 };

    fn at(x: i32, y: i32) -> Rect {
        Rect { x: f64::from(x), y: f64::from(y), ..CARD }
    }

    /// What lies in a part of the drawing.
    fn among(cards: &[Rect]) -> impl Fn(Rect) -> Vec<Rect> + '_ {
        |part| cards.iter().copied().filter(|card| card.intersects(&part)).collect()
    }

    fn is_on_edge(point: Corner, card: &Rect) -> bool {
        let side = point.0 == card.x || point.0 == card.right();
        let end = point.1 == card.y || point.1 == card.bottom();
        (side && point.1 == card.center().1) || (end && point.0 == card.center().0)
    }

    #[test]
    fn a_free_link_takes_the_plain_route() {
        let to = at(600, 200);
        assert_eq!(route_around(CARD, to, among(&[CARD, to, at(900, 0)])), route(CARD, to));
    }

    #[test]
    fn a_link_goes_around_a_card_that_stands_in_between() {
        let (between, to) = (at(280, 0), at(560, 0));
        let way = route_around(CARD, to, among(&[CARD, between, to]));
        assert!(!crosses(&way, &[between]), "{way:?}");
        assert_eq!(way.first(), Some(&(184.0, 32.0)));
        assert_eq!(way.last(), Some(&(560.0, 32.0)));
        assert!(way.len() <= 6, "{way:?}");
    }

    #[test]
    fn a_link_without_any_way_takes_the_plain_route() {
        let to = at(900, 0);
        let walls = [
            Rect::new(-60.0, -60.0, 304.0, 20.0),
            Rect::new(-60.0, 100.0, 304.0, 20.0),
            Rect::new(-60.0, -60.0, 20.0, 180.0),
            Rect::new(224.0, -60.0, 20.0, 180.0),
        ];
        assert_eq!(route_around(CARD, to, among(&walls)), route(CARD, to));
    }

    #[test]
    fn every_way_among_cards_with_room_between_them_is_free_level_or_plumb_and_ends_at_the_cards() {
        let cards: Vec<Rect> =
            (0..30).map(|n| at(n % 6 * 248 + n * 5 % 24, n / 6 * 104 + n * 7 % 16)).collect();
        for (from, to) in cards.iter().flat_map(|from| cards.iter().map(move |to| (from, to))) {
            if from == to {
                continue;
            }
            let way = route_around(*from, *to, among(&cards));
            assert!(way.windows(2).all(|p| p[0].0 == p[1].0 || p[0].1 == p[1].1), "{way:?}");
            let ends = (way.first().copied().unwrap(), way.last().copied().unwrap());
            assert!(is_on_edge(ends.0, from) && is_on_edge(ends.1, to), "{from:?} {to:?} {way:?}");
            assert!(!crosses(&way, &cards), "{from:?} {to:?} {way:?}");
        }
    }

    #[test]
    fn a_way_is_the_same_each_time() {
        let cards: Vec<Rect> = (0..30).map(|n| at(n % 6 * 240, n / 6 * 96)).collect();
        let way = || route_around(cards[0], cards[28], among(&cards));
        assert_eq!(way(), way());
    }
}
