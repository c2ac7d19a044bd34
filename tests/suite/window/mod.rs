//! The window seen from outside: pages drawn without a screen, found and used by their Chinese words.

mod assessment;
mod grids;
mod history;
mod mechanisms;
mod pages;
mod patrols;
mod people;
mod reports;
mod settings;
mod welcome;
