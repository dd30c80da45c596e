//! Which database holds a node's data, and how it is reached.

use super::Graph;
use crate::catalogue::{Engine, LinkPurpose, Schema, known};
use crate::{Node, NodeId, SchemaId, SettingValue};

/// How a node reaches one schema.
#[derive(Debug, Clone)]
pub struct DatabaseConnection<'a> {
    /// The database node.
    pub node: &'a Node,
    pub engine: &'a Engine,
    pub schema: &'a Schema,
    /// The server's name; `None` when the drawing does not say, or for an engine inside the process.
    pub hostname: Option<String>,
    pub port: Option<u16>,
    /// The schema's name on the server.
    pub name: Option<String>,
    pub username: Option<String>,
    /// The name of the secret with the password.
    pub password: Option<String>,
    pub driver: Option<String>,
    /// The URL of an engine that has no host and port.
    pub url: Option<String>,
}

impl DatabaseConnection<'_> {
    /// What a person still has to give, as names of fields; empty when the connection is complete.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let needs_server = self.engine.url.is_none();
        let mut missing = Vec::new();
        let mut need = |absent: bool, field| {
            if absent {
                missing.push(field);
            }
        };
        need(needs_server && self.hostname.is_none(), "host name");
        need(needs_server && self.port.is_none(), "port");
        need(needs_server && self.name.is_none(), "schema name");
        need(self.username.is_none(), "user name");
        missing
    }
}

impl<'a> Graph<'a> {
    /// The databases a node is linked with.
    #[must_use]
    pub fn databases_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.outgoing_for(node, LinkPurpose::Stores)
            .filter_map(|link| self.design.node(&link.to))
            .collect()
    }

    /// Whether a database node holds a schema.
    #[must_use]
    pub fn holds_schema(&self, database: &Node, schema: &SchemaId) -> bool {
        match self.setting(database, known::DATABASE_SCHEMAS) {
            Some(SettingValue::List(schemas)) => {
                schemas.iter().any(|held| *schema == held.as_str())
            }
            _ => true,
        }
    }

    /// The engine of a database node; `None` when the catalogue does not know it.
    #[must_use]
    pub fn engine(&self, database: &Node) -> Option<&'a Engine> {
        let id = self.setting(database, known::DATABASE_ENGINE)?;
        self.catalogue.engine(&id.as_text()?.parse().ok()?)
    }

    /// The first linked database that holds a schema.
    #[must_use]
    pub fn database_for(&self, node: &NodeId, schema: &SchemaId) -> Option<&'a Node> {
        self.databases_of(node).into_iter().find(|database| self.holds_schema(database, schema))
    }

    /// How a node reaches a schema; `None` when no linked database holds it.
    #[must_use]
    pub fn connection(&self, node: &NodeId, schema: &SchemaId) -> Option<DatabaseConnection<'a>> {
        self.connection_to(self.database_for(node, schema)?, schema)
    }

    /// How anyone reaches a schema of a database node.
    #[must_use]
    pub fn connection_to(
        &self,
        database: &'a Node,
        schema: &SchemaId,
    ) -> Option<DatabaseConnection<'a>> {
        let engine = self.engine(database)?;
        let schema = self.catalogue.schema(schema)?;
        let text = |id: &str| {
            let value = self.setting(database, id)?;
            value.as_text().filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let server = engine.url.is_none();
        Some(DatabaseConnection {
            node: database,
            engine,
            schema,
            hostname: self.own_name(database).filter(|_| server).map(str::to_owned),
            port: self
                .setting(database, known::DATABASE_PORT)
                .and_then(|value| value.as_port())
                .or(engine.port)
                .filter(|_| server),
            name: text(schema.name_setting.as_str()).filter(|_| server),
            username: text(known::DATABASE_USERNAME),
            password: self.secret(database, known::DATABASE_PASSWORD).map(|(name, _)| name),
            driver: text(known::DATABASE_DRIVER).or_else(|| engine.driver_class.clone()),
            url: engine.url.as_ref().map(|url| url.replace("{file}", &schema.file)),
        })
    }
}
