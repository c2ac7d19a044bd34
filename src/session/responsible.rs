//! Sheets of the responsible people: 附件3, 附件4, 变动对照表, 责任人公示 and blank forms.

use chrono::NaiveDate;

use super::sheet::Sheet;
use crate::{
    ops::{OpFault, OpResult, Workspace},
    print::Document,
};

pub fn render(_ws: &Workspace, _sheet: &Sheet, _as_of: NaiveDate) -> OpResult<Document> {
    Err(OpFault::Unexpected)
}
