//! `explain`: the documentation of a rule.

use super::{Outcome, print};
use crate::cli::Explain;

pub(super) fn run(args: &Explain) -> Outcome {
    match rules::rule(&args.rule) {
        Some(rule) => print(&rule.page()),
        None => {
            let ids: Vec<&str> = rules::RULES.iter().map(|rule| rule.id).collect();
            Err(format!("there is no rule `{}`; the rules are {}", args.rule, ids.join(", ")))
        }
    }
}
