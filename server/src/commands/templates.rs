//! `templates`: the built-in patterns.

use std::fmt::Write as _;

use super::{Outcome, print};
use crate::cli::{Templates, TemplatesCommand};

pub(super) fn run(args: &Templates) -> Outcome {
    match &args.command {
        None => {
            let mut list = String::new();
            for template in catalogue::templates() {
                writeln!(list, "{:18} {}", template.id, template.name)
                    .map_err(|e| e.to_string())?;
            }
            print(&list)
        }
        Some(TemplatesCommand::Show { name }) => match catalogue::template(name) {
            Some(template) => print(template.document),
            None => Err(format!(
                "there is no pattern `{name}`; `topology-designer templates` lists them"
            )),
        },
    }
}
