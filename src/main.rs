//! `gengbao`: arguments to the window or the command line; nothing else.

use std::process::ExitCode;

use gengbao::{cli, ui};

fn main() -> ExitCode {
    match cli::run() {
        cli::After::Exit(status) => ExitCode::from(status),
        cli::After::Window(dir) => match ui::window::open(dir.clone()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => ExitCode::from(cli::without_window(dir.as_deref(), &fault.to_string())),
        },
    }
}
