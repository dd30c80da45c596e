//! Calculations without state: places, hits, what is in view.

pub mod culling;
pub mod guides;
pub mod hit_test;
pub mod snap;
pub mod viewport;
