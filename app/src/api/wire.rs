//! What travels and is not a domain type. Numbers have a fixed size: the browser's are 32 bits wide.

use borsh::{BorshDeserialize, BorshSerialize};
use messages::Text;
use serde::{Deserialize, Serialize};
use topology::{Change, Design, Target, Told};

/// A design in a list.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DesignSummary {
    pub id: String,
    /// The workspace that it is in.
    pub workspace: String,
    pub name: String,
    pub environment: String,
    pub product_version: String,
    pub nodes: u32,
    pub links: u32,
    pub errors: u32,
    pub warnings: u32,
    pub revision: i64,
    /// Milliseconds since 1970, UTC.
    pub saved_at: i64,
    /// One has a role on it, and no part in its workspace.
    pub is_shared: bool,
}

/// Who asks, and where they work.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Whoami {
    /// Whether people have accounts here; without them everyone who is let in is the same one.
    pub accounts: bool,
    /// `None` for nobody known, and where there are no accounts.
    pub person: Option<PersonSummary>,
    /// Whether anything can be asked at all, or one has to sign in first.
    pub is_in: bool,
    pub workspaces: Vec<Workspace>,
}

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PersonSummary {
    pub id: String,
    pub email: String,
    pub name: String,
    pub is_admin: bool,
}

/// A workspace with what one is to it: `viewer`, `commenter`, `editor` or `owner`.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Workspace {
    pub id: String,
    pub name: String,
    pub role: String,
    /// Only what was approved is exported from it.
    pub approved_only: bool,
}

/// Whom an invitation asks in, and to what.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Welcome {
    /// Empty for the first administrator, who says it.
    pub email: String,
    pub workspace: Option<String>,
    /// The one design that it is to, where it is not to the whole workspace.
    pub design: Option<String>,
    /// They have an account already.
    pub is_known: bool,
}

/// How one can sign in.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Ways {
    /// Whether people have accounts here.
    pub accounts: bool,
    pub is_in: bool,
    /// Whether one can sign in with a password.
    pub passwords: bool,
    /// What the provider is called that people can sign in at, too.
    pub provider: Option<String>,
}

/// How one signs in oneself.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OwnWays {
    pub has_password: bool,
    pub identities: Vec<IdentitySummary>,
    /// What the provider is called that one can be connected with.
    pub provider: Option<String>,
}

/// Who one is at a provider.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct IdentitySummary {
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    pub added_at: i64,
}

/// A place where one is signed in.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SessionSummary {
    pub id: String,
    pub agent: String,
    pub created_at: i64,
    pub seen_at: i64,
    pub is_this: bool,
}

/// A token in a list.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TokenSummary {
    pub id: String,
    pub name: String,
    pub scopes: String,
    pub created_at: i64,
    pub seen_at: Option<i64>,
    pub ends_at: i64,
}

/// What was made and is shown this once: a token, or the word of an invitation.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Shown<T> {
    pub made: T,
    pub word: String,
}

/// Somebody in a workspace.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Member {
    pub id: String,
    pub email: String,
    pub name: String,
    pub role: String,
}

/// Somebody who was asked into a workspace and has not come yet.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Invitation {
    pub id: String,
    pub email: String,
    pub role: String,
    pub ends_at: i64,
}

/// Somebody who has a part in a design. Roles are `viewer`, `commenter`, `editor` and `owner`.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DesignPerson {
    pub id: String,
    pub email: String,
    pub name: String,
    /// The one that counts.
    pub role: String,
    /// By the workspace that the design is in.
    pub in_workspace: Option<String>,
    /// By the design itself.
    pub on_design: Option<String>,
}

/// Somebody with an account, whom one works with.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Known {
    pub id: String,
    pub email: String,
    pub name: String,
}

/// Who can open a design.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DesignPeople {
    /// Who asks; empty where there are no accounts.
    pub own: String,
    pub people: Vec<DesignPerson>,
    /// Whether who asks may change it; the lists below are empty where not.
    pub may_manage: bool,
    /// Who works with them elsewhere and has no part in this design.
    pub others: Vec<Known>,
    pub invitations: Vec<Invitation>,
}

