//! What must hold when somebody means harm, and when something breaks: on a database of its own, which tests may change
//! behind the back end's back. `docs/safety-tests.md` has the list.

mod documents;
mod faults;
mod guessing;
mod log;
mod secrets;
mod sessions;
mod support;
