//! The window seen from outside: pages drawn without a screen, found and used by their Chinese words.

mod assessment;
mod exchange;
mod grids;
mod history;
mod pages;
mod patrols;
mod people;
mod reports;
mod settings;
mod welcome;
