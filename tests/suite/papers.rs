//! The papers of problems: what each says of a problem taken through its course, never who reported it, and batches as files.

use std::fs;

use chrono::NaiveDate;
use gengbao::{
    domain::{
        area::Area,
        grid::GridKind,
        id::{GridId, PersonId, ProblemId, UnitId},
        problem::{
            Behaviour, Concerned, LandKind, Problem, ProblemKind, ProblemSource,
            paper::{OWN_FORM, PaperSheet, ProblemPaper},
            step::{Act, Disposal, Dissuaded, Step, Verdict},
        },
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, StoredFile,
        problem::{AddProblem, TakeStep},
        query::{
            lookup,
            problem::{Lens, ProblemQuery},
            problem_papers::{ledger, paper, papers},
        },
    },
    print::text,
    session::{
        Progress,
        each::Each,
        sheet::{self, Sheet, SheetRequest},
    },
};

use crate::{
    cli::{district, done, fails},
    support::{World, day, fault_of, today},
};

/// Somebody who told the office, and must not be on any paper.
const TOLD: &str = "举报人赵大声";

struct Village {
    world: World,
    village: GridId,
    town: GridId,
    bureau: UnitId,
    member: PersonId,
    overseer: PersonId,
    vice: PersonId,
}

fn village() -> Village {
    let (mut world, _) = World::with_units();
    let town = lookup::grid(&world.ws, "罕台镇", today()).unwrap();
    let village = world.grid(town, GridKind::Village, "撖家塔村");
    let office = world.unit(UnitKind::Town, "罕台镇人民政府", Some(town));
    let bureau = world.unit(UnitKind::Department, "执法大队", None);
    let post = world.post(office, "副镇长");
    let (member, overseer, vice) = (world.person("李㛃"), world.person("张𬭎"), world.person("王𠮷"));
    world.appoint(post, vice, day(2024, 1, 10));
    world.duty_of(town, Role::ChiefSupervisor, post);
    world.duty(village, Role::Overseer, DutyHolder::Person(overseer));
    world.duty(village, Role::Supervisor, DutyHolder::Person(member));
    Village { world, village, town, bureau, member, overseer, vice }
}

impl Village {
    fn found(&mut self, on: NaiveDate, source: ProblemSource) -> ProblemId {
        let known = source == ProblemSource::Patrol;
        let problem = Problem {
            found_on: on,
            found_at: None,
            source,
            kind: ProblemKind::NonAgricultural,
            behaviours: vec![Behaviour::BuildHouse],
            grid: self.village,
            group: None,
            plot: "0031".into(),
            spot: "公路北侧".into(),
            point: None,
            land: Some(LandKind::BasicFarmland),
            area: Some(Area(120)),
            concerned: vec![Concerned {
                name: "宝力·敖其尔".into(),
                part: "承包者".into(),
                phone: "13900000000".into(),
            }],
            finders: if known { vec![self.member] } else { Vec::new() },
            found_by: if known { String::new() } else { TOLD.into() },
            description: "挖基槽准备建房".into(),
            urgent: false,
            patrol: None,
            tip: None,
            clue: None,
            document: String::new(),
            note: TOLD.into(),
        };
        ProblemId(self.world.make(Command::AddProblem(AddProblem { problem, files: Vec::new() })))
    }

    fn step(&mut self, id: ProblemId, on: NaiveDate, by: PersonId, act: Act, text: &str) {
        self.step_with(id, on, by, act, text, Vec::new());
    }

    fn step_with(&mut self, id: ProblemId, on: NaiveDate, by: PersonId, act: Act, text: &str, files: Vec<StoredFile>) {
        let step =
            Step { on, at: None, by: vec![by], act, text: text.into(), document: "罕政通〔2025〕3号".into() };
        self.world.run(Command::TakeStep(TakeStep { id, step, files }));
    }

    /// To 核实：属实.
    fn verified(&mut self, source: ProblemSource) -> ProblemId {
        let id = self.found(day(2025, 3, 3), source);
        let (member, vice, town) = (self.member, self.vice, self.town);
        let talked = Act::Dissuade { way: "当面劝阻".into(), outcome: Dissuaded::Continuing };
        self.step(id, day(2025, 3, 3), member, talked, "说明政策");
        self.step(id, day(2025, 3, 3), member, Act::Report { to: town, urgent: false, reason: String::new() }, "");
        self.step(id, day(2025, 3, 4), vice, Act::Accept, "");
        self.step(id, day(2025, 3, 5), vice, Act::Verify { verdict: Verdict::True }, "实地测量");
        id
    }

    fn told_to_rectify(&mut self, source: ProblemSource) -> ProblemId {
        let id = self.verified(source);
        let vice = self.vice;
        let act = Act::Dispose { disposal: Disposal::SelfRectify, unit: None, due: Some(day(2025, 3, 31)) };
        self.step(id, day(2025, 3, 6), vice, act, "回填基槽，恢复种植条件");
        id
    }

    fn words(&self, paper: ProblemPaper, problem: ProblemId) -> String {
        self.shown(Sheet::ProblemPaper { paper, problem })
    }

