//! Plain data of 附件3, 附件4, 变动对照表, 责任人公示 and blank forms: what a page says, before anyone decides where it stands.

use chrono::NaiveDate;

use super::{
    annex::{Annex, BlankForm},
    grid::Level,
    sheet::{Holder, SheetFrame},
};

/// 附件3 东胜区耕地保护二级网格监督监管表 of one town or street (R117-R122).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownSheet {
    pub frame: SheetFrame,
    /// Stands after 「镇（街道）：」.
    pub town: String,
    pub chief: Vec<Holder>,
    /// 包联网格 of 总监督人 (G24).
    pub chief_scope: String,
    /// 副总监管人 beside 总监督人: those who answer to no 副总监督人 of the rows below (R119).
    pub other_overseers: Vec<Holder>,
    pub rows: Vec<TownSheetRow>,
    /// 监督总协调人: one cell merged over `rows`.
    pub coordinators: Vec<Holder>,
    /// 总监管人: one cell merged over `rows`.
    pub chief_overseers: Vec<Holder>,
}

/// One 副总监督人 with the villages and communities under their 包联 (R120, R121, G19, G20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownSheetRow {
    pub deputies: Vec<Holder>,
    /// The names of 所包联的村、社区, joined by 「、」.
    pub villages: String,
    pub deputy_overseers: Vec<Holder>,
}

/// 附件4 东胜区耕地保护三级网格监督监管表 of one village or community (R123-R127).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageSheet {
    pub frame: SheetFrame,
    /// Stands after 「村（社区）：」, with the town's name before it.
    pub village: String,
    pub supervisor: Vec<Holder>,
    /// 包联网格 of 监督人: the village or community itself.
    pub scope: String,
    pub parts: Vec<VillageSheetPart>,
}

/// Groups that the same 监管人 have under 包联, and their 网格员 (R031, R032).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageSheetPart {
    pub overseers: Vec<Holder>,
    pub groups: Vec<GroupMembers>,
}

/// 网格员 of one 村民小组 or 片区.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMembers {
    /// Empty on forms where groups are not written apart.
    pub group: String,
    pub members: Vec<Holder>,
}

/// 变动对照表: what differs between two days in one or more sheets of an annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSheet {
    pub frame: SheetFrame,
    pub annex: Annex,
    /// Whose sheets were compared: 「罕台镇」, 「东胜区各村、社区」.
    pub scope: String,
    /// One for each sheet in which something differs.
    pub parts: Vec<ChangePart>,
    /// How many sheets were compared.
    pub compared: usize,
    /// The day and paper compared with, when it is the same for all of them.
    pub since: Option<ChangeBase>,
    /// Grids whose sheet was never issued before, so that there is nothing to compare with.
    pub never_issued: Vec<String>,
}

/// What a sheet is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeBase {
    pub as_of: NaiveDate,
    /// Whether it is a registered issue (登记印发) and not a day somebody chose.
    pub issue: bool,
    /// The paper it was issued by.
    pub document: String,
}

/// The changes in the sheet of one grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePart {
    pub grid: String,
    pub since: ChangeBase,
    pub rows: Vec<ChangeRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// 「副总监督人」, or 「网格」 where the grid itself changed.
    pub role: String,
    /// Grids it is about: 「撖家塔村、色连村」.
    pub about: String,
    pub old: String,
    pub new: String,
    /// When it changed; `None` where nobody wrote it down.
    pub on: Option<NaiveDate>,
    pub document: String,
}

/// 责任人公示 of one grid (R071, R082, R098, G46). It has no place for personal phones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicSheet {
    pub frame: SheetFrame,
    /// 「罕台镇撖家塔村」.
    pub grid: String,
    pub level: Level,
    /// 「举报电话」 from the settings; never empty.
    pub hotline: String,
    pub rows: Vec<PublicRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRow {
    pub role: String,
    pub holder: Holder,
    /// What they look after: names of villages or groups, or the whole grid.
    pub area: String,
    pub office_phone: String,
}

/// A form for filling in by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankSheet {
    pub form: BlankForm,
    /// Fictional districts are marked on forms too.
    pub sample: bool,
    pub grid: Option<BlankGrid>,
    /// 包联网格 of annex 2, in its order (R115).
    pub listed: Vec<String>,
    /// Short codes of the month at the foot of a ledger of one village, in lines: people, findings, groups.
    pub codes: Vec<String>,
}

/// The grid a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankGrid {
    /// With the names above it: 「罕台镇撖家塔村」.
    pub name: String,
    /// 统计用区划代码; may be empty.
    pub code: String,
    /// 街道: the wording of its posts differs (G23).
    pub street: bool,
}
