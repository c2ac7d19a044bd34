//! The columns of every exported ledger. Headings are those that imports know.

use crate::domain::ledger::{PATROL, PROBLEMS};

/// A column of a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub title: &'static str,
    /// Width in characters.
    pub width: u16,
    pub figures: bool,
}

/// Every field that a ledger shows, with its heading and width.
const FIELDS: &[(&str, &str, u16)] = &[
    ("id", "编号", 16),
    ("op", "编号", 16),
    ("name", "名称", 24),
    ("person", "姓名", 12),
    ("kind", "类型", 10),
    ("unit_kind", "单位类别", 12),
    ("parent", "上级网格", 20),
    ("stat_code", "统计用区划代码", 18),
    ("civil_code", "民政区划代码", 18),
    ("aliases", "别名", 24),
    ("no_farmland", "无耕地", 8),
    ("annex2_order", "附件2序号", 10),
    ("founded", "设立日期", 12),
    ("document", "依据文件", 28),
    ("full_name", "单位全称", 30),
    ("governs", "管辖网格", 18),
    ("office", "现任", 40),
    ("phone", "手机号码", 16),
    ("office_phone", "办公电话", 16),
    ("unit", "单位", 24),
    ("post", "职务", 20),
    ("title", "身份", 14),
    ("several", "可多人担任", 10),
    ("holder", "现责任人", 16),
    ("from", "起始日期", 12),
    ("until", "结束日期", 12),
    ("since", "任职日期", 12),
    ("left", "离任日期", 12),
    ("paper", "任免文件", 28),
    ("grid", "网格", 24),
    ("charged", "包联网格", 24),
    ("role", "网格职责", 14),
    ("overseer", "监管一方", 40),
    ("supervisor", "监督一方", 40),
    ("year", "年度", 8),
    ("stage", "阶段", 10),
    ("scheme", "考核办法", 50),
    ("objects", "考核对象数", 12),
    ("confirmed_on", "审定日期", 12),
    ("object", "考核对象", 20),
    ("group", "类别", 10),
    ("item", "序号", 8),
    ("text", "考核内容", 50),
    ("points", "分值", 8),
    ("score", "得分", 8),
    ("reason", "扣分原因及依据", 40),
    ("total", "总分", 8),
    ("band", "等次", 8),
    ("desk", "岗位", 16),
    ("scope", "限定网格", 16),
    ("active", "启用", 8),
    ("key", "标识", 20),
    ("label", "设置项", 24),
    ("value", "内容", 30),
    ("entered", "已填写", 8),
    ("at", "时间", 26),
    ("operator", "操作员", 12),
    ("undone", "已撤销", 8),
    ("undoable", "可撤销", 8),
    ("changes", "改动行数", 10),
    ("effective_on", "生效日期", 12),
    ("note", "备注", 30),
    ("annex", "附件", 10),
    ("whose", "网格", 24),
    ("sheets", "张数", 8),
    ("as_of", "截至日期", 12),
    ("issued_on", "印发日期", 12),
    ("filed_on", "报备日期", 12),
    ("deadline", "截止日期", 30),
    ("days_late", "迟报天数", 10),
    ("state", "状态", 12),
    ("receiver", "受理单位", 24),
    ("scans", "扫描件", 8),
    ("issuer", "制定单位", 24),
    ("number", "文号", 24),
    ("covers", "涉及级别和职责", 30),
    ("in_force", "有效", 8),
    ("part", "组内职务", 12),
    ("follows_post", "随职务", 8),
    ("tier", "层级", 20),
    ("upper", "上级", 16),
    ("upper_signer", "上级签订人", 30),
    ("signer", "签订人", 30),
    ("farmland", "耕地保有量（亩）", 16),
    ("permanent", "永久基本农田（亩）", 16),
    ("signed_on", "签订日期", 12),
    ("step", "环节", 10),
    ("limit", "时限", 14),
    ("since_day", "起始日期", 12),
    ("basis", "依据", 50),
];

const FIGURES: [&str; 10] =
    ["year", "objects", "annex2_order", "changes", "points", "sheets", "days_late", "scans", "farmland", "permanent"];

