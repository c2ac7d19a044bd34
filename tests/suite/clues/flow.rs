//! The way of a clue, every command with its contract, and what is refused with which words.

use gengbao::{
    domain::{
        area::SquareMetres,
        clue::{Category, ClueBatch, ClueState},
        id::ProblemId,
        import::{Fate, Take},
        problem::{ProblemKind, ProblemSource},
        scan::ScanOwner,
    },
    ops::{
        Command, OpFault, Refusal,
        clue::{
            AnswerClue, AssignClues, ConfirmClues, EditClueBatch, FoundProblem, ImportClueAnswers, ImportClues,
            ReturnClues,
        },
        mechanism::AttachScans,
        office::{PutOperator, SetSetting},
        query::{clue, problem},
    },
};

use super::{Field, all, facts, import, photo, reply, row, rows};
use crate::support::{day, fault_of, today};

#[test]
fn a_batch_is_taken_in_and_split_by_code_and_name() {
    let mut field = Field::new();
    let outcome = field.world.contract(import(rows()));
    assert_eq!(outcome.title, "导入图斑「图斑.xlsx」到「2025年5月」：新增 3、变更 0、相同 0、有误 0");
    let batch = clue::batches(&field.world.ws, today()).unwrap().swap_remove(0);
    assert_eq!(batch.due_on, day(2025, 6, 30), "月清: by the end of the next month");
    assert_eq!(batch.pace(), "还剩 20 天");
    let lines = clue::clues(&field.world.ws, &all(batch.id), 0, 10).unwrap();
    let places: Vec<_> = lines.iter().map(|line| (line.grid_name.as_str(), line.row.state)).collect();
    assert_eq!(
        places,
        [("色连村", ClueState::Assigned), ("撖家塔村", ClueState::Assigned), ("", ClueState::Unassigned)]
    );
    let kinds: Vec<_> = lines.iter().map(|line| line.row.clue.kind.as_str()).collect();
    assert_eq!(kinds, ["1", "01", "DT"], "codes stay as they are written");
    assert_eq!(clue::cell(&lines[1], 2, "kind"), "01 耕地");
    assert_eq!(lines[1].row.clue.area.map(SquareMetres::mu).unwrap().to_string(), "2.50");
    assert_eq!(lines[2].row.clue.area, Some(SquareMetres(500_000)));
    assert!(outcome.lines[2].words().contains("未分发：没有名为「没有的村」"), "{}", outcome.lines[2].words());
}

#[test]
fn the_same_numbers_again_are_same_changed_or_new() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let mut again = rows();
    again[1] = row(3, &[("number", "0002"), ("kind", "01"), ("area_mu", "3.00"), ("village", "撖家塔村")]);
    again.push(row(5, &[("number", "0004"), ("town", "铜川镇")]));
    let take = |rows, digest: &str| {
        Command::ImportClues(ImportClues {
            batch: Some(batch),
            new_batch: None,
            rows,
            take: Take::AllOrNothing,
            source: "再次.xlsx".into(),
            digest: digest.into(),
        })
    };
    let outcome = field.world.contract(take(again.clone(), "ab12"));
    let fates: Vec<_> = outcome.lines.iter().map(|line| line.fate).collect();
    assert_eq!(fates, [Fate::Same, Fate::Changed, Fate::Same, Fate::New]);
    assert!(outcome.lines[3].words().contains("没有找到村（社区），先分发到镇（街道）"));
    let fault = field.world.refuse(take(again, "ab12"));
    assert!(fault_of(&fault, "source").contains("已于2025年6月10日导入批次「2025年5月」"));
}

#[test]
fn wrong_rows_are_named_with_field_and_remedy() {
    let mut field = Field::new();
    let wrong = vec![
        row(2, &[("kind", "DT")]),
        row(3, &[("number", "0002"), ("area", "三亩")]),
        row(4, &[("number", "0003"), ("lon", "37414381.5"), ("lat", "4410021.6")]),
        row(5, &[("number", "0004"), ("outline", "1,2")]),
        row(6, &[("number", "0005"), ("area", "0")]),
    ];
    let fault = field.world.refuse(import(wrong.clone()));
    assert!(fault_of(&fault, "rows").starts_with("5 行里有 5 行有误，没有导入。第 2 行 图斑 ：请填写图斑编号"));
    let Command::ImportClues(mut good) = import(wrong) else { unreachable!() };
    good.take = Take::GoodOnly;
    good.rows.push(row(7, &[("number", "0009"), ("village", "撖家塔村")]));
    let outcome = field.world.run(Command::ImportClues(good));
    let fields: Vec<_> = outcome.lines.iter().flat_map(|line| &line.faults).map(|fault| fault.field).collect();
    assert_eq!(fields, ["number", "area", "lon", "lat", "outline", "area"]);
    assert!(outcome.lines[2].words().contains("平面坐标请用 GeoJSON 或 shapefile 导入"));
}

