//! What is wrong with a design, as it travels from who checks it to who shows it.

use borsh::{BorshDeserialize, BorshSerialize};
use messages::Text;

use crate::{Change, Target, Waiver};

/// How bad a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize,
)]
pub enum Severity {
    /// The deployment will not start or not work; export asks for consent.
    Error,
    /// It works, but unsafe, not highly available, or against the guide.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A change that resolves a finding; one undoable step.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Fix {
    /// What the button says, such as `Use offset 2`.
    pub title: Text,
    pub change: Change,
}

/// A finding with all that a person needs to act on it, also where the rules are not at hand.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Told {
    /// The id of the rule.
    pub rule: String,
    pub severity: Severity,
    pub target: Target,
    /// What is wrong and what to do, naming the object.
    pub message: Text,
    /// Why it matters.
    pub why: String,
    pub fix: Option<Fix>,
    /// Whether a person may let it stand.
    pub waivable: bool,
    /// A person lets it stand, and this says why.
    pub waived: Option<Waiver>,
}

impl Told {
    /// Whether it still wants something done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.waived.is_none()
    }
}
