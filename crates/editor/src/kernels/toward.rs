//! Directions of the drawing: what lies which way.

/// A way that an arrow key points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// One step, with `y` downwards.
    #[must_use]
    pub fn step(self) -> (i32, i32) {
        match self {
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
            Self::Up => (0, -1),
            Self::Down => (0, 1),
        }
    }

    /// How far a way goes in this direction, and how far beside it.
    fn along(self, way: (f64, f64)) -> (f64, f64) {
        match self {
            Self::Left => (-way.0, way.1.abs()),
            Self::Right => (way.0, way.1.abs()),
            Self::Up => (-way.1, way.0.abs()),
            Self::Down => (way.1, way.0.abs()),
        }
    }
}

/// The direction that a way mostly goes.
#[must_use]
pub fn direction_of(dx: f64, dy: f64) -> Direction {
    match (dx.abs() >= dy.abs(), dx < 0.0, dy < 0.0) {
        (true, true, _) => Direction::Left,
        (true, false, _) => Direction::Right,
        (false, _, true) => Direction::Up,
        (false, _, false) => Direction::Down,
    }
}

/// The one that lies nearest in a direction. What lies straight ahead is preferred to what is a bit
/// nearer at the side, and what lies behind is none.
pub fn nearest<T>(
    from: (f64, f64),
    direction: Direction,
    places: impl IntoIterator<Item = (T, (f64, f64))>,
) -> Option<T> {
    let mut best: Option<(f64, T)> = None;
    for (thing, at) in places {
        let (along, beside) = direction.along((at.0 - from.0, at.1 - from.1));
        let far = along + 2.0 * beside;
        if along > 1.0 && best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, thing));
        }
    }
    best.map(|(_, thing)| thing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_ahead_comes_before_what_is_nearer_at_the_side() {
        let places =
            [("ahead", (400.0, 10.0)), ("aside", (200.0, 150.0)), ("behind", (-50.0, 0.0))];
        assert_eq!(nearest((0.0, 0.0), Direction::Right, places), Some("ahead"));
        assert_eq!(nearest((0.0, 0.0), Direction::Down, places), Some("aside"));
        assert_eq!(nearest((0.0, 0.0), Direction::Left, places), Some("behind"));
        assert_eq!(nearest((0.0, 0.0), Direction::Up, places), None);
    }

    #[test]
    fn a_way_has_the_direction_that_it_mostly_goes() {
        for direction in Direction::ALL {
            let (x, y) = direction.step();
            assert_eq!(direction_of(f64::from(3 * x), f64::from(3 * y)), direction);
        }
        assert_eq!(direction_of(5.0, -4.0), Direction::Right);
    }
}
