//! The rules, in the order of their numbers.

use crate::rule::Rule;
use crate::{availability, database, network, pointing, security, structure};

/// Every rule of this build. A new one is a file in its group and a line here; one that need not run
/// while a person draws stands behind `#[cfg(feature = "full")]`, here and at its `mod`.
pub static RULES: &[&Rule] = &[
    &structure::role_missing_key_manager::RULE,
    &structure::role_missing_traffic_manager::RULE,
    &structure::role_missing_gateway::RULE,
    &structure::role_missing_portal::RULE,
    &structure::role_unknown::RULE,
    &structure::edge_not_allowed::RULE,
    &availability::ha_without_lb::RULE,
    &availability::lb_fronts_event_port::RULE,
    &availability::lb_no_sticky_portal::RULE,
    &availability::lb_no_sticky_gwmgmt::RULE,
    &availability::lb_no_upstream::RULE,
    &availability::lb_mixed_upstream::RULE,
    &network::port_collision_host::RULE,
    &network::port_offset_missing::RULE,
    &network::port_overflow::RULE,
    &pointing::port_url_without_offset::RULE,
    &pointing::ws_port_unshifted::RULE,
    &network::hostname_duplicate::RULE,
    &network::hostname_invalid::RULE,
    &pointing::km_url_missing::RULE,
    &pointing::tm_group_count::RULE,
    &pointing::tm_decision_on_tm::RULE,
    &pointing::revoke_path::RULE,
    &pointing::env_missing::RULE,
    &database::db_missing_apim::RULE,
    &database::db_missing_shared::RULE,
    &database::db_mismatch_apim::RULE,
    &database::db_mismatch_shared::RULE,
    &database::db_h2_distributed::RULE,
    &database::db_parts_missing::RULE,
    &security::admin_default_password::RULE,
    &security::admin_bad_chars::RULE,
    &security::keystore_primary_mismatch::RULE,
    &structure::setting_invalid::RULE,
];

/// The rule with this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
