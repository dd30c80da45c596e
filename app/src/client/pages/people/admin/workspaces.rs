//! Every workspace, with who owns it and how much is in it: names and numbers, and no way in.

use leptos::prelude::*;
use messages::said;

use super::super::failed;
use crate::api::system::list_all_workspaces;
use crate::api::wire::WorkspaceOverview;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::Loaded;

/// The part of the page.
pub(super) fn part() -> AnyView {
    let all = Loaded::new(list_all_workspaces);
    let again = Callback::new(move |()| all.refetch());
    let row = |one: WorkspaceOverview| {
        view! {
            <tr>
                <th scope="row">{one.name}</th>
                <td>{one.owners.join(", ")}</td>
                <td class="mono">{one.members}</td>
                <td class="mono">{one.designs}</td>
            </tr>
        }
    };
    dynamic(move || match all.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(list)) => view! {
            <section class="panel-section">
                <h2>{said("Workspaces")}</h2>
                <p class="quiet">{said("Who administers the console has no part in a workspace by that. An owner of it invites people.")}</p>
                <div class="table-box" tabindex="0" role="region" aria-label=said("Workspaces")>
                    <table class="table">
                        <thead><tr><th scope="col">{said("Name")}</th><th scope="col">{said("Owners")}</th><th scope="col">{said("Members")}</th><th scope="col">{said("Designs")}</th></tr></thead>
                        <tbody>{list.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    })
    .into_any()
}
