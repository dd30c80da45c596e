//! Schemas of API-M Analytics alone.

use crate::context::Context;
use topology::SchemaId;
use topology::catalogue::Function;

/// Those that no server has which does a part of the product's own work.
pub(super) fn schemas<'a>(ctx: &Context<'a>) -> impl Iterator<Item = &'a SchemaId> {
    let roles = &ctx.catalogue.roles;
    let core = |id: &SchemaId| {
        let mut holders = roles.iter().filter(|role| role.schemas.contains(id));
        holders.any(|role| Function::WHOLE.iter().any(|function| role.provides(*function)))
    };
    ctx.catalogue.schemas.iter().map(|schema| &schema.id).filter(move |id| !core(id))
}