    fn shown(&self, sheet: Sheet) -> String {
        let request = SheetRequest { sheet, as_of: today() };
        let words = text::text(&sheet::render(&self.world.ws, &request).unwrap());
        let plain: String = words.split_whitespace().collect();
        assert!(!plain.contains("赵大声") && !plain.contains("13900000000"), "{words}");
        plain
    }

    fn says(&self, paper: ProblemPaper, problem: ProblemId, wanted: &[&str]) {
        let words = self.words(paper, problem);
        for wanted in wanted.iter().chain(&[OWN_FORM]) {
            assert!(words.contains(wanted), "{}: {wanted} is missing:\n{words}", paper.label());
        }
    }
}

#[test]
fn every_paper_says_what_it_must_and_never_who_reported() {
    let mut village = village();
    let id = village.told_to_rectify(ProblemSource::Tip);
    let vice = village.vice;
    let supervise = Act::Supervise { due: Some(day(2025, 3, 28)) };
    village.step(id, day(2025, 3, 10), vice, supervise, "每周报告一次");
    let place = "罕台镇撖家塔村";
    village.says(
        ProblemPaper::Case,
        id,
        &["问题处置单", "编号：2025-0001", place, "发现人群众举报", "劝阻", "实地测量", "审核意见", "永久基本农田"],
    );
    village.says(
        ProblemPaper::Notice,
        id,
        &[
            "整改通知书",
            "宝力·敖其尔（承包者）：",
            "回填基槽，恢复种植条件。",
            "2025年3月31日前",
            "东政办发〔2023〕61号",
            "回执",
        ],
    );
    village.says(ProblemPaper::Supervision, id, &["挂牌督办单", "2025年3月28日", "每周报告一次", "承办单位反馈"]);
    let shown = village.shown(Sheet::Problems(ProblemQuery::default()));
    for words in ["耕地保护问题台账", "2025-0001", "宝***", "2025-03-28", "共1件"] {
        assert!(shown.contains(words), "{words} is missing:\n{shown}");
    }
    assert!(!shown.contains("敖其尔"), "lists mask the people concerned");
}

#[test]
fn a_letter_goes_to_the_unit_that_takes_over() {
    let mut village = village();
    let id = village.verified(ProblemSource::Patrol);
    let (vice, bureau) = (village.vice, village.bureau);
    let act = Act::Dispose { disposal: Disposal::Enforcement, unit: Some(bureau), due: None };
    village.step(id, day(2025, 3, 6), vice, act, "拒不停止");
    village.says(
        ProblemPaper::Transfer,
        id,
        &[
            "执法大队：",
            "关于移送罕台镇撖家塔村非农化问题的函",
            "罕政通〔2025〕3号",
            "问题处置单",
            "移送回执",
            "拒不停止。",
        ],
    );
    let refused = paper(&village.world.ws, ProblemPaper::Notice, id).unwrap_err();
    assert!(fault_of(&refused, "paper").contains("请先登记「处置：自行整改」"));
}

#[test]
fn a_closure_names_its_evidence_and_keeps_people_apart() {
    let dir = tempfile::tempdir().unwrap();
    let mut village = village();
    let id = village.told_to_rectify(ProblemSource::Patrol);
    let refused = paper(&village.world.ws, ProblemPaper::Closure, id).unwrap_err();
    assert!(fault_of(&refused, "paper").contains("还不能销号"));
    let (overseer, vice) = (village.overseer, village.vice);
    // The world keeps no files: a record may name them all the same.
    let file = StoredFile { digest: "ab".repeat(32), name: "整改后.jpg".into(), size: 3 };
    let done = Act::Rectify { area: None, whole: true };
    village.step_with(id, day(2025, 3, 20), overseer, done, "已回填", vec![file]);
    village.step(id, day(2025, 3, 24), vice, Act::Review { passed: true }, "已恢复");
    village.says(ProblemPaper::Closure, id, &["待确认", "待核对", "整改后.jpg"]);
    village.step(id, day(2025, 3, 25), vice, Act::Close, "予以销号");
    village.says(ProblemPaper::Closure, id, &["销号确认单", "张𬭎", "不是同一人", "2025年3月25日", "予以销号", "属实"]);
    let case = village.words(ProblemPaper::Case, id);
    assert!(case.contains("照片文件不在工作区中") && case.contains("整改后照片"), "{case}");
    drop(dir);
}

