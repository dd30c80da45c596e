//! Which database holds a node's data, and how it is reached.

use super::Graph;
use crate::catalogue::{Driver, Engine, LinkPurpose, Schema, known};
use crate::{Node, NodeId, SchemaId, SettingValue};
use std::collections::BTreeSet;

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
    /// The server's instance, of an engine that has several.
    pub sid: Option<String>,
    pub username: Option<String>,
    /// The name of the secret with the password.
    pub password: Option<String>,
    /// The JDBC driver class, where the inferred one is wrong.
    pub driver: Option<String>,
    /// Written instead of the parts: a person's URL, or that of an engine without host and port.
    pub url: Option<String>,
    /// True for a person's URL.
    pub typed: bool,
}

/// Where a schema is: two drawings of one server with one schema name are one place.
pub type DatabasePlace = (String, Option<u16>, String);

/// A pack, a schema, and where a server of that pack keeps it.
pub(super) type OthersPlace = (String, SchemaId, DatabasePlace);

impl DatabaseConnection<'_> {
    /// What a person still has to give, as names of fields; empty when the connection is complete.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let needs_server = self.engine.port.is_some() && !self.typed;
        let mut missing = Vec::new();
        let mut need = |absent: bool, field| {
            if absent {
                missing.push(field);
            }
        };
        need(needs_server && self.hostname.is_none(), "host name");
        need(needs_server && self.port.is_none(), "port");
        need(needs_server && self.name.is_none(), "schema name");
        need(self.username.is_none() && !self.engine.schema_is_user, "user name");
        missing
    }

    /// The whole JDBC URL, for a product that makes none; `None` while a part is missing.
    #[must_use]
    pub fn jdbc_url(&self) -> Option<String> {
        if self.url.is_some() {
            return self.url.clone();
        }
        let parts = [
            ("{host}", self.hostname.as_deref().map(crate::url::bracketed)),
            ("{port}", self.port.map(|port| port.to_string())),
            ("{name}", self.name.clone()),
            ("{sid}", self.sid.clone()),
        ];
        let mut filled = String::new();
        // What fills a slot is not read again.
        for piece in self.engine.jdbc_url.as_ref()?.split_inclusive('}') {
            match parts.iter().find_map(|(slot, value)| Some((piece.strip_suffix(slot)?, value))) {
                Some((before, value)) => {
                    filled.push_str(before);
                    filled.push_str(value.as_deref()?);
                }
                None => filled.push_str(piece),
            }
        }
        Some(filled)
    }

    /// Where the schema is.
    #[must_use]
    pub fn place(&self) -> DatabasePlace {
        let inside = self.engine.single_process;
        let user = if self.engine.schema_is_user { self.username.as_deref() } else { None };
        match &self.url {
            Some(url) if self.typed && !inside => {
                (url.clone(), None, user.unwrap_or_default().to_owned())
            }
            // One process opens the file, so each drawing of it is a file of its own.
            Some(url) if inside => (self.node.id.to_string(), None, url.clone()),
            _ => {
                let named = self.hostname.as_ref().map(|name| name.to_ascii_lowercase());
                let server = named.unwrap_or_else(|| self.node.id.to_string());
                (server, self.port, self.name.clone().unwrap_or_default())
            }
        }
    }
}

