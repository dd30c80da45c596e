//! What stands around the canvas.

mod commands;
mod conflict;
mod desk_bar;
mod difference;
mod drawer;
mod export_dialog;
mod files;
mod find;
mod findings;
mod fix_preview;
mod floating;
mod inspector;
mod keys;
mod menu;
mod palette;
mod picture_dialog;
mod print;
mod quick_add;
mod waive;
mod what_if;

pub(crate) use commands::CommandPalette;
pub(crate) use conflict::ConflictBanner;
pub(crate) use desk_bar::DeskBar;
pub(crate) use drawer::Drawer;
pub(crate) use export_dialog::ExportDialog;
pub(crate) use fix_preview::FixPreview;
pub(crate) use floating::floating_window;
pub(crate) use inspector::Inspector;
pub(crate) use keys::KeySheet;
pub(crate) use palette::Palette;
pub(crate) use picture_dialog::PictureDialog;
pub(crate) use print::PrintSheet;
pub(crate) use waive::WaiveDialog;
