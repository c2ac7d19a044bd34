//! What the plan 东政办发〔2023〕61号 says, as pure rules: no SQL, no window, no clock, no files.

pub mod assess;
pub mod date;
pub mod fault;
pub mod id;
pub mod sheet;
pub mod text;
