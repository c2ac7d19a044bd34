//! Grids as screens show them: the tree of a day, one grid with its roles, and search.

mod detail;
mod path;
mod roles;
mod search;
mod tree;

pub use detail::{ChildCount, GridDetail, VersionLine, detail};
pub use path::PathStep;
pub(super) use path::{Paths, above, words_of};
pub use roles::{ChargeLine, DelegateLine, DutyLine, DutyWords, Incumbent, PairingLine, RoleBlock};
pub use search::{GridHit, by_id, search};
pub(super) use tree::in_order;
pub use tree::{TreeNode, tree};
