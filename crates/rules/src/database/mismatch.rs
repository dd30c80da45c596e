//! All nodes keep one schema in one place.

use crate::context::Context;
use crate::finding::{Findings, Fix};
use crate::fixes::Plan;
use std::collections::BTreeMap;
use topology::catalogue::{LinkPurpose, Schema};
use topology::graph::DatabaseConnection;
use topology::{Link, Node, Target};

/// Where a schema is: two drawings of one server with one schema name are one place.
type Place = (String, Option<u16>, String);

/// Reports every node whose schema lies elsewhere than most nodes' does.
pub(super) fn check(ctx: &Context<'_>, findings: &mut Findings, schema: &str, consequence: &str) {
    let Some(schema) = ctx.catalogue.schemas.iter().find(|known| known.id == *schema) else {
        return;
    };
    let mut places: BTreeMap<Place, Vec<(&Node, &Node)>> = BTreeMap::new();
    for (node, _) in ctx.graph.components().filter(|(_, role)| role.schemas.contains(&schema.id)) {
        if let Some(connection) = ctx.graph.connection(&node.id, &schema.id) {
            places.entry(place(&connection)).or_default().push((node, connection.node));
        }
    }
    let Some(most) = places.values().rev().max_by_key(|nodes| nodes.len()) else { return };
    let Some((_, right)) = most.first().filter(|_| places.len() > 1) else { return };
    for (node, database) in places.values().filter(|nodes| !std::ptr::eq(*nodes, most)).flatten() {
        let message = format!(
            "{} keeps the schema {} in {}, the others in {}: {consequence}. Link it with {}.",
            node.name, schema.id, database.name, right.name, right.name
        );
        findings.push(
            Target::Node(node.id.clone()),
            message,
            relink(ctx, node, database, right, schema),
        );
    }
}

fn place(connection: &DatabaseConnection<'_>) -> Place {
    let server = connection
        .hostname
        .as_ref()
        .map_or_else(|| connection.node.id.to_string(), |name| name.to_ascii_lowercase());
    (server, connection.port, connection.name.clone().unwrap_or_default())
}

/// Draws the link anew, unless the database that is wrong for this schema holds another one that the
/// node needs and the right one does not.
fn relink(
    ctx: &Context<'_>,
    node: &Node,
    wrong: &Node,
    right: &Node,
    schema: &Schema,
) -> Option<Fix> {
    let role = ctx.graph.role(&node.id)?;
    let needed = role.schemas.iter().filter(|other| **other != schema.id);
    let lost = needed.into_iter().any(|other| {
        ctx.graph.database_for(&node.id, other).is_some_and(|database| database.id == wrong.id)
            && !ctx.graph.holds_schema(right, other)
    });
    if lost || wrong.id == right.id {
        return None;
    }
    let mut plan = Plan::new(ctx);
    let stores = |link: &&Link| {
        ctx.graph.kind(&link.id).is_some_and(|kind| kind.purpose == LinkPurpose::Stores)
    };
    let links: Vec<&Link> = ctx.graph.outgoing(&node.id).iter().copied().filter(stores).collect();
    let kind = &links.first()?.kind;
    for link in links.iter().filter(|link| link.to == wrong.id) {
        plan.unlink(link);
    }
    plan.link(&node.id, kind, &right.id);
    plan.fix(format!("Link with {}", right.name))
}
