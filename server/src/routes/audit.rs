//! The log of what was done, to take along: as CSV for a spreadsheet, as a JSON object a line for programs.

use std::collections::HashMap;
use std::io;

use axum::body::Body;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use backend::{AuditEntry, AuditFilter, Caller};
use export::csv::field;
use futures_util::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};

use crate::asking::Asks;
use crate::error::HttpError;

/// Which rows are wanted: all where nothing is said.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    actor: Option<String>,
    action: Option<String>,
}

impl Wanted {
    fn filter(self) -> AuditFilter {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        AuditFilter { actor: given(self.actor), action: given(self.action) }
    }
}

/// A row as it is taken along.
#[derive(Debug, Serialize)]
struct Row<'r> {
    number: i64,
    /// In UTC, as ISO 8601 has it.
    time: String,
    /// Milliseconds since 1970: what the seal is of.
    at: i64,
    actor: &'r str,
    /// The actor's address, where it is a person.
    email: &'r str,
    action: &'r str,
    target: &'r str,
    detail: &'r str,
    seal: &'r str,
}

const HEAD: &str = "number,time,at,actor,email,action,target,detail,seal\r\n";

pub(crate) async fn csv(
    Asks(caller): Asks,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpError> {
    let body = whole(caller, wanted.filter(), HEAD, comma_separated).await?;
    Ok((attachment("text/csv; charset=utf-8", "what-was-done.csv"), body).into_response())
}

pub(crate) async fn ndjson(
    Asks(caller): Asks,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpError> {
    let body = whole(caller, wanted.filter(), "", json).await?;
    Ok((attachment("application/x-ndjson", "what-was-done.ndjson"), body).into_response())
}

fn attachment(media_type: &str, name: &str) -> [(header::HeaderName, String); 3] {
    [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// Every row that fits, read piece by piece while it is sent: a log may be longer than what fits into memory.
async fn whole(
    caller: Caller,
    filter: AuditFilter,
    head: &'static str,
    line: fn(&Row<'_>) -> String,
) -> Result<Body, HttpError> {
    // Who may not is told so before anything is sent.
    let users = caller.users().await?.into_iter();
    let emails: HashMap<String, String> = users.map(|user| (user.id, user.email)).collect();
    let pieces = stream::try_unfold((caller, emails, 0), move |(caller, emails, after)| {
        let filter = filter.clone();
        async move {
            let piece = caller.audit_after(after, &filter).await.map_err(io::Error::other)?;
            let Some(last) = piece.last().map(|entry| entry.number) else { return Ok(None) };
            let lines: String = piece.iter().map(|entry| line(&row(entry, &emails))).collect();
            Ok::<_, io::Error>(Some((lines, (caller, emails, last))))
        }
    });
    let head = stream::once(async move { Ok(head.to_owned()) });
    Ok(Body::from_stream(head.chain(pieces)))
}

fn row<'r>(entry: &'r AuditEntry, emails: &'r HashMap<String, String>) -> Row<'r> {
    Row {
        number: entry.number,
        time: time(entry.at),
        at: entry.at,
        actor: &entry.actor,
        email: emails.get(&entry.actor).map_or("", String::as_str),
        action: &entry.action,
        target: &entry.target,
        detail: &entry.detail,
        seal: &entry.hash,
    }
}

fn time(milliseconds: i64) -> String {
    let of_day = milliseconds.rem_euclid(86_400_000);
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, rest) = (of_day / 1_000 % 60, of_day % 1_000);
    let day = topology::date_of(milliseconds);
    format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{rest:03}Z")
}

fn json(row: &Row<'_>) -> String {
    // A value made of texts and numbers is always JSON.
    let mut line = serde_json::to_string(row).unwrap_or_default();
    line.push('\n');
    line
}

fn comma_separated(row: &Row<'_>) -> String {
    let (number, at) = (row.number.to_string(), row.at.to_string());
    let cells = [
        &number, &row.time, &at, row.actor, row.email, row.action, row.target, row.detail, row.seal,
    ];
    let cells: Vec<String> = cells.into_iter().map(field).collect();
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_in_utc() {
        assert_eq!(time(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(time(951_782_400_000 + 45_296_789), "2000-02-29T12:34:56.789Z");
    }
}
