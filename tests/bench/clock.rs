//! Processor time of this thread and this process, where the system tells it (Linux).

use std::{
    fs,
    time::{Duration, Instant},
};

/// Times a piece of work that runs on the calling thread.
pub struct Watch {
    cpu: Option<Duration>,
    wall: Instant,
}

impl Watch {
    pub fn begin() -> Self {
        Self { cpu: of_thread(), wall: Instant::now() }
    }

    /// What the work itself took: not the time in which other programs had the processor, where the system tells it.
    pub fn stop(&self) -> Duration {
        let cpu = self.cpu.and_then(|before| Some(of_thread()?.saturating_sub(before)));
        cpu.unwrap_or_else(|| self.wall.elapsed())
    }

    /// From the first moment to this one.
    pub fn wall(&self) -> Duration {
        self.wall.elapsed()
    }
}

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
