//! The program seen from outside: operations, sheets, command line and window over real workspaces.

mod assess;
mod backup;
mod cli;
mod data;
mod exchange;
mod grid;
mod history;
mod layers;
mod names;
mod office;
mod patrol;
mod roster;
mod sample;
mod sheets;
mod support;
mod window;
mod workspace;
