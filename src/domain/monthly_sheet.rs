//! The data of 网格员月报表. The plan gives no form: its lines follow what it tells a 网格员 to do (L794).

use super::sheet::SheetFrame;

/// 网格员月报表 of one member and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyReportSheet {
    pub frame: SheetFrame,
    /// 「2025年5月」.
    pub month: String,
    /// 「罕台镇撖家塔村」.
    pub place: String,
    /// 网格员.
    pub name: String,
    /// 身份.
    pub title: String,
    /// 责任网格.
    pub groups: String,
    /// 「日常巡查」 with its count, every kind there was.
    pub patrols: Vec<(String, u32)>,
    pub total: u32,
    pub days: u32,
    pub findings: u32,
    pub problems: u32,
    /// 无问题.
    pub nil: bool,
    /// 巡查情况, 发现问题, 宣传教育, 标志牌, 其他, in this order.
    pub texts: [(&'static str, String); 5],
    pub receiver: String,
    /// 「2025年6月4日」, with how late.
    pub submitted: String,
    /// 「2025年6月5日前（建议值，非文件规定）」.
    pub due: String,
}

/// What the texts of a report are called.
pub const TEXTS: [&str; 5] = ["巡查情况", "发现问题及处置", "宣传教育", "永久基本农田保护标志牌", "其他"];
