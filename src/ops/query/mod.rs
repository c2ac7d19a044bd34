//! Questions a workspace answers: what screens, sheets and lists show. They read, never write.

pub mod answers;
pub mod assess;
pub mod bridge;
pub mod calendar;
pub mod charges;
pub mod check;
pub mod clue;
pub mod completion;
pub mod diagram;
pub mod export;
pub mod field;
pub mod grid;
pub mod handover;
pub mod hearing;
pub mod hint;
pub mod history;
pub mod ledger;
pub mod logbook;
pub mod lookup;
pub mod mechanism;
pub mod monthly;
pub mod office;
pub mod patrol;
pub mod patrollers;
pub mod people;
pub mod posts;
pub mod problem;
pub mod problem_papers;
pub mod reform;
pub mod renewal;
pub mod roster;
pub mod settings;
pub mod sheets;
pub mod tenure;
pub mod term;
pub mod tip;
pub mod vacancy;
pub mod workbench;

/// One page of a longer list, with the number of all rows that fit the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub total: u64,
}

/// Longest page a list answers, however many are asked for.
pub const PAGE_MAX: u32 = 500;
