//! What stands around the canvas.

mod commands;
mod conflict;
mod desk_bar;
mod drawer;
mod export_dialog;
mod files;
mod findings;
mod inspector;
mod palette;

pub(crate) use commands::CommandPalette;
pub(crate) use conflict::ConflictBanner;
pub(crate) use desk_bar::DeskBar;
pub(crate) use drawer::Drawer;
pub(crate) use export_dialog::ExportDialog;
pub(crate) use inspector::Inspector;
pub(crate) use palette::Palette;
