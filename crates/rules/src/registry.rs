//! The rules, in the order of their numbers.

use crate::rule::Rule;
#[cfg(feature = "full")]
use crate::{addition, configuration, sharing};
use crate::{availability, database, network, pointing, security, structure};

/// Every rule of this build. A new one is a file in its group and a line here; one that need not run
/// while a person draws stands behind `#[cfg(feature = "full")]`, here and at its `mod`.
pub static RULES: &[&Rule] = &[
    &structure::role_missing_key_manager::RULE,
    &structure::role_missing_traffic_manager::RULE,
    &structure::role_missing_gateway::RULE,
    &structure::role_missing_portal::RULE,
    &structure::role_unknown::RULE,
    #[cfg(feature = "full")]
    &structure::node_unconnected::RULE,
    &structure::edge_not_allowed::RULE,
    #[cfg(feature = "full")]
    &structure::iskm_and_km_both::RULE,
    &availability::ha_without_lb::RULE,
    #[cfg(feature = "full")]
    &availability::ha_gateway_mgmt_lb::RULE,
    #[cfg(feature = "full")]
    &availability::ha_single_instance::RULE,
    #[cfg(feature = "full")]
    &availability::tm_two_active_lb::RULE,
    &availability::lb_fronts_event_port::RULE,
    &availability::lb_no_sticky_portal::RULE,
    &availability::lb_no_sticky_gwmgmt::RULE,
    #[cfg(feature = "full")]
    &availability::lb_no_sticky_tm_km::RULE,
    &availability::lb_no_upstream::RULE,
    #[cfg(feature = "full")]
    &availability::lb_one_upstream::RULE,
    &availability::lb_mixed_upstream::RULE,
    #[cfg(feature = "full")]
    &availability::lb_forward_headers::RULE,
    #[cfg(feature = "full")]
    &availability::lb_websocket_missing::RULE,
    #[cfg(feature = "full")]
    &addition::proxy_port_plus_offset::RULE,
    #[cfg(feature = "full")]
    &availability::proxy_hostname_not_lb::RULE,
    #[cfg(feature = "full")]
    &availability::customurl_missing::RULE,
    &network::port_collision_host::RULE,
    &network::port_offset_missing::RULE,
    &network::port_overflow::RULE,
    #[cfg(feature = "full")]
    &network::port_ephemeral_range::RULE,
    &pointing::port_url_without_offset::RULE,
    #[cfg(feature = "full")]
    &pointing::ws_port_unshifted::RULE,
    #[cfg(feature = "full")]
    &addition::hazelcast_port_collision::RULE,
    #[cfg(feature = "full")]
    &network::node_ip_loopback::RULE,
    &network::hostname_duplicate::RULE,
    &network::hostname_invalid::RULE,
    #[cfg(feature = "full")]
    &pointing::hostname_contains_revoke::RULE,
    #[cfg(feature = "full")]
    &network::jmx_public::RULE,
    &pointing::km_url_missing::RULE,
    #[cfg(feature = "full")]
    &pointing::address_misleads::RULE,
    #[cfg(feature = "full")]
    &pointing::service_url_path::RULE,
    &pointing::tm_group_count::RULE,
    #[cfg(feature = "full")]
    &addition::tm_group_loadbalance::RULE,
    #[cfg(feature = "full")]
    &addition::tm_group_pairs::RULE,
    #[cfg(feature = "full")]
    &addition::tm_group_scheme::RULE,
    #[cfg(feature = "full")]
    &addition::tm_receiver_override::RULE,
    &pointing::tm_decision_on_tm::RULE,
    #[cfg(feature = "full")]
    &addition::tm_decision_misplaced::RULE,
    #[cfg(feature = "full")]
    &pointing::revoke_path::RULE,
    #[cfg(feature = "full")]
    &pointing::devportal_url_missing::RULE,
    &pointing::env_missing::RULE,
    #[cfg(feature = "full")]
    &pointing::env_name_duplicate::RULE,
    #[cfg(feature = "full")]
    &pointing::env_name_differs::RULE,
    #[cfg(feature = "full")]
    &addition::environments::TYPE,
    #[cfg(feature = "full")]
    &addition::environments::ENDPOINT,
    #[cfg(feature = "full")]
    &addition::env_ref_in_array::RULE,
    &database::db_missing_apim::RULE,
    &database::db_missing_shared::RULE,
    &database::db_mismatch_apim::RULE,
    &database::db_mismatch_shared::RULE,
    #[cfg(feature = "full")]
    &database::db_same_schema::RULE,
    &database::db_h2_distributed::RULE,
    #[cfg(feature = "full")]
    &database::db_h2_gateway_tm::RULE,
    #[cfg(feature = "full")]
    &database::db_h2_default_url::RULE,
    #[cfg(feature = "full")]
    &database::db_type_unknown::RULE,
    &database::db_parts_missing::RULE,
    #[cfg(feature = "full")]
    &database::db_oracle_name::RULE,
    #[cfg(feature = "full")]
    &database::db_driver_missing::RULE,
    #[cfg(feature = "full")]
    &database::db_mysql8_driver::RULE,
    #[cfg(feature = "full")]
    &database::db_url_ampersand::RULE,
    #[cfg(feature = "full")]
    &database::db_default_credentials::RULE,
    #[cfg(feature = "full")]
    &database::db_single_point::RULE,
    #[cfg(feature = "full")]
    &addition::db_pool_key_case::RULE,
    #[cfg(feature = "full")]
    &configuration::userstore_mismatch::RULE,
    #[cfg(feature = "full")]
    &configuration::userstore_ldap_incomplete::RULE,
    &security::admin_default_password::RULE,
    &security::admin_bad_chars::RULE,
    #[cfg(feature = "full")]
    &security::secret_plain::RULE,
    #[cfg(feature = "full")]
    &addition::secret_undefined::RULE,
    #[cfg(feature = "full")]
    &security::keystore_default::RULE,
    &security::keystore_primary_mismatch::RULE,
    #[cfg(feature = "full")]
    &security::keystore_tls_only::RULE,
    #[cfg(feature = "full")]
    &addition::keystore_key_password::RULE,
    #[cfg(feature = "full")]
    &security::keystore_type_extension::RULE,
    #[cfg(feature = "full")]
    &security::tls_old_protocols::RULE,
    #[cfg(feature = "full")]
    &security::hostname_verifier_allowall::RULE,
    #[cfg(feature = "full")]
    &sharing::share_missing_gateway::RULE,
    #[cfg(feature = "full")]
    &sharing::share_missing_tm::RULE,
    #[cfg(feature = "full")]
    &sharing::share_crosses_env::RULE,
    #[cfg(feature = "full")]
    &sharing::share_rsync_spof::RULE,
    #[cfg(feature = "full")]
    &sharing::share_rsync_lb::RULE,
    #[cfg(feature = "full")]
    &sharing::share_uid::RULE,
    #[cfg(feature = "full")]
    &sharing::share_not_needed::RULE,
    &structure::setting_invalid::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_known_wrong_key::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_duplicate_key::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_ref_missing::RULE,
    #[cfg(feature = "full")]
    &configuration::cfg_cache_invalidation::RULE,
    #[cfg(feature = "full")]
    &configuration::cfg_cache_domain::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_thrift_receiver::RULE,
    #[cfg(feature = "full")]
    &configuration::cfg_jwt_mismatch::RULE,
    #[cfg(feature = "full")]
    &configuration::cfg_cache_expiry_conflict::RULE,
    #[cfg(feature = "full")]
    &security::cors_apikey::RULE,
    #[cfg(feature = "full")]
    &security::cors_credentials::RULE,
    #[cfg(feature = "full")]
    &configuration::cfg_mode_ha::RULE,
    #[cfg(feature = "full")]
    &network::iskm_offset_ga::RULE,
    #[cfg(feature = "full")]
    &pointing::analytics_worker_missing::RULE,
    #[cfg(feature = "full")]
    &pointing::analytics_ports::RULE,
    #[cfg(feature = "full")]
    &structure::analytics_id_clash::RULE,
    #[cfg(feature = "full")]
    &availability::host_memory::RULE,
    #[cfg(feature = "full")]
    &availability::host_cores::RULE,
    #[cfg(feature = "full")]
    &availability::host_all_on_one::RULE,
    #[cfg(feature = "full")]
    &addition::port_base_changed_self::RULE,
    #[cfg(feature = "full")]
    &database::db_name_invalid::RULE,
    #[cfg(feature = "full")]
    &structure::replicas_not_server::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_unparseable::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_unknown_key::RULE,
    #[cfg(feature = "full")]
    &addition::cfg_xml_marks::RULE,
    #[cfg(feature = "full")]
    &addition::keystore_internal_mismatch::RULE,
    #[cfg(feature = "full")]
    &pointing::dashboard_url_missing::RULE,
    #[cfg(feature = "full")]
    &database::db_missing_analytics::RULE,
    #[cfg(feature = "full")]
    &database::db_mismatch_analytics::RULE,
    #[cfg(feature = "full")]
    &structure::waiver_without_effect::RULE,
];

/// The rule with this id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
