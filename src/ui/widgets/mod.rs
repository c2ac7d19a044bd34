//! Parts that screens are put together from. Each has an accessible Chinese name, by which tests and screen readers
//! find it, and draws only when something happened: none of them asks for a repaint without need.

pub mod album;
pub mod bar_chart;
pub mod brief_table;
pub mod button;
pub mod calendar;
pub mod check;
pub mod chip;
pub mod choice;
pub mod date_field;
pub mod drawer;
pub mod empty;
pub mod fact;
pub mod form;
pub(crate) mod ime;
pub mod link;
pub mod matrix;
pub mod menu;
pub mod modal;
pub mod multi_pick;
pub mod notice;
pub mod number_field;
pub mod page;
pub(crate) mod paint;
pub mod pan_zoom;
pub mod paper;
pub mod search_box;
pub mod search_pick;
pub mod sheet;
pub mod stacked_chart;
pub mod table;
pub mod text_field;
pub mod timeline;
pub mod toast;
pub mod tree;
