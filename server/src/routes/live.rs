//! The line by which people who look at one design hear of each other. What travels on it is packed, and nothing of it is
//! kept; what changes a design comes to the server as it does without it.

use std::time::{Duration, Instant};

use app::api::live::{FromPage, ToPage};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use backend::{Caller, LiveEvent, Peer};
use messages::text;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

use crate::AppState;
use crate::asking::Asks;
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
    Ok(upgrade.on_upgrade(move |socket| talk(state, caller, id, revision, socket)))
}

async fn talk(
    state: AppState,
    caller: Caller,
    design: String,
    revision: i64,
    mut socket: WebSocket,
) {
    let client = Uuid::new_v4().simple().to_string();
    let name = caller.actor().person().map(|person| person.name.clone()).unwrap_or_default();
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
                    LiveEvent::Missed => anew(&caller, &design).await,
                },
                Err(RecvError::Lagged(_)) => anew(&caller, &design).await,
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
            _ = look.tick() => match caller.may_hear(&design).await {
                // A browser answers by itself, and a line that is cut is noticed.
                Ok(_) => {
                    if socket.send(Message::Ping(Vec::new().into())).await.is_err() {
                        break;
                    }
                    None
                }
                Err(_) => break,
            },
        };
        if let Some(told) = told
            && send(&mut socket, &told).await.is_err()
        {
            break;
        }
    }
    state.backend.tell(LiveEvent::Gone { design, client }).await;
}

/// The revision that a design is at, for who may have missed some.
async fn anew(caller: &Caller, design: &str) -> Option<ToPage> {
    caller.may_hear(design).await.ok().map(ToPage::Revision)
}

async fn send(socket: &mut WebSocket, told: &ToPage) -> Result<(), axum::Error> {
    let bytes = borsh::to_vec(told).unwrap_or_default();
    socket.send(Message::Binary(bytes.into())).await
}
