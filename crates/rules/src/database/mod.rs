//! Whether every node reaches the schemas it needs, and all reach the same ones; whether each database
//! can be reached at all.

#[cfg(feature = "full")]
mod analytics;
#[cfg(feature = "full")]
pub(crate) mod db_default_credentials;
#[cfg(feature = "full")]
pub(crate) mod db_driver_missing;
#[cfg(feature = "full")]
pub(crate) mod db_h2_default_url;
pub(crate) mod db_h2_distributed;
#[cfg(feature = "full")]
pub(crate) mod db_h2_gateway_tm;
#[cfg(feature = "full")]
pub(crate) mod db_mismatch_analytics;
pub(crate) mod db_mismatch_apim;
pub(crate) mod db_mismatch_shared;
#[cfg(feature = "full")]
pub(crate) mod db_missing_analytics;
pub(crate) mod db_missing_apim;
pub(crate) mod db_missing_shared;
#[cfg(feature = "full")]
pub(crate) mod db_mysql8_driver;
#[cfg(feature = "full")]
pub(crate) mod db_name_invalid;
#[cfg(feature = "full")]
pub(crate) mod db_oracle_name;
pub(crate) mod db_parts_missing;
#[cfg(feature = "full")]
pub(crate) mod db_same_schema;
#[cfg(feature = "full")]
pub(crate) mod db_single_point;
#[cfg(feature = "full")]
pub(crate) mod db_type_unknown;
#[cfg(feature = "full")]
pub(crate) mod db_url_ampersand;
mod mismatch;
mod missing;
#[cfg(feature = "full")]
mod urls;
