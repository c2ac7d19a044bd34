//! Parts that screens are put together from. Each has an accessible Chinese name, by which tests and screen readers
//! find it, and draws only when something happened: none of them asks for a repaint without need.

pub mod button;
pub mod chip;
pub mod drawer;
pub mod empty;
pub mod link;
pub mod modal;
pub mod notice;
pub mod page;
mod paint;
pub mod toast;
