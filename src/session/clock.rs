//! Where the time and the random seed of a real session come from; everything below is handed them (A6).

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
};

use chrono::{DateTime, FixedOffset, Local};

use crate::ops::Clock;

/// The clock of the machine.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock of the machine")]
pub fn system_clock() -> Clock {
    Box::new(|| Local::now().fixed_offset())
}

/// A clock that stands still, for tests and demonstrations.
pub fn fixed_clock(now: DateTime<FixedOffset>) -> Clock {
    Box::new(move || now)
}

/// A seed that differs from process to process and machine to machine.
pub fn random_seed() -> u64 {
    RandomState::new().build_hasher().finish()
}
