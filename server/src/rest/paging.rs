//! Lists in pieces.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// As many as come at once, and as many as may be asked for.
const USUAL: usize = 50;
const MOST: usize = 200;

/// Which piece of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Piece {
    /// How many at most, from 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// What `next` of the piece before said.
    after: Option<String>,
}

/// A piece of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    items: Vec<T>,
    /// For `after`, where there is more.
    next: Option<String>,
}

impl Piece {
    /// The piece of a list that is in a fixed order, the last first; `place` says where one stands in that order, later
    /// ones higher. What was made since the piece before moves nothing.
    pub(crate) fn of<T>(&self, all: Vec<T>, place: impl Fn(&T) -> String) -> Page<T> {
        let limit = self.limit.unwrap_or(USUAL).clamp(1, MOST);
        let is_left = |one: &T| self.after.as_ref().is_none_or(|after| place(one) < *after);
        let mut items: Vec<T> = all.into_iter().filter(is_left).collect();
        let is_more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| is_more).map(place);
        Page { items, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_in_pieces_without_gaps_or_twice_the_same() {
        let all = || vec![9, 7, 5, 3, 1];
        let piece = |limit, after: Option<&str>| {
            let after = after.map(ToOwned::to_owned);
            Piece { limit, after }.of(all(), |one| format!("{one:03}"))
        };
        let first = piece(Some(2), None);
        assert_eq!((first.items, first.next.as_deref()), (vec![9, 7], Some("007")));
        // One that was made meanwhile would stand before all of these.
        let second = piece(Some(2), Some("007"));
        assert_eq!((second.items, second.next.as_deref()), (vec![5, 3], Some("003")));
        let last = piece(Some(2), Some("003"));
        assert_eq!((last.items, last.next), (vec![1], None));
        assert_eq!(piece(Some(0), None).items.len(), 1);
        assert_eq!(piece(None, None).items.len(), 5);
    }
}
