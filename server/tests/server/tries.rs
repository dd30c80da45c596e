//! Words and passwords that somebody tries: counted by who sends them, whichever link or person they are about.

use serde_json::json;

use crate::console::{Console, place, rest, status};

/// As many as one sender may be wrong at once, and some more.
const MANY: usize = 60;

/// A wrong word, from this sender as a proxy would say.
fn tried(console: &Console, forwarded: &str) -> (u16, String) {
    let body = json!({ "word": "tdi_wrong" }).to_string();
    let headers = if forwarded.is_empty() {
        String::new()
    } else {
        format!("x-forwarded-for: {forwarded}\r\n")
    };
    let answer = rest(console.send_with("POST /api/session/welcome", &headers, &body));
    (status(&answer), String::from_utf8_lossy(&answer).into_owned())
}

/// How many tries are answered before one is one too many.
fn until_refused(console: &Console, forwarded: impl Fn(usize) -> String) -> usize {
    let refused = (0..MANY).find(|at| tried(console, &forwarded(*at)).0 == 429);
    refused.unwrap_or(MANY)
}

#[test]
fn who_is_wrong_too_often_waits_whatever_they_say_of_themselves() {
    let console = Console::start_in(&place(), "accounts", &[]);
    // Nobody told the server of a proxy: what a header says is what anybody may say.
    let answered = until_refused(&console, |at| format!("198.51.100.{at}"));
    assert!((20..MANY).contains(&answered), "{answered} tries were answered");
    let (refused, head) = tried(&console, "");
    assert_eq!(refused, 429);
    let head = head.to_lowercase();
    assert!(head.contains("\r\nretry-after: "), "{head}");
    // Everything else goes on.
    assert_eq!(console.call("session/whoami", &json!({})).0, 200);
    let shut = console.ask("POST /s/none", &json!({ "word": "tdh_x" }).to_string());
    assert_eq!(status(&shut), 429, "links are tried by the same sender");
    console.kill();
}

#[test]
fn behind_a_proxy_that_is_trusted_each_sender_is_counted() {
    let console = Console::start_in(
        &place(),
        "accounts",
        &[
            &["--public-url", "https://designs.example.com", "--log-format", "json"][..],
            &["--trust-proxy", "127.0.0.1"],
        ]
        .concat(),
    );
    let answered = until_refused(&console, |_| "203.0.113.1".to_owned());
    assert!((20..MANY).contains(&answered), "{answered} tries were answered");
    assert_eq!(tried(&console, "203.0.113.2").0, 404, "somebody else is not held up");
    // Who is held up cannot say that they are somebody else: the proxy adds at the end.
    assert_eq!(tried(&console, "203.0.113.2, 203.0.113.1").0, 429);
    console.kill();
}

#[test]
fn behind_a_proxy_that_nobody_named_nobody_is_shut_out_for_another() {
    let console = Console::start_in(
        &place(),
        "accounts",
        &["--public-url", "https://designs.example.com", "--log-format", "json"],
    );
    assert!(console.first.iter().any(|line| line.contains("--trust-proxy")), "{:?}", console.first);
    assert_eq!(until_refused(&console, |_| "203.0.113.1".to_owned()), MANY);
    console.kill();
}
