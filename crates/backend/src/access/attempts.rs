//! How often one may try.

use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::BackendError;

/// Wrong passwords for one address: some at once, for those who mistype, and then few.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(10).unwrap();
const A_MINUTE: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// How often one link is opened in a minute.
const OPENINGS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// From this many addresses on, those that nobody has tried for a while are forgotten.
const MANY: usize = 10_000;

/// Counts tries, in this server alone: each of several counts its own.
#[derive(Debug, Clone)]
pub(crate) struct Attempts {
    sign_in: Arc<DefaultKeyedRateLimiter<String>>,
    shares: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Default for Attempts {
    fn default() -> Self {
        let sign_in = Quota::per_minute(A_MINUTE).allow_burst(AT_ONCE);
        Self {
            sign_in: Arc::new(DefaultKeyedRateLimiter::keyed(sign_in)),
            shares: Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(OPENINGS))),
        }
    }
}

/// Counts a try at something.
fn count(limiter: &DefaultKeyedRateLimiter<String>, key: &str) -> Result<(), BackendError> {
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    limiter.check_key(&key.to_owned()).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        BackendError::TooOften { seconds: wait.as_secs() + 1 }
    })
}

impl Attempts {
    /// Counts a try to sign in at this address.
    ///
    /// # Errors
    /// [`BackendError::TooOften`] when it is one too many.
    pub(crate) fn sign_in(&self, email: &str) -> Result<(), BackendError> {
        count(&self.sign_in, email)
    }

    /// Counts a try to open a share.
    ///
    /// # Errors
    /// [`BackendError::TooOften`] when it is one too many.
    pub(crate) fn share(&self, id: &str) -> Result<(), BackendError> {
        count(&self.shares, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_tried_a_few_times_and_another_one_too() {
        let attempts = Attempts::default();
        for _ in 0..AT_ONCE.get() {
            attempts.sign_in("a@b.c").unwrap();
        }
        let error = attempts.sign_in("a@b.c").unwrap_err();
        assert!(matches!(error, BackendError::TooOften { seconds: 1..=13 }), "{error:?}");
        attempts.sign_in("d@b.c").unwrap();
    }
}
