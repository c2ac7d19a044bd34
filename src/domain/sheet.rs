//! Plain data of the official sheets: what a page says, before anyone decides where it stands.
//!
//! Queries fill these, `print` lays them out. Nothing here knows a millimetre or a table of the database.

use chrono::NaiveDate;

use super::assess::{Band, Tenths};

/// What every sheet carries besides its own content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFrame {
    /// The sheet shows the state of this day (截至).
    pub as_of: NaiveDate,
    /// The day the sheet was printed.
    pub printed_on: NaiveDate,
    /// A fictional district: every page says 示范数据.
    pub sample: bool,
}

/// One person standing in a cell: the name, and the post it is held by. `None` as name prints 空缺.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    pub name: Option<String>,
    pub post: String,
}

/// 附件2 东胜区耕地保护一级网格监督监管表 (R111-R116).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictSheet {
    pub frame: SheetFrame,
    /// Stands after 「区级：」.
    pub district: String,
    /// 总监督人 with 包联网格 全区全域 (R113).
    pub chief: Vec<Holder>,
    pub chief_scope: String,
    /// One row for each level-2 grid, in the order of annex 2 (R115).
    pub rows: Vec<DistrictSheetRow>,
    /// 监督总协调人: one cell merged over all rows.
    pub coordinators: Vec<Holder>,
    /// 总监管人: one cell merged over all rows.
    pub chief_overseers: Vec<Holder>,
}

/// 副总监督人 of one level-2 grid with the 副总监管人 answering to them (R114, G19, G20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictSheetRow {
    pub deputies: Vec<Holder>,
    pub grid: String,
    pub deputy_overseers: Vec<Holder>,
}

/// 考核评分表 of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheet {
    pub frame: SheetFrame,
    /// 考核办法's title as the scheme gives it.
    pub scheme_title: String,
    pub year: i32,
    pub unit: String,
    pub parts: Vec<ScoreSheetPart>,
    /// `None` while an item has no score yet.
    pub total: Option<Tenths>,
    pub band: Option<Band>,
    /// Day and document of 审定; `None` prints 未审定.
    pub confirmed: Option<ScoreSheetConfirmation>,
    /// How 不适用 items were counted; printed when there is one (G02).
    pub not_applicable_note: Option<String>,
    /// 更正 after 审定, in their order.
    pub corrections: Vec<ScoreSheetCorrection>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheetConfirmation {
    pub on: NaiveDate,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheetPart {
    /// 「（一）网格化监督监管工作安排部署情况，共 25 分。」 verbatim.
    pub heading: String,
    pub points: Tenths,
    /// Sum of the scored items; `None` while one is open.
    pub sum: Option<Tenths>,
    pub items: Vec<ScoreSheetItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheetItem {
    /// 序号 within its part, 「1」.
    pub number: String,
    /// The item's words without number and points.
    pub text: String,
    pub points: Tenths,
    pub mark: ItemMark,
    /// 扣分原因及依据, or the reason of 不适用.
    pub reason: String,
}

/// What stands in the 得分 cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMark {
    Open,
    Scored(Tenths),
    NotApplicable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheetCorrection {
    pub number: u32,
    pub on: NaiveDate,
    /// 「一、1 按时完成网格划分报备情况」.
    pub item: String,
    pub from: String,
    pub to: String,
    pub reason: String,
    pub document: String,
}

/// 考核结果汇总表 of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingSheet {
    pub frame: SheetFrame,
    pub scheme_title: String,
    pub year: i32,
    pub confirmed: Option<ScoreSheetConfirmation>,
    /// 「一、安排部署」 … column headings of the parts, with their points.
    pub parts: Vec<(String, Tenths)>,
    /// 镇街 first, then 部门 (G02, G13).
    pub groups: Vec<RankingGroup>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingGroup {
    pub name: String,
    pub rows: Vec<RankingRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingRow {
    /// Shared ranks: 1, 1, 3. `None` while the total is open.
    pub rank: Option<u32>,
    pub unit: String,
    /// One per part of the scheme; `None` while open.
    pub parts: Vec<Option<Tenths>>,
    pub total: Option<Tenths>,
    pub band: Option<Band>,
    pub note: String,
}

/// 巡查台账 (G38, G39).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolLedger {
    pub frame: SheetFrame,
    /// 「罕台镇撖家塔村巡田台账」: the title follows the kind.
    pub title: String,
    /// The filter in words: 「2025年3月1日至2025年3月31日 · 全部类型」.
    pub scope: String,
    pub columns: Vec<LedgerColumn>,
    /// Cells in the order of `columns`.
    pub rows: Vec<Vec<String>>,
}

/// One column of a printed ledger; the same list feeds screen and spreadsheet (A11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerColumn {
    pub title: String,
    /// Share of the table's width, in any unit.
    pub weight: u16,
    pub align: Align,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// A ledger that is a table and nothing more: title, what it shows, columns and rows, remarks under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub frame: SheetFrame,
    pub title: String,
    /// What it shows, in words, over the table.
    pub scope: String,
    /// Upright paper for few columns.
    pub upright: bool,
    pub columns: Vec<LedgerColumn>,
    /// Cells in the order of `columns`.
    pub rows: Vec<Vec<String>>,
    /// Under the table.
    pub remarks: Vec<String>,
}

impl LedgerColumn {
    /// The columns of a ledger that stand on paper.
    pub fn printed(columns: &[super::ledger::Column]) -> Vec<Self> {
        let printed = columns.iter().filter(|column| column.weight > 0);
        printed
            .map(|column| Self { title: column.title.to_owned(), weight: column.weight, align: column.align })
            .collect()
    }
}
