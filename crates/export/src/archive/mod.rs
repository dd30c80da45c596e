//! A bundle as one file. Entries are sorted, with fixed times and modes: the same bundle packs to the
//! same bytes.

mod tar_gz;
mod zip;

pub use tar_gz::tar_gz;
pub use zip::zip;

/// 1 January 1980, the earliest time a zip can hold, in seconds since 1970.
const FIXED_TIME: u64 = 315_532_800;
