//! Parts that know no topology.

pub(crate) mod browser;
pub(crate) mod busy;
pub(crate) mod copy;
pub(crate) mod database;
pub(crate) mod dialog;
pub(crate) mod drawn;
pub(crate) mod dynamic;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod keyed;
pub(crate) mod line;
pub(crate) mod markup;
pub(crate) mod picker;
pub(crate) mod task;
pub(crate) mod time;
pub(crate) mod toast;
pub(crate) mod top_bar;
pub(crate) mod word;
pub(crate) mod words;