/// Somebody in the list of all people.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct UserSummary {
    pub id: String,
    pub email: String,
    pub name: String,
    pub is_admin: bool,
    pub is_disabled: bool,
    pub created_at: i64,
}

/// One row of the log of what was done.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct AuditEntry {
    pub number: i64,
    pub at: i64,
    pub actor: String,
    pub action: String,
    pub target: String,
    pub detail: String,
}

/// How a console stands, for who administers it.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct System {
    /// Of the program.
    pub version: String,
    pub commit: Option<String>,
    /// When this server was started.
    pub started_at: i64,
    pub listen: String,
    pub public_url: Option<String>,
    /// `open`, `token` or `accounts`.
    pub access: String,
    /// People with accounts sign in by passwords.
    pub passwords: bool,
    /// Where they sign in besides, or instead.
    pub provider: Option<String>,
    pub metrics: Option<String>,
    /// Which database it is, with its version.
    pub database: String,
    pub place: String,
    /// What names it on the command line.
    pub option: String,
    pub bytes: i64,
    /// The last change of its tables.
    pub schema: i64,
    pub workspaces: i64,
    pub people: i64,
    pub designs: i64,
    pub deleted: i64,
    pub versions: i64,
    /// How many servers use the database.
    pub servers: i64,
    pub backed_up_at: Option<i64>,
}

/// A workspace as those see it who have no part in it.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct WorkspaceOverview {
    pub id: String,
    pub name: String,
    /// What they are called.
    pub owners: Vec<String>,
    pub members: i64,
    pub designs: i64,
}

/// A design to work on.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OpenedDesign {
    pub id: String,
    pub revision: i64,
    pub design: Design,
    /// What who asks may do with it.
    pub rights: Rights,
}

/// What somebody may do with a design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Rights {
    pub edit: bool,
    /// To say something about it.
    pub comment: bool,
    pub export: bool,
    /// Versions, and what has become of them.
    pub history: bool,
    /// To agree to a version, which takes an account.
    pub review: bool,
    /// Links to it.
    pub share: bool,
}

/// A save that happened.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Saved {
    pub revision: i64,
    pub saved_at: i64,
    /// What others did meanwhile: it leads from the design as it was saved here to this revision.
    pub since: Change,
}

/// A pattern of the gallery.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TemplateSummary {
    pub id: String,
    pub name: String,
    pub description: String,
    pub nodes: u32,
    pub hosts: u32,
    /// A stand-alone SVG in light colours.
    pub picture: String,
    /// The same in dark ones.
    pub dark: String,
}

/// The server's word on a revision.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Validation {
    pub revision: i64,
    pub findings: Vec<Told>,
}

/// The files of a design's bundle.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct BundleListing {
    pub revision: i64,
    pub root: String,
    pub files: Vec<ListedFile>,
    pub errors: u32,
    pub warnings: u32,
    pub infos: u32,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ListedFile {
    pub path: String,
    pub bytes: u32,
    /// The node it belongs to.
    pub node: Option<String>,
}

/// One generated file with its origins.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FilePreview {
    pub revision: i64,
    pub path: String,
    /// `toml`, `shell`, `batch`, `markdown`, `json`, `svg` or `text`.
    pub language: String,
    pub lines: Vec<PreviewLine>,
    pub origins: Vec<PreviewOrigin>,
}

/// One line of a file.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PreviewLine {
    pub text: String,
    /// Index into [`FilePreview::origins`].
    pub origin: Option<u32>,
}

/// Why a line holds what it holds.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PreviewOrigin {
    /// `default`, `setting`, `link`, `rule` or `secret`.
    pub kind: String,
    /// What it depends on; the first is the one to show.
    pub targets: Vec<Target>,
    pub text: Text,
    pub source: String,
    /// The correction of the guide that shows here, by id.
    pub correction: Option<String>,
}

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct VersionSummary {
    pub number: i64,
    pub name: String,
    pub message: String,
    /// Empty for who works alone.
    pub author: String,
    pub created_at: i64,
    pub revision: i64,
    /// SHA-256 over the checksums of the bundle's files.
    pub bundle: String,
}

