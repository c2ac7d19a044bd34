//! Spreadsheets in and out.

use std::path::Path;

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    list::{read_conditions, unknown_kind},
    out::{CliFault, CliResult, Out, outcome_json},
    workspace::open,
};
use crate::{
    domain::import::{Counts, Fate, Field, ImportKind, Line, Take},
    exchange::{self, Book, Encoding, Plan},
    ops::{
        Command, Outcome, Workspace,
        field::SaveSource,
        query::{
            export::{self, Wanted},
            field,
        },
    },
    session::exchange as spreadsheets,
};

/// Rows that are listed for people; programs get all.
const LISTED: usize = 50;

/// Brings a file in. Exit status 1 when rows are wrong: nothing was brought in then, unless good ones were to be.
pub fn import(common: &Common, import: &args::ImportFile, out: &mut Out) -> CliResult<u8> {
    let kind = kind_named(&import.kind)?;
    let book = exchange::read(&import.file).map_err(spreadsheets::Fault::from)?;
    let mut workspace = open(common)?;
    let plan = plan(&workspace, kind, &book, import)?;
    if let Some(name) = &import.save_source {
        let (name, mapping) = (name.clone(), plan.mapping(&book));
        workspace.apply(Command::SaveSource(SaveSource { kind, name, mapping }))?;
    }
    let take = if import.good_only { Take::GoodOnly } else { Take::AllOrNothing };
    let trial = if import.dry_run || take == Take::AllOrNothing {
        Some(spreadsheets::rehearse(&mut workspace, &book, &plan)?)
    } else {
        None
    };
    let refused = trial.as_ref().map_or(0, spreadsheets::Trial::refused);
    let (lines, outcome) = match trial {
        Some(trial) if import.dry_run || refused > 0 => (trial.lines, None),
        _ => {
            let outcome = spreadsheets::import(&mut workspace, &book, &plan, take)?;
            (outcome.lines.clone(), Some(outcome))
        }
    };
    told(&lines, outcome.as_ref(), import.dry_run, import.errors.as_deref(), (&book, &plan), out)
}

/// Says what became of the rows, and writes those that are wrong where they are wanted. Exit status 1 when some are.
pub(super) fn told(
    lines: &[Line],
    outcome: Option<&Outcome>,
    dry_run: bool,
    errors: Option<&Path>,
    (book, plan): (&Book, &Plan),
    out: &mut Out,
) -> CliResult<u8> {
    let counts = Counts::of(lines);
    let errors = errors.filter(|_| counts.refused > 0);
    if let Some(file) = errors {
        exchange::write_refused(file, book, plan, lines).map_err(spreadsheets::Fault::from)?;
    }
    let document = json!({
        "done": outcome.is_some(),
        "operation": outcome.map(outcome_json),
        "counts": {
            "new": counts.new, "changed": counts.changed, "same": counts.same, "refused": counts.refused,
        },
        "lines": lines.iter().map(line_json).collect::<Vec<_>>(),
    });
    out.answer(&document, || {
        let verb = match outcome {
            Some(outcome) => outcome.title.clone(),
            None if dry_run => format!("只核对，没有保存：{}", counts.words()),
            None => format!("没有导入：{}。改正后再导入，或加上 --good-only 只导入正确的行", counts.words()),
        };
        let told = lines.iter().filter(|line| line.fate == Fate::Refused).take(LISTED).map(line_words);
        let mut words: Vec<String> = told.collect();
        if counts.refused > LISTED && errors.is_none() {
            words.push(format!("……还有 {} 行有误，用 --errors 文件.xlsx 取得全部", counts.refused - LISTED));
        }
        if let Some(file) = errors {
            words.push(format!("有误的 {} 行和原因已写到 {}", counts.refused, file.display()));
        }
        words.push(verb);
        words.join("\n")
    });
    Ok(u8::from(counts.refused > 0))
}

fn plan(ws: &Workspace, kind: ImportKind, book: &Book, import: &args::ImportFile) -> CliResult<Plan> {
    let mut plan = Plan::guess(kind, book);
    if let Some(name) = &import.source {
        follow(ws, &mut plan, book, name)?;
    }
    let fault = |fault| CliFault::from(spreadsheets::Fault::File(fault));
    if let Some(sheet) = &import.sheet {
        plan.only(book, sheet).map_err(fault)?;
    }
    columns(&mut plan, book, &import.columns, &import.fixed)?;
    for given in &import.carried {
        plan.carry(field_named(kind, given)?);
    }
    Ok(plan)
}

