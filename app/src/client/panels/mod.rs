//! What stands around the canvas.

mod commands;
mod conflict;
mod desk_bar;
mod drawer;
mod export_dialog;
mod files;
mod find;
mod findings;
mod floating;
mod inspector;
mod keys;
mod menu;
mod palette;
mod picture_dialog;
mod print;
mod quick_add;

pub(crate) use commands::CommandPalette;
pub(crate) use conflict::ConflictBanner;
pub(crate) use desk_bar::DeskBar;
pub(crate) use drawer::Drawer;
pub(crate) use export_dialog::ExportDialog;
pub(crate) use floating::floating_window;
pub(crate) use inspector::Inspector;
pub(crate) use keys::KeySheet;
pub(crate) use palette::Palette;
pub(crate) use picture_dialog::PictureDialog;
pub(crate) use print::PrintSheet;
