//! What is said about a design: threads on it, on a node, a link, a finding or a line of a file.

use messages::text;
use serde::{Deserialize, Serialize};
use topology::Target;
use uuid::Uuid;

use crate::access::{Action, Actor, Resource};
use crate::people::called;
use crate::store::{CommentRow, ThreadRow};
use crate::{BackendError, Caller, now};

/// The longest that is said at once, in characters.
const LONGEST: usize = 4_000;
/// As many threads as a design has.
const MOST: usize = 2_000;
/// The longest line of a file that is quoted, in characters.
const QUOTED: usize = 500;

/// What a thread is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Topic {
    /// The design, a host, a node, a link or a setting.
    Thing { target: Target },
    /// What a rule found.
    Finding { rule: String, target: Target },
    /// A line of a generated file, with what it said then: numbers change with every edit.
    Line { path: String, text: String },
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: String,
    /// What whoever said it was called then; empty for who works alone.
    pub author: String,
    pub text: String,
    /// Milliseconds since 1970, UTC.
    pub created_at: i64,
    /// It was said by who asks.
    pub is_own: bool,
}

/// What was said about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub id: String,
    pub topic: Topic,
    pub created_at: i64,
    /// Who settled it, and when.
    pub resolved: Option<(String, i64)>,
    /// The first first.
    pub comments: Vec<Comment>,
}

/// A place where somebody was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub comment: String,
    pub design: String,
    pub design_name: String,
    pub author: String,
    pub text: String,
    pub created_at: i64,
}

/// Something to say.
fn saying(text: &str) -> Result<String, BackendError> {
    let text = text.trim();
    let characters = text.chars().count();
    if characters == 0 {
        return Err(BackendError::Invalid(text!("There is nothing in it.")));
    }
    if characters > LONGEST {
        return Err(BackendError::Invalid(text!(
            "This has {characters} characters; at most {most} fit.",
            characters,
            most = LONGEST
        )));
    }
    topology::text::check_block(text)
        .map_err(|error| BackendError::Invalid(text!("The text {error}.", error = error.text())))?;
    Ok(text.to_owned())
}

/// The names that a text calls with `@`, in lower case: a mail address, or what stands before its `@`.
fn called_in(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| letter.is_whitespace() || ",;:!?()[]".contains(letter));
    let names = words.filter_map(|word| word.strip_prefix('@'));
    let names = names.map(|name| name.trim_end_matches('.').to_lowercase());
    names.filter(|name| !name.is_empty()).take(20).collect()
}

impl Caller {
    /// What they are called in what they say. Who came by a link says it.
    fn signature(&self, name: &str) -> Result<(String, String), BackendError> {
        let own = self.actor().person().map(|person| person.name.clone());
        let name = match (own, self.actor()) {
            (Some(own), _) => own,
            (None, Actor::Local) => String::new(),
            (None, _) => called(name)?,
        };
        let author = match (self.actor(), self.link()) {
            (Actor::Nobody, Some(guest)) => guest.share.clone(),
            (actor, _) => actor.name().to_owned(),
        };
        Ok((author, name))
    }

    /// All threads of a design, the first first.
    ///
    /// # Errors
    /// When they may not see it.
    pub async fn threads(&self, design: &str) -> Result<Vec<Thread>, BackendError> {
        self.may(Action::ViewDesign, Resource::Design(design)).await?;
        let own = self.actor().person().map(|person| person.id.as_str());
        let threads = self.store().threads(design).await?;
        let mut said = self.store().comments(design).await?;
        let mut all = Vec::with_capacity(threads.len());
        for ThreadRow { id, topic, created_at, resolved_at, resolved_by } in threads {
            // What an older console wrote down and this one does not know is not shown.
            let Ok(topic) = serde_json::from_str(&topic) else { continue };
            let (of_it, others) = said.into_iter().partition(|row| row.thread_id == id);
            said = others;
            let comment = |row: CommentRow| Comment {
                is_own: own == Some(row.author.as_str()),
                id: row.id,
                author: row.author_name,
                text: row.text,
                created_at: row.created_at,
            };
            let of_it: Vec<CommentRow> = of_it;
            let comments = of_it.into_iter().map(comment).collect();
            let resolved = resolved_by.zip(resolved_at);
            all.push(Thread { id, topic, created_at, resolved, comments });
        }
        Ok(all)
    }

    /// Begins a thread. Who came by a link says what they are called.
    ///
    /// # Errors
    /// When they may say nothing here, or the text does not fit.
    pub async fn begin_thread(
        &self,
        design: &str,
        topic: &Topic,
        text: &str,
        name: &str,
    ) -> Result<String, BackendError> {
        self.may(Action::CommentOnDesign, Resource::Design(design)).await?;
        let (text, (author, author_name)) = (saying(text)?, self.signature(name)?);
        if let Topic::Line { path, text } = topic {
            let long = path.len() > QUOTED || text.chars().count() > QUOTED;
            if long || topology::text::check_line(path).is_err() {
                return Err(BackendError::Invalid(text!("This line is too long to be quoted.")));
            }
        }
        if self.store().threads(design).await?.len() >= MOST {
            return Err(BackendError::Invalid(text!(
                "A design has at most {most} threads.",
                most = MOST
            )));
        }
        let topic = serde_json::to_string(topic)
            .map_err(|error| BackendError::Internal(error.to_string()))?;
        let (id, now) = (Uuid::now_v7().simple().to_string(), now());
        let thread = ThreadRow {
            id: id.clone(),
            topic,
            created_at: now,
            resolved_at: None,
            resolved_by: None,
        };
        let first = CommentRow {
            id: Uuid::now_v7().simple().to_string(),
            thread_id: id.clone(),
            author,
            author_name,
            text,
            created_at: now,
        };
        self.store().insert_thread(design, &thread, &first).await?;
        self.call(design, &first).await?;
        Ok(id)
    }

