//! Questions a workspace answers: what screens, sheets and lists show. They read, never write.

pub mod assess;
pub mod export;
pub mod grid;
pub mod history;
pub mod ledger;
pub mod lookup;
pub mod office;
pub mod patrol;
pub mod patrollers;
pub mod people;
pub mod posts;
pub mod roster;
pub mod settings;
pub mod sheets;

/// One page of a longer list, with the number of all rows that fit the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub total: u64,
}

/// Longest page a list answers, however many are asked for.
pub const PAGE_MAX: u32 = 500;
