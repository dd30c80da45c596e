//! Whole designs, arranged.

mod large;
mod measure;
mod patterns;
