//! Where machines stand: a zone is a site, a network or a rack, and may lie in another.

use leptos::prelude::*;
use messages::{said, say};
use topology::{Change, Design, Zone, ZoneId};

use crate::client::desk::desk;
use crate::client::ui::dynamic::dynamic;
use crate::client::ui::field::{SelectField, TextField};
use crate::client::ui::icon::Icon;
use crate::client::ui::keyed::keyed;

#[component]
pub(super) fn Zones() -> impl IntoView {
    let desk = desk();
    let zones = Memo::new(move |_| {
        desk.with_design(|design| {
            design.zones().map(|zone| zone.id.to_string()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        desk.edit(|design| {
            let id = design.free_zone_id("z");
            Change::add_zone(Zone { name: format!("Zone {id}"), id, parent: None })
        });
    };
    view! {
        <details class="section">
            <summary><Icon name="chevron-right"/>{said("Zones")}<span class="quiet">{dynamic(move || zones.with(Vec::len))}</span></summary>
            <p class="quiet">{said("A zone is a site, a network or a rack. Hosts are put into zones under Hosts, or by dragging all of their nodes into a zone.")}</p>
            {keyed(
                move || zones.get(),
                |id| ZoneId::new(id).ok().map(|id| view! { <ZoneCard id/> }).into_any(),
            )}
            <div>
                <button class="btn btn--small" on:click=add><Icon name="plus"/>{said("Add a zone")}</button>
            </div>
        </details>
    }
}

/// Zones to choose from, and none of them; `but` and what lies in it are left out.
pub(super) fn options(design: &Design, but: Option<&ZoneId>) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), said("No zone").to_owned())];
    for zone in design.zones() {
        if but.is_none_or(|but| !design.is_within(&zone.id, but)) {
            options.push((zone.id.to_string(), zone.name.clone()));
        }
    }
    options
}

/// One zone.
#[component]
pub(super) fn ZoneForm(id: ZoneId) -> impl IntoView {
    let desk = desk();
    let own = id.clone();
    let name = move || desk.with_design(|design| design.zone(&own).map(|zone| zone.name.clone()));
    let code = id.to_string();
    view! {
        <div class="panel__head">
            <span class="tile"><Icon name="network"/></span>
            <div><h2>{dynamic(name)}</h2><p>{said("Zone")}" · "<code>{code}</code></p></div>
        </div>
        <div class="section section--place"><ZoneCard id/></div>
    }
}

#[component]
fn ZoneCard(id: ZoneId) -> impl IntoView {
    let desk = desk();
    let id = StoredValue::new(id);
    let read = move |field: fn(&Zone) -> String| {
        Signal::derive(move || {
            desk.with_design(|design| {
                id.with_value(|id| design.zone(id).map(field)).unwrap_or_default()
            })
        })
    };
    let write = move |change: Box<dyn FnOnce(&mut Zone)>| {
        desk.edit(move |design| {
            let Some(mut zone) = id.with_value(|id| design.zone(id).cloned()) else {
                return Change::new();
            };
            change(&mut zone);
            Change::set_zone(design, zone)
        });
    };
    let name = read(|zone| zone.name.clone());
    let check_name = Callback::new(|text: String| {
        topology::text::check_name(text.trim()).map_err(|error| error.to_string())
    });
    let outer = Signal::derive(move || {
        desk.with_design(|design| id.with_value(|id| options(design, Some(id))))
    });
    let parent = read(|zone| zone.parent.as_ref().map(ToString::to_string).unwrap_or_default());
    view! {
        <div class="host-card">
            <TextField label=said("Zone") value=name check=check_name
                commit=Callback::new(move |text: String| write(Box::new(move |zone| zone.name = text.trim().to_owned())))/>
            <SelectField label=said("Lies in") value=parent options=outer
                commit=Callback::new(move |chosen: String| write(Box::new(move |zone| zone.parent = ZoneId::new(chosen).ok())))/>
            <div>
                <button class="btn btn--quiet btn--small btn--danger" on:click=move |_| {
                    let told = say!("{name} is removed. What lay in it lies around it now.", name = name.get_untracked());
                    desk.remove(told, move |design| id.with_value(|id| Change::remove_zone(design, id)));
                }>
                    <Icon name="trash-2"/>{said("Remove")}
                </button>
            </div>
        </div>
    }
}
