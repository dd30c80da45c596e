//! Roles to drag onto the canvas, or to add with Enter.

use editor::Input;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use messages::{message, said};
use topology::catalogue::{Role, RoleClass};

use crate::client::canvas::place_from_palette;
use crate::client::desk::desk;
use crate::client::ui::dynamic::value;
use crate::client::ui::icon::RoleIcon;

/// A press that moves less is a click, which adds the node where there is room.
const CLICK: i32 = 5;

#[component]
pub(crate) fn Palette() -> impl IntoView {
    let desk = desk();
    let search = RwSignal::new(String::new());
    let groups = desk.with_catalogue(|catalogue| {
        let in_class = |wanted: fn(RoleClass) -> bool| -> Vec<Role> {
            catalogue.roles.iter().filter(|role| wanted(role.class)).cloned().collect()
        };
        [
            (message!("Components"), in_class(|class| class == RoleClass::Component)),
            (
                message!("Around them"),
                in_class(|class| {
                    matches!(class, RoleClass::Balancer | RoleClass::Database | RoleClass::Storage)
                }),
            ),
            (message!("Only drawn"), in_class(|class| class == RoleClass::Outside)),
        ]
    });
    let hidden = move |role: &Role| {
        let search = search.get().to_ascii_lowercase();
        let texts = [role.name.as_str(), said(&role.name), &role.summary, said(&role.summary)];
        !search.is_empty() && !texts.iter().any(|text| text.to_ascii_lowercase().contains(&search))
    };
    view! {
        <aside class="palette" aria-label=said("Palette")>
            <div class="palette__search">
                <input class="field__control" type="search" placeholder=said("Find a role") aria-label=said("Find a role") autocomplete="off"
                    prop:value=value(move || search.get()) on:input=move |event| search.set(event_target_value(&event))/>
            </div>
            {groups.into_iter().map(|(title, roles)| view! {
                <div class="palette__group" role="group" aria-label=said(title)>
                    <h2 class="palette__title">{said(title)}</h2>
                    {roles.into_iter().map(|role| {
                        let own = role.clone();
                        view! { <Item role hidden=Signal::derive(move || hidden(&own))/> }
                    }).collect_view()}
                </div>
            }).collect_view()}
            <p class="palette__foot">{said("Drag a role onto the canvas. Draw a link from the dot at a node's right side.")}</p>
        </aside>
    }
}

#[component]
fn Item(role: Role, hidden: Signal<bool>) -> impl IntoView {
    let desk = desk();
    let pressed_at = StoredValue::new((0, 0));
    let (placed, added) = (role.id.clone(), role.id.clone());
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            pressed_at.set_value((event.client_x(), event.client_y()));
            place_from_palette(desk, &placed);
        }
    };
    let moved = move |x: i32, y: i32| {
        let (from_x, from_y) = pressed_at.get_value();
        (x - from_x).abs().max((y - from_y).abs())
    };
    // Where the palette lies over the canvas it makes room for what comes out of it.
    let leave = move || {
        if desk.sheet.get_untracked() == "palette" {
            desk.sheet.set("none");
        }
    };
    let dragged = move |event: PointerEvent| {
        if event.buttons() != 0 && moved(event.client_x(), event.client_y()) >= CLICK {
            leave();
        }
    };
    // The palette may lie over the canvas: a click is no drop onto what is below.
    let released = move |event: PointerEvent| {
        if moved(event.client_x(), event.client_y()) < CLICK {
            desk.input(&Input::Cancel);
        }
    };
    let clicked = move |event: leptos::ev::MouseEvent| {
        let moved = moved(event.client_x(), event.client_y());
        // A keyboard's click has no place.
        if event.detail() == 0 || moved < CLICK {
            desk.add(&added);
            // With keys one goes on from where one is.
            if event.detail() != 0 {
                leave();
            }
        }
    };
    view! {
        <button class="palette__item" data-family=drawing::family_name(role.family) title=said(&role.summary).to_owned()
            style:display=value(move || if hidden.get() { "none" } else { "flex" }) on:pointerdown=down on:pointermove=dragged on:pointerup=released on:click=clicked>
            <span class="tile"><RoleIcon role=role.id.to_string()/></span>
            <strong>{said(&role.name).to_owned()}</strong>
        </button>
    }
}
