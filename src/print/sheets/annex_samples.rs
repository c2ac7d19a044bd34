//! Made-up content for the tests of annexes 3 and 4, 变动对照表, 责任人公示 and blank forms. No person here exists.

use super::samples::{GRIDS, day, frame, holder};
use crate::domain::{
    annex::{Annex, BlankForm},
    annex_sheet::*,
    grid::Level,
    sheet::{Holder, SheetFrame},
};

/// The longest name an office will meet.
const LONG: &str = "布仁巴雅尔额尔敦朝鲁";

fn vacant(post: &str) -> Holder {
    Holder { name: None, post: post.to_owned() }
}

/// A town: four deputies, one vacant post, an overseer whom no deputy has.
pub fn town() -> TownSheet {
    let row = |name: &str, post: &str, villages: &str, overseer: Holder| TownSheetRow {
        deputies: vec![if name.is_empty() { vacant(post) } else { holder(name, post) }],
        villages: villages.to_owned(),
        deputy_overseers: vec![overseer],
    };
    let officer = |name: &str| holder(name, "综合行政执法局副局长");
    TownSheet {
        frame: frame(),
        town: "罕台镇".to_owned(),
        chief: vec![holder("王𠮷", "镇长")],
        chief_scope: "全镇".to_owned(),
        other_overseers: vec![holder("吴某", "综合行政执法局教导员")],
        rows: vec![
            row("李㛃", "副镇长（分管耕地保护）", "庆丰社区、田园社区、润泽社区", officer("陈某")),
            row("斯琴高娃", "副镇长（分管农牧）", "和硕社区、九成功村、布日都梁村", officer("卫某")),
            row("", "副镇长（分管城建）", "灶火壕村、永胜村", officer("褚某")),
            row("张𬭎", "副镇长", "", vacant("镇、街道执法部门干部")),
        ],
        coordinators: vec![holder("李㛃", "副镇长（分管耕地保护）")],
        chief_overseers: vec![holder("蒋某", "综合行政执法局局长")],
    }
}

/// A street in which nobody was named yet: one row, the street's own wording.
pub fn street_vacant() -> TownSheet {
    TownSheet {
        frame: SheetFrame { sample: true, ..frame() },
        town: "民族街道".to_owned(),
        chief: vec![vacant("街道办事处主要负责人")],
        chief_scope: "全街道".to_owned(),
        other_overseers: vec![vacant("镇、街道执法部门其他领导")],
        rows: vec![TownSheetRow {
            deputies: vec![vacant("街道办事处其他领导")],
            villages: "苏力德社区、永兴社区、乌兰社区".to_owned(),
            deputy_overseers: vec![vacant("镇、街道执法部门干部")],
        }],
        coordinators: vec![vacant("镇、街道分管耕地保护的领导")],
        chief_overseers: vec![vacant("镇、街道执法部门负责人")],
    }
}

/// Sixteen deputies with the longest names, over pages.
pub fn town_long() -> TownSheet {
    let row = TownSheetRow {
        deputies: vec![holder(LONG, "党委委员、副镇长、综合行政执法局党支部书记"), holder("王𠮷", "副镇长")],
        villages: "泊尔江海子镇城梁村民委员会、乌兰什巴台联合片区、枳机塔村、海子湾村".to_owned(),
        deputy_overseers: vec![holder(LONG, "综合行政执法局副局长（一中队）")],
    };
    TownSheet { rows: vec![row; 16], ..town() }
}

/// A village: two 监管人 with their groups, a vacant group, a group without farmland.
pub fn village() -> VillageSheet {
    let group = |name: &str, members: Vec<Holder>| GroupMembers { group: name.to_owned(), members };
    VillageSheet {
        frame: frame(),
        village: "罕台镇撖家塔村".to_owned(),
        supervisor: vec![holder("王𠮷", "村党支部书记、村委会主任")],
        scope: "撖家塔村".to_owned(),
        parts: vec![
            VillageSheetPart {
                overseers: vec![holder("李㛃", "村委会副主任")],
                groups: vec![
                    group("一社", vec![holder("张𬭎", "社长")]),
                    group("三社", vec![vacant("社长、包片干部")]),
                    group("五社", vec![holder("斯琴高娃", "社长"), holder("赵某", "包片干部")]),
                ],
            },
            VillageSheetPart {
                overseers: vec![vacant("村、社区其他成员")],
                groups: vec![group("二社", vec![holder(LONG, "包片干部")]), group("四社（无耕地）", Vec::new())],
            },
            VillageSheetPart { overseers: vec![holder("孙某", "村委会委员")], groups: Vec::new() },
        ],
    }
}

/// Nobody anywhere: the words of the plan, each marked 空缺.
pub fn village_vacant() -> VillageSheet {
    VillageSheet {
        supervisor: vec![vacant("村、社区书记")],
        parts: vec![VillageSheetPart {
            overseers: vec![vacant("村、社区其他成员")],
            groups: vec![GroupMembers { group: String::new(), members: vec![vacant("社长、包片干部")] }],
        }],
        ..village()
    }
}

