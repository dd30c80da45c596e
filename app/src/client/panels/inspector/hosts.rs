//! The machines that nodes run on.

use editor::new_host;
use leptos::prelude::*;
use messages::{said, say};
use topology::{Change, Host, HostId, OperatingSystem, ZoneId};

use super::zones;
use crate::client::desk::desk;
use crate::client::ui::browser;
use crate::client::ui::dynamic::{dynamic, flag, value};
use crate::client::ui::field::{SelectField, TextField};
use crate::client::ui::icon::Icon;
use crate::client::ui::keyed::keyed;

/// As many rows as a person looks through; to find more of them there is the search.
const ROWS: usize = 50;

#[component]
pub(super) fn Hosts() -> impl IntoView {
    let desk = desk();
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| desk.with_design(|design| design.hosts().len()));
    view! {
        <details class="section" on:toggle=move |event| open.set(browser::is_open(&event))>
            <summary><Icon name="chevron-right"/>{said("Hosts")}<span class="quiet">{dynamic(move || count.get())}</span></summary>
            {dynamic(move || open.get().then(|| view! { <HostList/> }))}
            <div>
                <button class="btn btn--small" on:click=move |_| desk.edit(|design| Change::add_host(new_host(design, None)))><Icon name="plus"/>{said("Add a host")}</button>
            </div>
        </details>
    }
}

/// The hosts, each in a line; the fields of the one that is looked at are below its line.
#[component]
fn HostList() -> impl IntoView {
    let desk = desk();
    let search = RwSignal::new(String::new());
    let chosen = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let search = search.get().to_ascii_lowercase();
        let fits = |host: &&Host| {
            host.hostname.to_ascii_lowercase().contains(&search) || host.address.contains(&search)
        };
        desk.with_design(|design| {
            let hosts = design.hosts().filter(fits).map(|host| host.id.to_string());
            hosts.collect::<Vec<_>>()
        })
    });
    let many = Memo::new(move |_| desk.with_design(|design| design.hosts().len() > 8));
    view! {
        {dynamic(move || many.get().then(|| view! {
            <input class="field__control" type="search" placeholder=said("Find a host") aria-label=said("Find a host") autocomplete="off"
                prop:value=value(move || search.get()) on:input=move |event| search.set(event_target_value(&event))/>
        }))}
        <div>
            {keyed(
                move || found.with(|ids| ids.iter().take(ROWS).cloned().collect()),
                move |id| HostId::new(id).ok().map(|id| view! { <HostRow id chosen/> }).into_any(),
            )}
        </div>
        {dynamic(move || {
            let more = found.with(Vec::len).saturating_sub(ROWS);
            (more > 0).then(|| view! { <p class="quiet">{say!("{more} more: find them by name or address.", more)}</p> })
        })}
    }
}

#[component]
fn HostRow(id: HostId, chosen: RwSignal<String>) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(id);
    let is_chosen =
        Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen == id.as_str())));
    let read = move |field: fn(&Host) -> &str| {
        desk.with_design(|design| {
            let host = id.with_value(|id| design.host(id));
            host.map_or_else(String::new, |host| field(host).to_owned())
        })
    };
    let toggle = move |_| {
        let now = id.with_value(ToString::to_string);
        chosen.set(if is_chosen.get_untracked() { String::new() } else { now });
    };
    view! {
        <button class="host-row" aria-expanded=flag(move || is_chosen.get()) on:click=toggle>
            <Icon name="chevron-right"/>
            <span title=value(move || read(|host| &host.hostname))>{dynamic(move || read(|host| &host.hostname))}</span>
            <span class="quiet">{dynamic(move || read(|host| &host.address))}</span>
        </button>
        {dynamic(move || is_chosen.get().then(|| view! { <HostCard id=id.get_value()/> }))}
    }
}

