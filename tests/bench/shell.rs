//! The sqlite3 shell as a baseline: the same question by hand, over the same file.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use crate::report::median;

/// Each is asked so many times; the middle time counts.
const TIMES: usize = 5;

/// Whether there is such a program.
pub fn is_there() -> bool {
    Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The processor time that the shell takes for `sql`; the rows go nowhere. `None` when it failed.
pub fn time(file: &Path, sql: &str) -> Option<Duration> {
    let mut shell = Command::new("sqlite3")
        .args(["-readonly", "-batch"])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut script = String::from(".timer on\n");
    for _ in 0..=TIMES {
        script.push_str(&format!("{sql};\n"));
    }
    let mut input = shell.stdin.take()?;
    // Written beside the reading: a long answer must not wait for a long question.
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let answer = shell.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    let said = String::from_utf8_lossy(&answer.stdout);
    let mut times: Vec<Duration> = said.lines().filter_map(run_time).skip(1).collect();
    (times.len() == TIMES).then(|| median(&mut times))
}

/// The same for several statements, one after the other; their times together.
pub fn time_all(file: &Path, statements: &str) -> Option<Duration> {
    statements.split(';').map(|sql| time(file, sql.trim())).sum()
}

/// 「Run Time: real 0.145 user 0.106132 sys 0.038948」: user and sys.
fn run_time(line: &str) -> Option<Duration> {
    let words: Vec<&str> = line.strip_prefix("Run Time: ")?.split(' ').collect();
    let after = |word: &str| -> Option<f64> {
        let at = words.iter().position(|found| *found == word)?;
        words.get(at + 1)?.parse().ok()
    };
    Some(Duration::from_secs_f64(after("user")? + after("sys")?))
}
