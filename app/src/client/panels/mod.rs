//! What stands around the canvas.

mod banners;
mod commands;
mod comments;
mod compare;
mod desk_bar;
mod difference;
mod drawer;
mod export_dialog;
mod files;
mod find;
mod findings;
mod fix_preview;
mod floating;
mod here;
mod inspector;
mod keys;
mod list;
mod menu;
mod outline;
mod palette;
mod papers;
mod picture_dialog;
mod print;
mod quick_add;
mod reviews;
mod share_dialog;
mod share_people;
mod show;
mod side;
mod since;
mod versions;
mod views;
mod waive;
mod what_if;

pub(crate) use banners::banners;
pub(crate) use comments::comments;
pub(crate) use desk_bar::DeskBar;
pub(crate) use drawer::Drawer;
pub(crate) use drawer::body as drawer_body;
pub(crate) use floating::body as floating_body;
pub(crate) use floating::floating_window;
pub(crate) use here::others;
pub(crate) use inspector::{Inspector, Subject, form};
pub(crate) use outline::outline;
pub(crate) use share_dialog::sharing;
pub(crate) use show::{layer as show, show_layer};
pub(crate) use side::Side;
pub(crate) use versions::versions;

use leptos::prelude::*;

/// Every dialog of the designer, closed until its signal opens it.
pub(crate) fn dialogs() -> AnyView {
    view! {
        <export_dialog::ExportDialog/>
        <picture_dialog::PictureDialog/>
        <share_dialog::ShareDialog/>
        <print::PrintSheet/>
        <commands::CommandPalette/>
        <keys::KeySheet/>
        <fix_preview::FixPreview/>
        <waive::WaiveDialog/>
    }
    .into_any()
}
