//! Made-up content for the tests of the sheets. No person here exists.

use chrono::NaiveDate;

use crate::domain::{
    assess::{Band, Tenths, dongsheng_2023},
    bridge::*,
    grid::Level,
    ledger,
    sheet::*,
};

pub const GRIDS: [&str; 11] = [
    "罕台镇",
    "铜川镇",
    "泊尔江海子镇",
    "民族街道",
    "兴胜街道",
    "纺织街道",
    "幸福街道",
    "巴音门克街道",
    "诃额伦街道",
    "天骄街道",
    "富兴街道",
];

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

pub fn frame() -> SheetFrame {
    SheetFrame { as_of: day(2025, 3, 31), printed_on: day(2025, 4, 2), sample: false }
}

pub fn holder(name: &str, post: &str) -> Holder {
    Holder { name: Some(name.to_owned()), post: post.to_owned() }
}

/// A filled annex 2: one deputy for several grids, a vacancy, a deputy pair, rare names.
pub fn district() -> DistrictSheet {
    let deputies = ["李㛃", "张𬭎", "李㛃", "赵某甲", "钱某乙", "孙某丙", "", "周某戊", "吴某己", "郑某庚", "冯某辛"];
    let overseers = ["陈某", "褚某", "陈某", "卫某", "蒋某", "沈某", "韩某", "杨某", "", "朱某", "秦某"];
    let row = |at: usize| DistrictSheetRow {
        deputies: vec![Holder {
            name: (!deputies[at].is_empty()).then(|| deputies[at].to_owned()),
            post: if at == 1 { "区委常委、副区长".to_owned() } else { "副区长".to_owned() },
        }],
        grid: GRIDS[at].to_owned(),
        deputy_overseers: vec![Holder {
            name: (!overseers[at].is_empty()).then(|| overseers[at].to_owned()),
            post: "区自然资源分局副局长".to_owned(),
        }],
    };
    DistrictSheet {
        frame: frame(),
        district: "东胜区".to_owned(),
        chief: vec![holder("王𠮷", "区长")],
        chief_scope: "全区全域".to_owned(),
        rows: (0..GRIDS.len()).map(row).collect(),
        coordinators: vec![holder("尤某", "副区长")],
        chief_overseers: vec![holder("许某", "区自然资源分局局长"), holder("何某", "区农牧局局长")],
    }
}

/// Annex 2 as the plan prints it: posts, no names.
pub fn district_blank() -> DistrictSheet {
    let post = |post: &str| vec![holder("", post)];
    let row = |grid: &&str| DistrictSheetRow {
        deputies: post("政府有关领导"),
        grid: (*grid).to_owned(),
        deputy_overseers: Vec::new(),
    };
    DistrictSheet {
        frame: SheetFrame { sample: true, ..frame() },
        district: String::new(),
        chief: post("区长"),
        chief_scope: "全区全域".to_owned(),
        rows: GRIDS.iter().map(row).collect(),
        coordinators: post("区政府分管自然资源、农牧工作的领导"),
        chief_overseers: post("区自然资源分局、农牧局局长"),
    }
}

/// Annex 2 with the longest names an office will meet, and more grids than one page holds.
pub fn district_long() -> DistrictSheet {
    let long = "布仁巴雅尔额尔敦朝鲁";
    let post = "区委常委、区人民政府党组成员、副区长";
    let row = |number: usize| DistrictSheetRow {
        deputies: vec![holder(long, post), holder("阿拉坦其其格", "区人民政府三级调研员")],
        grid: format!("{}第{number}高新技术产业开发区管理委员会", GRIDS[number % GRIDS.len()]),
        deputy_overseers: vec![holder(long, post), holder("斯琴高娃", post)],
    };
    DistrictSheet {
        rows: (0..15).map(row).collect(),
        coordinators: vec![holder(long, post)],
        chief_overseers: vec![holder(long, post), holder("阿拉坦其其格", post)],
        ..district()
    }
}

fn band(total: Tenths) -> Band {
    dongsheng_2023().band(total).clone()
}

