//! The columns of each kind of rows.

use super::{Field, ImportKind, What};

pub(super) const fn field(id: &'static str, label: &'static str, what: What, example: &'static str) -> Field {
    Field { id, label, spellings: &[], required: false, what, example, help: "" }
}

impl Field {
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn also(self, spellings: &'static [&'static str]) -> Self {
        Self { spellings, ..self }
    }

    pub(super) const fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }
}

pub(super) fn of(kind: ImportKind) -> &'static [Field] {
    match kind {
        ImportKind::Grids => GRIDS,
        ImportKind::Groups => GROUPS,
        ImportKind::Units => UNITS,
        ImportKind::People => PEOPLE,
        ImportKind::Posts => POSTS,
        ImportKind::Incumbencies => INCUMBENCIES,
        ImportKind::Duties => DUTIES,
        ImportKind::Charges => CHARGES,
        ImportKind::Patrols => PATROLS,
        ImportKind::Clues => super::clue_fields::CLUES,
        ImportKind::ClueAnswers => super::clue_fields::ANSWERS,
    }
}

/// One grid, not a list.
const ONE: What = What::Grid { many: false };

const STAT_CODE: Field = field("stat_code", "统计用区划代码", What::Code, "150602101207").also(&[
    "统计代码",
    "区划代码",
    "统计区划代码",
    "行政区划代码",
    "网格编码",
]);
const CIVIL_CODE: Field = field("civil_code", "民政区划代码", What::Code, "").also(&["民政代码"]);
const ALIASES: Field =
    field("aliases", "别名", What::Text, "").also(&["曾用名", "其他名称", "又名"]).help("几个别名用顿号隔开");
const NO_FARMLAND: Field = field("no_farmland", "无耕地", What::YesNo, "否").also(&["是否无耕地"]);
const FOUNDED: Field = field("from", "设立日期", What::Date, "2024-1-1")
    .also(&["成立日期", "设立时间", "成立时间", "起始日期", "开始日期", "生效日期"])
    .help("新设时必须写明")
    .required();
const DOCUMENT: Field =
    field("document", "依据文件", What::Text, "").also(&["文号", "文件号", "依据", "任免文件", "批准文号", "发文字号"]);
const PHONE: Field = field("phone", "手机号码", What::Code, "")
    .also(&["手机", "手机号", "电话", "联系电话", "联系方式", "移动电话", "电话号码"])
    .help("同名的人按号码区分");
const PERSON: Field = field("person", "姓名", What::Name, "王小明").also(&[
    "名字",
    "责任人",
    "责任人姓名",
    "人员",
    "人员姓名",
    "接替人",
    "接任人",
    "新任",
    "担任人",
]);
const UNIT: Field = field("unit", "单位", What::Unit, "罕台镇人民政府").also(&[
    "所在单位",
    "工作单位",
    "单位名称",
    "任职单位",
    "部门",
    "机构",
]);
const POST: Field = field("post", "职务", What::Text, "镇长").also(&[
    "现任职务",
    "行政职务",
    "职务名称",
    "任职职务",
    "拟任职务",
    "岗位",
]);
const ROLE: Field = field(
    "role",
    "网格职责",
    What::Choice(&["总监督人", "副总监督人", "监督总协调人", "总监管人", "副总监管人", "监督人", "监管人", "网格员"]),
    "监督人",
)
.also(&["职责", "角色", "责任人类别", "责任类别", "网格角色", "责任人类型", "网格职务"]);
const TOWN: Field = field("town", "镇（街道）", ONE, "罕台镇")
    .also(&["镇街", "乡镇", "所在镇", "乡镇街道", "镇街道", "二级网格"])
    .help("几个村同名时用来区分");
const GRID: Field = field("grid", "网格", ONE, "撖家塔村")
    .also(&["村", "社区", "村（社区）", "村社区", "村名", "所在村", "网格名称", "三级网格", "行政村", "网格代码"])
    .help("代码、名称、别名或 镇/村 的写法");
const GROUP: Field = field("group", "村民小组", ONE, "")
    .also(&["小组", "组", "社", "队组", "片区", "所在组", "村民小组（片区）", "片区（小组）"])
    .help("网格员必填");