/// What was said of single columns: `--map` and `--set`.
pub(super) fn columns(plan: &mut Plan, book: &Book, mapped: &[String], fixed: &[String]) -> CliResult<()> {
    for given in mapped {
        let (column, field) = halves(given, "列=填写项")?;
        let field = field_named(plan.kind, field)?;
        plan.map(book, column, field).map_err(|fault| CliFault::from(spreadsheets::Fault::File(fault)))?;
    }
    for given in fixed {
        let (field, value) = halves(given, "填写项=内容")?;
        plan.fix(field_named(plan.kind, field)?, value);
    }
    Ok(())
}

/// Reads the columns as those of a kept source.
fn follow(ws: &Workspace, plan: &mut Plan, book: &Book, name: &str) -> CliResult<()> {
    let sources = field::sources(ws, plan.kind)?;
    let Some(source) = sources.iter().find(|source| source.name == name.trim()) else {
        let known: Vec<_> = sources.iter().map(|source| source.name.as_str()).collect();
        let known =
            if known.is_empty() { "还没有保存过".to_owned() } else { format!("可选：{}", known.join("、")) };
        return Err(CliFault::input(format!("{}没有来源「{name}」", plan.kind.label()), format!("{known}。")));
    };
    if plan.follow(book, &source.mapping) {
        return Ok(());
    }
    let headings: Vec<_> = source.mapping.columns.keys().map(String::as_str).collect();
    let next = format!("来源「{name}」要有这些表头：{}。请核对文件，或重新对应各列。", headings.join("、"));
    Err(CliFault::input("文件的表头与来源不符", next))
}

fn halves<'t>(text: &'t str, form: &str) -> CliResult<(&'t str, &'t str)> {
    let halves = text.split_once('=').map(|(one, other)| (one.trim(), other.trim()));
    halves.ok_or_else(|| CliFault::input(format!("「{text}」缺少等号"), format!("请写成 {form}。")))
}

fn kind_named(name: &str) -> CliResult<ImportKind> {
    ImportKind::named(name).ok_or_else(|| {
        let known = ImportKind::ALL.map(|kind| format!("{}（{}）", kind.identifier(), kind.label()));
        CliFault::input(format!("不能导入「{name}」"), format!("可选：{}。", known.join("、")))
    })
}

fn field_named(kind: ImportKind, name: &str) -> CliResult<&'static Field> {
    kind.field_headed(name).ok_or_else(|| {
        let known: Vec<_> = kind.fields().iter().map(|field| format!("{}（{}）", field.label, field.id)).collect();
        CliFault::input(format!("{}没有「{name}」这一项", kind.label()), format!("可选：{}。", known.join("、")))
    })
}

fn line_words(line: &Line) -> String {
    let sheet = if line.sheet.is_empty() { String::new() } else { format!("{} ", line.sheet) };
    format!("{sheet}第 {} 行 {} {}：{}", line.line, line.fate.label(), line.name, line.words())
}

fn line_json(line: &Line) -> Value {
    let faults: Vec<Value> =
        line.faults.iter().map(|fault| json!({"field": fault.field, "message": fault.message})).collect();
    json!({
        "sheet": line.sheet, "line": line.line, "name": line.name, "fate": line.fate.word(), "said": line.said,
        "faults": faults, "notes": line.notes,
    })
}

pub fn template(common: &Common, template: &args::TemplateFile, out: &mut Out) -> CliResult<u8> {
    let kind = kind_named(&template.kind)?;
    spreadsheets::template(&open(common)?, kind, &template.file)?;
    let shown = template.file.display().to_string();
    out.answer(&json!({"file": shown}), || format!("已生成{}模板：{shown}", kind.label()));
    Ok(0)
}

pub fn export(common: &Common, export: &args::ExportFile, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let wanted = Wanted {
        search: export.search.clone(),
        day: common.as_of.unwrap_or_else(|| workspace.today()),
        conditions: read_conditions(&export.conditions)?,
    };
    let encoding = if export.encoding == "gb18030" { Encoding::Gb18030 } else { Encoding::Utf8 };
    let count =
        spreadsheets::export(&workspace, &export.kind, &wanted, encoding, &export.file).map_err(
            |fault| match fault {
                spreadsheets::Fault::Op(fault) => unknown_kind(fault, &export.kind),
                other => other.into(),
            },
        )?;
    let shown = export.file.display().to_string();
    let label = export::kind_named(&export.kind).map_or("", |(_, label)| label);
    out.answer(&json!({"file": shown, "rows": count}), || format!("已导出{label} {count} 条：{shown}"));
    Ok(0)
}
