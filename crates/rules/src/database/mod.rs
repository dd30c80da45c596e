//! Whether every node reaches the schemas it needs, and all reach the same ones.

pub(crate) mod db_h2_distributed;
pub(crate) mod db_mismatch_apim;
pub(crate) mod db_mismatch_shared;
pub(crate) mod db_missing_apim;
pub(crate) mod db_missing_shared;
pub(crate) mod db_parts_missing;
mod mismatch;
mod missing;
