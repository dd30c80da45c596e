//! All nodes keep one schema in one place.

use crate::context::Context;
use crate::finding::{Findings, Fix};
use crate::fixes::Plan;
use messages::{Text, text};
use std::collections::BTreeMap;
use topology::catalogue::{LinkPurpose, Role, Schema};
use topology::graph::DatabasePlace;
use topology::{Link, Node, NodeId, Target};

/// Reports every node whose schema lies elsewhere than most nodes' does.
pub(super) fn check(ctx: &Context<'_>, findings: &mut Findings, schema: &str, consequence: &Text) {
    let Some(schema) = ctx.catalogue.schemas.iter().find(|known| known.id == *schema) else {
        return;
    };
    let mut places: BTreeMap<DatabasePlace, Vec<(&Node, &Node)>> = BTreeMap::new();
    // Thousands of servers keep it in one database.
    let mut known: BTreeMap<&NodeId, Option<(DatabasePlace, bool)>> = BTreeMap::new();
    for (node, role) in ctx.graph.components().filter(|(_, role)| role.schemas.contains(&schema.id))
    {
        let Some(database) = ctx.graph.database_for(&node.id, &schema.id) else { continue };
        let found = known.entry(&database.id).or_insert_with(|| {
            let found = ctx.graph.connection_to(database, &schema.id)?;
            Some((found.place(), found.engine.single_process))
        });
        let Some((place, is_file)) = found else { continue };
        // Such a node has a rule of its own, which is milder.
        if *is_file && keeps_users_alone(role) {
            continue;
        }
        match places.get_mut(place) {
            Some(nodes) => nodes.push((node, database)),
            None => drop(places.insert(place.clone(), vec![(node, database)])),
        }
    }
    let Some(most) = places.values().rev().max_by_key(|nodes| nodes.len()) else { return };
    let Some((_, right)) = most.first().filter(|_| places.len() > 1) else { return };
    for (node, database) in places.values().filter(|nodes| !std::ptr::eq(*nodes, most)).flatten() {
        let message = text!(
            "{node} keeps the schema {schema} in {database}, the others in {right}: {consequence}. Link it with {right}.",
            node = &node.name,
            schema = schema.id.as_str(),
            database = &database.name,
            right = &right.name,
            consequence
        );
        findings.push(
            Target::Node(node.id.clone()),
            message,
            relink(ctx, node, database, right, schema),
        );
    }
}

/// A server that keeps users and tenants and no work of its own: it can do with a file for them while
/// only the administrator signs in.
pub(super) fn keeps_users_alone(role: &Role) -> bool {
    role.schemas.len() == 1 && !role.is_complete()
}

/// Draws the link anew, unless the database that is wrong for this schema holds another one that the
/// node needs and the right one does not.
pub(super) fn relink(
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
    plan.fix(text!("Link with {names}", names = &right.name))
}