/// A score sheet with the plan's items; `mark` decides each.
fn score_sheet_with(mark: impl Fn(&str, Tenths) -> (ItemMark, &'static str)) -> ScoreSheet {
    let scheme = dongsheng_2023();
    let parts: Vec<ScoreSheetPart> = scheme
        .parts
        .iter()
        .map(|part| {
            let items: Vec<ScoreSheetItem> = part
                .items
                .iter()
                .enumerate()
                .map(|(place, item)| {
                    let (mark, reason) = mark(&item.id, item.points);
                    ScoreSheetItem {
                        number: (place + 1).to_string(),
                        text: item.text.clone(),
                        points: item.points,
                        mark,
                        reason: reason.to_owned(),
                    }
                })
                .collect();
            let points = |item: &ScoreSheetItem| match item.mark {
                ItemMark::Open => None,
                ItemMark::Scored(points) => Some(points),
                ItemMark::NotApplicable => Some(Tenths(0)),
            };
            let sum = items.iter().map(points).sum::<Option<Tenths>>();
            ScoreSheetPart { heading: part.text.clone(), points: part.points, sum, items }
        })
        .collect();
    let total: Option<Tenths> = parts.iter().map(|part| part.sum).sum();
    ScoreSheet {
        frame: frame(),
        scheme_title: scheme.title.clone(),
        year: 2024,
        unit: "罕台镇".to_owned(),
        parts,
        total,
        band: total.map(band),
        confirmed: None,
        not_applicable_note: None,
        corrections: Vec::new(),
    }
}

/// Nothing scored yet.
pub fn score_sheet_open() -> ScoreSheet {
    let sheet = score_sheet_with(|_, _| (ItemMark::Open, ""));
    ScoreSheet { frame: SheetFrame { sample: true, ..frame() }, ..sheet }
}

/// A usual one, confirmed.
pub fn score_sheet_usual() -> ScoreSheet {
    let sheet = score_sheet_with(|id, points| match id {
        "1.1" => (ItemMark::Scored(Tenths(45)), "网格划分报备迟于规定时间3天（2024年1月3日报备）"),
        "2.2" => (ItemMark::Scored(Tenths(125)), "信息公示、巡田制度已建立，未见奖惩措施文件"),
        "3.3" => {
            (ItemMark::Scored(Tenths(165)), "违法占用耕地较上年减少2宗、3.6亩，仍有1宗未整改到位；耕地质量等级持平")
        }
        "3.4" => (ItemMark::Scored(Tenths(40)), "抽查3个村，撖家塔村名录未更新"),
        _ => (ItemMark::Scored(points), ""),
    });
    let document = "东政办发〔2025〕2号".to_owned();
    ScoreSheet { confirmed: Some(ScoreSheetConfirmation { on: day(2025, 1, 20), document }), ..sheet }
}

/// A department with 不适用, long reasons and corrections.
pub fn score_sheet_long() -> ScoreSheet {
    let reason = "该项工作由镇、街道具体承担，本部门仅提供技术指导和数据核实；经考核组2025年1月8日会议研究，认为本部门不具备独立完成条件，且无相应网格，现场核查时提供了联合排查整治记录6份、指导记录11份。";
    let sheet = score_sheet_with(|id, points| match id {
        "1.1" | "1.2" | "3.1" => (ItemMark::NotApplicable, reason),
        _ => (ItemMark::Scored(Tenths(points.0 - 5)), reason),
    });
    let correction = |number: u32| ScoreSheetCorrection {
        number,
        on: day(2025, 2, 17),
        item: "二、2 建立配套工作机制情况".to_owned(),
        from: "14.5".to_owned(),
        to: "15.0".to_owned(),
        reason: "补充提交信息共享机制文件，经核实属实。".to_owned(),
        document: "东政办函〔2025〕8号".to_owned(),
    };
    ScoreSheet {
        unit: "鄂尔多斯市自然资源局东胜区分局（加挂鄂尔多斯市东胜区林业和草原局、耕地保护监督办公室牌子）".to_owned(),
        not_applicable_note: Some(
            "标为“不适用”的项目不计分，满分不折算，部门单独排名（本项目约定，非文件规定）。".to_owned(),
        ),
        corrections: vec![correction(1), correction(2)],
        ..sheet
    }
}

fn ranking_row(rank: Option<u32>, unit: &str, parts: [i64; 3], note: &str) -> RankingRow {
    let total = Tenths(parts.iter().sum());
    let open = rank.is_none();
    RankingRow {
        rank,
        unit: unit.to_owned(),
        parts: parts.map(|part| (!open || part > 0).then_some(Tenths(part))).to_vec(),
        total: (!open).then_some(total),
        band: (!open).then(|| band(total)),
        note: note.to_owned(),
    }
}

fn ranking_with(groups: Vec<RankingGroup>) -> RankingSheet {
    let scheme = dongsheng_2023();
    RankingSheet {
        frame: frame(),
        scheme_title: scheme.title.clone(),
        year: 2024,
        confirmed: None,
        parts: ["一、安排部署", "二、体系建立", "三、体系运行"]
            .iter()
            .zip(&scheme.parts)
            .map(|(name, part)| ((*name).to_owned(), part.points))
            .collect(),
        groups,
    }
}

/// No unit at all.
pub fn ranking_empty() -> RankingSheet {
    let group = |name: &str| RankingGroup { name: name.to_owned(), rows: Vec::new() };
    ranking_with(vec![group("镇、街道"), group("部门")])
}

/// A whole year, confirmed, with a shared rank and an open unit.
pub fn ranking_usual() -> RankingSheet {
    let scores = [
        [245, 290, 430],
        [240, 285, 420],
        [240, 285, 420],
        [235, 280, 400],
        [230, 270, 390],
        [225, 265, 380],
        [220, 260, 370],
        [210, 250, 345],
        [200, 240, 310],
        [180, 220, 250],
    ];
    let mut towns: Vec<RankingRow> = scores
        .iter()
        .enumerate()
        .map(|(at, parts)| ranking_row(Some(if at == 2 { 2 } else { at as u32 + 1 }), GRIDS[at], *parts, ""))
        .collect();
    towns.push(ranking_row(None, GRIDS[10], [230, 0, 0], "补充材料"));
    let departments = vec![
        ranking_row(Some(1), "区自然资源分局", [240, 290, 430], ""),
        ranking_row(Some(2), "区农牧局", [150, 270, 400], "1.1不适用"),
    ];
    RankingSheet {
        confirmed: Some(ScoreSheetConfirmation {
            on: day(2025, 1, 20), document: "东政办发〔2025〕2号".to_owned()
        }),
        ..ranking_with(vec![
            RankingGroup { name: "镇、街道".to_owned(), rows: towns },
            RankingGroup { name: "部门".to_owned(), rows: departments },
        ])
    }
}

/// Many units with long names, over several pages.
pub fn ranking_long() -> RankingSheet {
    let row = |at: u32| {
        let unit = format!("鄂尔多斯市东胜区{}第{at}分局综合行政执法大队", GRIDS[at as usize % GRIDS.len()]);
        ranking_row(Some(at), &unit, [240, 280, 400], "1.1、1.2、3.1不适用")
    };
    let group = RankingGroup { name: "部门".to_owned(), rows: (1..=24).map(row).collect() };
    let parts = dongsheng_2023().parts.iter().map(|part| (format!("{}、{}", part.number, part.name), part.points));
    let frame = SheetFrame { sample: true, ..frame() };
    RankingSheet { frame, parts: parts.collect(), ..ranking_with(vec![group]) }
}

fn ledger_columns() -> Vec<LedgerColumn> {
    LedgerColumn::printed(ledger::PATROL)
}

fn patrol(number: usize) -> Vec<String> {
    let problem = number % 4 == 1;
    let text = |quiet: &str, loud: &str| (if problem { loud } else { quiet }).to_owned();
    vec![
        format!("2025年3月{}日", number % 31 + 1),
        "9:10—10:40".to_owned(),
        "巡田".to_owned(),
        "罕台镇撖家塔村".to_owned(),
        "撖家塔三社".to_owned(),
        text("王𠮷", "王𠮷、李㛃"),
        "步行".to_owned(),
        "晴".to_owned(),
        text("未发现问题", "发现地块HJT-003东侧堆放砂石约12立方米，占用耕地0.35亩（永久基本农田）"),
        text("", "现场劝阻，当事人答应三日内清理；已向镇网格责任人报告"),
        text("", "2"),
        text("", "3月8日复查"),
        text("当日", &format!("2025年3月{}日补录", number % 31 + 2)),
    ]
}

/// A ledger with this many patrols.
pub fn patrols(count: usize) -> PatrolLedger {
    PatrolLedger {
        frame: SheetFrame { sample: count > 1, ..frame() },
        title: "罕台镇撖家塔村巡田台账".to_owned(),
        scope: "2025年3月1日至2025年3月31日 · 巡田".to_owned(),
        columns: ledger_columns(),
        rows: (0..count).map(patrol).collect(),
    }
}

/// A ledger whose one row is taller than a page, with the longest names.
pub fn patrols_long() -> PatrolLedger {
    let mut row = patrol(1);
    row[3] = "泊尔江海子镇城梁村民委员会乌兰什巴台联合片区".to_owned();
    row[5] = "布仁巴雅尔额尔敦朝鲁、阿拉坦其其格、斯琴高娃、王𠮷、李㛃、张𬭎".to_owned();
    row[8] = "巡查过程中发现田间道路两侧有倾倒建筑垃圾痕迹，已拍照并通知所在村组，待复核；".repeat(24);
    let scope = "2025年1月1日至2025年12月31日 · 泊尔江海子镇城梁村民委员会乌兰什巴台联合片区 · 巡查人：布仁巴雅尔额尔敦朝鲁、阿拉坦其其格、斯琴高娃 · 联合排查整治 · 发现问题";
    PatrolLedger { scope: scope.to_owned(), rows: vec![patrol(0), row, patrol(2)], ..patrols(0) }
}

/// Two reforms seen from the units after them: figures moved, renamed and unsplit.
pub fn bridge() -> BridgeSheet {
    let tally = |patrols, problems| Tally { patrols, problems };
    let row = |unit: &str, own, bridged| BridgeRow { unit: unit.into(), tally: own, bridged };
    let split = "「罕台镇撖家塔村」分设为「新东村」「新西村」（2025年5月1日起），东政发〔2025〕5号";
    let line = |under: &str, fate, basis: &str, tally| BridgeLine {
        recorded_under: under.into(),
        fate,
        basis: if basis.is_empty() { vec![] } else { vec![basis.into()] },
        tally,
    };
    let among = vec!["罕台镇新东村".to_owned(), "罕台镇新西村".to_owned()];
    let query = BridgeQuery {
        from: day(2025, 1, 1),
        to: day(2025, 12, 31),
        units_as_of: day(2025, 12, 31),
        level: Level::Village,
    };
    BridgeSheet {
        frame: frame(),
        query,
        rows: vec![
            row("罕台镇新东村", tally(35, 3), tally(12, 1)),
            row("罕台镇新西村", tally(28, 0), tally(9, 0)),
            row("铜川镇枳机塔村", tally(40, 2), tally(0, 0)),
        ],
        lines: vec![
            line("罕台镇撖家塔村", BridgeFate::Counted("罕台镇新东村".into()), split, tally(12, 1)),
            line("罕台镇撖家塔村", BridgeFate::Counted("罕台镇新西村".into()), split, tally(9, 0)),
            line("罕台镇撖家塔村", BridgeFate::Unsplit { before: true, among }, split, tally(31, 4)),
            line("铜川镇枳机塔村", BridgeFate::Counted("铜川镇枳机塔村".into()), "", tally(20, 0)),
            line("东胜区", BridgeFate::Above, "", tally(2, 0)),
        ],
        total: tally(136, 9),
    }
}

/// No reform touched the period.
pub fn bridge_without_lines() -> BridgeSheet {
    let sheet = bridge();
    BridgeSheet { rows: Vec::new(), lines: Vec::new(), total: Tally::default(), ..sheet }
}
