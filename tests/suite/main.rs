//! The program seen from outside: operations, sheets, command line and window over real workspaces.

mod assess;
mod backup;
mod bridge;
mod cli;
mod cli_reform;
mod data;
mod grid;
mod history;
mod layers;
mod names;
mod office;
mod patrol;
mod reform;
mod roster;
mod sample;
mod sheets;
mod support;
mod unit_name;
mod window;
mod workspace;
