//! Every config key that a product version reads, for who asks without a catalogue at hand.

use topology::catalogue::KnownKeys;

/// The keys of WSO2 API Manager 3.1.0.
#[must_use]
pub fn keys() -> &'static KnownKeys {
    &crate::wso2am_3_1_0().keys
}

/// The keys that servers of a pack read, as far as they are known; the product's own for its own pack
/// and for one that has no list.
#[must_use]
pub fn keys_of(pack: &str) -> &'static KnownKeys {
    crate::wso2am_3_1_0().keys_of(pack)
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
        assert_eq!(keys.beside(), (1, 2), "a line is misspelt");
    }
}
