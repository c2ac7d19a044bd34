//! The columns of satellite clues as they come, and of the answers that towns return. Field names of the survey
//! database and of 卫片 tables are spellings (standards §2.2, §2.6).

use super::{
    Field,
    What::{Choice, Code, Date, Text, YesNo},
    fields::field,
};

const NUMBER: Field = field("number", "图斑编号", Code, "150602-0001")
    .also(&["图斑号", "监测图斑编号", "监测编号", "图斑预编号", "TBBH", "TBYBH", "JCBH", "JCTBBH", "XTBBH"])
    .required();

pub(super) const CLUES: &[Field] = &[
    NUMBER,
    field("kind", "图斑类型", Code, "DT")
        .also(&["TBLX", "图斑类型代码", "监测类型"])
        .help("照原样保存，1 和 01 不互相改写"),
    field("area", "图斑面积（平方米）", Text, "1234.56")
        .also(&["图斑面积", "监测面积", "监测面积（平方米）", "面积（平方米）", "面积", "TBMJ", "JCMJ"])
        .help("没有写明单位的按平方米"),
    field("area_mu", "图斑面积（亩）", Text, "").also(&["面积（亩）", "监测面积（亩）"]),
    field("area_ha", "图斑面积（公顷）", Text, "").also(&["面积（公顷）", "监测面积（公顷）"]),
    field("code", "坐落单位代码", Code, "1506021012070000000")
        .also(&["ZLDWDM", "行政区代码", "XZQDM", "区划代码", "村代码"])
        .help("12 位或 19 位，统计用和民政两套代码都认；有代码的按代码分发"),
    field("town", "镇（街道）", Text, "罕台镇").also(&["镇街", "乡镇", "乡镇名称", "所在镇街", "XZMC", "XZQMC"]),
    field("village", "村（社区）", Text, "撖家塔村").also(&[
        "村名",
        "村社区",
        "坐落单位名称",
        "ZLDWMC",
        "所在村",
        "CMC",
    ]),
    field("lon", "经度", Text, "109.987654").also(&["中心经度", "中心点经度", "X坐标", "JD", "ZXDJD", "LON"]),
    field("lat", "纬度", Text, "39.823456").also(&["中心纬度", "中心点纬度", "Y坐标", "WD", "ZXDWD", "LAT"]),
    field("class_before", "前地类", Text, "").also(&["变化前地类", "原地类", "QDL", "QDLMC", "地类", "DLMC", "DLBM"]),
    field("class_after", "后地类", Text, "").also(&["变化后地类", "现地类", "HDL", "HDLMC"]),
    field("imaged", "影像时间", Text, "").also(&["后时相", "HSX", "影像日期", "YXSJ"]),
    field("description", "备注", Text, "").also(&["说明", "描述", "图斑说明", "BZ"]),
    field("outline", "图斑边界", Text, "").help("由 GeoJSON 或 shapefile 带来，不用填写"),
];

pub(super) const ANSWERS: &[Field] = &[
    NUMBER,
    field("category", "核查结果", Choice(&["合法", "违法", "其他", "转相关部门处理"]), "合法")
        .also(&["核查结论", "认定结果"])
        .help("没有核查的留空"),
    field("sub", "细类", Text, "往年审批").also(&["核查结果细类", "结果细类"]),
    field("on", "核查日期", Date, "2025-6-1").also(&["实地核查日期"]),
    field("by", "核查人", Text, "").also(&["填表人"]).help("几个人用顿号隔开"),
    field("paper", "批准（备案）文号", Text, "").also(&["批准文号", "备案文号", "批文", "审批文号"]),
    field("paper_on", "批准（备案）日期", Date, "").also(&["批准日期", "备案日期"]),
    field("sent_to", "转送部门", Text, ""),
    field("sent_on", "转送日期", Date, ""),
    field("patrol_found", "动态巡查是否已发现", YesNo, "").help("违法图斑必填"),
    field("flags", "违法情形", Text, "").help("违反规划、占用基本农田，几项用顿号隔开"),
    field("problem_kind", "问题类型", Choice(&["非农化", "非粮化", "撂荒", "破坏标志牌", "其他"]), "")
        .help("违法图斑必填，登记为问题"),
    field("behaviours", "破坏行为", Text, ""),
    field("land", "涉及地类", Choice(&["耕地", "永久基本农田"]), ""),
    field("text", "情况说明", Text, ""),
];
