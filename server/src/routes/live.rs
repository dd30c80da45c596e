//! The line by which people who look at one design hear of each other. What travels on it is packed, and nothing of it is
//! kept; what changes a design comes to the server as it does without it.

use std::time::{Duration, Instant};

use app::api::live::{FromPage, ToPage};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use backend::{LiveEvent, Peer};
use messages::text;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::AppState;
use crate::asking::{Asks, asking};
use crate::error::HttpError;
use crate::middleware::origin;

/// The longest that a page says at once, in bytes.
const LONGEST: usize = 16 * 1024;
/// Nodes that are told as selected: more is a rectangle that somebody draws.
const SELECTED: usize = 100;
/// Between two looks at whether they may still be here.
const LOOK: Duration = Duration::from_secs(20);
/// A page says where it is no more often than this.
const PAUSE: Duration = Duration::from_millis(30);

pub(crate) async fn open(
    State(state): State<AppState>,
    Asks(caller): Asks,
    Path(id): Path<String>,
    upgrade: WebSocketUpgrade,
    request: Request,
) -> Result<Response, HttpError> {
    // A page of another site could open it with the cookies of whoever looks at that page.
    if !origin::is_ours(&request) {
        let message = text!("This request came from a page of another site and was refused.");
        return Err(HttpError::new(StatusCode::FORBIDDEN, message));
    }
    let revision = caller.may_hear(&id).await?;
    let upgrade = upgrade.max_message_size(LONGEST).max_frame_size(LONGEST);
    let listener = Listener { state, headers: request.headers().clone(), design: id };
    let name = caller.actor().person().map(|person| person.name.clone()).unwrap_or_default();
    Ok(upgrade.on_upgrade(move |socket| talk(listener, name, revision, socket)))
}

/// Who has a line, found out anew from what their browser showed: a session or a link may have ended since.
struct Listener {
    state: AppState,
    headers: HeaderMap,
    design: String,
}

impl Listener {
    /// The revision that the design is at, as long as they may hear of it.
    async fn may_hear(&self) -> Option<i64> {
        let asking = asking(&self.state, &self.headers).await.ok()?;
        asking.caller.may_hear(&self.design).await.ok()
    }
}

async fn talk(listener: Listener, name: String, revision: i64, mut socket: WebSocket) {
    let Listener { state, design, .. } = &listener;
    let client = Uuid::new_v4().simple().to_string();
    let mut hearing = state.backend.hear();
    let mut look = tokio::time::interval(LOOK);
    let mut said = Instant::now() - PAUSE;
    if send(&mut socket, &ToPage::Revision(revision)).await.is_err() {
        return;
    }
    loop {
        let told = tokio::select! {
            event = hearing.recv() => match event {
                Ok(event) => match event.as_ref() {
                    event if event.design().is_some_and(|other| other != design) => None,
                    // What is told is a part of the design: it is for those alone who may see it now.
                    LiveEvent::Saved { .. } if listener.may_hear().await.is_none() => break,
                    LiveEvent::Saved { revision, change, .. } => Some(match change.clone() {
                        Some(change) => ToPage::Changed { revision: *revision, change },
                        None => ToPage::Revision(*revision),
                    }),
                    LiveEvent::Here { peer, .. } if peer.client == client => None,
                    LiveEvent::Here { peer, .. } => Some(ToPage::Here {
                        client: peer.client.clone(),
                        name: peer.name.clone(),
                        at: peer.at,
                        selected: peer.selected.clone(),
                    }),
                    LiveEvent::Gone { client, .. } => Some(ToPage::Gone(client.clone())),
                    LiveEvent::Missed => listener.may_hear().await.map(ToPage::Revision),
                },
                Err(RecvError::Lagged(_)) => listener.may_hear().await.map(ToPage::Revision),
                Err(RecvError::Closed) => break,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Binary(bytes))) => {
                    let Ok(FromPage { at, mut selected }) = borsh::from_slice(&bytes) else { break };
                    if said.elapsed() >= PAUSE {
                        said = Instant::now();
                        selected.truncate(SELECTED);
                        selected.retain(|id| id.len() <= 64);
                        let peer = Peer { client: client.clone(), name: name.clone(), at, selected };
                        state.backend.tell(LiveEvent::Here { design: design.clone(), peer }).await;
                    }
                    None
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => None,
                Some(Ok(Message::Text(_) | Message::Close(_)) | Err(_)) | None => break,
            },
            _ = look.tick() => {
                // A browser answers by itself, and a line that is cut is noticed.
                let ping = Message::Ping(Vec::new().into());
                if listener.may_hear().await.is_none() || socket.send(ping).await.is_err() {
                    break;
                }
                None
            },
        };
        if let Some(told) = told
            && send(&mut socket, &told).await.is_err()
        {
            break;
        }
    }
    state.backend.tell(LiveEvent::Gone { design: design.clone(), client }).await;
}

async fn send(socket: &mut WebSocket, told: &ToPage) -> Result<(), axum::Error> {
    let bytes = borsh::to_vec(told).unwrap_or_default();
    socket.send(Message::Binary(bytes.into())).await
}
