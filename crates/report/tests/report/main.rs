//! The review document from outside: what is told goes in, a file comes out.

mod content;
mod golden;
mod hostile;
mod large;
mod pages;
mod reader;
mod support;
