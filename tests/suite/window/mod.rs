//! The window seen from outside: pages drawn without a screen, found and used by their Chinese words.

mod assessment;
mod charges;
mod check;
mod clues;
mod completion;
mod diagram;
mod exchange;
mod field;
mod grids;
mod hints;
mod history;
mod logbook;
mod mechanisms;
mod pages;
mod patrols;
mod people;
mod problems;
mod reform;
mod renewal;
mod reports;
mod settings;
mod tips;
mod welcome;
mod workbench;
