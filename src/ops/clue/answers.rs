//! Answers that a town filled in a workbook, with the photos beside it: each row goes through the same command as one typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AnswerClue, FoundProblem, answer, batch, cells::cell, tell};
use crate::{
    domain::{
        clue::{Answer, Category, dictionary},
        date,
        fault::Faults,
        id::{ClueBatchId, PersonId},
        import::{Counts, Fate, Line, Row, Take, clean},
        problem::{Behaviour, LandKind, ProblemKind},
    },
    ops::{OpFault, OpResult, StoredFile, Tx, import::all_refused},
    store::ClueRow,
};

/// 导入核查结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportClueAnswers {
    pub batch: ClueBatchId,
    pub rows: Vec<Row>,
    /// Kept files by 图斑编号.
    #[serde(default)]
    pub files: BTreeMap<String, Vec<StoredFile>>,
    #[serde(default)]
    pub take: Take,
    #[serde(default)]
    pub source: String,
}

pub(in crate::ops) fn import_answers(tx: &mut Tx<'_>, mut args: ImportClueAnswers) -> OpResult<String> {
    let target = batch(tx.store, args.batch)?;
    if args.rows.is_empty() {
        return Err(OpFault::field("rows", "文件里没有图斑，请核对工作表和表头所在的行"));
    }
    let total = args.rows.len();
    for (place, row) in args.rows.iter().enumerate() {
        tell(tx, place, total)?;
        let files = args.files.remove(&cell(row, "number")).unwrap_or_default();
        let line = one(tx, args.batch, row, files)?;
        tx.lines.push(line);
    }
    let counts = Counts::of(&tx.lines);
    if args.take == Take::AllOrNothing && counts.refused > 0 {
        return Err(all_refused(&tx.lines, counts.refused));
    }
    let source = if args.source.is_empty() { String::new() } else { format!("「{}」", args.source) };
    Ok(format!("导入核查结果{source}到「{}」：{}", target.batch.name, counts.words()))
}

/// Takes one row, or takes it back and says why.
///
/// # Errors
/// Only those of the store.
fn one(tx: &mut Tx<'_>, batch: ClueBatchId, row: &Row, files: Vec<StoredFile>) -> OpResult<Line> {
    let (made, warned) = (tx.made.len(), tx.warnings.len());
    let store = tx.store;
    let done = store.step(|| take(tx, batch, row, files));
    let mut line = Line {
        sheet: row.sheet.clone(),
        line: row.line,
        name: format!("图斑 {}", cell(row, "number")),
        fate: Fate::Refused,
        said: String::new(),
        faults: Vec::new(),
        notes: tx.warnings.split_off(warned),
    };
    match done {
        Ok((fate, said)) => (line.fate, line.said) = (fate, said),
        Err(OpFault::Store(fault)) => return Err(fault.into()),
        Err(OpFault::Stopped) => return Err(OpFault::Stopped),
        Err(fault) => {
            tx.made.truncate(made);
            line.notes.clear();
            line.faults = match fault {
                OpFault::Input(faults) => faults.0,
                other => Faults::one("number", other.notice().title).0,
            };
        }
    }
    Ok(line)
}

fn take(tx: &mut Tx<'_>, batch: ClueBatchId, row: &Row, files: Vec<StoredFile>) -> OpResult<(Fate, String)> {
    let number = cell(row, "number");
    if number.is_empty() {
        return Err(OpFault::field("number", "请填写图斑编号"));
    }
    let found = tx.store.clue_numbered(batch, &number)?;
    let known =
        found.ok_or_else(|| OpFault::field("number", format!("这个批次里没有图斑「{number}」，请核对编号和批次")))?;
    if cell(row, "category").is_empty() {
        return Ok((Fate::Same, "未填写核查结果".to_owned()));
    }
    let answered = read(tx, row)?;
    if known.answer.as_ref() == Some(&answered) && files.is_empty() && !known.state.is_waiting() {
        return Ok((Fate::Same, "与已有的核查结果相同".to_owned()));
    }
    let fate = if known.answer.is_some() { Fate::Changed } else { Fate::New };
    let found = found_problem(&known, row, answered.category)?;
    let said = answer::answer(tx, AnswerClue { clue: known.id, answer: answered, problem: None, found, files })?;
    Ok((fate, said))
}

