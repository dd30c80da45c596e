//! What people read: the runbook, one page for each node, load balancer and database, and the list
//! of secrets.

mod balancer;
mod by_hand;
mod databases;
mod groups;
mod manifest;
mod node;
mod runbook;
mod secrets;

pub(crate) use balancer::render as balancer;
pub(crate) use databases::render as databases;
pub(crate) use manifest::{checksums, render as manifest};
pub(crate) use node::render as node;
pub(crate) use runbook::render as runbook;
pub(crate) use secrets::render as secrets;

use std::fmt::{self, Write as _};

/// Text that grows by lines.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    pub(crate) fn line(&mut self, text: fmt::Arguments<'_>) {
        self.0.write_fmt(text).expect("a String takes every write");
        self.0.push('\n');
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// `line!(page, "…", …)` writes one line; without text, an empty one.
macro_rules! line {
    ($page:expr) => { $page.line(format_args!("")) };
    ($page:expr, $($text:tt)+) => { $page.line(format_args!($($text)+)) };
}
pub(crate) use line;
