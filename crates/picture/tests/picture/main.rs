//! Pictures from the outside: what is in them, that they open again, and what hostile ones do.

mod collapsed;
mod formats;
mod golden;
mod hostile;
mod opening;
mod strangers;
mod support;
