//! The command line: the same commands as the window, for scripts, tests and other programs.

mod act;
mod annexes;
mod args;
mod assess;
mod check;
mod clues;
mod completion;
mod demo;
mod exchange;
mod field;
mod list;
mod monthly;
mod out;
mod problem;
mod problem_papers;
mod read;
mod reported;
mod resolve;
mod sheets;
mod show;
mod workspace;

use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, FromArgMatches as _};

use args::{Args, Task};
use out::{CliResult, Out};

/// What is left to do after the arguments were read.
pub enum After {
    /// Everything is done; the exit status.
    Exit(u8),
    /// A window is to be opened, on a workspace or on the welcome page.
    Window(Option<PathBuf>),
}

/// Reads the arguments of the process and carries them out.
pub fn run() -> After {
    let parsed = args::in_chinese(Args::command()).try_get_matches().and_then(|found| Args::from_arg_matches(&found));
    let args = match parsed {
        Ok(args) => args,
        Err(fault) => {
            let json = std::env::args_os().any(|argument| argument == "--json");
            return After::Exit(out::usage(&fault, &mut Out::new(json)));
        }
    };
    let mut out = Out::new(args.common.json);
    match carry_out(args, &mut out) {
        Ok(after) => after,
        Err(fault) => After::Exit(out.fault(&fault)),
    }
}

/// What to do where no window can be opened: says so, and for a demonstration does the main job without one.
pub fn without_window(dir: Option<&Path>, reason: &str) -> u8 {
    let mut out = Out::new(false);
    let done = match dir {
        Some(dir) if demo::is_sample(dir) => {
            demo::without_window(dir, crate::session::system_clock(), reason, &mut out)
        }
        _ => {
            out.say(&format!("这台机器不能显示窗口（{reason}）。可以用命令行完成同样的工作：gengbao --help"));
            return 4;
        }
    };
    match done {
        Ok(_) => 0,
        Err(fault) => out.fault(&fault),
    }
}

fn carry_out(args: Args, out: &mut Out) -> CliResult<After> {
    let Args { common, task } = args;
    let status = match task {
        None => return Ok(After::Window(common.workspace)),
        Some(Task::Demo(demo)) => return demo::run(&common, demo, out),
        Some(Task::New(new)) => workspace::new(&common, new, out),
        Some(Task::List(list)) => list::list(&common, &list, out),
        Some(Task::Reminders(asked)) => problem::remind(&common, &asked, out),
        Some(Task::Show(show)) => show::show(&common, &show, out),
        Some(Task::Do(command)) => act::run(&common, &command, out),
        Some(Task::Commands) => act::commands(out),
        Some(Task::Undo(undo)) => act::undo(&common, &undo, out),
        Some(Task::Redo) => act::redo(&common, out),
        Some(Task::History(history)) => list::history(&common, &history, out),
        Some(Task::Print(print)) => sheets::print(&common, &print, out),
        Some(Task::Sheets) => sheets::list(out),
        Some(Task::Assess(step)) => assess::run(&common, step, out),
        Some(Task::Check(check)) => check::check(&common, &check, out),
        Some(Task::Who(who)) => check::who(&common, &who, out),
        Some(Task::Completion(asked)) => completion::completion(&common, &asked, out),
        Some(Task::Import(import)) => exchange::import(&common, &import, out),
        Some(Task::Field(asked)) => field::field(&common, &asked, out),
        Some(Task::Template(template)) => exchange::template(&common, &template, out),
        Some(Task::Export(export)) => exchange::export(&common, &export, out),
        Some(Task::Clues(step)) => clues::run(&common, step, out),
        Some(Task::Backup(backup)) => workspace::backup(&common, &backup, out),
        Some(Task::Restore(restore)) => workspace::restore(&common, &restore, out),
        Some(Task::Verify) => workspace::verify(&common, out),
    };
    status.map(After::Exit)
}