const HELD_AS: Field = field("title", "身份", What::Text, "").also(&["村内职务", "人员身份"]).help("社长、包片干部等");
const BEFORE: Field = field("before", "接替", What::Name, "")
    .also(&["原任", "接替谁", "前任", "原责任人", "被接替人"])
    .help("有几个人同时担任时，写明接替谁；增加一人写「新增」，按名单先后依次接替写「按顺序」");

const GRIDS: &[Field] = &[
    field("name", "网格名称", What::Text, "撖家塔村")
        .also(&["名称", "网格", "村（社区）", "村名", "单位名称"])
        .required(),
    field("kind", "类型", What::Choice(&["镇", "街道", "村", "社区"]), "村")
        .also(&["类别", "网格类型"])
        .help("留空时按名称末尾的「镇、街道、村、社区」判断"),
    field("parent", "上级网格", ONE, "罕台镇")
        .also(&["上级", "所属镇街", "所属镇（街道）", "镇（街道）", "乡镇", "镇街", "所在镇"])
        .help("镇、街道留空"),
    STAT_CODE,
    CIVIL_CODE,
    ALIASES,
    NO_FARMLAND,
    field("annex2_order", "附件2序号", What::Code, "").help("列入附件2的镇、街道填写"),
    FOUNDED,
    DOCUMENT,
];

const GROUPS: &[Field] = &[
    field("town", "镇（街道）", ONE, "罕台镇")
        .also(&["镇街", "乡镇", "所在镇", "乡镇街道"])
        .help("几个村同名时用来区分"),
    field("parent", "所在村（社区）", ONE, "撖家塔村")
        .also(&["村", "社区", "村（社区）", "村社区", "所在村", "上级网格", "行政村", "村名"])
        .required(),
    field("name", "小组名称", What::Text, "一组")
        .also(&["名称", "村民小组", "小组", "组", "社", "片区", "组名", "片区名称", "队组"])
        .required(),
    field("kind", "类型", What::Choice(&["村民小组", "片区"]), "村民小组").also(&["类别"]).help("留空时为村民小组"),
    STAT_CODE,
    CIVIL_CODE,
    ALIASES,
    NO_FARMLAND,
    FOUNDED,
    DOCUMENT,
];

const UNITS: &[Field] = &[
    field("name", "单位名称", What::Text, "罕台镇人民政府").also(&["单位", "名称", "单位简称", "机构名称"]).required(),
    field("kind", "单位类别", What::Choice(&["区级机关", "镇（街道）", "区直部门", "村（社区）"]), "镇（街道）")
        .also(&["类别", "类型", "单位类型"])
        .required(),
    field("full_name", "单位全称", What::Text, "").also(&["全称"]),
    ALIASES,
    field("grid", "管辖网格", ONE, "罕台镇").also(&["对应网格", "网格", "辖区"]).help("区直部门留空"),
];

const PEOPLE: &[Field] = &[
    field("id", "编号", What::Code, "").also(&["人员编号"]).help("导出的人员表里有；新增时留空"),
    PERSON.required(),
    PHONE,
    field("office_phone", "办公电话", What::Code, "").also(&["座机", "办公室电话", "固定电话"]),
    UNIT.help("只用来区分同名的人"),
    field("note", "备注", What::Text, "").also(&["说明"]),
];

const POSTS: &[Field] = &[
    UNIT.required(),
    POST.required(),
    field("several", "可多人担任", What::YesNo, "否").also(&["多人担任", "是否多人担任"]),
    field("from", "设立日期", What::Date, "2024-1-1").also(&["起始日期", "设立时间"]).help("新设时必须写明").required(),
];

