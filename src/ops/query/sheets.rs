//! What the official sheets say, as plain data for the printer, as of any day (A9, A12).

use chrono::NaiveDate;

use crate::{
    domain::{
        id::ObjectId,
        sheet::{DistrictSheet, RankingSheet, ScoreSheet},
    },
    ops::{OpResult, Workspace},
};

/// 附件2 as of a day (R111-R116). Without a district grid on that day it is the plan's empty form.
///
/// # Errors
/// Only those of the store.
pub fn district_sheet(ws: &Workspace, as_of: NaiveDate) -> OpResult<DistrictSheet> {
    todo!()
}

/// 考核评分表 of one object; corrections and 审定 after `as_of` are left out.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when there is no such object.
pub fn score_sheet(ws: &Workspace, object: ObjectId, as_of: NaiveDate) -> OpResult<ScoreSheet> {
    todo!()
}

/// 考核结果汇总表 of a year; corrections and 审定 after `as_of` are left out.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when the year was not opened.
pub fn ranking(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<RankingSheet> {
    todo!()
}
