//! What an administrator runs on a database server, as templates.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Statements of one engine and of the tool that runs them. In each, `{name}` and `{user}` stand for
/// names as identifiers, `{name-text}` and `{user-text}` for the same as texts, and `{secret}` for the
/// name of the secret with the user's password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Sql {
    /// The mark before an identifier; empty when identifiers stand without marks.
    #[serde(default)]
    pub open: String,
    /// The mark after it, which is doubled inside.
    #[serde(default)]
    pub close: String,
    /// What is doubled inside a text between single quotes.
    pub doubled: String,
    /// What the tool would act upon even inside quotes. A name that holds one gets no statements.
    #[serde(default)]
    pub never: Vec<String>,
    /// Lines that every file begins with: the tool stops at the first mistake.
    #[serde(default)]
    pub head: Vec<String>,
    /// Lines after them in a file that sets the password: where the tool takes it from.
    #[serde(default)]
    pub password: Vec<String>,
    /// Statements that make one schema and let its user in, each written once.
    pub create: Vec<String>,
    /// Statements that leave the user no more than its daily work, after the product's scripts ran.
    pub reduce: Vec<String>,
    /// How to run a file of ours that sets the password, in a shell; `{file}` stands for it.
    pub run_with_password: Vec<String>,
    /// How to run one that sets none.
    pub run: String,
    /// How to run a script of the product; `{script}` stands for its path.
    pub run_script: String,
    pub source: String,
}
