//! Where one line comes from.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::Target;

use crate::api::wire::{PreviewOrigin, Topic};
use crate::client::desk::{Desk, desk};
use crate::client::ui::icon::Icon;

#[component]
pub(super) fn OriginCard(origin: PreviewOrigin, quoted: Topic) -> impl IntoView {
    let desk = desk();
    let kind = said(match origin.kind.as_str() {
        "setting" => message!("You said so"),
        "link" => message!("The drawing says so"),
        "rule" => message!("The product wants it so"),
        "secret" => message!("A secret"),
        _ => message!("The default"),
    });
    let correction = origin
        .correction
        .as_ref()
        .and_then(|id| desk.with_catalogue(|catalogue| catalogue.correction(id).cloned()));
    view! {
        <div class="origin-card" role="region" aria-label=said("Where this line comes from") aria-live="polite">
            <span class="origin-card__kind">{kind}</span>
            <p>{origin.text.to_string()}</p>
            <div class="choice-row">
                {origin.targets.into_iter().filter_map(|target| {
                    let name = name_of(desk, &target)?;
                    Some(view! { <button class="btn btn--small" on:click=move |_| desk.reveal(&target)>{name}</button> })
                }).collect_view()}
                {desk.rights.comment.then(|| view! {
                    <button class="btn btn--small" on:click=move |_| desk.comment_on(quoted.clone())><Icon name="message-square"/>{said("Comment on this line")}</button>
                })}
            </div>
            {correction.map(|correction| view! {
                <div>
                    <span class="origin-card__kind">{said("Not as in the guide")}</span>
                    <p>{said(&correction.guide).to_owned()}</p>
                    <p>{say!("Here: {here}. {reason}", here = said(&correction.here), reason = said(&correction.reason))}</p>
                </div>
            })}
            <p class="origin-card__source">{said(&origin.source).to_owned()}</p>
        </div>
    }
}

/// What a button to the target says; nothing for what cannot be shown on the canvas.
fn name_of(desk: Desk, target: &Target) -> Option<String> {
    desk.with_editor_untracked(|editor| {
        let design = editor.design();
        match target {
            Target::Node(id) | Target::Setting { node: Some(id), .. } => {
                design.node(id).map(|node| node.name.clone())
            }
            Target::Link(id) => {
                let link = design.link(id)?;
                let name = |id| design.node(id).map_or("", |node| node.name.as_str());
                Some(format!("{} → {}", name(&link.from), name(&link.to)))
            }
            Target::Host(id) => design.host(id).map(|host| host.hostname.clone()),
            Target::Setting { node: None, .. } | Target::Design => {
                Some(said("The design").to_owned())
            }
        }
    })
}
