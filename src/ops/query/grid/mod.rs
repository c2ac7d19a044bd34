//! Grids as screens show them: the tree of a day, one grid with its roles, and search.

mod detail;
mod search;
mod tree;

pub use detail::{
    ChargeLine, ChildCount, DutyLine, DutyWords, GridDetail, Incumbent, PairingLine, PathStep, RoleBlock, VersionLine, detail,
};
pub use search::{GridHit, search};
pub use tree::{TreeNode, tree};
