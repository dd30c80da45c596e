//! How the console stands: the program, its database, the last copy, and what it was started with.

use leptos::prelude::*;
use messages::{said, say};

use super::super::failed;
use crate::api::system::system_state;
use crate::api::wire::System;
use crate::client::ui::copy::Copyable;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::task::Loaded;
use crate::client::ui::time::{ago, moment};

/// The part of the page.
pub(super) fn part() -> AnyView {
    let state = Loaded::new(system_state);
    let again = Callback::new(move |()| state.refetch());
    dynamic(move || match state.get() {
        None => ().into_any(),
        Some(Err(error)) => failed(&error, again),
        Some(Ok(system)) => shown(system),
    })
    .into_any()
}

fn shown(system: System) -> AnyView {
    let commands = copies(&system);
    view! {
        {table(said("The program"), program(&system))}
        {table(said("The database"), database(&system))}
        <section class="panel-section">
            <h2>{said("Copies")}</h2>
            <p>{match system.backed_up_at {
                Some(at) => say!("The last copy was made {when}: {moment}.", when = ago(at), moment = moment(at)),
                None => said("No copy was made yet with this command.").to_owned(),
            }}</p>
            {commands}
        </section>
    }
    .into_any()
}

type Facts = Vec<(&'static str, String)>;

fn program(system: &System) -> Facts {
    let version = match &system.commit {
        Some(commit) => [&system.version, " · ", commit].concat(),
        None => system.version.clone(),
    };
    let access = match (system.access.as_str(), &system.provider) {
        ("open", _) => said("Everyone who reaches it").to_owned(),
        ("token", _) => said("Whoever has the word that was printed").to_owned(),
        (_, Some(provider)) if system.passwords => {
            say!("People with an account, with a password or with {provider}", provider)
        }
        (_, Some(provider)) => say!("People with an account, with {provider} alone", provider),
        (_, None) => said("People with an account, with a password").to_owned(),
    };
    let given = |text: &Option<String>| text.clone().unwrap_or_else(|| said("Not set").to_owned());
    vec![
        (said("Version"), version),
        (said("Started"), moment(system.started_at)),
        (said("Servers at this database"), system.servers.to_string()),
        (said("Who is let in"), access),
        (said("It listens on"), system.listen.clone()),
        (said("How people reach it (--public-url)"), given(&system.public_url)),
        (said("Figures for Prometheus (--metrics)"), given(&system.metrics)),
    ]
}

fn database(system: &System) -> Facts {
    let designs = say!(
        "{designs}, and {deleted} deleted that can be restored",
        designs = system.designs,
        deleted = system.deleted
    );
    vec![
        (said("Kind"), system.database.clone()),
        (said("Place"), system.place.clone()),
        (said("Size"), size(system.bytes)),
        (said("Version of its tables"), system.schema.to_string()),
        (said("Designs"), designs),
        (said("Versions of designs"), system.versions.to_string()),
        (said("People"), system.people.to_string()),
        (said("Workspaces"), system.workspaces.to_string()),
    ]
}

fn size(bytes: i64) -> String {
    let kilobytes = bytes / 1_000;
    if kilobytes < 10_000 {
        say!("{count} kB", count = kilobytes)
    } else {
        say!("{count} MB", count = kilobytes / 1_000)
    }
}

fn table(title: &'static str, facts: Facts) -> AnyView {
    let row = |(what, is): (&'static str, String)| {
        view! { <tr><th scope="row">{what}</th><td>{is}</td></tr> }
    };
    view! {
        <section class="panel-section">
            <h2>{title}</h2>
            <table class="table"><tbody>{facts.into_iter().map(row).collect_view()}</tbody></table>
        </section>
    }
    .into_any()
}

/// How a copy is made of all that is kept, and put back.
fn copies(system: &System) -> AnyView {
    let make = ["topology-designer backup --out designs.gz ", &system.option].concat();
    view! {
        <p class="quiet">{said("Run this where the database can be reached, while the console runs or not. A password is not in it: the program takes it from PGPASSWORD or ~/.pgpass. Keep the copy like the database.")}</p>
        <Copyable label=said("Make a copy") text=make/>
        <Copyable label=said("Put a copy into a new database") text="topology-designer restore designs.gz --database URL".to_owned()/>
    }
    .into_any()
}
