//! What happens to designs while people look at them: what is saved, and who is where. Nothing of it is kept. With
//! PostgreSQL it reaches the people of every server, by its own notifications; with SQLite there is one server.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use borsh::{BorshDeserialize, BorshSerialize};
use sqlx::postgres::{PgListener, PgPool};
use tokio::sync::broadcast::{Receiver, Sender, channel};
use topology::Change;

use crate::access::{Action, Resource};
use crate::{Backend, BackendError, Caller};

/// What PostgreSQL calls it.
const CHANNEL: &str = "topology_designer_live";
/// As many as who is slow may be behind; who is further behind is told to look anew.
const BEHIND: usize = 1_024;
/// PostgreSQL carries no more bytes at once.
const CARRIED: usize = 7_900;
/// The most bytes of a change that is told: it is kept for each who is behind.
const TOLD: usize = 32 * 1024;
/// Between attempts to listen again.
const AGAIN: Duration = Duration::from_secs(2);

/// Something that happened to a design.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum LiveEvent {
    /// Somebody saved it; it is at this revision. With it comes what leads there from the one before, where that is little.
    Saved { design: String, revision: i64, change: Option<Change> },
    /// Somebody is at a place of it.
    Here { design: String, peer: Peer },
    /// Somebody left.
    Gone { design: String, client: String },
    /// Some of these were missed: whoever looks at a design looks anew.
    Missed,
}

/// Somebody who looks at a design.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Peer {
    /// A page that is open somewhere.
    pub client: String,
    /// Empty for who works alone.
    pub name: String,
    /// Where the pointer is on the drawing, in its units.
    pub at: Option<(i32, i32)>,
    /// Ids of nodes that are selected.
    pub selected: Vec<String>,
}

impl LiveEvent {
    /// That a change was saved.
    pub(crate) fn saved(design: &str, revision: i64, change: Change) -> Self {
        let is_told = borsh::object_length(&change).is_ok_and(|length| length <= TOLD);
        Self::Saved { design: design.to_owned(), revision, change: is_told.then_some(change) }
    }

    /// The design that it is about; all where it is about none.
    #[must_use]
    pub fn design(&self) -> Option<&str> {
        match self {
            Self::Saved { design, .. } | Self::Here { design, .. } | Self::Gone { design, .. } => {
                Some(design)
            }
            Self::Missed => None,
        }
    }
}

/// Hands on what happens.
#[derive(Debug, Clone)]
pub(crate) struct Live {
    sender: Sender<Arc<LiveEvent>>,
    /// Where it goes to other servers.
    others: Option<PgPool>,
}

impl Live {
    /// On one server.
    pub(crate) fn alone() -> Self {
        Self { sender: channel(BEHIND).0, others: None }
    }

    /// On as many as use this database.
    pub(crate) fn among(pool: PgPool) -> Self {
        let live = Self { sender: channel(BEHIND).0, others: Some(pool.clone()) };
        let sender = live.sender.clone();
        tokio::spawn(async move {
            while !pool.is_closed() {
                // Whatever was said while nobody listened is made up for by looking anew.
                let _ = sender.send(Arc::new(LiveEvent::Missed));
                drop(listen(&pool, &sender).await);
                tokio::time::sleep(AGAIN).await;
            }
        });
        live
    }

    pub(crate) fn hear(&self) -> Receiver<Arc<LiveEvent>> {
        self.sender.subscribe()
    }

    /// Tells everyone. What cannot be told is made up for by the next save, or by looking anew.
    pub(crate) async fn tell(&self, event: LiveEvent) {
        let Some(pool) = &self.others else {
            // Nobody may be there to hear it.
            let _ = self.sender.send(Arc::new(event));
            return;
        };
        if let Some(text) = carried(event) {
            let told = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(text);
            let _ = told.execute(pool).await;
        }
    }
}

/// An event as PostgreSQL carries it. Whoever hears of a save without its change asks for the design.
fn carried(event: LiveEvent) -> Option<String> {
    let text = |event: &LiveEvent| {
        let bytes = borsh::to_vec(event).ok()?;
        Some(BASE64.encode(bytes)).filter(|text| text.len() <= CARRIED)
    };
    text(&event).or_else(|| match event {
        LiveEvent::Saved { design, revision, .. } => {
            text(&LiveEvent::Saved { design, revision, change: None })
        }
        _ => None,
    })
}

async fn listen(pool: &PgPool, sender: &Sender<Arc<LiveEvent>>) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        let told = listener.recv().await?;
        let bytes = BASE64.decode(told.payload()).ok();
        let event = bytes.and_then(|bytes| borsh::from_slice::<LiveEvent>(&bytes).ok());
        // While servers are replaced by newer ones, some say what others cannot read.
        let _ = sender.send(Arc::new(event.unwrap_or(LiveEvent::Missed)));
    }
}

impl Backend {
    /// What happens from now on.
    #[must_use]
    pub fn hear(&self) -> Receiver<Arc<LiveEvent>> {
        self.live.hear()
    }

    /// Tells who looks at a design where somebody is, or that they left.
    pub async fn tell(&self, event: LiveEvent) {
        self.live.tell(event).await;
    }
}

impl Caller {
    /// That they may hear of a design, and the revision it is at.
    ///
    /// # Errors
    /// When they may not see it, or there is none.
    pub async fn may_hear(&self, design: &str) -> Result<i64, BackendError> {
        let guest = self.may(Action::ViewDesign, Resource::Design(design)).await?;
        // A version stays as it is.
        if guest.is_some_and(|guest| guest.version.is_some()) {
            return Err(BackendError::NotFound("design"));
        }
        let found = self.store().revision_of(design).await?;
        found.map(|(revision, _)| revision).ok_or(BackendError::NotFound("design"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Actor;

    #[tokio::test]
    async fn who_listens_hears_what_is_saved_and_where_others_are() {
        let backend = crate::testing::backend().await.unwrap();
        let caller = backend.caller(Actor::Local);
        let id = caller.create_design("Heard", Some("guide-sample"), None).await.unwrap().id;
        let mut hearing = backend.hear();
        // With PostgreSQL somebody has to have begun to listen.
        let peer =
            Peer { client: "c1".into(), name: "Ada".into(), at: Some((4, 5)), selected: vec![] };
        let here = LiveEvent::Here { design: id.clone(), peer };
        let heard = async {
            loop {
                let event = hearing.recv().await.unwrap();
                if *event != LiveEvent::Missed {
                    break event;
                }
            }
        };
        let told = async {
            for _ in 0..50 {
                backend.tell(here.clone()).await;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::select! {
            event = heard => assert_eq!(*event, here),
            () = told => panic!("nobody heard it"),
        }
        caller.rename_design(&id, "Other").await.unwrap();
        let heard = tokio::time::timeout(Duration::from_secs(20), async {
            loop {
                if let LiveEvent::Saved { design, revision: 2, change: Some(change) } =
                    hearing.recv().await.unwrap().as_ref()
                    && *design == id
                {
                    break change.clone();
                }
            }
        });
        let mut before = Caller::load(&caller, &id).await.unwrap().0;
        let change = heard.await.expect("a save is told, with what was changed");
        change.inverted().apply(&mut before).unwrap();
        assert_eq!(before.name(), "Heard");
        assert_eq!(caller.may_hear(&id).await.unwrap(), 2);
        assert!(backend.caller(Actor::Nobody).may_hear(&id).await.is_err());
    }
}
