//! The forms of the page of grids.

mod add;
mod change;
mod duty;
mod facts;
mod focus;
mod link;

pub use add::Add;
pub use change::Correct;
pub use duty::{Assign, Succeed};
pub use facts::FactsDraft;
pub use focus::Focus;
pub use link::{Charge, Pair, counterpart, holder_words};
