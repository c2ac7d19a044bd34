//! What people call every column of every logged table, and how its values read. A test sees that none is missing.

use super::shape::{
    DESK, DOCUMENT_KIND, FINDING, GRID_KIND, LEVEL, LEVELS, OBJECT_KIND, PART, PATROL_KIND, REFORM_KIND, ROLE, ROLES,
    SCAN_OWNER, SHEET, STAGE,
    Shape::{self, Date, Flag, Hidden, LastDay, List, Number, Phone, Points, Row, Score, Size, Text, Time},
    UNIT_KIND,
};
mod field;
mod problem;
mod reported;

/// A column with its label and how it reads.
pub(super) type Labelled = (&'static str, &'static str, Shape);

/// Every logged table with its columns, in the order people read them.
pub(super) const TABLES: &[(&str, &[Labelled])] = &[
    ("setting", &[("id", "编号", Hidden), ("key", "设置项", Shape::SettingKey), ("value", "内容", Text)]),
    (
        "operator",
        &[
            ("id", "编号", Hidden),
            ("name", "姓名", Text),
            ("desk", "岗位", DESK),
            ("grid_id", "负责网格", Row("grid")),
            ("active", "可以登录", Flag),
        ],
    ),
    ("grid", &[("id", "编号", Hidden), ("level", "级别", LEVEL)]),
    (
        "grid_version",
        &[
            ("id", "编号", Hidden),
            ("grid_id", "网格", Hidden),
            ("name", "名称", Text),
            ("kind", "类型", GRID_KIND),
            ("parent_id", "上级网格", Row("grid")),
            ("stat_code", "统计用区划代码", Text),
            ("civil_code", "民政区划代码", Text),
            ("aliases", "别名", List),
            ("no_farmland", "无耕地", Flag),
            ("annex2_order", "附件2中的次序", Number),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("document", "依据文件", Text),
            ("search", "检索词", Hidden),
        ],
    ),
    (
        "focus",
        &[
            ("id", "编号", Hidden),
            ("grid_id", "网格", Row("grid")),
            ("year", "年度", Number),
            ("text", "工作重点", Text),
        ],
    ),
    (
        "unit",
        &[
            ("id", "编号", Hidden),
            ("name", "简称", Text),
            ("full_name", "全称", Text),
            ("kind", "类型", UNIT_KIND),
            ("aliases", "别名", List),
            ("grid_id", "管辖网格", Row("grid")),
            ("assessed_by_default", "默认参加考核", Flag),
            ("search", "检索词", Hidden),
        ],
    ),
    (
        "person",
        &[
            ("id", "编号", Hidden),
            ("name", "姓名", Text),
            ("phone", "个人电话", Phone),
            ("office_phone", "办公电话", Text),
            ("note", "备注", Text),
            ("search", "检索词", Hidden),
        ],
    ),
    (
        "post",
        &[
            ("id", "编号", Hidden),
            ("unit_id", "单位", Row("unit")),
            ("title", "职务名称", Text),
            ("single_holder", "只由一人担任", Flag),
            ("ordinal", "排序", Number),
            ("valid_from", "设立日期", Date),
            ("valid_to", "最后一天", LastDay),
        ],
    ),
    (
        "incumbency",
        &[
            ("id", "编号", Hidden),
            ("post_id", "职务", Row("post")),
            ("person_id", "任职人", Row("person")),
            ("valid_from", "任职日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("document", "任免文件", Text),
        ],
    ),
    (
        "duty",
        &[
            ("id", "编号", Hidden),
            ("grid_id", "网格", Row("grid")),
            ("role", "职责", ROLE),
            ("post_id", "承担职务", Row("post")),
            ("person_id", "承担人", Row("person")),
            ("title", "身份", Text),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("document", "依据文件", Text),
        ],
    ),
    (
        "charge",
        &[
            ("id", "编号", Hidden),
            ("duty_id", "职责", Row("duty")),
            ("grid_id", "包联网格", Row("grid")),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("document", "依据文件", Text),
        ],
    ),
    (
        "pairing",
        &[
            ("id", "编号", Hidden),
            ("overseer_duty_id", "监管一方", Row("duty")),
            ("supervisor_duty_id", "监督一方", Row("duty")),
            ("grid_id", "限于网格", Row("grid")),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
        ],
    ),
    (
        "delegate",
        &[
            ("id", "编号", Hidden),
            ("duty_id", "副总监管人", Row("duty")),
            ("grid_id", "指导网格", Row("grid")),
            ("person_id", "专人", Row("person")),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("document", "依据文件", Text),
        ],
    ),
    (
        "patrol",
        &[
            ("id", "编号", Hidden),
            ("date", "日期", Date),
            ("start", "开始时间", Time),
            ("end", "结束时间", Time),
            ("kind", "类型", PATROL_KIND),
            ("grid_id", "网格", Row("grid")),
            ("group_id", "片区（小组）", Row("grid")),
            ("way", "方式", Text),
            ("weather", "天气", Text),
            ("finding", "巡查结果", FINDING),
            ("found", "发现情况", Text),
            ("action", "处置情况", Text),
            ("note", "备注", Text),
            ("recorded_on", "登记日期", Date),
            ("recorded_by", "登记人", Text),
        ],
    ),
    (
        "patrol_person",
        &[
            ("id", "编号", Hidden),
            ("patrol_id", "巡查记录", Row("patrol")),
            ("person_id", "巡查人", Row("person")),
            ("ordinal", "签名次序", Number),
        ],
    ),
    (
        "attachment",
        &[
            ("id", "编号", Hidden),
            ("patrol_id", "巡查记录", Row("patrol")),
            ("digest", "校验值", Hidden),
            ("name", "文件名", Text),
            ("size", "大小", Size),
            ("ordinal", "次序", Number),
        ],
    ),
    (
        "assessment",
        &[
            ("id", "编号", Hidden),
            ("year", "年度", Number),
            ("scheme", "考核办法", Shape::Scheme),
            ("step", "计分单位", Points),
            ("stage", "阶段", STAGE),
            ("opened_on", "建立日期", Date),
            ("frozen_on", "冻结名单日期", Date),
            ("confirmed_on", "审定日期", Date),
            ("confirmed_document", "审定文件", Text),
        ],
    ),
    (
        "assessment_object",
        &[
            ("id", "编号", Hidden),
            ("assessment_id", "考核年度", Row("assessment")),
            ("kind", "类型", OBJECT_KIND),
            ("name", "名称", Text),
            ("grid_id", "网格", Row("grid")),
            ("unit_id", "单位", Row("unit")),
            ("ordinal", "次序", Number),
            ("included", "列入考核", Flag),
        ],
    ),
    (
        "score",
        &[
            ("id", "编号", Hidden),
            ("object_id", "考核对象", Row("assessment_object")),
            ("item", "考核项目", Text),
            ("tenths", "得分", Score),
            ("reason", "扣分原因及依据", Text),
        ],
    ),
    (
        "correction",
        &[
            ("id", "编号", Hidden),
            ("object_id", "考核对象", Row("assessment_object")),
            ("number", "更正序号", Number),
            ("item", "考核项目", Text),
            ("old_tenths", "更正前得分", Score),
            ("old_reason", "更正前说明", Text),
            ("new_tenths", "更正后得分", Score),
            ("new_reason", "更正后说明", Text),
            ("reason", "更正理由", Text),
            ("document", "依据文件", Text),
            ("corrected_on", "更正日期", Date),
        ],
    ),
    (
        "reform",
        &[
            ("id", "编号", Hidden),
            ("kind", "事项", REFORM_KIND),
            ("effective_on", "生效日期", Date),
            ("document", "依据文件", Text),
            ("note", "说明", Text),
            ("title", "内容", Text),
        ],
    ),
    (
        "lineage",
        &[
            ("id", "编号", Hidden),
            ("reform_id", "区划调整", Row("reform")),
            ("from_grid", "调整前", Row("grid")),
            ("to_grid", "调整后", Row("grid")),
        ],
    ),
    (
        "former_unit_name",
        &[
            ("id", "编号", Hidden),
            ("unit_id", "单位", Row("unit")),
            ("until", "用至", LastDay),
            ("name", "原名称", Text),
            ("full_name", "原全称", Text),
            ("document", "更名依据", Text),
        ],
    ),
    (
        "issuance",
        &[
            ("id", "编号", Hidden),
            ("sheet", "表", SHEET),
            ("grid_id", "网格", Row("grid")),
            ("as_of", "截至日期", Date),
            ("issued_on", "印发日期", Date),
            ("document", "印发文件", Text),
            ("note", "备注", Text),
        ],
    ),
    (
        "filing_deadline",
        &[("id", "编号", Hidden), ("year", "年度", Number), ("due_on", "截止日期", Date), ("basis", "依据", Text)],
    ),
    (
        "filing",
        &[
            ("id", "编号", Hidden),
            ("grid_id", "网格", Row("grid")),
            ("year", "年度", Number),
            ("filed_on", "报备日期", Date),
            ("receiver", "受理单位", Text),
            ("document", "报备文件", Text),
            ("note", "备注", Text),
        ],
    ),
    (
        "duty_document",
        &[
            ("id", "编号", Hidden),
            ("kind", "类型", DOCUMENT_KIND),
            ("unit_id", "制定单位", Row("unit")),
            ("grid_id", "制定网格", Row("grid")),
            ("title", "名称", Text),
            ("number", "文号", Text),
            ("levels", "涉及级别", LEVELS),
            ("roles", "涉及职责", ROLES),
            ("valid_from", "印发日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("note", "备注", Text),
        ],
    ),
    (
        "leading_group",
        &[
            ("id", "编号", Hidden),
            ("grid_id", "网格", Row("grid")),
            ("name", "名称", Text),
            ("document", "成立文件", Text),
            ("valid_from", "成立日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("note", "备注", Text),
        ],
    ),
    (
        "leading_member",
        &[
            ("id", "编号", Hidden),
            ("group_id", "领导小组", Row("leading_group")),
            ("part", "组内职务", PART),
            ("post_id", "行政职务", Row("post")),
            ("person_id", "成员", Row("person")),
            ("title", "加入时职务", Text),
            ("valid_from", "起始日期", Date),
            ("valid_to", "最后一天", LastDay),
            ("ordinal", "次序", Number),
        ],
    ),
    (
        "pledge",
        &[
            ("id", "编号", Hidden),
            ("year", "年度", Number),
            ("grid_id", "责任网格", Row("grid")),
            ("signed_on", "签订日期", Date),
            ("upper_post_id", "上级签订职务", Row("post")),
            ("upper_person_id", "上级签订人", Row("person")),
            ("post_id", "签订职务", Row("post")),
            ("person_id", "签订人", Row("person")),
            ("farmland", "耕地保有量", Shape::Area),
            ("permanent", "永久基本农田", Shape::Area),
            ("document", "文号", Text),
            ("note", "备注", Text),
        ],
    ),
    (
        "scan",
        &[
            ("id", "编号", Hidden),
            ("owner", "所属台账", SCAN_OWNER),
            ("owner_id", "所属记录", Hidden),
            ("digest", "校验值", Hidden),
            ("name", "文件名", Text),
            ("size", "大小", Size),
            ("ordinal", "次序", Number),
        ],
    ),
];

/// The tables that stand in files of their own.
const MORE: &[&[(&str, &[Labelled])]] = &[field::TABLES, problem::TABLES, reported::TABLES];

/// The columns of a table; none for one this program does not know.
pub(super) fn of(table: &str) -> &'static [Labelled] {
    let mut all = TABLES.iter().chain(MORE.iter().copied().flatten());
    all.find(|(name, _)| *name == table).map_or(&[], |(_, columns)| columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ops::notice::table_label, store::Store};

    #[test]
    fn every_column_of_every_logged_table_has_a_label() {
        let store = Store::in_memory().unwrap();
        for (table, columns) in store.logged_columns().unwrap() {
            assert_ne!(table_label(&table), "记录", "{table} has no name");
            for column in &columns {
                let label = of(&table).iter().find(|(name, ..)| name == column).map(|(_, label, _)| *label);
                assert!(label.is_some_and(|label| !label.is_ascii()), "{table}.{column} has no Chinese label");
            }
            assert_eq!(of(&table).len(), columns.len(), "{table} names a column that is not there");
        }
    }
}
