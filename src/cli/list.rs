//! Ledgers, single records with their history, and the log.

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, plain},
    workspace::open,
};
use crate::{
    domain::id::{PatrolId, from_text},
    ops::query::{
        self, history,
        ledger::{self, Asked, KINDS, Row},
    },
};

pub fn list(common: &Common, list: &args::List, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let conditions = read_conditions(&list.conditions)?;
    let keep = |row: &Row| {
        conditions
            .iter()
            .all(|(field, wanted)| row.get(field).is_some_and(|value| plain(value).contains(wanted.as_str())))
    };
    let asked = Asked {
        search: &list.search,
        day: common.as_of.unwrap_or_else(|| workspace.today()),
        keep: &keep,
        limit: list.limit as usize,
    };
    let (mut rows, total) =
        ledger::rows(&workspace, &list.kind, &asked).map_err(|fault| unknown_kind(fault, &list.kind))?;
    if let Some(field) = &list.sort {
        sort(&mut rows, field)?;
    }
    out.rows(&rows, total);
    Ok(0)
}

fn unknown_kind(fault: crate::ops::OpFault, kind: &str) -> CliFault {
    if matches!(fault, crate::ops::OpFault::NotFound { kind: "台账", .. }) {
        let names: Vec<_> = KINDS.iter().map(|(name, label)| format!("{name}（{label}）")).collect();
        return CliFault::input(format!("没有「{kind}」这个台账"), format!("可选：{}。", names.join("、")));
    }
    fault.into()
}

fn read_conditions(given: &[String]) -> CliResult<Vec<(String, String)>> {
    let split = |text: &String| {
        let parts = text
            .split_once('=')
            .ok_or_else(|| CliFault::input(format!("条件「{text}」缺少等号"), "请写成 字段=值。"))?;
        Ok((parts.0.trim().to_owned(), parts.1.trim().to_owned()))
    };
    given.iter().map(split).collect()
}

fn sort(rows: &mut [Row], field: &str) -> CliResult<()> {
    let (name, falling) = field.strip_prefix('-').map_or((field, false), |name| (name, true));
    if rows.first().is_some_and(|row| row.get(name).is_none()) {
        let fields: Vec<_> = rows[0].0.iter().map(|(field, _)| *field).collect();
        return Err(CliFault::input(format!("没有「{name}」这个字段"), format!("可选：{}。", fields.join("、"))));
    }
    rows.sort_by_cached_key(|row| row.get(name).map(plain).unwrap_or_default());
    if falling {
        rows.reverse();
    }
    Ok(())
}

/// One record: its fields, and what happened to it where the log is asked by row.
pub fn show(common: &Common, show: &args::Show, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let wanted: Value = match show.kind.as_str() {
        "grids" | "groups" | "网格" | "村民小组" => json!(query::lookup::grid(&workspace, &show.id, day)?),
        "people" | "人员" => json!(query::lookup::person(&workspace, &show.id, day)?),
        "posts" | "职务" => json!(query::lookup::post(&workspace, &show.id, day)?),
        "units" | "单位" => json!(query::lookup::unit(&workspace, &show.id, day)?),
        _ => json!(show.id),
    };
    let keep = |row: &Row| {
        ["id", "op", "key", "year"].iter().any(|field| row.get(field).is_some_and(|id| plain(id) == plain(&wanted)))
    };
    let asked = Asked { search: "", day, keep: &keep, limit: 1 };
    let (rows, _) = ledger::rows(&workspace, &show.kind, &asked).map_err(|fault| unknown_kind(fault, &show.kind))?;
    let row = rows.first().ok_or_else(|| CliFault::from(crate::ops::OpFault::not_found("记录", &show.id)))?;
    let events = match (show.kind.as_str(), from_text(&show.id)) {
        ("patrols" | "巡查", Some(id)) => query::patrol::detail(&workspace, PatrolId(id))?.history,
        _ => Vec::new(),
    };
    let history: Vec<Value> =
        events.iter().map(|event| json!({"at": event.at, "operator": event.operator, "title": event.title})).collect();
    let mut document = row.json();
    document["history"] = json!(history);
    out.answer(&document, || {
        let fields = row.0.iter().map(|(field, value)| format!("{field}: {}", plain(value)));
        let events = events.iter().map(|event| format!("  {} {} {}", event.at, event.operator, event.title));
        fields.chain(events).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

pub fn history(common: &Common, history: &args::History, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let page = history::page(&workspace, &history.search, None, history.limit)?;
    let rows: Vec<Row> = page
        .rows
        .iter()
        .map(|line| {
            Row(vec![
                ("op", json!(line.op)),
                ("at", json!(line.at)),
                ("operator", json!(line.operator)),
                ("title", json!(line.title)),
                ("kind", json!(history::kind_label(line.kind))),
                ("undone", json!(line.undone)),
                ("changes", json!(line.changes)),
            ])
        })
        .collect();
    out.rows(&rows, page.total);
    Ok(0)
}
