//! What the plan 东政办发〔2023〕61号 says, as pure rules: no SQL, no window, no clock, no files.

pub mod assess;
pub mod date;
pub mod desk;
pub mod district;
pub mod fault;
pub mod grid;
pub mod id;
pub mod import;
pub mod ledger;
pub mod patrol;
pub mod plan;
pub mod random;
pub mod roster;
pub mod search;
pub mod setting;
pub mod sheet;
pub mod text;
pub mod time;
