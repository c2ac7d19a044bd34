//! What a user can do: a workspace, commands that change it, and questions it answers.

pub mod access;
pub mod assess;
mod backup;
pub mod command;
mod error;
mod fields;
mod files;
pub mod foresight;
pub mod grid;
pub mod import;
pub mod issue;
mod lines;
pub mod mechanism;
pub mod newcomer;
mod notice;
pub mod office;
pub mod patrol;
pub mod picture;
pub mod problem;
pub mod query;
pub mod reform;
pub mod roster;
pub mod sample;
pub mod seed;
mod tx;
pub mod workspace;

pub use access::Operator;
pub use backup::{BackupFile, Restored};
pub use command::Command;
pub use error::{OpFault, OpResult, Refusal};
pub use files::{FILE_MAX, StoredFile};
pub use notice::{Notice, NoticeKind};
pub use tx::{Teller, Tx};
pub use workspace::{Changes, Clock, Outcome, Workspace};