/// The answer in a row.
fn read(tx: &Tx<'_>, row: &Row) -> OpResult<Answer> {
    let mut faults = Faults::default();
    let (category, sub) = category(row, &mut faults);
    let mut day = |field: &'static str, label: &str| {
        let typed = cell(row, field);
        if typed.is_empty() {
            return None;
        }
        let read = date::parse(&clean::date(&typed), tx.today).map_err(|fault| format!("{label}：{fault}"));
        faults.take(field, read)
    };
    let (on, paper_on, sent_on) =
        (day("on", "核查日期"), day("paper_on", "批准（备案）日期"), day("sent_on", "转送日期"));
    if cell(row, "on").is_empty() {
        faults.add("on", "请填写核查日期，例如 2025-6-1");
    }
    let flags = clean::list(&cell(row, "flags")).into_iter().map(|name| match dictionary::flag(&name) {
        Some(flag) => Ok(flag.id.clone()),
        None => Err(format!(
            "没有「{name}」这种违法情形，可选：{}",
            choice(dictionary::flags().iter().map(|flag| flag.name.as_str()))
        )),
    });
    let flags = faults.take("flags", flags.collect::<Result<Vec<_>, _>>()).unwrap_or_default();
    let seen = cell(row, "patrol_found");
    let patrol_found = if seen.is_empty() {
        None
    } else {
        faults.take(
            "patrol_found",
            clean::yes_no(&seen).ok_or_else(|| format!("动态巡查是否已发现请写“是”或“否”，不是「{seen}」")),
        )
    };
    let (by, by_name) = checkers(tx, &cell(row, "by"))?;
    let Some((category, on)) = category.zip(on) else { return Err(faults.into()) };
    Ok(faults.or(Answer {
        on,
        by,
        by_name,
        category,
        sub,
        flags,
        patrol_found,
        paper: cell(row, "paper"),
        paper_on,
        sent_to: cell(row, "sent_to"),
        sent_on,
        text: cell(row, "text"),
    })?)
}

/// 核查结果 with its 细类: 「合法（往年审批）」 in one cell, or in two.
fn category(row: &Row, faults: &mut Faults) -> (Option<Category>, String) {
    let typed = cell(row, "category");
    let plain = clean::without_brackets(&typed);
    let known = Category::from_label(plain.trim()).filter(|category| *category != Category::Unchecked);
    let Some(category) = known else {
        let names = Category::ALL.iter().filter(|known| **known != Category::Unchecked).map(|known| known.label());
        faults.add("category", format!("没有「{typed}」这种核查结果，可选：{}", choice(names)));
        return (None, String::new());
    };
    let bracketed = typed.split(['（', '(']).nth(1).map(|rest| rest.trim_end_matches(['）', ')']));
    let written = Some(cell(row, "sub")).filter(|sub| !sub.is_empty()).or_else(|| bracketed.map(str::to_owned));
    let mut own = dictionary::subs(category);
    let only = own.next().filter(|_| own.next().is_none());
    match (written, only) {
        (Some(name), _) => match dictionary::sub_named(category, &name) {
            Some(sub) => (Some(category), sub.id.clone()),
            None => {
                let names = dictionary::subs(category).map(|sub| sub.name.as_str());
                faults.add("sub", format!("「{}」没有细类「{name}」，可选：{}", category.label(), choice(names)));
                (Some(category), String::new())
            }
        },
        (None, Some(only)) => (Some(category), only.id.clone()),
        (None, None) => (Some(category), String::new()),
    }
}

/// Names that one person alone has become people, the others stay as they are written.
fn checkers(tx: &Tx<'_>, typed: &str) -> OpResult<(Vec<PersonId>, String)> {
    let (mut people, mut others) = (Vec::new(), Vec::new());
    for name in clean::list(typed).iter().map(|name| clean::name(name)) {
        let found = tx.store.people(&name, 0, 20)?;
        let mut called = found.into_iter().filter(|person| person.name == name);
        match (called.next(), called.next()) {
            (Some(person), None) => people.push(person.id),
            _ => others.push(name),
        }
    }
    Ok((people, others.join("、")))
}

fn found_problem(known: &ClueRow, row: &Row, category: Category) -> OpResult<Option<FoundProblem>> {
    if category != Category::Unlawful || known.problem.is_some() {
        return Ok(None);
    }
    let typed = cell(row, "problem_kind");
    let Some(kind) = ProblemKind::from_label(&typed) else {
        let names = choice(ProblemKind::ALL.iter().map(|kind| kind.label()));
        let message = if typed.is_empty() {
            format!("违法图斑要登记为问题，请填写问题类型：{names}")
        } else {
            format!("没有「{typed}」这种问题类型，可选：{names}")
        };
        return Err(OpFault::field("problem_kind", message));
    };
    let mut behaviours = Vec::new();
    for name in clean::list(&cell(row, "behaviours")) {
        let names = || choice(Behaviour::ALL.iter().map(|behaviour| behaviour.label()));
        let found = Behaviour::from_label(&name);
        behaviours.push(
            found.ok_or_else(|| {
                OpFault::field("behaviours", format!("没有「{name}」这种破坏行为，可选：{}", names()))
            })?,
        );
    }
    let land = cell(row, "land");
    let land = if land.is_empty() {
        None
    } else {
        let names = choice(LandKind::ALL.iter().map(|land| land.label()));
        let message = format!("涉及地类请写：{names}，不是「{land}」");
        Some(LandKind::from_label(&land).ok_or_else(|| OpFault::field("land", message))?)
    };
    Ok(Some(FoundProblem { kind, behaviours, land, description: String::new() }))
}

fn choice<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("、")
}
