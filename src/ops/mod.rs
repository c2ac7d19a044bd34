//! What a user can do: a workspace, commands that change it, and questions it answers.

pub mod access;
pub mod assess;
pub mod command;
mod error;
mod files;
pub mod grid;
mod notice;
pub mod office;
pub mod patrol;
pub mod query;
pub mod roster;
pub mod sample;
pub mod seed;
mod tx;
pub mod workspace;

pub use access::Operator;
pub use command::Command;
pub use error::{OpFault, OpResult, Refusal};
pub use files::{BackupFile, FILE_MAX, Restored, StoredFile};
pub use notice::{Notice, NoticeKind};
pub use tx::Tx;
pub use workspace::{Changes, Clock, Outcome, Workspace};
