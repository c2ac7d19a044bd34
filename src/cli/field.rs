//! Photos, tracks and points from the field: listed first, taken when asked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, outcome_json},
    workspace::open,
};
use crate::{
    domain::{
        coordinate::{SECRECY_NOTICE, System},
        id::{self, PatrolId},
        patrol::{Finding, PatrolKind},
        track::TrackKind,
    },
    exchange::ExchangeFault,
    ops::{
        Outcome, Workspace,
        query::{field, lookup},
    },
    session::{
        Progress,
        exchange::Fault,
        field::{Batch, Entry, Scan, To, scan},
    },
};

/// Lists what files hold, or takes it. Exit status 1 when nothing was taken because something is open or was not read.
pub fn field(common: &Common, asked: &args::FieldFiles, out: &mut Out) -> CliResult<u8> {
    let fault = |fault: ExchangeFault| CliFault::from(Fault::File(fault));
    let scan = scan(&asked.files, &Progress::default()).map_err(fault)?.unwrap_or_default();
    let mut workspace = open(common)?;
    let mut batch = prepared(&workspace, common, asked, scan)?;
    if asked.good_only {
        batch.entries.iter_mut().filter(|entry| entry.to == To::Open).for_each(|entry| entry.wanted = false);
    }
    let open = batch.open();
    let broken = !batch.scan.refused.is_empty() && !asked.good_only;
    let outcome = if asked.take && open.is_empty() && !broken { Some(taken(&mut workspace, &batch)?) } else { None };
    let document = json!({
        "done": outcome.is_some(),
        "notice": SECRECY_NOTICE,
        "operation": outcome.as_ref().map(outcome_json),
        "items": batch.entries.iter().map(|entry| entry_json(&batch, entry)).collect::<Vec<_>>(),
        "questions": batch.questions.iter().map(question_json).collect::<Vec<_>>(),
        "not_read": batch.scan.refused.iter()
            .map(|one| json!({"file": one.name, "title": one.fault.title, "next": one.fault.next}))
            .collect::<Vec<_>>(),
        "open": open,
    });
    out.answer(&document, || words(&batch, &open, outcome.as_ref(), asked.take));
    Ok(u8::from(outcome.is_none() && (asked.take || broken)))
}

/// The batch with everything decided that the call says.
fn prepared(ws: &Workspace, common: &Common, asked: &args::FieldFiles, scan: Scan) -> CliResult<Batch> {
    let digests: Vec<String> = scan.files.iter().map(|file| file.digest.clone()).collect();
    let mut batch = Batch::new(scan, &field::taken(ws, &digests)?);
    let day = common.as_of.unwrap_or_else(|| ws.today());
    if let Some(name) = &asked.system {
        let system = System::named(name).ok_or_else(|| unknown_system(name))?;
        for question in &mut batch.questions {
            question.answer = question.choices.iter().map(|choice| choice.system).find(|choice| *choice == system);
        }
    }
    batch.day = asked.day;
    batch.new.person = asked.person.as_deref().map(|name| lookup::person(ws, name, day)).transpose()?;
    batch.new.grid = asked.grid.as_deref().map(|name| lookup::grid(ws, name, day)).transpose()?;
    if let Some(kind) = &asked.kind {
        batch.new.kind = PatrolKind::from_label(kind).ok_or_else(|| {
            let known = PatrolKind::ALL.map(PatrolKind::label).join("、");
            CliFault::input(format!("没有巡查类型「{kind}」"), format!("可选：{known}。"))
        })?;
    }
    if let Some(found) = &asked.found {
        (batch.new.finding, batch.new.found) = (Finding::Problem, found.clone());
    }
    if let Some((from, to)) = batch.days() {
        let (person, grid) = (batch.new.person, batch.new.grid);
        batch.patrols = field::patrols_of_days(ws, from, to, person, grid.filter(|_| person.is_none()))?;
    }
    batch.propose();
    if let Some(text) = &asked.patrol {
        let id = id::from_text(text).ok_or_else(|| {
            CliFault::input(format!("「{text}」不是巡查编号"), "用 gengbao list patrols 查看编号（13 位）。")
        })?;
        batch.entries.iter_mut().for_each(|entry| entry.to = To::Patrol(PatrolId(id)));
    }
    Ok(batch)
}

