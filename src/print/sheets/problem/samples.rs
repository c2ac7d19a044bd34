//! Made-up problems for the tests of the papers. No person here exists.

use std::path::PathBuf;

use crate::{
    domain::{
        ledger::PROBLEMS,
        picture::Picture,
        problem::paper::{
            CasePaper, ClosurePaper, ClosurePart, NoticePaper, PaperEvidence, PaperPhoto, PaperStep, ProblemFacts,
            Separation, SupervisionPaper, TransferPaper,
        },
        sheet::{Ledger, LedgerColumn, SheetFrame},
    },
    print::sheets::samples::{day, frame},
};

const LONG: &str = "位于村东公路北侧的地块，未经批准推平耕作层约三十厘米，堆放砂石料和预制板，并沿地埂开挖排水沟，\
    现场停有装载机一台、自卸车两辆，施工人员称受人委托，不能出示任何批准文件；";

pub fn facts() -> ProblemFacts {
    ProblemFacts {
        frame: SheetFrame { printed_on: day(2026, 4, 20), ..frame() },
        number: "2026-0012".to_owned(),
        found: "2026年3月5日10:20".to_owned(),
        source: "巡查".to_owned(),
        kind: "非农化".to_owned(),
        behaviours: "建房、取土".to_owned(),
        place: "罕台镇撖家塔村一社".to_owned(),
        spot: "村东公路北侧，地块150602-0031".to_owned(),
        point: "109.987654°E，39.823456°N".to_owned(),
        land: "永久基本农田".to_owned(),
        area: "1.20亩（约0.08公顷）".to_owned(),
        concerned: vec!["王𠮷（承包者）".to_owned(), "宝力·敖其尔（施工方）".to_owned()],
        found_by: "李㛃（一社社长）".to_owned(),
        description: "在永久基本农田上挖基槽、砌墙，准备建房，已挖土约20立方米".to_owned(),
        urgent: true,
        document: String::new(),
        state: "整改中".to_owned(),
        office: "东胜区罕台镇人民政府".to_owned(),
        phone: "0477-0000000".to_owned(),
    }
}

/// Only what a problem must have.
pub fn bare() -> ProblemFacts {
    ProblemFacts {
        frame: SheetFrame { sample: true, ..frame() },
        behaviours: String::new(),
        spot: String::new(),
        point: String::new(),
        land: "待核".to_owned(),
        area: String::new(),
        concerned: Vec::new(),
        found_by: String::new(),
        urgent: false,
        office: String::new(),
        phone: String::new(),
        ..facts()
    }
}

/// As much as people write.
pub fn long() -> ProblemFacts {
    ProblemFacts {
        description: LONG.repeat(9),
        concerned: (0..6).map(|_| "布仁巴雅尔·额尔敦朝鲁（种植者、实际使用者）".to_owned()).collect(),
        spot: "鄂托克前旗至东胜区旧公路由北向南第十七根电线杆以东约二百米，原打谷场南侧".to_owned(),
        office: "鄂尔多斯市自然资源局东胜区分局耕地保护监督与自然资源综合行政执法大队".to_owned(),
        ..facts()
    }
}

pub fn step(on: &str, title: &str, text: &str) -> PaperStep {
    PaperStep {
        on: on.to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        by: "李㛃（一社社长）".to_owned(),
        document: String::new(),
        notes: Vec::new(),
    }
}

pub fn steps() -> Vec<PaperStep> {
    let mut skip = step("2026年3月5日11:00", "上报至东胜区（越级，紧急）", "正在浇筑，劝阻无效");
    skip.notes = vec!["抄告罕台镇".to_owned()];
    let mut disposed = step("2026年3月9日", "处置：自行整改", "拆除基槽、回填耕作层、恢复种植条件");
    disposed.document = "罕政通〔2026〕3号".to_owned();
    vec![
        step("2026年3月5日10:30", "劝阻：未停止", "当面劝阻，说明政策"),
        skip,
        step("2026年3月6日", "受理", ""),
        step("2026年3月7日", "核实：属实", "实地测量1.20亩，无任何审批手续"),
        disposed,
        step("2026年4月2日", "整改（全部完成）", "已回填平整，恢复耕作层"),
    ]
}

pub fn photo(place: usize, when: &str) -> PaperPhoto {
    let pixels = if place % 3 == 2 { [3000, 4000] } else { [4000, 3000] };
    let picture = match place % 7 {
        6 => Err("照片文件不在工作区中"),
        _ => Ok(Picture { digest: format!("{place:064x}"), path: PathBuf::new(), pixels }),
    };
    let name = format!("现场照片{place:02}（由东向西）.jpg");
    PaperPhoto { picture, name, caption: format!("{when}　2026年3月5日　发现") }
}

