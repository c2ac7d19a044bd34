//! gengbao (耕保): the grid system for farmland protection of 东胜区, from the tree of grids to the annual score sheet.
//!
#![doc = include_str!("ARCHITECTURE.md")]

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod ops;
pub mod print;
pub mod session;
pub mod store;
pub mod ui;