impl<'a> Graph<'a> {
    /// The databases a node is linked with.
    #[must_use]
    pub fn databases_of(&self, node: &NodeId) -> Vec<&'a Node> {
        self.ends_for(node, LinkPurpose::Stores).collect()
    }

    /// Whether a database node holds a schema.
    #[must_use]
    pub fn holds_schema(&self, database: &Node, schema: &SchemaId) -> bool {
        match self.value(database, known::DATABASE_SCHEMAS) {
            Some(SettingValue::List(schemas)) => {
                schemas.iter().any(|held| *schema == held.as_str())
            }
            _ => true,
        }
    }

    /// The engine of a database node; `None` when the catalogue does not know it.
    #[must_use]
    pub fn engine(&self, database: &Node) -> Option<&'a Engine> {
        let id = self.value(database, known::DATABASE_ENGINE)?.as_text()?;
        self.catalogue.engines.iter().find(|engine| engine.id == *id)
    }

    /// The first linked database that holds a schema.
    #[must_use]
    pub fn database_for(&self, node: &NodeId, schema: &SchemaId) -> Option<&'a Node> {
        self.ends_for(node, LinkPurpose::Stores)
            .find(|database| self.holds_schema(database, schema))
    }

    /// How a node reaches a schema; `None` when no linked database holds it.
    #[must_use]
    pub fn connection(&self, node: &NodeId, schema: &SchemaId) -> Option<DatabaseConnection<'a>> {
        self.connection_to(self.database_for(node, schema)?, schema)
    }

    /// Whether a server of a pack that is not the product's own keeps a schema where this node does.
    #[must_use]
    pub fn shares_schema_with(&self, node: &Node, schema: &SchemaId, pack: &str) -> bool {
        let others = self.others_places.get_or_init(|| {
            let mut places = BTreeSet::new();
            for (node, role) in self.components() {
                let pack = role.deployment.as_ref().and_then(|found| found.pack.as_deref());
                let Some(pack) = pack else { continue };
                for schema in &role.schemas {
                    if let Some(found) = self.connection(&node.id, schema) {
                        places.insert((pack.to_owned(), schema.clone(), found.place()));
                    }
                }
            }
            places
        });
        // Most designs have no such server.
        !others.is_empty()
            && self.connection(&node.id, schema).is_some_and(|found| {
                others.contains(&(pack.to_owned(), schema.clone(), found.place()))
            })
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
        let text = |id: &str| self.text_setting(database, id);
        let server = engine.port.is_some();
        let name = text(schema.name_setting.as_str()).filter(|_| server);
        let typed = text(schema.url_setting.as_str());
        let inferred_wrong = self.driver(database).filter(|driver| driver.written);
        Some(DatabaseConnection {
            node: database,
            engine,
            schema,
            hostname: self.database_addresses(database).into_iter().next().map(|(name, _)| name),
            port: self.database_port(database),
            sid: text(known::DATABASE_SID).filter(|_| engine.sid),
            username: if engine.schema_is_user {
                name.clone()
            } else {
                text(known::DATABASE_USERNAME)
            },
            name,
            password: self.secret(database, known::DATABASE_PASSWORD).map(|(name, _)| name),
            driver: text(known::DATABASE_DRIVER)
                .or_else(|| inferred_wrong.map(|driver| driver.class.clone())),
            typed: typed.is_some(),
            url: typed.or_else(|| self.engine_url(database, engine, schema)),
        })
    }

    /// The driver that is planned for a database node: that of the JAR that a person named, else of
    /// the class, else the usual one; `None` when the pack has it or none of them is known.
    #[must_use]
    pub fn driver(&self, database: &Node) -> Option<&'a Driver> {
        let engine = self.engine(database)?;
        if let Some(jar) = self.text_setting(database, known::DATABASE_DRIVER_JAR) {
            return engine.driver_of(&jar);
        }
        match self.text_setting(database, known::DATABASE_DRIVER) {
            Some(class) => engine.drivers.iter().find(|driver| driver.class == class),
            None => engine.drivers.first(),
        }
    }

    /// The servers that a database node stands for, by name and port; none for one inside a process.
    #[must_use]
    pub fn database_addresses(&self, database: &Node) -> Vec<(String, u16)> {
        let Some(engine) = self.engine(database) else { return Vec::new() };
        let Some(port) = self.database_port(database) else { return Vec::new() };
        let listed = self.setting(database, known::DATABASE_ADDRESSES);
        let listed = listed.as_ref().and_then(SettingValue::as_list).unwrap_or_default();
        let listed = listed.iter().filter(|_| engine.address.is_some());
        let mut found: Vec<(String, u16)> =
            listed.map(|written| server_and_port(written, port)).collect();
        if found.is_empty() {
            found.extend(self.own_name(database).map(|name| (name.to_owned(), port)));
        }
        found
    }

    /// The port of a database, as given or as its engine has it; `None` where no server listens.
    #[must_use]
    pub fn database_port(&self, database: &Node) -> Option<u16> {
        let usual = self.engine(database)?.port?;
        let typed = self.setting(database, known::DATABASE_PORT);
        Some(typed.and_then(|value| value.as_port()).unwrap_or(usual))
    }

    /// The URL of an engine for which the product makes none, or a wrong one.
    fn engine_url(&self, database: &Node, engine: &Engine, schema: &Schema) -> Option<String> {
        let sid = self.text_setting(database, known::DATABASE_SID).unwrap_or_default();
        if let Some(url) = schema.url_inside.as_ref().filter(|_| engine.single_process) {
            return Some(url.clone());
        }
        let one = engine.address.as_deref().unwrap_or_default();
        let mut addresses = String::new();
        for (host, port) in self.database_addresses(database) {
            addresses.push_str(&one.replace("{port}", &port.to_string()).replace("{host}", &host));
        }
        let filled = engine.url.as_ref()?.replace("{file}", &schema.file);
        Some(filled.replace("{sid}", &sid).replace("{addresses}", &addresses))
    }

    fn text_setting(&self, database: &Node, id: &str) -> Option<String> {
        let value = self.value(database, id)?;
        value.as_text().filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

/// `name:port`, or a name with the usual port.
fn server_and_port(written: &str, usual: u16) -> (String, u16) {
    let (name, port) = written.rsplit_once(':').unwrap_or((written, ""));
    match port.parse() {
        Ok(port) => (name.to_owned(), port),
        Err(_) => (written.to_owned(), usual),
    }
}
