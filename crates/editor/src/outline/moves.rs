//! Going through the rows by keys, as trees are gone through everywhere.

use super::{Item, Row};

/// What a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
    /// Opens a row, or goes to the first one below it.
    In,
    /// Closes a row, or goes to the one it is below.
    Out,
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// This row is the one people are at now.
    At(usize),
    /// This row is to be opened or closed.
    Turn(usize),
    Nothing,
}

/// As many rows as a page is.
const PAGE: usize = 10;

/// Where a move leads from a row; from none, to the first or the last.
#[must_use]
pub fn go(rows: &[Row], at: Option<usize>, to: Move) -> Answer {
    let Some(last) = rows.len().checked_sub(1) else { return Answer::Nothing };
    let Some((at, row)) = at.and_then(|at| Some((at, rows.get(at)?))) else {
        return Answer::At(if matches!(to, Move::Last | Move::Up) { last } else { 0 });
    };
    let next = match (to, row.open) {
        (Move::Down, _) => at + 1,
        (Move::Up, _) => at.saturating_sub(1),
        (Move::PageDown, _) => at + PAGE,
        (Move::PageUp, _) => at.saturating_sub(PAGE),
        (Move::First, _) => 0,
        (Move::Last, _) => last,
        (Move::In, Some(false)) | (Move::Out, Some(true)) => return Answer::Turn(at),
        (Move::In, Some(true)) => at + 1,
        (Move::In, None) => at,
        (Move::Out, _) => above(rows, at).unwrap_or(at),
    };
    let next = next.min(last);
    if next == at { Answer::Nothing } else { Answer::At(next) }
}

/// The row that a row is below.
fn above(rows: &[Row], at: usize) -> Option<usize> {
    let level = rows.get(at)?.level;
    (0..at).rev().find(|other| rows.get(*other).is_some_and(|row| row.level < level))
}

/// The next row whose name begins as was typed, round and round: with one letter the one behind this
/// row, with more this row too, which they may go on to name. A link, which may begin with the name of
/// the node at its other end, is found where nothing else is.
#[must_use]
pub fn search(
    rows: &[Row],
    at: Option<usize>,
    typed: &str,
    name: impl Fn(&Row) -> String,
) -> Option<usize> {
    let first = at.map_or(0, |at| if typed.chars().nth(1).is_some() { at } else { at + 1 });
    let begins = |place: usize, is_link: bool| {
        let row = rows.get(place).filter(|row| matches!(row.item, Item::Link { .. }) == is_link);
        let name = row.map(&name).unwrap_or_default();
        name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    let in_turn = || (first..rows.len()).chain(0..first.min(rows.len()));
    in_turn()
        .find(|place| begins(*place, false))
        .or_else(|| in_turn().find(|place| begins(*place, true)))
}
