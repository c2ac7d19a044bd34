//! The running office: one worker thread owns the workspace, the window holds tickets; preferences, backups, sheets.

mod clock;
pub mod clues;
pub mod draft;
pub mod each;
pub mod exchange;
pub mod field;
mod loaded;
pub mod photo;
mod preferences;
pub mod responsible;
pub mod sheet;
mod start;
mod work;

pub use clock::{fixed_clock, random_seed, system_clock};
pub use loaded::Loaded;
pub use preferences::{Preferences, documents};
pub use start::{Opened, Opening, create, open, open_read_only};
pub use work::{Gone, Progress, Session, Ticket, Wake, aside, known};
