//! The forms of 群众举报.

mod handle;
mod look;
mod receive;

pub use handle::{AnswerForm, RewardForm, VerifyForm};
pub use look::{LookForm, SealForm};
pub use receive::TipForm;
