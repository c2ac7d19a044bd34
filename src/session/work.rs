//! Work in the background: the worker owns the workspace, the window asks and looks again (A7).

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender, TryRecvError},
    },
    thread::JoinHandle,
};

use crate::ops::Workspace;

/// Called when an answer has arrived, to have the window drawn again.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

type Job = Box<dyn FnOnce(&mut Workspace) + Send>;

/// A workspace at work. Dropping it finishes what was asked and closes the workspace.
pub struct Session {
    runner: Runner,
    wake: Wake,
    waiting: Arc<AtomicUsize>,
}

enum Runner {
    /// Jobs run at once where they are asked: for tests.
    Inline(Box<Workspace>),
    Worker {
        queue: Option<Sender<Job>>,
        thread: Option<JoinHandle<()>>,
    },
}

/// An answer that is on its way.
pub struct Ticket<T>(Receiver<T>);

/// The job ended without an answer: it failed in a way nobody expected.
#[derive(Debug, PartialEq, Eq)]
pub struct Gone;

impl<T> Ticket<T> {
    /// The answer once it is there, each only once.
    pub fn poll(&self) -> Option<Result<T, Gone>> {
        match self.0.try_recv() {
            Ok(value) => Some(Ok(value)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Gone)),
        }
    }

    /// Waits for the answer; not for use while drawing.
    pub fn wait(self) -> Result<T, Gone> {
        self.0.recv().map_err(|_| Gone)
    }
}

/// Runs work that needs no workspace (opening one, asking for a file) on a thread of its own.
pub fn aside<T: Send + 'static>(wake: Wake, work: impl FnOnce() -> T + Send + 'static) -> Ticket<T> {
    let (answer, ticket) = mpsc::channel();
    std::thread::spawn(move || {
        // The window may have stopped waiting; the answer is dropped then.
        let _ = answer.send(work());
        wake();
    });
    Ticket(ticket)
}

/// An answer that is known already.
pub fn known<T>(value: T) -> Ticket<T> {
    let (answer, ticket) = mpsc::channel();
    let _ = answer.send(value);
    Ticket(ticket)
}

impl Session {
    /// Runs every job at once on the caller's thread.
    pub fn inline(workspace: Workspace) -> Self {
        Self { runner: Runner::Inline(Box::new(workspace)), wake: Arc::new(|| ()), waiting: Arc::default() }
    }

    /// Gives the workspace to a thread of its own.
    pub fn worker(mut workspace: Workspace, wake: Wake) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel::<Job>();
        let work = move || {
            while let Ok(job) = jobs.recv() {
                // A job that fails unexpectedly must not end the session: its ticket reports Gone.
                let _ = catch_unwind(AssertUnwindSafe(|| job(&mut workspace)));
            }
        };
        let thread = std::thread::Builder::new().name("workspace".into()).spawn(work)?;
        Ok(Self { runner: Runner::Worker { queue: Some(queue), thread: Some(thread) }, wake, waiting: Arc::default() })
    }

    /// Asks the workspace something; jobs are answered in the order they were asked.
    pub fn ask<T: Send + 'static>(&mut self, question: impl FnOnce(&mut Workspace) -> T + Send + 'static) -> Ticket<T> {
        let (answer, ticket) = mpsc::channel();
        let (wake, waiting) = (self.wake.clone(), Waiting::one_more(&self.waiting));
        let job: Job = Box::new(move |workspace| {
            // The window may have stopped waiting; the answer is dropped then.
            let _ = answer.send(question(workspace));
            drop(waiting);
            wake();
        });
        match &mut self.runner {
            Runner::Inline(workspace) => job(workspace),
            Runner::Worker { queue, .. } => {
                if let Some(queue) = queue {
                    let _ = queue.send(job);
                }
            }
        }
        Ticket(ticket)
    }

    /// Runs work that needs no workspace beside it; at once where jobs run inline.
    pub fn beside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Ticket<T> {
        match &self.runner {
            Runner::Inline(_) => known(work()),
            Runner::Worker { .. } => aside(self.wake.clone(), work),
        }
    }

    /// Whether jobs are running or queued.
    pub fn is_busy(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }
}

impl Drop for Session {
    /// Waits for what was asked, makes the day's backup when one is due, and closes the workspace.
    fn drop(&mut self) {
        if let Runner::Worker { queue, thread } = &mut self.runner {
            if let Some(queue) = queue.take() {
                // A backup that fails must not keep the window from closing; its age shows in the status bar.
                let _ = queue.send(Box::new(|workspace| drop(workspace.backup_when_due())));
            }
            if let Some(thread) = thread.take() {
                let _ = thread.join();
            }
        }
    }
}

/// Counts a job as waiting until it ends, however it ends.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn one_more(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count.clone())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// How far a long job is, and the wish to stop it; shared between the job and the status bar.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Steps>);

#[derive(Debug, Default)]
struct Steps {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    pub fn set(&self, done: u64, total: u64) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Share done, 0 to 1; `None` while the total is unknown.
    pub fn share(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        (total > 0).then(|| self.0.done.load(Ordering::Relaxed) as f32 / total as f32)
    }

    /// A new start of the same job: nothing done, and no wish to stop.
    pub fn begin(&self) {
        self.set(0, 0);
        self.0.cancelled.store(false, Ordering::Relaxed);
    }

    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ops::workspace::NewWorkspace, session::fixed_clock};

    fn workspace() -> Workspace {
        let new = NewWorkspace {
            name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false
        };
        let now = chrono::DateTime::parse_from_rfc3339("2025-06-10T09:00:00+08:00").unwrap();
        Workspace::in_memory(&new, fixed_clock(now), 1).unwrap()
    }

    #[test]
    fn inline_answers_at_once() {
        let mut session = Session::inline(workspace());
        assert_eq!(session.ask(|ws| ws.operator().name.clone()).poll(), Some(Ok("测试员".to_owned())));
        assert!(!session.is_busy());
    }

    #[test]
    fn a_failing_job_is_reported_and_the_next_one_still_runs() {
        let mut session = Session::worker(workspace(), Arc::new(|| ())).unwrap();
        let failed = session.ask(|_| -> u8 { panic!("expected by the test") });
        assert_eq!(failed.wait(), Err(Gone));
        assert_eq!(session.ask(|ws| ws.operator().name.clone()).wait(), Ok("测试员".to_owned()));
    }

    #[test]
    fn the_window_is_woken_by_each_answer() {
        let woken = Arc::new(AtomicUsize::new(0));
        let count = woken.clone();
        let mut session = Session::worker(
            workspace(),
            Arc::new(move || {
                count.fetch_add(1, Ordering::SeqCst);
            }),
        )
        .unwrap();
        session.ask(|_| ()).wait().unwrap();
        drop(session);
        assert_eq!(woken.load(Ordering::SeqCst), 1);
    }
}
