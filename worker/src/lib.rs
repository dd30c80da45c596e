//! What runs beside the page, in a worker of the browser, so that drawing never waits for it: the
//! checks of a design, laying it out, ways around cards, and what stops when nodes are away. This is what the page and the
//! worker say to each other; the worker itself is the program of this crate.

#[cfg(feature = "run")]
mod checker;

#[cfg(feature = "run")]
pub use checker::Checker;

use std::collections::BTreeSet;

use borsh::{BorshDeserialize, BorshSerialize};
use topology::outage::{Outcome, SinglePoint};
use topology::{Change, Design, LinkId, NodeId, Point, Told};

/// What the page says, packed with borsh. Each question gets one answer.
#[derive(Debug, Clone, BorshSerialize, BorshDeserialize)]
pub enum Question {
    /// The first one: a design, the catalogue, packed, that it is checked against, and the day on which,
    /// such as `2027-03-31`.
    Open { catalogue: Vec<u8>, design: Box<Design>, today: String },
    /// Another design takes its place.
    Replace(Box<Design>),
    /// It changed.
    Change(Change),
    /// Where should its nodes lie, when these stay where they are?
    Arrange { pinned: BTreeSet<NodeId> },
    /// What works while these nodes are away?
    WhatIf { off: BTreeSet<NodeId> },
    /// Which ways do links take around the cards that stand in between?
    Ways,
}

/// What the worker says, packed with borsh.
#[derive(Debug, Clone, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Answer {
    /// Said once, unasked: it listens from now on.
    Ready,
    /// What is wrong with the design, errors first, and the ids of all rules that looked.
    Checked { rules: Vec<String>, findings: Vec<Told> },
    /// Only places changed, which no rule looks at.
    Same,
    /// Where the nodes should lie.
    Arranged(Vec<(NodeId, Point)>),
    /// How each capability fares, and what alone stops one when it is away.
    Outage { outcomes: Vec<Outcome>, points: Vec<SinglePoint> },
    /// The corners of links that do not take the plain way, see `drawing::Sheet::find_ways`.
    Ways(Vec<(LinkId, Vec<(f64, f64)>)>),
    /// The change does not fit the design that the worker has: it has to be told the whole one.
    Lost,
}

/// The bytes of a message. Packing cannot fail: what is packed is in memory.
#[must_use]
pub fn pack(message: &impl BorshSerialize) -> Vec<u8> {
    borsh::to_vec(message).unwrap_or_default()
}

/// A message from its bytes; `None` when they are none.
#[must_use]
pub fn unpack<T: BorshDeserialize>(bytes: &[u8]) -> Option<T> {
    borsh::from_slice(bytes).ok()
}