#[test]
fn a_batch_is_bound_or_one_file_for_each_and_asks_before_it_overwrites() {
    let dir = tempfile::tempdir().unwrap();
    let mut village = village();
    village.told_to_rectify(ProblemSource::Patrol);
    village.told_to_rectify(ProblemSource::Tip);
    village.found(day(2025, 3, 7), ProblemSource::Patrol);
    let query = ProblemQuery { grid: Some(village.town), lens: Lens::Open, ..ProblemQuery::default() };
    let sheets = papers(&village.world.ws, ProblemPaper::Notice, &query).unwrap();
    let titles: Vec<String> = sheets.iter().map(PaperSheet::title).collect();
    assert_eq!(titles, ["整改通知书-2025-0001-罕台镇撖家塔村", "整改通知书-2025-0002-罕台镇撖家塔村"]);
    let single = 2;
    let wanted = Sheet::ProblemPapers { paper: ProblemPaper::Notice, query: query.clone() };
    let request = SheetRequest { sheet: wanted.clone(), as_of: today() };
    let bound = sheet::render(&village.world.ws, &request).unwrap();
    assert_eq!((bound.pages.len(), wanted.is_batch()), (single, true));
    let each = Each::read(&village.world.ws, &request).unwrap().unwrap();
    assert_eq!(each.there_already(dir.path()), 0);
    let (names, pages) = each.write(dir.path(), &Progress::default()).unwrap();
    assert_eq!((names, pages), (titles.iter().map(|title| format!("{title}.pdf")).collect(), single));
    assert_eq!(each.there_already(dir.path()), 2, "the window and the command line ask before they overwrite");
    assert!(fs::read(dir.path().join(format!("{}.pdf", titles[0]))).unwrap().starts_with(b"%PDF"));
    let none = papers(&village.world.ws, ProblemPaper::Transfer, &query).unwrap_err();
    assert!(fault_of(&none, "query").contains("没有可以打印移送函的问题"));
    assert_eq!(ledger(&village.world.ws, &query).unwrap().rows.len(), 3);
}

#[test]
fn open_problems_are_handed_over_and_counted() {
    let mut village = village();
    village.told_to_rectify(ProblemSource::Patrol);
    let leaver = village.vice;
    let sheet = village.shown(Sheet::Handover { person: leaver, on: day(2025, 4, 1) });
    for words in ["未办结问题（1件）", "2025-0001", "化：挖基槽准备建房", "信息公示牌（请手工填写）"]
    {
        assert!(sheet.contains(words), "{words} is missing:\n{sheet}");
    }
    let before = village.shown(Sheet::Handover { person: leaver, on: day(2025, 3, 1) });
    assert!(before.contains("未办结问题（0件）"), "found later:\n{before}");
    let term = village.shown(Sheet::Term { person: leaver, from: day(2025, 1, 1), to: day(2025, 12, 31) });
    assert!(term.contains("发现和经办问题") && term.contains("2025年00101"), "{term}");
    let trace = village.shown(Sheet::Trace(village.village));
    assert!(trace.contains("当日此地未销号的问题：2025-0001（整改中）。"), "{trace}");
}

#[test]
fn the_command_line_prints_them_by_number_and_by_filter() {
    let (folder, dir) = district();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (one, each) = (path("单.txt"), path("全部"));
    done(&dir, &["do", r#"{"do": "add_person", "name": "李㛃"}"#]);
    let problem = r#"{"do": "add_problem", "found_on": "2025-06-02", "source": "tip", "kind": "non_grain",
        "grid": "罕台镇", "found_by": "举报人赵大声", "description": "在耕地上挖塘", "document": "12345-1"}"#;
    done(&dir, &["do", problem]);
    done(&dir, &["print", "case", "--number", "2025-0001", "--out", &one]);
    let words = fs::read_to_string(&one).unwrap();
    assert!(words.contains("在耕地上挖塘") && !words.contains("赵大声"), "{words}");
    done(&dir, &["print", "问题台账", "--kind", "非粮化", "--lens", "open", "--out", &one]);
    assert!(fs::read_to_string(&one).unwrap().contains("共1件"));
    assert!(done(&dir, &["print", "case", "--all", "--out", &each]).contains("1 个文件"));
    let written = folder.path().join("全部/问题处置单-2025-0001-罕台镇.pdf");
    fs::write(&written, "自己改过的").unwrap();
    assert!(fails(&dir, 2, &["print", "case", "--all", "--out", &each]).contains("--overwrite"));
    assert_eq!(fs::read_to_string(&written).unwrap(), "自己改过的");
    done(&dir, &["print", "case", "--all", "--overwrite", "--out", &each]);
    assert!(fs::read(&written).unwrap().starts_with(b"%PDF"));
    assert!(
        fails(&dir, 2, &["print", "notice", "--number", "2025-0001", "--out", &one]).contains("还没有责令自行整改")
    );
    assert!(fails(&dir, 2, &["print", "notice", "--out", &one]).contains("没有写明是哪一件问题"));
    let (list, book) = (done(&dir, &["list", "problems"]), path("问题.csv"));
    done(&dir, &["export", "problems", &book]);
    let exported = fs::read(&book).unwrap();
    for words in [list, String::from_utf8_lossy(&exported).into_owned()] {
        assert!(words.contains("2025-0001") && words.contains("群众举报") && !words.contains("赵大声"), "{words}");
    }
    assert!(fails(&dir, 2, &["print", "case", "--number", "2025-9999", "--out", &one]).contains("没有编号"));
    assert!(fails(&dir, 2, &["print", "problems", "--kind", "违建", "--out", &one]).contains("可选：非农化"));
}
