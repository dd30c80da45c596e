//! What a node takes of its machine.

use super::Graph;
use crate::catalogue::known;
use crate::{Node, SettingValue};

impl Graph<'_> {
    /// The most memory in MB that Java takes for the heap of a node: what a person gave, else what is
    /// usual for its role, else for the product. `None` for what is no server of the product.
    #[must_use]
    pub fn heap(&self, node: &Node) -> Option<u32> {
        let usual = self.role(&node.id)?.deployment.as_ref()?.heap;
        let given = match self.setting(node, known::JVM_MEMORY) {
            Some(SettingValue::Integer(given)) => u32::try_from(given).ok(),
            _ => None,
        };
        let least = self.catalogue.operations.heap_least;
        Some(given.or(usual).unwrap_or(self.catalogue.operations.heap).max(least))
    }
}
