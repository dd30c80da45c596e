//! What the browser's rules have to know of `deployment.toml`: which settings hold an address.

use super::{Catalogue, Pointer, PointerOf, Use, ValueRule};
use crate::{EndpointId, LinkKindId, SettingId};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A setting that holds a URL instead of the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressSetting {
    pub setting: SettingId,
    /// Which endpoint it should lead to.
    pub endpoint: EndpointId,
    /// The path it should have.
    pub path: String,
    /// Kinds of links that it replaces.
    pub kinds: Vec<LinkKindId>,
    /// The path that the same key has where it leads to a port for API calls.
    pub path_for_calls: Option<String>,
}

impl Catalogue {
    /// The address settings that the sections speak of, in their order.
    #[must_use]
    pub fn address_settings(&self) -> Vec<AddressSetting> {
        let mut found: Vec<AddressSetting> = Vec::new();
        for (table, key, pointer) in self.pointers() {
            if let Some(setting) = &pointer.setting
                && pointer.of != PointerOf::Itself
                && !found.iter().any(|known| known.setting == *setting)
            {
                found.push(AddressSetting {
                    setting: setting.clone(),
                    endpoint: pointer.endpoint.clone(),
                    path: pointer.path.clone(),
                    kinds: pointer.kinds.clone(),
                    path_for_calls: self.path_for_calls(table, key),
                });
            }
        }
        found
    }

    fn pointers(&self) -> impl Iterator<Item = (&str, &str, &Pointer)> {
        let entries = self.sections.iter().flat_map(|section| {
            section.entries.iter().map(move |entry| (section.table.as_str(), entry))
        });
        entries.filter_map(|(table, entry)| match &entry.value {
            ValueRule::Pointer(pointer) => Some((table, entry.key.as_str(), pointer)),
            _ => None,
        })
    }

    fn path_for_calls(&self, table: &str, key: &str) -> Option<String> {
        let for_calls = |id: &EndpointId| {
            let mut endpoints = self.roles.iter().filter_map(|role| role.endpoint(id));
            endpoints.any(|endpoint| endpoint.usage == Use::Traffic)
        };
        let mut same = self.pointers().filter(|(t, k, _)| *t == table && *k == key);
        let found =
            same.find(|(.., pointer)| pointer.setting.is_none() && for_calls(&pointer.endpoint));
        found.map(|(.., pointer)| pointer.path.clone())
    }
}
