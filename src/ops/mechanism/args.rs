//! What the commands of the mechanism ledgers are given.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        area::Area,
        duty_document::{DocumentKind, Issuer},
        grid::Level,
        id::{DutyDocumentId, FilingId, GridId, LeadingGroupId, LeadingMemberId, PersonId, PledgeId, PostId, ScanId},
        leading_group::{Part, Seat},
        roster::Role,
        scan::ScanOwner,
    },
    ops::StoredFile,
};

/// By when a year's filings are due; without a day, back to the one that holds by itself (G12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFilingDeadline {
    pub year: i32,
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// The paper that sets it.
    #[serde(default)]
    pub basis: String,
}

/// One 网格划分报备 of a level-2 grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    pub grid: GridId,
    pub year: i32,
    pub on: NaiveDate,
    /// Nothing: the one of the settings (G30).
    #[serde(default)]
    pub receiver: Option<String>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileGrids {
    #[serde(flatten)]
    pub facts: Filing,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditFiling {
    pub filing: FilingId,
    #[serde(flatten)]
    pub facts: Filing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteFiling {
    pub filing: FilingId,
}

/// 批量登记 of a year's filings, one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterFilings {
    pub year: i32,
    pub rows: Vec<FilingEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilingEntry {
    pub grid: GridId,
    pub on: NaiveDate,
    #[serde(default)]
    pub receiver: Option<String>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// 职责文件 or 奖惩措施.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyDocument {
    #[serde(default)]
    pub kind: DocumentKind,
    pub issuer: Issuer,
    pub title: String,
    /// 文号.
    #[serde(default)]
    pub number: String,
    /// 印发日期; in force from then on.
    pub from: NaiveDate,
    /// First day no longer in force.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The levels it speaks of; none: it does not say.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// The roles it speaks of; none: all of these levels.
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDutyDocument {
    #[serde(flatten)]
    pub facts: DutyDocument,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditDutyDocument {
    pub duty_document: DutyDocumentId,
    #[serde(flatten)]
    pub facts: DutyDocument,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteDutyDocument {
    pub duty_document: DutyDocumentId,
}

/// 领导小组 of the district or a town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadingGroup {
    pub grid: GridId,
    /// Nothing: the plan's own (L847).
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub document: String,
    pub from: NaiveDate,
    /// First day it no longer exists.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddLeadingGroup {
    #[serde(flatten)]
    pub facts: LeadingGroup,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditLeadingGroup {
    pub leading_group: LeadingGroupId,
    #[serde(flatten)]
    pub facts: LeadingGroup,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteLeadingGroup {
    pub leading_group: LeadingGroupId,
}

/// A seat in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadingMember {
    #[serde(default)]
    pub part: Part,
    pub seat: Seat,
    /// What a person is when they join: 「区农牧局局长」; not for seats of posts, which say it themselves.
    #[serde(default)]
    pub title: String,
    /// Nothing: since the group was founded.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// First day no longer in it.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddLeadingMember {
    pub leading_group: LeadingGroupId,
    #[serde(flatten)]
    pub facts: LeadingMember,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditLeadingMember {
    pub leading_member: LeadingMemberId,
    #[serde(flatten)]
    pub facts: LeadingMember,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteLeadingMember {
    pub leading_member: LeadingMemberId,
}

/// 目标责任书 of a grid for a year. Where nobody is named for a side, whoever answers for the grid on the day signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pledge {
    pub grid: GridId,
    pub year: i32,
    /// Nothing: the targets are given, but not signed yet.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// 耕地保有量, in 亩.
    #[serde(default)]
    pub farmland: Option<Area>,
    /// 永久基本农田, in 亩.
    #[serde(default)]
    pub permanent: Option<Area>,
    #[serde(default)]
    pub upper_post: Option<PostId>,
    #[serde(default)]
    pub upper_person: Option<PersonId>,
    #[serde(default)]
    pub post: Option<PostId>,
    #[serde(default)]
    pub person: Option<PersonId>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignPledge {
    #[serde(flatten)]
    pub facts: Pledge,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPledge {
    pub pledge: PledgeId,
    #[serde(flatten)]
    pub facts: Pledge,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletePledge {
    pub pledge: PledgeId,
}

/// 批量登记 of a year's 责任书, one operation: those already there take the new targets and day, the rest are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPledges {
    pub year: i32,
    pub rows: Vec<PledgeEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PledgeEntry {
    pub grid: GridId,
    #[serde(default)]
    pub on: Option<NaiveDate>,
    #[serde(default)]
    pub farmland: Option<Area>,
    #[serde(default)]
    pub permanent: Option<Area>,
}

/// Keeps files that the workspace already has with a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachScans {
    pub owner: ScanOwner,
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachScan {
    pub scan: ScanId,
}
