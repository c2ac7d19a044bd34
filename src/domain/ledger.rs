//! One column list per ledger, for the screen table, the spreadsheet and the printed sheet (A11).

use super::sheet::Align;

/// A column: its stable English name, its Chinese heading and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub title: &'static str,
    /// Share of the width on paper; pixels on screen are ten times it. 0: not on paper.
    pub weight: u16,
    pub align: Align,
}

const fn column(key: &'static str, title: &'static str, weight: u16, align: Align) -> Column {
    Column { key, title, weight, align }
}

/// 巡查台账 (G39).
pub const PATROL: &[Column] = &[
    column("date", "日期", 13, Align::Left),
    column("time", "时间", 14, Align::Left),
    column("kind", "类型", 10, Align::Left),
    column("grid", "网格", 15, Align::Left),
    column("group", "片区（小组）", 11, Align::Left),
    column("patrollers", "巡查人", 13, Align::Left),
    column("way", "方式", 9, Align::Left),
    column("weather", "天气", 6, Align::Left),
    column("found", "发现情况", 22, Align::Left),
    column("action", "处置情况", 20, Align::Left),
    column("files", "附件", 6, Align::Right),
    column("note", "备注", 14, Align::Left),
    column("recorded", "登记", 13, Align::Left),
];

/// 网格划分报备情况表 (R091).
pub const FILINGS: &[Column] = &[
    column("place", "序号", 6, Align::Center),
    column("grid", "二级网格", 16, Align::Left),
    column("filed_on", "报备日期", 15, Align::Left),
    column("state", "是否按时", 12, Align::Left),
    column("receiver", "受理单位", 16, Align::Left),
    column("document", "报备文件", 22, Align::Left),
    column("later", "补报", 16, Align::Left),
    column("note", "备注", 18, Align::Left),
];

/// 领导小组成员名单 (R096).
pub const GROUP_MEMBERS: &[Column] = &[
    column("place", "序号", 6, Align::Center),
    column("part", "组内职务", 12, Align::Center),
    column("name", "姓名", 14, Align::Center),
    column("post", "行政职务", 34, Align::Left),
    column("since", "起始日期", 15, Align::Left),
    column("state", "备注", 14, Align::Left),
];

/// 目标责任书台账 (R068).
pub const PLEDGES: &[Column] = &[
    column("place", "序号", 5, Align::Center),
    column("upper", "上级", 12, Align::Left),
    column("grid", "责任网格", 14, Align::Left),
    column("upper_signer", "上级签订人", 20, Align::Left),
    column("signer", "签订人", 20, Align::Left),
    column("farmland", "耕地保有量（亩）", 13, Align::Right),
    column("permanent", "永久基本农田（亩）", 13, Align::Right),
    column("signed_on", "签订日期", 13, Align::Left),
    column("note", "备注", 12, Align::Left),
];

/// 应巡实巡情况表 (R072, G32).
pub const COMPLETION: &[Column] = &[
    column("name", "网格、责任人", 26, Align::Left),
    column("role", "网格职责", 18, Align::Left),
    column("due", "应巡", 9, Align::Right),
    column("done", "实巡", 9, Align::Right),
    column("late", "其中迟", 11, Align::Right),
    column("waived", "免", 8, Align::Right),
    column("missing", "未巡", 9, Align::Right),
    column("rate", "巡田率", 12, Align::Right),
    column("beside", "另有", 24, Align::Left),
];