/// The columns of a ledger in their order; those of patrols are the list of screen and paper (A11).
pub fn columns(kind: &str) -> Vec<Column> {
    let keys: &[&'static str] = match kind {
        "patrols" => {
            let column = |column: &crate::domain::ledger::Column| Column {
                key: column.key,
                title: column.title,
                width: column.weight.max(6) + 4,
                figures: column.key == "files",
            };
            return PATROL.iter().map(column).collect();
        }
        "problems" => {
            let column = |column: &crate::domain::ledger::Column| Column {
                key: column.key,
                title: column.title,
                width: column.weight.max(6) + 4,
                figures: ["area", "rectified", "files"].contains(&column.key),
            };
            return PROBLEMS.iter().map(column).collect();
        }
        "step_limits" => &["step", "limit", "since_day", "basis"],
        "grids" | "groups" => &[
            "parent",
            "name",
            "kind",
            "stat_code",
            "civil_code",
            "aliases",
            "no_farmland",
            "annex2_order",
            "founded",
            "document",
        ],
        "units" => &["name", "unit_kind", "full_name", "aliases", "governs"],
        "people" => &["id", "name", "phone", "office_phone", "office"],
        "posts" => &["unit", "post", "holder", "several", "founded"],
        "incumbencies" => &["person", "unit", "post", "since", "left", "paper"],
        "duties" => &["grid", "role", "unit", "post", "person", "holder", "title", "from", "until", "document"],
        "charges" => &["unit", "post", "person", "holder", "role", "charged", "from", "until", "document"],
        "pairings" => &["overseer", "supervisor", "grid", "from", "until"],
        "delegates" => &["unit", "post", "holder", "person", "grid", "from", "until", "document"],
        "reforms" => &["effective_on", "kind", "title", "from", "to", "document", "note"],
        "issues" => &["annex", "whose", "sheets", "as_of", "issued_on", "document", "note"],
        "filings" => {
            &["grid", "year", "filed_on", "deadline", "days_late", "state", "receiver", "document", "note", "scans"]
        }
        "duty_documents" => {
            &["issuer", "kind", "title", "number", "covers", "from", "until", "in_force", "note", "scans"]
        }
        "leading_groups" => {
            &["grid", "name", "document", "from", "until", "part", "person", "post", "follows_post", "state"]
        }
        "pledges" => &[
            "year",
            "tier",
            "upper",
            "grid",
            "farmland",
            "permanent",
            "signed_on",
            "upper_signer",
            "signer",
            "state",
            "document",
            "note",
            "scans",
        ],
        "assessments" => &["year", "stage", "scheme", "objects", "confirmed_on", "document"],
        "operators" => &["name", "desk", "scope", "active"],
        "settings" => &["key", "label", "value", "entered"],
        "operations" => &["op", "at", "operator", "title", "changes", "undone", "undoable"],
        "scores" => &["year", "object", "group", "item", "text", "points", "score", "reason", "total", "band"],
        _ => &["id", "name"],
    };
    keys.iter()
        .map(|key| {
            let known = FIELDS.iter().find(|(known, ..)| known == key);
            let (title, width) = known.map_or((*key, 14), |(_, title, width)| (*title, *width));
            let title = match (kind, *key) {
                ("groups", "parent") => "所在村（社区）",
                ("groups", "name") => "小组名称",
                ("grids", "name") => "网格名称",
                ("units", "name") => "单位名称",
                ("people", "name") => "姓名",
                ("operators", "name") => "操作员",
                ("operations", "title") => "操作",
                ("posts", "holder") => "现任",
                ("delegates", "person") => "专人",
                ("delegates", "holder") => "副总监管人",
                ("reforms", "title") => "调整内容",
                ("reforms", "from") => "调整前",
                ("reforms", "to") => "调整后",
                ("reforms", "kind") => "调整方式",
                ("issues", "document") => "印发文件",
                ("filings", "document") => "报备文件",
                ("duty_documents", "title") => "文件名称",
                ("leading_groups", "name") => "领导小组",
                ("leading_groups", "document") => "成立文件",
                ("pledges", "document") => "文号",
                _ => title,
            };
            Column { key, title, width, figures: FIGURES.contains(key) }
        })
        .collect()
}
