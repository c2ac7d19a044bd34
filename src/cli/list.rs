//! Ledgers and the log.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, plain},
    workspace::open,
};
use crate::ops::query::{
    history,
    ledger::{self, Asked, KINDS, Row},
};

pub fn list(common: &Common, list: &args::List, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let conditions = read_conditions(&list.conditions)?;
    // A condition on a field that the rows do not have, with the fields they have.
    let unknown: RefCell<Option<(String, String)>> = RefCell::default();
    let keep = |row: &Row| {
        conditions.iter().all(|(field, wanted)| match row.get(field) {
            Some(value) => is(value, wanted),
            None => {
                unknown.replace(Some((field.clone(), fields(row))));
                false
            }
        })
    };
    let asked = Asked {
        search: &list.search,
        day: common.as_of.unwrap_or_else(|| workspace.today()),
        keep: &keep,
        limit: if list.sort.is_some() { usize::MAX } else { list.limit as usize },
        count: !conditions.is_empty(),
    };
    let (mut rows, total) =
        ledger::rows(&workspace, &list.kind, &asked).map_err(|fault| unknown_kind(fault, &list.kind))?;
    if let Some((field, known)) = unknown.take() {
        return Err(no_field(&field, &known));
    }
    if let Some(field) = &list.sort {
        sort(&mut rows, field)?;
        rows.truncate(list.limit as usize);
    }
    out.rows(&rows, total);
    Ok(0)
}

/// Whether a value, or one of several, is the one wanted: 「监督人」 is not 「总监督人」.
fn is(value: &Value, wanted: &str) -> bool {
    let shown = plain(value);
    shown == wanted
        || value.as_bool().is_some_and(|yes| wanted == if yes { "true" } else { "false" })
        || value.as_array().is_some_and(|several| several.iter().any(|one| plain(one) == wanted))
        || shown.split('、').any(|one| one == wanted)
}

fn fields(row: &Row) -> String {
    row.0.iter().map(|(field, _)| *field).collect::<Vec<_>>().join("、")
}

fn no_field(field: &str, known: &str) -> CliFault {
    CliFault::input(format!("没有「{field}」这个字段"), format!("可选：{known}。"))
}

pub fn unknown_kind(fault: crate::ops::OpFault, kind: &str) -> CliFault {
    if matches!(fault, crate::ops::OpFault::NotFound { kind: "台账", .. }) {
        let names: Vec<_> = KINDS.iter().map(|(name, label)| format!("{name}（{label}）")).collect();
        return CliFault::input(format!("没有「{kind}」这个台账"), format!("可选：{}。", names.join("、")));
    }
    fault.into()
}

pub fn read_conditions(given: &[String]) -> CliResult<Vec<(String, String)>> {
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
    if let Some(first) = rows.first().filter(|row| row.get(name).is_none()) {
        return Err(no_field(name, &fields(first)));
    }
    // Numbers by size, the rest as it reads.
    rows.sort_by_cached_key(|row| {
        let value = row.get(name);
        (value.and_then(Value::as_i64), value.map(plain).unwrap_or_default())
    });
    if falling {
        rows.reverse();
    }
    Ok(())
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
