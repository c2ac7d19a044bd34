//! Processor time of this thread and this process, where the system tells it (Linux).

use std::{fs, time::Duration};

/// Processor time of the calling thread so far.
pub fn of_thread() -> Option<Duration> {
    // Linux brings the count up to date when a thread passes through the scheduler.
    std::thread::yield_now();
    nanoseconds("/proc/thread-self/schedstat")
}

/// Processor time of all threads of this process that still run.
pub fn of_process() -> Option<Duration> {
    std::thread::yield_now();
    let threads = fs::read_dir("/proc/self/task").ok()?.flatten();
    threads.map(|thread| nanoseconds(&thread.path().join("schedstat").to_string_lossy())).sum()
}

/// The first number is the time spent on a processor.
fn nanoseconds(file: &str) -> Option<Duration> {
    let text = fs::read_to_string(file).ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
