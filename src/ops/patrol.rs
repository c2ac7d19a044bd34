//! Logging patrols: entry, change, removal, and the files kept with them (R061, R062, G38, G39, G51).

use serde::{Deserialize, Serialize};

use super::{OpResult, StoredFile, Tx};
use crate::domain::{
    id::{AttachmentId, PatrolId},
    patrol::Patrol,
};

/// 登记巡查.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPatrol {
    #[serde(flatten)]
    pub patrol: Patrol,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 修改巡查记录: the whole record as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPatrol {
    pub id: PatrolId,
    #[serde(flatten)]
    pub patrol: Patrol,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletePatrol {
    pub id: PatrolId,
}

/// Adds files that the workspace already keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachFiles {
    pub patrol: PatrolId,
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachFile {
    pub attachment: AttachmentId,
}

pub(super) fn log(tx: &mut Tx<'_>, args: LogPatrol) -> OpResult<String> { todo!() }
pub(super) fn edit(tx: &mut Tx<'_>, args: EditPatrol) -> OpResult<String> { todo!() }
pub(super) fn delete(tx: &mut Tx<'_>, args: DeletePatrol) -> OpResult<String> { todo!() }
pub(super) fn attach(tx: &mut Tx<'_>, args: AttachFiles) -> OpResult<String> { todo!() }
pub(super) fn detach(tx: &mut Tx<'_>, args: DetachFile) -> OpResult<String> { todo!() }
