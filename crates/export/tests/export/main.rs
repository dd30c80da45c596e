//! The bundle as its readers see it: the guide's own samples, the real tools that run it, and
//! hostile designs.

mod archives;
mod closed_world;
mod corrections;
mod documents;
mod golden;
mod guide;
mod hostile;
mod mixed;
mod origins;
mod pointing;
mod scripts;
mod support;
