//! S10: who guesses learns nothing by the time it takes, and takes no memory.

use std::time::{Duration, Instant};

use backend::{Actor, BackendError, NewShare, Role, Secret};

use crate::support::{Console, PASSWORD};

/// The best of some times: what else the machine does comes on top.
fn best(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap()
}

/// Other tests run beside this one, so that what is compared is measured in turns; what takes no hash at all takes less
/// than a tenth.
fn are_alike(one: Duration, other: Duration) -> bool {
    let ratio = one.as_secs_f64() / other.as_secs_f64();
    (0.5..2.0).contains(&ratio)
}

#[tokio::test]
async fn somebody_unknown_is_refused_as_slowly_as_a_wrong_password() {
    let console = Console::new().await;
    let ada = console.ada().await;
    let owner = console.backend.caller(Actor::Person(ada.person));
    let tries = trials::tries(8, 500);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let refused = async |email: &str| {
        let began = Instant::now();
        let refused = console.backend.sign_in(email, "a wrong password", "").await.unwrap_err();
        assert!(matches!(refused, BackendError::Rejected), "{refused:?}");
        began.elapsed()
    };
    // The first one who is unknown makes what all of them are compared with.
    refused("nobody@example.com").await;
    for at in 0..tries {
        // Each person is tried a few times alone.
        let email = format!("person{}@example.com", at / 8);
        if at % 8 == 0 {
            let (_, word) = owner.invite("main", &email, Role::Viewer).await.unwrap();
            console.backend.join(&word, "", "Somebody", PASSWORD, "").await.unwrap();
        }
        known.push(refused(&email).await);
        unknown.push(refused(&format!("stranger{at}@example.com")).await);
    }
    let (known, unknown) = (best(&known), best(&unknown));
    assert!(are_alike(known, unknown), "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn a_link_that_is_none_is_refused_as_slowly_as_a_wrong_passphrase() {
    let console = Console::new().await;
    let owner = console.local();
    let id = owner.create_design("Payments", Some("guide-sample"), None).await.unwrap().id;
    let with = NewShare { passphrase: "open sesame".into(), ..NewShare::default() };
    let (made, word) = owner.share(&id, with).await.unwrap();
    let refused = async |id: &str, word: &Secret| {
        let began = Instant::now();
        assert!(console.backend.open_share(id, word, "open barley").await.is_err());
        began.elapsed()
    };
    refused("none", &word).await;
    let (mut wrong, mut missing) = (Vec::new(), Vec::new());
    for at in 0..trials::tries(8, 50) {
        wrong.push(refused(&made.id, &word).await);
        missing.push(refused(&format!("none{at}"), &word).await);
    }
    let (wrong, missing) = (best(&wrong), best(&missing));
    assert!(are_alike(wrong, missing), "wrong {wrong:?}, missing {missing:?}");
}

/// The memory that is in use, in MiB, where the system says it.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_024)
}

/// Each of them takes 19 MiB while it is worked on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_sign_in_at_once_take_the_memory_of_a_few() {
    let console = Console::new().await;
    let Some(before) = resident() else { return };
    let count = trials::tries(64, 200);
    let mut tries = tokio::task::JoinSet::new();
    for at in 0..count {
        let backend = console.backend.clone();
        let email = format!("person{at}@example.com");
        tries.spawn(async move { backend.sign_in(&email, "a wrong password", "").await.is_err() });
    }
    let mut most = 0;
    let mut refused = 0;
    while let Some(ended) = tries.join_next().await {
        refused += usize::from(ended.unwrap());
        most = most.max(resident().unwrap());
    }
    assert_eq!(refused, count);
    // Four are worked on at a time; the rest is what other tests in this process take meanwhile.
    let bound = 20 * 19;
    let took = most.saturating_sub(before);
    assert!(took < bound, "{took} MiB for {count} at once; all of them would take {}", count * 19);
}
