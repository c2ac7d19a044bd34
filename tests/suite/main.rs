//! The program seen from outside: operations, sheets, command line and window over real workspaces.

mod annexes;
mod answers;
mod assess;
mod backup;
mod bridge;
mod check;
mod cli;
mod data;
mod grid;
mod history;
mod layers;
mod matrix;
mod names;
mod office;
mod patrol;
mod reform;
mod renewal;
mod roster;
mod sample;
mod sheets;
mod succession;
mod support;
mod tenure;
mod unit_name;
mod window;
mod workspace;