const INCUMBENCIES: &[Field] = &[
    PERSON.required(),
    UNIT,
    POST.help("任免的行政职务；写网格职责的行可以留空"),
    field("action", "任免", What::Choice(&["任", "免"]), "任")
        .also(&["任免类型", "任/免", "任职免职", "任免情况", "变动类型"])
        .help("留空为任"),
    field("from", "任免日期", What::Date, "2025-6-1")
        .also(&[
            "任职日期",
            "任职时间",
            "任免时间",
            "任现职时间",
            "现任职务时间",
            "起始日期",
            "起始时间",
            "开始日期",
            "起始",
            "日期",
            "接任日期",
            "接替日期",
            "生效日期",
        ])
        .help("任职第一天；免职的行写不再担任的第一天")
        .required(),
    field("until", "离任日期", What::Date, "")
        .also(&["离任时间", "免职日期", "免职时间", "终止日期", "截止日期"])
        .help("补录过去的任期时填写，写不再担任的第一天"),
    field("document", "任免文件", What::Text, "").also(&["文号", "文件号", "任免文号", "依据文件", "依据", "发文字号"]),
    PHONE,
    TOWN,
    GRID,
    GROUP,
    ROLE.help("监督人、监管人、网格员按接替办理；一、二级网格职责随行政职务走，不用写"),
    HELD_AS,
    BEFORE,
];

const DUTIES: &[Field] = &[
    TOWN,
    GRID,
    GROUP,
    ROLE.required(),
    PERSON.help("三级网格和网格员填写"),
    UNIT,
    POST.help("一、二级网格填写"),
    field("from", "起始日期", What::Date, "2025-6-1")
        .also(&["开始日期", "起始时间", "任职日期", "任职时间", "起始", "日期", "接替日期", "生效日期"])
        .required(),
    field("until", "结束日期", What::Date, "")
        .also(&["终止日期", "截止日期", "离任日期", "结束时间"])
        .help("结束一项职责时填写，写不再担任的第一天"),
    DOCUMENT,
    PHONE,
    HELD_AS,
    BEFORE,
];

const CHARGES: &[Field] = &[
    PERSON.help("写姓名，或者写单位和职务"),
    UNIT,
    POST,
    ROLE.help("一个人有几项网格职责时写明"),
    field("grid", "包联网格", What::Grid { many: true }, "罕台镇")
        .also(&[
            "包联",
            "包联镇街",
            "包联村",
            "包联村（社区）",
            "包联镇（街道）",
            "包联乡镇",
            "所包联的村、社区",
            "联系网格",
        ])
        .required(),
    field("from", "起始日期", What::Date, "2025-6-1")
        .also(&["开始日期", "起始时间", "包联日期", "包联时间", "起始", "日期"])
        .required(),
    field("until", "结束日期", What::Date, "")
        .also(&["终止日期", "截止日期", "结束时间"])
        .help("结束包联时填写，写不再包联的第一天"),
    DOCUMENT,
];

const PATROLS: &[Field] = &[
    field("date", "日期", What::Date, "2025-6-5").also(&["巡查日期", "巡田日期", "巡查时间", "年月日"]).required(),
    field("time", "时间", What::Text, "9:30-11:00").also(&["起止时间", "巡查时段", "时段"]).help("可以只写开始时间"),
    field(
        "kind",
        "类型",
        What::Choice(&["日常巡查", "巡田", "日常巡检", "联合排查整治", "督导调研", "专项监督"]),
        "日常巡查",
    )
    .also(&["巡查类型", "类别", "巡查类别"])
    .help("留空为日常巡查"),
    TOWN,
    GRID.required(),
    GROUP.help("在小组或片区巡查时填写"),
    field("patrollers", "巡查人", What::Text, "王小明、李小红")
        .also(&["巡查人员", "巡田人", "巡田人员", "人员", "姓名", "巡查人姓名", "网格员"])
        .help("几个人用顿号隔开")
        .required(),
    field("way", "方式", What::Text, "步行").also(&["巡查方式", "巡田方式"]),
    field("weather", "天气", What::Text, "晴").also(&["天气情况"]),
    field("found", "发现情况", What::Text, "未发现问题")
        .also(&["发现问题", "巡查情况", "发现的问题", "问题情况", "巡查结果"])
        .help("没有发现问题时写「未发现问题」或留空"),
    field("action", "处置情况", What::Text, "").also(&["处置", "处理情况", "处置结果", "处理结果"]),
    field("note", "备注", What::Text, "").also(&["说明"]),
];
