//! Every config key that a product version reads. A key outside of this set is ignored by the
//! server without a word, so nothing else is ever written.

use crate::files::WSO2AM_3_1_0;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The known keys of one version.
#[derive(Debug)]
pub struct KeySet {
    exact: BTreeSet<&'static str>,
    /// Keys with a free segment, as their segments; `<name>` matches any.
    patterns: Vec<Vec<&'static str>>,
    /// Keys that only a reference in another key's default reads.
    referred: BTreeSet<&'static str>,
    /// Keys that packs with updates read, and the version as released does not.
    updated: BTreeSet<&'static str>,
}

/// The keys of WSO2 API Manager 3.1.0.
#[must_use]
pub fn keys() -> &'static KeySet {
    static KEYS: LazyLock<KeySet> =
        LazyLock::new(|| KeySet::read(WSO2AM_3_1_0.keys, WSO2AM_3_1_0.keys_beside));
    &KEYS
}

/// The keys that servers of a pack read, as far as they are known; the product's own for its own pack
/// and for one that has no list.
#[must_use]
pub fn keys_of(pack: &str) -> &'static KeySet {
    static OTHERS: LazyLock<BTreeMap<&str, KeySet>> = LazyLock::new(|| {
        WSO2AM_3_1_0.pack_keys.iter().map(|(pack, text)| (*pack, KeySet::read(text, ""))).collect()
    });
    OTHERS.get(pack).unwrap_or_else(|| keys())
}

impl KeySet {
    fn read(text: &'static str, beside: &'static str) -> Self {
        let mut set = Self {
            exact: BTreeSet::new(),
            patterns: Vec::new(),
            referred: BTreeSet::new(),
            updated: BTreeSet::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let key = line.split('\t').next().unwrap_or(line);
            if key.contains('<') {
                set.patterns.push(key.split('.').collect());
            } else {
                set.exact.insert(key);
            }
        }
        for line in beside.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            match (cells.next(), cells.next()) {
                (Some(key), Some("released")) => set.referred.insert(key),
                (Some(key), Some("updated")) => set.updated.insert(key),
                _ => false,
            };
        }
        set
    }

    /// How many keys the templates and defaults of the version have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exact.len() + self.patterns.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the product reads this key: a dotted path, with `[]` after an array of tables, such
    /// as `apim.gateway.environment[].name`.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        let matches = |pattern: &Vec<&str>| {
            let mut segments = path.split('.');
            pattern.iter().all(|part| {
                segments.next().is_some_and(|segment| part.starts_with('<') || *part == segment)
            }) && segments.next().is_none()
        };
        // A list of texts is filed with a `[]` of its own, which nobody writes.
        let list = || self.exact.contains(format!("{path}[]").as_str());
        self.exact.contains(path)
            || self.referred.contains(path)
            || self.patterns.iter().any(matches)
            || list()
    }

    /// Whether packs with updates read this key, which the version as released does not know.
    #[must_use]
    pub fn added_by_updates(&self, path: &str) -> bool {
        self.updated.contains(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_products_keys_and_no_others() {
        let keys = keys();
        assert_eq!(keys.len(), 1_895);
        for known in [
            "server.hostname",
            "apim.gateway.environment[].service_url",
            "apim.throttling.url_group[].traffic_manager_urls",
            "database.apim_db.pool_options.maxActive",
            "event_handler[].name",
            "event_handler[].subscriptions",
            "user_store.base_dn",
        ] {
            assert!(keys.knows(known) && !keys.added_by_updates(known), "{known}");
        }
        // A server of another pack reads other keys.
        let identity = keys_of("wso2is-km-5.10.0");
        assert!(
            identity.knows("event_listener[].enable") && !keys.knows("event_listener[].enable")
        );
        assert!(keys.knows("server.server_role") && !identity.knows("server.server_role"));
        assert!(std::ptr::eq(keys_of("wso2am-3.1.0"), keys));
        for unknown in [
            "server.hostnam",
            "apim.cache_invalidation.enabled",
            "apim.oauth_config.remove_outbound_auth_header",
            "",
        ] {
            assert!(!keys.knows(unknown), "{unknown}");
        }
    }

    /// Source: wso2-domain section 2.11.
    #[test]
    fn updates_add_keys_that_the_release_does_not_know() {
        let keys = keys();
        for added in ["apim.cache_invalidation.enabled", "apim.cache_invalidation.domain"] {
            assert!(keys.added_by_updates(added) && !keys.knows(added), "{added}");
        }
        assert_eq!((keys.referred.len(), keys.updated.len()), (1, 2), "a line is misspelt");
    }
}
