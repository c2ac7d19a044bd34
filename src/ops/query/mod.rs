//! Questions a workspace answers: what screens, sheets and lists show. They read, never write.

pub mod history;
pub mod patrol;
