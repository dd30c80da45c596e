//! A schema that nodes need and their links do not reach.

use crate::context::{Context, names, term};
use crate::finding::{Findings, Fix};
use crate::fixes::{Plan, right_of};
use messages::{Text, text};
use topology::catalogue::{LinkKind, LinkPurpose, RoleClass, Schema, known};
use topology::{Node, SettingId, SettingValue, Target};

/// Reports nodes that need a schema without a database that holds it: one by one where there is such
/// a database, once for all where there is none.
pub(super) fn check(ctx: &Context<'_>, findings: &mut Findings, schema: &str, consequence: &Text) {
    let Some(schema) = ctx.catalogue.schemas.iter().find(|known| known.id == *schema) else {
        return;
    };
    let mut lacking = ctx
        .graph
        .components()
        .filter(|(node, role)| {
            role.schemas.contains(&schema.id)
                && ctx.graph.database_for(&node.id, &schema.id).is_none()
        })
        .map(|(node, _)| node)
        .peekable();
    let Some(first) = lacking.peek().copied() else { return };
    let Some(kind) =
        ctx.catalogue.link_kinds.iter().find(|kind| kind.purpose == LinkPurpose::Stores)
    else {
        return;
    };
    let holder = ctx
        .graph
        .databases()
        .map(|(node, _)| node)
        .find(|node| ctx.graph.holds_schema(node, &schema.id));
    if let Some(holder) = holder {
        for node in lacking {
            let message = text!(
                "{node} is not linked with a database that holds the {schema}: {consequence}. Link it with {holder}.",
                node = &node.name,
                schema = in_sentence(schema),
                consequence,
                holder = &holder.name
            );
            let mut plan = Plan::new(ctx);
            plan.link(&node.id, &kind.id, &holder.id);
            findings.push(
                Target::Node(node.id.clone()),
                message,
                plan.fix(text!("Link with {names}", names = &holder.name)),
            );
        }
        return;
    }
    let lacking: Vec<&Node> = lacking.collect();
    let message = text!(
        "No database holds the {schema} that {nodes} needs: {consequence}.",
        schema = in_sentence(schema),
        nodes = names(lacking.iter().copied()),
        consequence
    );
    findings.push(Target::Design, message, give_one(ctx, schema, kind, first, &lacking));
}

fn in_sentence(schema: &Schema) -> Text {
    match schema.name.as_str() {
        "Shared database" => text!("shared database"),
        name => term(name),
    }
}

/// Lets the first database hold the schema too, or adds one, and links everyone with it.
fn give_one(
    ctx: &Context<'_>,
    schema: &Schema,
    kind: &LinkKind,
    first: &Node,
    lacking: &[&Node],
) -> Option<Fix> {
    let setting = SettingId::new(known::DATABASE_SCHEMAS).ok()?;
    let mut plan = Plan::new(ctx);
    let (database, title) = match ctx.graph.databases().next() {
        Some((database, _)) => {
            let held = ctx.graph.setting(database, known::DATABASE_SCHEMAS);
            let mut held =
                held.and_then(|value| value.as_list().map(<[String]>::to_vec)).unwrap_or_default();
            held.push(schema.id.to_string());
            plan.set(&database.id, &setting, Some(SettingValue::List(held)));
            (database.id.clone(), text!("Let {database} hold it", database = &database.name))
        }
        None => {
            let role = ctx.catalogue.role_of_class(RoleClass::Database)?;
            let id =
                plan.node(role, right_of(ctx.design, &first.id), ctx.free_hostname(&role.stem));
            (id, text!("Add a database"))
        }
    };
    for node in lacking {
        plan.link(&node.id, &kind.id, &database);
    }
    plan.fix(title)
}
