//! Who somebody is, and what they may. Every door of the server asks here and nowhere else: what a use-case does is done by
//! a [`Caller`], who is asked [`policy::can`] first.

mod attempts;
mod caller;
mod passwords;
mod policy;
mod secret;
mod senders;

pub(crate) use attempts::Attempts;
pub(crate) use caller::Resource;
pub use caller::{Caller, Rights};
pub(crate) use passwords::Passwords;
pub use policy::{Action, Actor, Guest, Person, Role, Scope, Scopes, Verdict, can};
pub use secret::Secret;
pub(crate) use senders::Senders;
