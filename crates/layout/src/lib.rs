//! Where the nodes of a whole design are drawn: a layered layout from left to right, the way API
//! calls go.
//!
//! Pure and total: the same design gives the same places. Invariants: pinned nodes keep their
//! place; all others lie on the grid, and their cards overlap nothing. What is collapsed is one card,
//! and what is in it keeps its places around that. Hosts' frames overlap nothing
//! either, but for a host that people pinned in part where no side of it is free. Places of nodes
//! that are not pinned are never read, so an arranged design is arranged to the same places. The work
//! is counted, never timed. It knows roles and links only by what the catalogue says of them.
#![warn(clippy::disallowed_methods)]

mod align;
mod arrange;
mod blocks;
mod crossings;
mod fold;
mod obstacles;
mod order;
mod ranks;
mod refine;
mod stack;
mod web;
mod zones;

pub use arrange::arrange;
