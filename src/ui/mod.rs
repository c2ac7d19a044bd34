//! The window: the only place that knows egui. Screens read snapshots and emit actions; they never write (A7).

pub mod action;
pub mod app;
pub mod cx;
pub mod desk;
pub mod dialogs;
pub mod font;
mod frame;
pub mod icon;
pub mod route;
pub mod screens;
pub mod shortcut;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
pub mod window;
