//! What the checks say and people let stand, with the reason they give.

use topology::{Design, Graph, Target};

use super::{Page, line};
use crate::text::markdown;

pub(super) fn render(page: &mut Page, graph: &Graph<'_>) {
    if graph.design.waivers().len() == 0 {
        return;
    }
    line!(page);
    line!(page, "## What was let stand");
    line!(page);
    line!(
        page,
        "These findings were looked at and waived. `topology-designer explain RULE` says what each is about."
    );
    line!(page);
    line!(page, "| rule | of | reason | by | until |");
    line!(page, "| --- | --- | --- | --- | --- |");
    for waiver in graph.design.waivers() {
        let [rule, of, reason, author, until] = [
            waiver.rule.as_str(),
            &target_name(graph.design, &waiver.target),
            &waiver.reason,
            &waiver.author,
            waiver.until.as_deref().unwrap_or_default(),
        ]
        .map(markdown);
        line!(page, "| {rule} | {of} | {reason} | {author} | {until} |");
    }
}

/// What people call it; its id where it is gone.
#[must_use]
pub fn target_name(design: &Design, target: &Target) -> String {
    let node = |id| design.node(id).map_or_else(|| format!("{id}"), |node| node.name.clone());
    match target {
        Target::Design => "the design".to_owned(),
        Target::Host(id) => design.host(id).map_or_else(|| id.to_string(), |h| h.hostname.clone()),
        Target::Node(id) => node(id),
        Target::Link(id) => match design.link(id) {
            Some(link) => format!("{} → {}", node(&link.from), node(&link.to)),
            None => id.to_string(),
        },
        Target::Setting { node: Some(id), setting } => format!("{setting} of {}", node(id)),
        Target::Setting { node: None, setting } => format!("{setting} of the design"),
    }
}
