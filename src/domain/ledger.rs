//! One column list per ledger, for the screen table, the spreadsheet and the printed sheet (A11).

use super::sheet::{Align, LedgerColumn};

/// A column: its stable English name, its Chinese heading and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub title: &'static str,
    /// Share of the width on paper; pixels on screen are ten times it. 0: not on paper.
    pub weight: u16,
    pub align: Align,
}

impl Column {
    /// The column of the printed ledger; none when it does not stand on paper.
    pub fn on_paper(&self) -> Option<LedgerColumn> {
        (self.weight > 0).then(|| LedgerColumn { title: self.title.to_owned(), weight: self.weight, align: self.align })
    }
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
    column("way", "方式", 7, Align::Left),
    column("weather", "天气", 6, Align::Left),
    column("found", "发现情况", 24, Align::Left),
    column("action", "处置情况", 20, Align::Left),
    column("files", "附件", 6, Align::Right),
    column("note", "备注", 14, Align::Left),
    column("recorded", "登记", 13, Align::Left),
];
