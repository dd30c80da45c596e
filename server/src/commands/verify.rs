//! `verify`: whether all that is kept is whole.

use backend::Backend;
use tokio::runtime::Runtime;

use super::serve::database;
use super::{Outcome, print, say};
use crate::cli::Verify;

/// Something is not as it was written.
const BROKEN: u8 = 1;

pub(super) fn run(args: &Verify) -> Outcome {
    let database = database(&args.kept)?;
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let verified = runtime.block_on(async {
        let backend = Backend::open(&database).await?;
        let verified = backend.verify(args.seal.as_ref()).await;
        backend.close().await;
        verified
    });
    let verified = verified.map_err(|error| error.to_string())?;
    for sentence in &verified.unreadable {
        say(sentence);
    }
    let mut told: String =
        verified.rows.iter().map(|(table, rows)| format!("{table} {rows}\n")).collect();
    match &verified.log {
        Ok(seal) => told.push_str(&format!("seal {seal}\n")),
        Err(broken) => say(&format!("the log of what was done is not whole: {broken}")),
    }
    print(&told)?;
    if verified.is_whole() {
        say(&format!("{database} is whole"));
        Ok(0)
    } else {
        Ok(BROKEN)
    }
}
