//! Whole designs, arranged.

mod collapsed;
mod large;
mod measure;
mod patterns;
mod shapes;
