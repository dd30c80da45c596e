//! A copy of all that is kept: one text, a line for each row, that goes into either kind of database.

use std::collections::BTreeMap;
use std::io::{BufRead, Read as _, Write};

use messages::text;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::store::{CopiedRow, Piece};
use crate::{Backend, BackendError, now};

/// The shape of the text. Another number is another shape.
const FORMAT: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct First {
    topology_designer_copy: u32,
    /// Milliseconds since 1970, UTC.
    made_at: i64,
}

/// The last line: without it the copy is not whole.
#[derive(Debug, Serialize, Deserialize)]
struct Last {
    rows: BTreeMap<String, u64>,
    /// Of all bytes before this line, in hexadecimal.
    sha256: String,
}

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How many rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Of all bytes before the last line, in hexadecimal.
    pub sha256: String,
}

/// Writes lines and hashes them.
struct Lines<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Lines<W> {
    fn line(&mut self, value: &impl Serialize) -> Result<(), BackendError> {
        let mut line =
            serde_json::to_vec(value).map_err(|error| BackendError::Internal(error.to_string()))?;
        line.push(b'\n');
        self.hash.update(&line);
        self.out.write_all(&line).map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &std::io::Error) -> BackendError {
    BackendError::Invalid(text!("The copy cannot be written: {error}.", error = error.to_string()))
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn damaged(why: &str) -> BackendError {
    BackendError::Invalid(text!("The copy is damaged: {why}.", why))
}

impl Backend {
    /// Writes a copy of all that is kept, as it was at one moment.
    ///
    /// # Errors
    /// When the database cannot be read, or the copy not be written.
    pub async fn copy_to(&self, out: impl Write + Send) -> Result<Copied, BackendError> {
        let mut lines = Lines { out, hash: Sha256::new() };
        lines.line(&First { topology_designer_copy: FORMAT, made_at: now() })?;
        let (mut rows, mut table) = (BTreeMap::new(), String::new());
        let mut take = |piece: Piece| {
            match &piece {
                Piece::Table { table: name, .. } => {
                    table.clone_from(name);
                    rows.insert(name.clone(), 0_u64);
                }
                Piece::Row(_) => *rows.entry(table.clone()).or_default() += 1,
            }
            lines.line(&piece)
        };
        self.store.copy_out(&mut take).await?;
        let sha256 = hex(lines.hash.clone());
        let last = Last { rows: rows.clone(), sha256: sha256.clone() };
        lines.line(&last)?;
        lines.out.flush().map_err(|error| unwritten(&error))?;
        Ok(Copied { rows, sha256 })
    }

    /// Puts a copy into this database, in which nobody has worked yet: all of it, or nothing.
    ///
    /// # Errors
    /// When somebody has worked here, or the copy is not whole; nothing is changed then.
    pub async fn copy_from(&self, from: impl BufRead) -> Result<Copied, BackendError> {
        if !self.store.is_untouched().await? {
            return Err(BackendError::Invalid(text!(
                "This database has designs or people already: a copy goes into a new one."
            )));
        }
        let (tables, copied) = read(from)?;
        self.store.copy_in(&tables).await?;
        Ok(copied)
    }
}

/// The longest line, in bytes: a row with the largest document, of which each letter may take two. What is longer is none of
/// ours, and would fill the memory.
const LONGEST: u64 = 10 * 1024 * 1024;

/// The next line without its end; nothing behind the last one.
fn line_of(from: &mut impl BufRead) -> Result<Option<String>, BackendError> {
    let mut bytes = Vec::new();
    let read = from.by_ref().take(LONGEST).read_until(b'\n', &mut bytes);
    if read.map_err(|error| damaged(&error.to_string()))? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() as u64 == LONGEST {
        return Err(damaged("a line is longer than any row"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| damaged("a line is no text"))
}

type Tables = Vec<(String, Vec<String>, Vec<CopiedRow>)>;

/// Reads a copy to its end.
fn read(mut from: impl BufRead) -> Result<(Tables, Copied), BackendError> {
    let mut hash = Sha256::new();
    let (mut tables, mut last) = (Tables::new(), None::<Last>);
    for number in 0_usize.. {
        let Some(line) = line_of(&mut from)? else { break };
        if last.is_some() {
            return Err(damaged("there is more behind its end"));
        }
        if number == 0 {
            let first: First = serde_json::from_str(&line).map_err(|_| {
                BackendError::Invalid(text!("This is no copy of a console's database."))
            })?;
            if first.topology_designer_copy != FORMAT {
                return Err(BackendError::Invalid(text!("This copy was made by a newer program.")));
            }
        } else if let Ok(end) = serde_json::from_str::<Last>(&line) {
            last = Some(end);
            continue;
        } else {
            let piece: Piece = serde_json::from_str(&line)
                .map_err(|_| damaged(&format!("line {} is not understood", number + 1)))?;
            match (piece, tables.last_mut()) {
                (Piece::Table { table, columns }, _) => tables.push((table, columns, Vec::new())),
                (Piece::Row(row), Some((_, columns, rows))) if row.len() == columns.len() => {
                    rows.push(row);
                }
                _ => return Err(damaged(&format!("line {} fits no table", number + 1))),
            }
        }
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    let last = last.ok_or_else(|| damaged("its end is missing"))?;
    let counted = tables.iter().map(|(table, _, rows)| (table.clone(), rows.len() as u64));
    if last.sha256 != hex(hash) || last.rows != counted.collect() {
        return Err(damaged("its checksum is another one"));
    }
    Ok((tables, Copied { rows: last.rows, sha256: last.sha256 }))
}
