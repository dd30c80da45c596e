//! Connection URLs that people typed, for the rules that read them.

use crate::context::{Context, term};
use crate::finding::Fix;
use crate::fixes::Plan;
use messages::{Text, text};
use topology::catalogue::{Engine, Schema};
use topology::{Node, SettingValue, Target};

/// A URL that a person typed instead of the parts.
pub(super) struct TypedUrl<'a> {
    pub(super) database: &'a Node,
    pub(super) engine: &'a Engine,
    pub(super) schema: &'a Schema,
    pub(super) url: String,
}

/// Every typed URL of a schema that its database holds.
pub(super) fn typed<'a>(ctx: &Context<'a>) -> impl Iterator<Item = TypedUrl<'a>> {
    ctx.graph.databases().flat_map(move |(database, _)| {
        ctx.catalogue.schemas.iter().filter_map(move |schema| {
            if !ctx.graph.holds_schema(database, &schema.id) {
                return None;
            }
            let found = ctx.graph.connection_to(database, &schema.id)?;
            let url = found.url.filter(|_| found.typed)?;
            Some(TypedUrl { database, engine: found.engine, schema, url })
        })
    })
}

impl TypedUrl<'_> {
    /// What it is, to begin a sentence with.
    pub(super) fn what(&self) -> Text {
        text!(
            "The URL of the {schema} of {database}",
            schema = term(&self.schema.name),
            database = &self.database.name
        )
    }

    pub(super) fn target(&self) -> Target {
        let setting = self.schema.url_setting.clone();
        Target::Setting { node: Some(self.database.id.clone()), setting }
    }

    /// Another URL in its place, or none.
    pub(super) fn set(&self, ctx: &Context<'_>, url: Option<String>, title: Text) -> Option<Fix> {
        let mut plan = Plan::new(ctx);
        plan.set(&self.database.id, &self.schema.url_setting, url.map(SettingValue::Text));
        plan.fix(title)
    }
}

/// A setting's text, where it is given and not empty.
pub(super) fn text(ctx: &Context<'_>, node: &Node, id: &str) -> Option<String> {
    let value = ctx.graph.setting(node, id)?;
    value.as_text().filter(|text| !text.is_empty()).map(str::to_owned)
}
