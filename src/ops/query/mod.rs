//! Questions a workspace answers: what screens, sheets and lists show. They read, never write.
pub mod office;