#[test]
fn a_batch_must_be_told_once_and_stand_by_itself() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let Command::ImportClues(args) = import(rows()) else { unreachable!() };
    let none = ImportClues { new_batch: None, ..args.clone() };
    assert!(fault_of(&field.world.refuse(Command::ImportClues(none)), "batch").contains("请选择导入到哪个批次"));
    let both = ImportClues { batch: Some(batch), ..args.clone() };
    assert!(fault_of(&field.world.refuse(Command::ImportClues(both)), "batch").contains("只选择"));
    assert!(fault_of(&field.world.refuse(Command::ImportClues(args.clone())), "name").contains("已经有了"));
    let ahead = ClueBatch { name: "下月".into(), month: day(2025, 7, 1), received_on: day(2025, 7, 2), ..facts() };
    let fault = field.world.refuse(Command::ImportClues(ImportClues { new_batch: Some(ahead), ..args.clone() }));
    assert!(!fault_of(&fault, "month").is_empty() && !fault_of(&fault, "received_on").is_empty());
    let empty = ImportClues { rows: vec![], ..args };
    assert!(fault_of(&field.world.refuse(Command::ImportClues(empty)), "rows").contains("没有可以导入的图斑"));
    let edited = ClueBatch { sender: "自治区自然资源厅".into(), due_on: Some(day(2025, 6, 20)), ..facts() };
    field.world.contract(Command::EditClueBatch(EditClueBatch { id: batch, facts: edited }));
    assert_eq!(clue::batch(&field.world.ws, batch).unwrap().due_on, day(2025, 6, 20));
    let early = ClueBatch { due_on: Some(day(2025, 6, 1)), ..facts() };
    let fault = field.world.refuse(Command::EditClueBatch(EditClueBatch { id: batch, facts: early }));
    assert!(fault_of(&fault, "due_on").contains("早于下发日期"));
}

#[test]
fn the_time_of_a_month_is_a_setting() {
    let mut field = Field::new();
    let set = |value: &str| Command::SetSetting(SetSetting { key: "clue_due_months".into(), value: value.into() });
    field.world.run(set("2"));
    assert!(field.world.refuse(set("许多")).notice().title.contains("0 至 12 的整数"));
    let batch = field.batch(rows());
    assert_eq!(clue::batch(&field.world.ws, batch).unwrap().due_on, day(2025, 7, 31));
}

#[test]
fn clues_are_handed_out_by_hand_and_taken_back() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let (one, three) = (field.clue(batch, "0001"), field.clue(batch, "0003"));
    let assign = |clues, grid| Command::AssignClues(AssignClues { clues, grid });
    let outcome = field.world.contract(assign(vec![one, three], Some(field.district.tongchuan)));
    assert_eq!(outcome.title, "分发图斑 2 个：铜川镇");
    field.world.contract(assign(vec![three], None));
    assert!(fault_of(&field.world.refuse(assign(vec![], None)), "clues").contains("请先选择图斑"));
    assert!(fault_of(&field.world.refuse(assign(vec![one, one], None)), "clues").contains("选了两次"));
    let fault = field.world.refuse(assign(vec![one], Some(field.district.group)));
    assert!(fault_of(&fault, "grid").contains("请分发到镇（街道）或村（社区）"));
    let lawful = field.answer(Category::Other, "pseudo_change");
    field.world.run(Command::AnswerClue(reply(one, lawful)));
    let fault = field.world.refuse(assign(vec![one], Some(field.district.hantai)));
    assert!(fault.notice().title.contains("已回复，不能改分发"), "{}", fault.notice().title);
}

