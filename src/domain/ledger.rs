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

/// 群众举报: never who reported.
pub const TIPS: &[Column] = &[
    column("number", "举报编号", 11, Align::Left),
    column("received_on", "收到日期", 13, Align::Left),
    column("channel", "渠道", 10, Align::Left),
    column("place", "地点", 20, Align::Left),
    column("content", "举报内容", 34, Align::Left),
    column("state", "状态", 10, Align::Left),
    column("verdict", "结论", 10, Align::Left),
    column("problems", "立为问题", 12, Align::Left),
];

/// 核对提示: the last two for those that are judged.
pub const HINTS: &[Column] = &[
    column("date", "日期", 11, Align::Left),
    column("kind", "提示", 13, Align::Left),
    column("who", "人员", 11, Align::Left),
    column("place", "地点", 20, Align::Left),
    column("what", "情况", 44, Align::Left),
    column("verdict", "核对结论", 10, Align::Left),
    column("judged", "核对", 18, Align::Left),
];

/// 举报奖励台账, by code (G45).
pub const TIP_REWARDS: &[Column] = &[
    column("code", "奖励编码", 13, Align::Left),
    column("amount", "金额（元）", 12, Align::Right),
    column("granted_on", "奖励日期", 13, Align::Left),
    column("paid_on", "发放日期", 13, Align::Left),
    column("document", "依据", 24, Align::Left),
    column("note", "备注", 20, Align::Left),
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

/// 村（社区）月报汇总表 (R063).
pub const MONTHLY_MEMBERS: &[Column] = &[
    column("place", "序号", 5, Align::Center),
    column("name", "网格员", 9, Align::Left),
    column("groups", "责任网格", 15, Align::Left),
    column("patrols", "巡查次数", 8, Align::Right),
    column("days", "巡查天数", 8, Align::Right),
    column("findings", "发现问题次数", 10, Align::Right),
    column("found", "发现问题", 24, Align::Left),
    column("submitted_on", "报送日期", 13, Align::Left),
    column("standing", "报送情况", 12, Align::Left),
];

/// 镇（街道）、区月报汇总表: one line a place.
pub const MONTHLY_PLACES: &[Column] = &[
    column("place", "序号", 5, Align::Center),
    column("name", "网格", 16, Align::Left),
    column("due", "应报", 8, Align::Right),
    column("in_time", "已报", 8, Align::Right),
    column("late", "迟报", 8, Align::Right),
    column("missing", "未报", 8, Align::Right),
    column("awaited", "待报", 8, Align::Right),
    column("nil", "无问题", 8, Align::Right),
    column("vacant", "空缺小组", 9, Align::Right),
    column("rate", "报送率", 9, Align::Right),
    column("rate_in_time", "及时率", 9, Align::Right),
];

/// 月报未报名单.
pub const MONTHLY_MISSING: &[Column] = &[
    column("place", "序号", 6, Align::Center),
    column("town", "镇（街道）", 16, Align::Left),
    column("village", "村（社区）", 16, Align::Left),
    column("groups", "责任网格", 20, Align::Left),
    column("name", "网格员", 12, Align::Left),
    column("standing", "情况", 14, Align::Left),
];

/// 听取汇报台账 (R056).
pub const HEARINGS: &[Column] = &[
    column("place", "序号", 5, Align::Center),
    column("date", "日期", 13, Align::Left),
    column("grid", "网格", 13, Align::Left),
    column("heard_by", "听取人", 15, Align::Left),
    column("reporters", "汇报人", 18, Align::Left),
    column("matters", "汇报内容", 28, Align::Left),
    column("decisions", "要求和决定", 28, Align::Left),
    column("follow_up", "落实情况", 20, Align::Left),
];

/// 问题台账.
pub const PROBLEMS: &[Column] = &[
    column("number", "编号", 15, Align::Left),
    column("found_on", "发现日期", 16, Align::Left),
    column("source", "来源", 8, Align::Left),
    column("kind", "类型", 8, Align::Left),
    column("behaviours", "破坏行为", 10, Align::Left),
    column("place", "地点", 22, Align::Left),
    column("land", "涉及地类", 8, Align::Left),
    column("area", "面积（亩）", 12, Align::Right),
    column("concerned", "当事人", 9, Align::Left),
    column("found_by", "发现人", 11, Align::Left),
    column("description", "问题描述", 28, Align::Left),
    column("state", "办理状态", 11, Align::Left),
    column("with", "现办理单位", 12, Align::Left),
    column("due", "期限", 16, Align::Left),
    column("rectified", "已整改（亩）", 11, Align::Right),
    column("files", "附件", 5, Align::Right),
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

/// 图斑核查情况汇总表 (standards §2.6).
pub const CLUE_BOARD: &[Column] = &[
    column("place", "序号", 6, Align::Center),
    column("town", "镇（街道）", 16, Align::Left),
    column("received", "下发", 8, Align::Right),
    column("area", "面积（亩）", 12, Align::Right),
    column("came_back", "已回复", 9, Align::Right),
    column("confirmed", "已审核", 9, Align::Right),
    column("returned", "退回重核", 10, Align::Right),
    column("waiting", "未回复", 9, Align::Right),
    column("overdue", "逾期", 8, Align::Right),
    column("lawful", "合法", 8, Align::Right),
    column("unlawful", "违法", 8, Align::Right),
    column("other", "其他", 8, Align::Right),
    column("transferred", "转相关部门", 11, Align::Right),
];

/// 图斑 of a batch.
pub const CLUES: &[Column] = &[
    column("place", "序号", 5, Align::Center),
    column("number", "图斑编号", 15, Align::Left),
    column("kind", "图斑类型", 12, Align::Left),
    column("area", "面积（亩）", 9, Align::Right),
    column("metres", "面积（平方米）", 0, Align::Right),
    column("town", "镇（街道）", 12, Align::Left),
    column("grid", "村（社区）", 12, Align::Left),
    column("written", "原坐落", 14, Align::Left),
    column("class", "地类变化", 12, Align::Left),
    column("imaged", "影像时间", 9, Align::Left),
    column("state", "状态", 8, Align::Left),
    column("result", "核查结果", 0, Align::Left),
    column("answered_on", "核查日期", 0, Align::Left),
    column("by", "核查人", 0, Align::Left),
    column("note", "备注", 12, Align::Left),
];