pub fn case() -> CasePaper {
    CasePaper {
        facts: facts(),
        steps: steps(),
        before: (0..3).map(|place| photo(place, "整改前")).collect(),
        after: (3..5).map(|place| photo(place, "整改后")).collect(),
        files: vec!["勘测定界图.pdf".to_owned()],
        elapsed: "45天".to_owned(),
    }
}

pub fn notice() -> NoticePaper {
    NoticePaper {
        facts: facts(),
        on: day(2026, 3, 9),
        demand: "拆除基槽、回填耕作层、恢复种植条件".to_owned(),
        document: "罕政通〔2026〕3号".to_owned(),
        due: Some(day(2026, 4, 1)),
    }
}

pub fn transfer() -> TransferPaper {
    TransferPaper {
        facts: facts(),
        on: day(2026, 3, 9),
        unit: "鄂尔多斯市自然资源局东胜区分局".to_owned(),
        disposal: "移交执法".to_owned(),
        text: "当事人拒不停止建设".to_owned(),
        document: String::new(),
        due: Some(day(2026, 4, 9)),
        done: vec!["2026年3月5日，劝阻：未停止：当面劝阻，说明政策".to_owned(), "2026年3月7日，核实：属实".to_owned()],
        enclosures: vec!["问题处置单（编号：2026-0012）".to_owned(), "现场照片等证据材料5件".to_owned()],
    }
}

fn part(label: &'static str, people: &[&str], separation: Separation) -> ClosurePart {
    ClosurePart { label, people: people.iter().map(|name| (*name).to_owned()).collect(), separation }
}

pub fn closure() -> ClosurePaper {
    ClosurePaper {
        facts: ProblemFacts { state: "已销号".to_owned(), urgent: false, ..facts() },
        verdict: "属实".to_owned(),
        disposal: "自行整改".to_owned(),
        rectified: "1.20亩（约0.08公顷）".to_owned(),
        review: "2026年4月6日，复查：通过：耕作层已恢复，已具备播种条件".to_owned(),
        parts: vec![
            part("发现、上报", &["李㛃（一社社长）"], Separation::Apart),
            part("整　改", &["张𬭎（撖家塔村监管人）"], Separation::Apart),
            part("复　查", &["钱某乙（罕台镇综合行政执法局副局长）"], Separation::NotAsked),
            part("销号确认", &["孙某丙（罕台镇副镇长）"], Separation::NotAsked),
        ],
        closed_on: Some(day(2026, 4, 8)),
        closing: "整改到位，予以销号".to_owned(),
        document: "罕政函〔2026〕8号".to_owned(),
        evidence: (1..=4)
            .map(|number| PaperEvidence {
                name: format!("整改后照片{number}.jpg"),
                of: "整改（全部完成）".to_owned(),
                on: "2026年4月2日".to_owned(),
            })
            .collect(),
    }
}

pub fn supervision() -> SupervisionPaper {
    SupervisionPaper {
        facts: facts(),
        on: day(2026, 3, 20),
        unit: "罕台镇".to_owned(),
        demand: "4月1日前拆除到位，每周报告一次进展".to_owned(),
        document: "东政督〔2026〕2号".to_owned(),
        due: Some(day(2026, 4, 1)),
        steps: steps(),
        released_on: None,
    }
}

/// 问题台账 with so many rows.
pub fn ledger(rows: usize) -> Ledger {
    let row = |place: usize| {
        let wide = place % 5 == 4;
        [
            format!("2026-{:04}", place + 1).as_str(),
            "2026-03-05",
            "群众举报",
            "破坏标志牌",
            "建房、取土",
            if wide {
                "泊尔江海子镇柴登村第三村民小组（公路北侧原打谷场以东约二百米）"
            } else {
                "罕台镇撖家塔村一社"
            },
            "永久基本农田",
            "1,234.56",
            "王*、宝**、李*",
            if wide { "布仁巴雅尔·额尔敦朝鲁、斯琴高娃" } else { "李㛃" },
            if wide { LONG } else { "在耕地上堆放砂石料" },
            if wide { "整改中\n挂牌督办" } else { "待销号（无需整改）" },
            "区自然资源分局",
            "2026-04-01整改（逾期19天）",
            "0.60",
            "12",
        ]
        .map(str::to_owned)
        .into()
    };
    Ledger {
        frame: SheetFrame { printed_on: day(2026, 4, 20), ..frame() },
        title: "东胜区耕地保护问题台账".to_owned(),
        scope: format!("2026年1月1日至2026年4月20日发现 · 未销号　共{rows}件"),
        upright: false,
        columns: LedgerColumn::printed(PROBLEMS),
        rows: (0..rows).map(row).collect(),
        remarks: vec!["注：当事人姓名已作遮蔽处理；不列举报人。".to_owned()],
    }
}