/// One host.
#[component]
pub(super) fn HostForm(id: HostId) -> impl IntoView {
    let desk = desk();
    let own = id.clone();
    let name =
        move || desk.with_design(|design| design.host(&own).map(|host| host.hostname.clone()));
    let code = id.to_string();
    view! {
        <div class="panel__head">
            <span class="tile"><Icon name="hard-drive"/></span>
            <div><h2>{dynamic(name)}</h2><p>{said("Host")}" · "<code>{code}</code></p></div>
        </div>
        <div class="section section--place"><HostCard id/></div>
    }
}

/// Beyond these, a number was mistyped.
const MOST_MEMORY: u32 = 16 * 1024 * 1024;
const MOST_CORES: u32 = 4096;

/// A number that may not be known.
fn shown(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[component]
fn HostCard(id: HostId) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(id);
    let read = move |field: fn(&Host) -> String| {
        Signal::derive(move || {
            desk.with_design(|design| {
                id.with_value(|id| design.host(id).map(field)).unwrap_or_default()
            })
        })
    };
    let write = move |change: Box<dyn FnOnce(&mut Host)>| {
        desk.edit(move |design| {
            let Some(mut host) = id.with_value(|id| design.host(id).cloned()) else {
                return Change::new();
            };
            change(&mut host);
            Change::set_host(design, host)
        });
    };
    let name = read(|host| host.hostname.clone());
    let check_name = Callback::new(|text: String| {
        let fits = topology::is_hostname(&text) || topology::is_ip_address(&text);
        if fits {
            Ok(())
        } else {
            Err(said("takes a host name such as vm1.example.com").to_owned())
        }
    });
    let check_address = Callback::new(|text: String| {
        if text.is_empty() || topology::is_ip_address(&text) {
            Ok(())
        } else {
            Err(said("takes an IP address such as 10.0.0.11").to_owned())
        }
    });
    let whole = |most: u32| {
        Callback::new(move |text: String| {
            if text.is_empty() || text.parse().is_ok_and(|number| (1..=most).contains(&number)) {
                Ok(())
            } else {
                Err(say!("takes a whole number from 1 to {most}", most))
            }
        })
    };
    let zones = Signal::derive(move || desk.with_design(|design| zones::options(design, None)));
    let system = read(|host| {
        if host.os == OperatingSystem::Windows { "windows" } else { "linux" }.to_owned()
    });
    let systems = vec![
        ("linux".to_owned(), "Linux".to_owned()),
        ("windows".to_owned(), "Windows".to_owned()),
    ];
    view! {
        <div class="host-card">
            <TextField label=said("Host name") value=name check=check_name mono=true
                commit=Callback::new(move |text: String| write(Box::new(move |host| host.hostname = text)))/>
            <TextField label=said("IP address") value=read(|host| host.address.clone()) check=check_address mono=true
                commit=Callback::new(move |text: String| write(Box::new(move |host| host.address = text)))/>
            <TextField label=said("Memory in MB") value=read(|host| shown(host.memory)) check=whole(MOST_MEMORY)
                commit=Callback::new(move |text: String| write(Box::new(move |host| host.memory = text.parse().ok())))/>
            <TextField label=said("Processor cores") value=read(|host| shown(host.cores.map(u32::from))) check=whole(MOST_CORES)
                commit=Callback::new(move |text: String| write(Box::new(move |host| host.cores = text.parse().ok())))/>
            <SelectField label=said("Zone") value=read(|host| host.zone.as_ref().map(ToString::to_string).unwrap_or_default()) options=zones
                commit=Callback::new(move |chosen: String| write(Box::new(move |host| host.zone = ZoneId::new(chosen).ok())))/>
            <SelectField label=said("Operating system") value=system options=Signal::stored(systems)
                commit=Callback::new(move |chosen: String| write(Box::new(move |host| {
                    host.os = if chosen == "windows" { OperatingSystem::Windows } else { OperatingSystem::Linux };
                })))/>
            <div>
                <button class="btn btn--quiet btn--small btn--danger" on:click=move |_| {
                    let told = say!("{name} is removed. What ran on it is on no host now.", name = name.get_untracked());
                    desk.remove(told, move |design| id.with_value(|id| Change::remove_host(design, id)));
                }>
                    <Icon name="trash-2"/>{said("Remove")}
                </button>
            </div>
        </div>
    }
}