    /// Says something in a thread.
    ///
    /// # Errors
    /// As [`Caller::begin_thread`], and when there is no such thread.
    pub async fn reply(&self, thread: &str, text: &str, name: &str) -> Result<(), BackendError> {
        let design = self.thread_of(Action::CommentOnDesign, thread).await?;
        let (author, author_name) = self.signature(name)?;
        let row = CommentRow {
            id: Uuid::now_v7().simple().to_string(),
            thread_id: thread.to_owned(),
            author,
            author_name,
            text: saying(text)?,
            created_at: now(),
        };
        self.store().insert_comment(&row).await?;
        // What is said in a settled thread opens it again.
        self.store().settle_thread(thread, None).await?;
        self.call(&design, &row).await
    }

    /// Settles a thread, or opens it again.
    ///
    /// # Errors
    /// When they may say nothing here, or there is no such thread.
    pub async fn settle(&self, thread: &str, is_settled: bool) -> Result<(), BackendError> {
        self.thread_of(Action::CommentOnDesign, thread).await?;
        let name = self.actor().person().map(|person| person.name.clone()).unwrap_or_default();
        let settled = is_settled.then(|| (now(), name.as_str()));
        self.store().settle_thread(thread, settled).await
    }

    /// The design of a thread, where they may do this to it.
    async fn thread_of(&self, action: Action, thread: &str) -> Result<String, BackendError> {
        let missing = || BackendError::NotFound("thread");
        let design = self.store().design_of_thread(thread).await?.ok_or_else(missing)?;
        match self.may(action, Resource::Design(&design)).await {
            // Nobody learns which threads there are elsewhere.
            Err(BackendError::NotFound(_)) => Err(missing()),
            Err(error) => Err(error),
            Ok(_) => Ok(design),
        }
    }

    /// Tells those who are named in it, as far as they see the design.
    async fn call(&self, design: &str, comment: &CommentRow) -> Result<(), BackendError> {
        let called = called_in(&comment.text);
        if called.is_empty() {
            return Ok(());
        }
        for user in self.store().users().await? {
            let short = user.email.split('@').next().unwrap_or_default();
            let is_called = called.iter().any(|name| *name == user.email || name == short);
            if is_called && self.store().role_on_design(&user.id, design).await?.is_some() {
                self.store().insert_mention(&comment.id, &user.id).await?;
            }
        }
        Ok(())
    }

    /// Where they were named and have not looked since, the last first, as far as they still see the design. Who has no
    /// account was named nowhere.
    ///
    /// # Errors
    /// When nobody knows who they are.
    pub async fn mentions(&self) -> Result<Vec<Mention>, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        let Some(person) = self.actor().person() else { return Ok(Vec::new()) };
        let mut mentions = Vec::new();
        for row in self.store().mentions(&person.id).await? {
            if self.store().role_on_design(&person.id, &row.design_id).await?.is_some() {
                mentions.push(Mention {
                    comment: row.comment_id,
                    design: row.design_id,
                    design_name: row.design_name,
                    author: row.author_name,
                    text: row.text,
                    created_at: row.created_at,
                });
            }
        }
        Ok(mentions)
    }

    /// They have looked at what is said about a design. Who has no account was named nowhere.
    ///
    /// # Errors
    /// When they may not see it.
    pub async fn saw_mentions(&self, design: &str) -> Result<(), BackendError> {
        self.may(Action::ViewDesign, Resource::Design(design)).await?;
        let Actor::Person(person) = self.actor() else { return Ok(()) };
        self.store().saw_mentions(&person.id, design, now()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_their_address_or_its_beginning() {
        let called = called_in("@ada, see @Bob@Example.com. (@eve) a@b.c @ @@");
        assert_eq!(called, ["ada", "bob@example.com", "eve", "@"]);
        assert!(called_in("nobody").is_empty());
    }

    #[test]
    fn topics_are_kept_as_they_are_read() {
        for (topic, text) in [
            (
                Topic::Thing { target: Target::Design },
                r#"{"about":"thing","target":{"kind":"design"}}"#,
            ),
            (
                Topic::Line { path: "a/b".into(), text: "offset = 1".into() },
                r#"{"about":"line","path":"a/b","text":"offset = 1"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&topic).unwrap(), text);
            assert_eq!(serde_json::from_str::<Topic>(text).unwrap(), topic);
        }
        assert!(serde_json::from_str::<Topic>(r#"{"about":"thing"}"#).is_err());
    }
}
