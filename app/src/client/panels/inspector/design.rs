//! The design as a whole.

use leptos::prelude::*;
use messages::{message, said};
use topology::{Change, Environment, Header};

use super::hosts::Hosts;
use super::settings::{Owner, SettingsForm};
use super::zones::Zones;
use crate::client::desk::desk;
use crate::client::routes;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::field::{SelectField, TextField};
use crate::client::ui::icon::Icon;

const ENVIRONMENTS: [(&str, &str, Environment); 3] = [
    ("development", message!("Development"), Environment::Development),
    ("test", message!("Test"), Environment::Test),
    ("production", message!("Production"), Environment::Production),
];

#[component]
pub(super) fn DesignForm() -> impl IntoView {
    let desk = desk();
    let id = desk.id();
    let name = Signal::derive(move || desk.with_design(|design| design.name().to_owned()));
    let product = desk.with_catalogue(|catalogue| {
        format!("{} {}", catalogue.product.name, catalogue.product.version)
    });
    let check_name = Callback::new(|text: String| {
        topology::text::check_name(text.trim()).map_err(|error| error.to_string())
    });
    let rename = Callback::new(move |text: String| {
        desk.edit(move |design| {
            Change::set_header(
                design,
                Header { name: text.trim().to_owned(), ..design.header().clone() },
            )
        });
    });
    let environment = Signal::derive(move || {
        let current = desk.with_design(topology::Design::environment);
        let found = ENVIRONMENTS.iter().find(|(_, _, environment)| *environment == current);
        found.map_or_else(String::new, |(id, _, _)| (*id).to_owned())
    });
    let option = |(id, name, _): &(&str, &str, _)| ((*id).to_owned(), said(name).to_owned());
    let options: Vec<(String, String)> = ENVIRONMENTS.iter().map(option).collect();
    let set_environment = Callback::new(move |chosen: String| {
        let Some((_, _, environment)) = ENVIRONMENTS.iter().find(|(id, _, _)| *id == chosen) else {
            return;
        };
        desk.edit(move |design| {
            Change::set_header(
                design,
                Header { environment: *environment, ..design.header().clone() },
            )
        });
    });
    view! {
        <div class="panel__head">
            <span class="tile"><Icon name="network"/></span>
            <div><h2>{dynamic(move || name.get())}</h2><p>{product}</p></div>
        </div>
        <div class="section">
            <TextField label=said("Name") value=name check=check_name commit=rename/>
            <SelectField label=said("Environment") value=environment options=Signal::stored(options) commit=set_environment
                help=said("In production, some rules are stricter.")/>
            <div class="row">
                {desk.rights.export.then(|| view! { <a class="btn btn--small" href=routes::document(&id) download="" rel="external"><Icon name="file-text"/>{said("Design file")}</a> })}
                <button class="btn btn--small" on:click=move |_| desk.picturing.set(true)><Icon name="image"/>{said("Picture")}</button>
            </div>
        </div>
        <Hosts/>
        <Zones/>
        <SettingsForm owner=Owner::Design/>
    }
}
