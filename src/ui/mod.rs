//! The window. This much of it knows nothing of grids and patrols: the look, the fonts, the keys and the widgets
//! that every screen is put together from.

pub mod font;
pub mod icon;
pub mod shortcut;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