/// What a new share is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewShare {
    /// The version that is shown; none for the design as it is whenever it is opened.
    #[serde(default)]
    pub version: Option<i64>,
    /// `viewer` or `commenter`.
    pub role: String,
    #[serde(default)]
    pub bundle: bool,
    #[serde(default)]
    pub passphrase: String,
    pub days: u32,
    #[serde(default)]
    pub most_opens: Option<u32>,
}

/// A share in a list.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ShareSummary {
    pub id: String,
    pub version: Option<i64>,
    pub role: String,
    pub bundle: bool,
    pub has_passphrase: bool,
    pub created_at: i64,
    pub ends_at: i64,
    pub most_opens: Option<i64>,
    pub opens: i64,
    pub is_open: bool,
}

/// What a link that was opened shows.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SharedWith {
    pub design: String,
    pub version: Option<i64>,
    pub bundle: bool,
    /// Markup of the drawing, where there is something to see.
    pub drawing: Option<String>,
}

/// What a change would make of the files of a revision.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Comparison {
    pub revision: i64,
    pub files: Vec<ComparedFile>,
    /// Keys of the named `deployment.toml` beside the product's defaults.
    pub defaults: Vec<DefaultRow>,
}

/// One file that would not be the same.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ComparedFile {
    pub path: String,
    /// `added`, `removed` or `changed`.
    pub fate: String,
    pub lines: Vec<ComparedLine>,
    /// Not everything that changes is among the lines.
    pub cut: bool,
}

/// A line of a comparison; where lines are left out, the numbers jump.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ComparedLine {
    /// Its number before, from 1; 0 for a new line.
    pub before: u32,
    /// Its number after; 0 for a line that goes.
    pub after: u32,
    pub text: String,
}

/// One key of a node's configuration beside the product's default.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DefaultRow {
    /// Its line in the file, from 1.
    pub line: u32,
    pub key: String,
    /// `same`, `other`, `inferred`, `none` or `unknown`.
    pub state: String,
    /// The default; empty where there is none to write down.
    pub default: String,
    pub here: String,
    /// Where the default was read.
    pub source: String,
}

/// What a thread is about.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Topic {
    /// The design, a host, a node, a link or a setting.
    Thing { target: Target },
    /// What a rule found.
    Finding { rule: String, target: Target },
    /// A line of a generated file, with what it said then.
    Line { path: String, text: String },
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Comment {
    /// Empty for who works alone.
    pub author: String,
    pub text: String,
    pub created_at: i64,
}

/// What was said about one thing.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Thread {
    pub id: String,
    pub topic: Topic,
    pub created_at: i64,
    /// Who settled it; empty for who works alone.
    pub resolved_by: Option<String>,
    /// The first first.
    pub comments: Vec<Comment>,
}

/// A place where one was named.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Mention {
    pub design: String,
    pub design_name: String,
    pub author: String,
    pub text: String,
    pub created_at: i64,
}

/// A version that one was asked to look at, and has said nothing of yet.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Request {
    pub design: String,
    pub design_name: String,
    pub version: i64,
    /// Empty for who works alone.
    pub asked_by: String,
    pub message: String,
    pub created_at: i64,
}

/// What waits for whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Waiting {
    pub mentions: Vec<Mention>,
    pub requests: Vec<Request>,
}

/// Somebody asks others to look at a version.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Review {
    pub id: String,
    pub version: i64,
    pub message: String,
    pub asked_by: String,
    pub reviewers: Vec<String>,
    pub created_at: i64,
    pub is_open: bool,
}

/// What somebody thinks of a version.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Judgement {
    pub version: i64,
    /// The hash of the bundle that it is of.
    pub bundle: String,
    pub author: String,
    pub approves: bool,
    pub message: String,
    pub created_at: i64,
}

/// Who was asked to look at versions of a design, and what they said.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Standing {
    /// The last first.
    pub reviews: Vec<Review>,
    /// Of each person the last one on each bundle.
    pub verdicts: Vec<Judgement>,
    /// Only what was approved is exported here.
    pub approved_only: bool,
}