#[test]
fn an_answer_is_proved_confirmed_and_sent_back() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let one = field.clue(batch, "0001");
    let answer = field.answer(Category::Lawful, "approved_before");
    let bare = AnswerClue { files: vec![], ..reply(one, answer.clone()) };
    let fault = field.world.refuse(Command::AnswerClue(bare));
    assert!(fault_of(&fault, "files").contains("「往年审批」须举证，请附上现场照片（参考，未经本区发文）"));
    assert!(fault_of(&fault, "paper").contains("批准（备案）文号"));
    let mut proved = answer.clone();
    proved.paper = "某政发〔2024〕1号".into();
    proved.paper_on = Some(day(2024, 5, 1));
    let outcome = field.world.contract(Command::AnswerClue(reply(one, proved.clone())));
    assert_eq!(outcome.title, "回复图斑 0001：合法（往年审批）");
    let confirm = |clues| Command::ConfirmClues(ConfirmClues { clues });
    let two = field.clue(batch, "0002");
    let fault = field.world.refuse(confirm(vec![one, two]));
    assert!(
        fault.notice().title.contains("0002") && fault.notice().title.contains("还没有核查结果"),
        "{}",
        fault.notice().title
    );
    field.world.contract(confirm(vec![one]));
    let refused = field.world.refuse(Command::AnswerClue(reply(one, proved.clone())));
    assert!(matches!(&refused, OpFault::Refused(Refusal::InUse(why)) if why.contains("不能再改")), "{refused:?}");
    let scans = Command::AttachScans(AttachScans { owner: ScanOwner::Clue(one), files: vec![photo(7)] });
    assert!(matches!(field.world.refuse(scans), OpFault::Refused(Refusal::InUse(_))));
    let changed = row(2, &[("number", "0001"), ("area", "9999")]);
    let Command::ImportClues(mut args) = import(vec![changed]) else { unreachable!() };
    (args.batch, args.new_batch) = (Some(batch), None);
    assert!(fault_of(&field.world.refuse(Command::ImportClues(args)), "rows").contains("已审核"));
    let back = |reason: &str| Command::ReturnClues(ReturnClues { clues: vec![one], reason: reason.into() });
    assert!(fault_of(&field.world.refuse(back(" ")), "reason").contains("请填写退回原因"));
    field.world.contract(back("照片看不清，请重新拍摄"));
    let detail = clue::detail(&field.world.ws, one).unwrap();
    assert_eq!(detail.line.row.state, ClueState::Returned);
    assert_eq!(detail.returns[0].reason, "照片看不清，请重新拍摄");
    assert!(fault_of_lines(&field.world.refuse(back("再退"))).contains("还没有回复"));
    field.world.run(Command::AnswerClue(reply(one, proved)));
    assert_eq!(clue::detail(&field.world.ws, one).unwrap().line.row.state, ClueState::Answered);
}

fn fault_of_lines(fault: &OpFault) -> String {
    fault.notice().title
}

#[test]
fn an_unlawful_clue_becomes_a_problem_in_the_same_operation() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let two = field.clue(batch, "0002");
    let mut answer = field.answer(Category::Unlawful, "unreported");
    answer.patrol_found = Some(false);
    answer.text = "建彩钢房一处".into();
    let fault = field.world.refuse(Command::AnswerClue(reply(two, answer.clone())));
    assert!(fault_of(&fault, "found").contains("违法图斑要登记为问题"));
    let found =
        FoundProblem { kind: ProblemKind::NonAgricultural, behaviours: vec![], land: None, description: String::new() };
    let command = AnswerClue { found: Some(found.clone()), ..reply(two, answer.clone()) };
    let outcome = field.world.contract(Command::AnswerClue(command));
    assert_eq!(outcome.title, "回复图斑 0002：违法（未报即用），并登记为问题");
    let row = clue::detail(&field.world.ws, two).unwrap().line.row;
    let problem = problem::detail(&field.world.ws, row.problem.unwrap()).unwrap().line.problem;
    assert_eq!((problem.source, problem.clue), (ProblemSource::Satellite, Some(two)));
    assert_eq!((problem.description.as_str(), problem.area.unwrap().to_string().as_str()), ("建彩钢房一处", "2.50"));
    assert!(problem.point.is_some());
    assert_eq!(problem.spot, "", "the village is said once, by the grid");
    // Another clue of the same site is linked to the problem that is there.
    let one = field.clue(batch, "0001");
    let linked = AnswerClue { problem: row.problem, ..reply(one, answer.clone()) };
    field.world.contract(Command::AnswerClue(linked));
    let unknown = AnswerClue { problem: Some(ProblemId(1)), ..reply(one, answer) };
    assert!(matches!(field.world.refuse(Command::AnswerClue(unknown)), OpFault::NotFound { .. }));
    let lawful = field.answer(Category::Other, "pseudo_change");
    let odd = AnswerClue { found: Some(found), ..reply(one, lawful) };
    assert!(fault_of(&field.world.refuse(Command::AnswerClue(odd)), "problem").contains("只有违法图斑"));
}

