//! How often one sender may be wrong: whoever tries many links or many people from one place is slowed down, however
//! seldom each of them is tried.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::BackendError;

/// Wrong tries of one sender at once: an office behind one address has people who mistype.
const AT_ONCE: u32 = 40;
/// And one more after each of these.
const APART: Duration = Duration::from_secs(4);
/// From this many senders on, those that have nothing against them are forgotten.
const MANY: usize = 10_000;

/// Counts wrong tries by sender, in this server alone. `governor`, which counts people and links, gives no try back to who
/// was right after all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Senders {
    /// Until when each would have to wait if it had no tries at once. What lies behind is forgotten.
    busy: Arc<Mutex<BTreeMap<IpAddr, Instant>>>,
}

impl Senders {
    /// Counts a try before it is made, so that a thousand at the same moment are counted as well.
    ///
    /// # Errors
    /// [`BackendError::TooOften`] when it is one too many.
    fn count(&self, sender: IpAddr, now: Instant) -> Result<(), BackendError> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if busy.len() > MANY {
            busy.retain(|_, until| *until > now);
        }
        let until = busy.entry(of_one(sender)).or_insert(now);
        let begun = (*until).max(now);
        let wait = (begun - now).saturating_sub(APART * (AT_ONCE - 1));
        if !wait.is_zero() {
            return Err(BackendError::TooOften { seconds: wait.as_secs() + 1 });
        }
        *until = begun + APART;
        Ok(())
    }

    /// It was none that was wrong.
    fn take_back(&self, sender: IpAddr) {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = busy.get_mut(&of_one(sender)) {
            *until = until.checked_sub(APART).unwrap_or(*until);
        }
    }
}

/// What belongs to one sender: of IPv6, everybody has as many addresses as they like, in one network of 64 bits.
fn of_one(sender: IpAddr) -> IpAddr {
    match sender.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into()
        }
    }
}

impl crate::Backend {
    /// Counts a try at a word or a password, before it is made; [`Backend::try_was_right`] takes it back.
    ///
    /// # Errors
    /// [`BackendError::TooOften`] when this sender was wrong too often.
    ///
    /// [`Backend::try_was_right`]: crate::Backend::try_was_right
    pub fn count_try(&self, sender: IpAddr) -> Result<(), BackendError> {
        self.senders.count(sender, Instant::now())
    }

    /// What was counted was right, and does not count.
    pub fn try_was_right(&self, sender: IpAddr) {
        self.senders.take_back(sender);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_sender_who_is_wrong_waits_and_others_do_not() {
        let (senders, now) = (Senders::default(), Instant::now());
        for _ in 0..AT_ONCE {
            senders.count(sender("192.0.2.1"), now).unwrap();
        }
        let refused = senders.count(sender("192.0.2.1"), now).unwrap_err();
        assert!(matches!(refused, BackendError::TooOften { seconds: 1..=5 }), "{refused:?}");
        // As it is written in IPv6 it is the same one.
        assert!(senders.count(sender("::ffff:192.0.2.1"), now).is_err());
        senders.count(sender("192.0.2.2"), now).unwrap();
        // And after a while there is one more, and no two.
        let later = now + APART;
        senders.count(sender("192.0.2.1"), later).unwrap();
        assert!(senders.count(sender("192.0.2.1"), later).is_err());
    }

    #[test]
    fn a_network_of_ipv6_is_one_sender() {
        let (senders, now) = (Senders::default(), Instant::now());
        for host in 0..AT_ONCE {
            senders.count(sender(&format!("2001:db8:1:2::{host:x}")), now).unwrap();
        }
        assert!(senders.count(sender("2001:db8:1:2:ffff::1"), now).is_err());
        senders.count(sender("2001:db8:1:3::1"), now).unwrap();
    }

    #[test]
    fn who_is_right_is_never_counted_and_being_right_forgives_nothing() {
        let (senders, now) = (Senders::default(), Instant::now());
        for _ in 0..AT_ONCE * 10 {
            senders.count(sender("192.0.2.1"), now).unwrap();
            senders.take_back(sender("192.0.2.1"));
        }
        for _ in 0..AT_ONCE {
            senders.count(sender("192.0.2.1"), now).unwrap();
        }
        assert!(senders.count(sender("192.0.2.1"), now).is_err());
        senders.take_back(sender("192.0.2.9"));
    }

    #[test]
    fn senders_that_wait_for_nothing_are_forgotten() {
        let (senders, now) = (Senders::default(), Instant::now());
        for number in 0..=u32::try_from(MANY).unwrap() {
            senders.count(std::net::Ipv4Addr::from(number).into(), now).unwrap();
        }
        senders.count(sender("192.0.2.1"), now + APART * 2).unwrap();
        assert_eq!(senders.busy.lock().unwrap().len(), 1);
    }
}
