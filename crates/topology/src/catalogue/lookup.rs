//! Questions to a catalogue.

use super::{
    Catalogue, Correction, Endpoint, Engine, Function, KnownKeys, LinkKind, Role, RoleClass,
    Schema, SettingSpec,
};
use crate::{EndpointId, EngineId, LinkKindId, RoleId, SchemaId};

impl Catalogue {
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    #[must_use]
    pub fn link_kind(&self, id: &LinkKindId) -> Option<&LinkKind> {
        self.link_kinds.iter().find(|kind| kind.id == *id)
    }

    #[must_use]
    pub fn engine(&self, id: &EngineId) -> Option<&Engine> {
        self.engines.iter().find(|engine| engine.id == *id)
    }

    #[must_use]
    pub fn schema(&self, id: &SchemaId) -> Option<&Schema> {
        self.schemas.iter().find(|schema| schema.id == *id)
    }

    /// The setting with this id; a text, so that well-known names need no parsing.
    #[must_use]
    pub fn setting(&self, id: &str) -> Option<&SettingSpec> {
        self.settings.iter().find(|setting| setting.id == *id)
    }

    #[must_use]
    pub fn correction(&self, id: &str) -> Option<&Correction> {
        self.corrections.iter().find(|correction| correction.id == id)
    }

    /// The settings a node of this role may have, in the catalogue's order.
    pub fn settings_of<'a>(&'a self, role: &'a RoleId) -> impl Iterator<Item = &'a SettingSpec> {
        self.settings.iter().filter(move |setting| setting.scope.roles.contains(role))
    }

    /// The settings a design may have, in the catalogue's order.
    pub fn design_settings(&self) -> impl Iterator<Item = &SettingSpec> {
        self.settings.iter().filter(|setting| setting.scope.design)
    }

    /// The first role that performs a function: what a fix adds when it is missing.
    #[must_use]
    pub fn specialist(&self, function: Function) -> Option<&Role> {
        self.roles
            .iter()
            .filter(|role| role.provides.contains(&function))
            .min_by_key(|role| role.provides.len())
    }

    /// The first role of a class, such as the load balancer.
    #[must_use]
    pub fn role_of_class(&self, class: RoleClass) -> Option<&Role> {
        self.roles.iter().find(|role| role.class == class)
    }
}

impl Catalogue {
    /// The keys that servers of a pack read; the product's own for one that has no list.
    #[must_use]
    pub fn keys_of(&self, pack: &str) -> &KnownKeys {
        self.pack_keys.iter().find(|(id, _)| id == pack).map_or(&self.keys, |(_, keys)| keys)
    }
}

impl Role {
    #[must_use]
    pub fn endpoint(&self, id: &EndpointId) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.id == *id)
    }

    #[must_use]
    pub fn provides(&self, function: Function) -> bool {
        self.provides.contains(&function)
    }

    #[must_use]
    pub fn needs(&self, function: Function) -> bool {
        self.needs.iter().any(|need| need.function == function)
    }

    #[must_use]
    pub fn is(&self, class: RoleClass) -> bool {
        self.class == class
    }

    /// True when every node of the role does the whole product's work alone.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        Function::WHOLE.iter().all(|function| self.provides(*function)) && self.needs.is_empty()
    }
}

impl Endpoint {
    /// The port with a node's offset; above 65,535 when the offset is too large.
    #[must_use]
    pub fn port_at(&self, offset: u16) -> u32 {
        u32::from(self.port) + if self.shifted { u32::from(offset) } else { 0 }
    }
}