#[test]
fn a_town_answers_its_own_clues_only() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let (one, three) = (field.clue(batch, "0001"), field.clue(batch, "0003"));
    let scope = Some(field.district.tongchuan);
    let clerk = PutOperator {
        operator: None,
        name: "铜川录入".into(),
        desk: gengbao::domain::desk::Desk::Town,
        scope,
        active: true,
    };
    field.world.run(Command::PutOperator(clerk));
    field.world.ws.sign_in("铜川录入").unwrap();
    let answer = field.answer(Category::Other, "pseudo_change");
    let fault = field.world.refuse(Command::AnswerClue(reply(one, answer.clone())));
    assert!(matches!(fault, OpFault::Refused(Refusal::Scope { .. })), "罕台镇's clue");
    let fault = field.world.refuse(Command::AnswerClue(reply(three, answer)));
    assert!(fault_of(&fault, "clue").contains("还没有分发"), "nobody's clue");
}

#[test]
fn answers_come_back_row_by_row() {
    let mut field = Field::new();
    let batch = field.batch(rows());
    let answers = |rows, files: &[&str], take| {
        let files = files.iter().zip(1..).map(|(number, at)| ((*number).to_owned(), vec![photo(at)])).collect();
        Command::ImportClueAnswers(ImportClueAnswers { batch, rows, files, take, source: "罕台镇.xlsx".into() })
    };
    let lawful = row(
        2,
        &[
            ("number", "0001"),
            ("category", "合法（往年审批）"),
            ("on", "2025-6-5"),
            ("by", "王核查、李某"),
            ("paper", "某政发〔2024〕1号"),
            ("paper_on", "2024.5.1"),
        ],
    );
    let unlawful = row(
        3,
        &[
            ("number", "0002"),
            ("category", "违法"),
            ("sub", "超占"),
            ("on", "2025-6-6"),
            ("by", "王核查"),
            ("patrol_found", "否"),
            ("flags", "占用基本农田"),
            ("problem_kind", "非农化"),
            ("text", "超出批准范围"),
        ],
    );
    let open = row(4, &[("number", "0003"), ("category", "")]);
    let all = vec![lawful.clone(), unlawful.clone(), open.clone()];
    let fault = field.world.refuse(answers(all.clone(), &["0001"], Take::AllOrNothing));
    assert!(fault_of(&fault, "rows").contains("第 3 行 图斑 0002：「超占」须举证，请附上现场照片"), "{fault}");
    let outcome = field.world.contract(answers(all.clone(), &["0001", "0002"], Take::AllOrNothing));
    let fates: Vec<_> = outcome.lines.iter().map(|line| line.fate).collect();
    assert_eq!(fates, [Fate::New, Fate::New, Fate::Same]);
    let line = clue::detail(&field.world.ws, field.clue(batch, "0001")).unwrap().line;
    assert_eq!(line.by, "王核查、李某", "known people are linked, others stay as written");
    assert!(clue::detail(&field.world.ws, field.clue(batch, "0002")).unwrap().line.row.problem.is_some());
    let again = field.world.run(answers(all, &[], Take::AllOrNothing));
    assert!(again.lines.iter().all(|line| line.fate == Fate::Same), "sent again, nothing changes");
    let wrong = vec![
        row(2, &[("number", "9999"), ("category", "合法")]),
        row(3, &[("number", "0002"), ("category", "也许"), ("on", "2025-6-6"), ("by", "王核查")]),
        row(4, &[("number", "0002"), ("category", "合法"), ("sub", "超占"), ("on", "某日"), ("by", "")]),
        row(5, &[("number", "")]),
    ];
    let outcome = field.world.ws.rehearse(answers(wrong, &[], Take::GoodOnly)).unwrap();
    let fields: Vec<Vec<_>> =
        outcome.lines.iter().map(|line| line.faults.iter().map(|fault| fault.field).collect()).collect();
    assert_eq!(fields, [vec!["number"], vec!["category"], vec!["sub", "on"], vec!["number"]]);
}
