//! The window seen from outside: pages drawn without a screen, found and used by their Chinese words.

mod assessment;
mod charges;
mod check;
mod clues;
mod diagram;
mod exchange;
mod grids;
mod history;
mod mechanisms;
mod pages;
mod patrols;
mod people;
mod reform;
mod renewal;
mod reports;
mod settings;
mod welcome;
