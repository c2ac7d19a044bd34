pub mod domain;
pub mod print;
