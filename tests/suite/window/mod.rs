//! The window seen from outside: pages drawn without a screen, found and used by their Chinese words.

mod grids;
mod people;
