//! Calculations without state: places, hits, what is in view.

pub mod bulk;
pub mod bulk_links;
pub mod culling;
pub mod edge_pan;
pub mod find;
pub mod guides;
pub mod hit_test;
pub(crate) mod offsets;
pub mod order;
pub mod pinch;
pub mod snap;
pub mod toward;
pub mod viewport;
pub mod whole;