/// Forty groups with the longest names, over pages.
pub fn village_long() -> VillageSheet {
    let group = |number: usize| GroupMembers {
        group: format!("第{number}村民小组"),
        members: vec![holder(if number.is_multiple_of(3) { LONG } else { "王𠮷" }, "包片干部")],
    };
    let part = |from: usize, to: usize| VillageSheetPart {
        overseers: vec![holder(LONG, "村务监督委员会主任")],
        groups: (from..to).map(group).collect(),
    };
    VillageSheet { parts: vec![part(1, 27), part(27, 41)], ..village() }
}

fn change(role: &str, about: &str, old: &str, new: &str, document: &str) -> ChangeRow {
    ChangeRow {
        role: role.to_owned(),
        about: about.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        on: Some(day(2025, 3, 5)),
        document: document.to_owned(),
    }
}

fn last_issue() -> ChangeBase {
    ChangeBase { as_of: day(2024, 12, 31), issue: true, document: "示范办〔2025〕1号".to_owned() }
}

/// Two towns with changes, compared with one issue.
pub fn changes() -> ChangeSheet {
    let part = |grid: &str, rows: Vec<ChangeRow>| ChangePart { grid: grid.to_owned(), since: last_issue(), rows };
    ChangeSheet {
        frame: frame(),
        annex: Annex::Annex3,
        scope: "东胜区各镇、街道".to_owned(),
        parts: vec![
            part("罕台镇", vec![change("总监督人", "罕台镇", "吴某\n镇长", "王𠮷\n镇长", "示范任〔2025〕4号")]),
            part(
                "铜川镇",
                vec![
                    change("网格", "添漫梁村", "添漫粱村", "添漫梁村", "示范民〔2025〕2号"),
                    change(
                        "副总监督人",
                        "枳机塔村、常青村",
                        "冯某\n副镇长（分管农牧）",
                        "空缺\n副镇长（分管农牧）",
                        "",
                    ),
                ],
            ),
        ],
        compared: 11,
        since: Some(last_issue()),
        never_issued: Vec::new(),
    }
}

/// Nothing changed.
pub fn changes_none() -> ChangeSheet {
    ChangeSheet { scope: "罕台镇".to_owned(), parts: Vec::new(), compared: 1, ..changes() }
}

/// Sheets that were issued on different days, over pages, and some never.
pub fn changes_long() -> ChangeSheet {
    let row = change("监管人", "第十二村民小组、第十三村民小组", &format!("{LONG}\n村务监督委员会主任"), "空缺", "");
    let part = |number: u32| ChangePart {
        grid: format!("{}第{number}村", GRIDS[number as usize % GRIDS.len()]),
        since: ChangeBase { as_of: day(2024, 6, number), issue: true, document: String::new() },
        rows: vec![row.clone(), row.clone()],
    };
    ChangeSheet {
        annex: Annex::Annex4,
        scope: "东胜区各村、社区".to_owned(),
        parts: (1..=15).map(part).collect(),
        compared: 80,
        since: None,
        never_issued: vec!["罕台镇撖家塔村".to_owned(), "铜川镇常青村".to_owned()],
        ..changes()
    }
}

fn public_row(role: &str, holder: Holder, area: &str, office_phone: &str) -> PublicRow {
    PublicRow { role: role.to_owned(), holder, area: area.to_owned(), office_phone: office_phone.to_owned() }
}

/// A village's notice.
pub fn notice() -> PublicSheet {
    PublicSheet {
        frame: frame(),
        grid: "罕台镇撖家塔村".to_owned(),
        level: Level::Village,
        hotline: "000-12345".to_owned(),
        rows: vec![
            public_row("监督人", holder("王𠮷", "村党支部书记、村委会主任"), "撖家塔村", "000-8000001"),
            public_row("监管人", holder("李㛃", "村委会副主任"), "一社、三社", "000-8000001"),
            public_row("监管人", vacant("村、社区其他成员"), "撖家塔村", ""),
            public_row("网格员", holder("斯琴高娃", "社长"), "一社", ""),
            public_row("网格员", holder("张𬭎", "包片干部"), "三社", ""),
        ],
    }
}

/// More people than one page holds, none with an office phone.
pub fn notice_long() -> PublicSheet {
    let member = |number: usize| public_row("网格员", holder(LONG, "包片干部"), &format!("第{number}村民小组"), "");
    let mut rows = notice().rows;
    rows.iter_mut().for_each(|row| row.office_phone.clear());
    rows.extend((1..=40).map(member));
    PublicSheet { frame: SheetFrame { sample: true, ..frame() }, rows, ..notice() }
}

/// A form for nobody in particular.
pub fn form(form: BlankForm) -> BlankSheet {
    BlankSheet {
        form,
        sample: false,
        grid: None,
        codes: vec![],
        listed: GRIDS.iter().map(|grid| (*grid).to_owned()).collect(),
    }
}

/// A form with name and code.
pub fn form_of(form: BlankForm, name: &str, street: bool) -> BlankSheet {
    let grid = BlankGrid { name: name.to_owned(), code: "150602101207".to_owned(), street };
    BlankSheet { grid: Some(grid), ..self::form(form) }
}