fn unknown_system(name: &str) -> CliFault {
    let known = System::ALL.map(|system| format!("{}（{}）", system.identifier(), system.label()));
    CliFault::input(format!("没有坐标系「{name}」"), format!("可选：{}。", known.join("、")))
}

fn taken(ws: &mut Workspace, batch: &Batch) -> CliResult<Outcome> {
    let mut kept = BTreeMap::new();
    for path in batch.photos() {
        let file = ws.keep_file(&path)?;
        kept.insert(path, file);
    }
    Ok(ws.apply(batch.command(&kept)?)?)
}

fn entry_json(batch: &Batch, entry: &Entry) -> Value {
    let place = batch.place(entry).map(|place| {
        let (lon, lat) = place.degrees();
        json!({"lon": lon, "lat": lat})
    });
    let (to, patrol) = match entry.to {
        To::Patrol(id) => ("patrol", Some(id)),
        To::New => ("new", None),
        To::Open => ("open", None),
    };
    json!({
        "file": batch.scan.files.get(entry.file).map(|file| file.file.name.clone()),
        "digest": batch.scan.files.get(entry.file).map(|file| file.digest.clone()),
        "kind": entry.found.kind, "name": entry.found.name,
        "started": entry.found.started, "ended": entry.found.ended, "place": place,
        "wanted": entry.wanted, "to": to, "patrol": patrol, "notes": batch.words_on(entry),
    })
}

fn question_json(question: &crate::session::field::Question) -> Value {
    let choices: Vec<Value> = question
        .choices
        .iter()
        .map(|choice| json!({"system": choice.system, "label": choice.system.label(), "reason": choice.reason}))
        .collect();
    json!({"about": question.about.label(), "answer": question.answer, "choices": choices})
}

fn words(batch: &Batch, open: &[String], outcome: Option<&Outcome>, take: bool) -> String {
    let mut lines = vec![SECRECY_NOTICE.to_owned()];
    for entry in &batch.entries {
        let mark = if entry.wanted { "✓" } else { "－" };
        let kind = entry.found.kind.map_or("", TrackKind::label);
        let time =
            entry.found.started.map_or("没有时间".to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string());
        let place = batch.place(entry).map_or(String::new(), |place| format!(" {}", place.chinese()));
        let to = match entry.to {
            To::Patrol(id) => {
                let known = batch.patrols.iter().find(|patrol| patrol.id == id);
                known.map_or_else(|| format!("巡查 {id}"), |patrol| patrol.label.clone())
            }
            To::New => "新登记巡查".to_owned(),
            To::Open => "未选择巡查".to_owned(),
        };
        let notes = batch.words_on(entry).join("；");
        let notes = if notes.is_empty() { notes } else { format!("（{notes}）") };
        lines.push(format!("{mark} {kind} {} {time}{place} → {to}{notes}", entry.found.name));
    }
    for one in &batch.scan.refused {
        lines.push(format!("✗ {}。{}", one.fault.title, one.fault.next));
    }
    for question in batch.questions.iter().filter(|question| question.answer.is_none()) {
        lines.push(format!("{}的坐标要说明是哪一种，用 --system：", question.about.label()));
        let choices = question.choices.iter();
        lines
            .extend(choices.map(|one| format!("  {} {}：{}", one.system.identifier(), one.system.label(), one.reason)));
    }
    match outcome {
        Some(outcome) => {
            lines.push(outcome.title.clone());
            lines.extend(outcome.warnings.iter().map(|warning| format!("请核对：{warning}")));
        }
        None if take && open.is_empty() => {
            lines.push("没有导入：有文件没有读取；加上 --good-only 只导入读得了的".to_owned())
        }
        None if take => lines.push(format!("没有导入：{}", open.join("；"))),
        None => lines.push("只列出，没有保存；加上 --take 导入".to_owned()),
    }
    lines.join("\n")
}
