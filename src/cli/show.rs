//! One record: its fields, and everything that happened to it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    args::{self, Common},
    list::unknown_kind,
    out::{CliResult, Out, plain},
    workspace::open,
};
use crate::{
    domain::id::{self, GridId, OpId, PatrolId},
    ops::{
        OpFault, OpResult, Workspace,
        query::{
            self, grid,
            history::{self, RowChange, RowEvent},
            ledger::{self, Asked, KINDS, Row},
        },
    },
};

/// Changed rows of one operation that are shown.
const CHANGES: u32 = 1_000;

/// A record with the operations that changed it.
struct Record {
    fields: Row,
    events: Vec<RowEvent>,
}

pub fn show(common: &Common, show: &args::Show, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let kind = KINDS.iter().find(|(name, label)| *name == show.kind || *label == show.kind);
    let kind = kind.map_or(show.kind.as_str(), |(name, _)| *name);
    if kind == "operations" {
        return operation(&workspace, &show.id, day, out);
    }
    let Record { fields, events } =
        record(&workspace, kind, &show.id, day).map_err(|fault| unknown_kind(fault, &show.kind))?;
    let mut document = fields.json();
    document["history"] = events.iter().map(event).collect();
    out.answer(&document, || {
        let fields = fields.0.iter().map(|(field, value)| match *field {
            "steps" => format!("steps:{}", super::problem::steps_in_words(value)),
            _ => format!("{field}: {}", plain(value)),
        });
        let events = events.iter().map(|event| format!("  {} {} {}", event.at, event.operator, event.title));
        fields.chain(events).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

fn record(ws: &Workspace, kind: &str, wanted: &str, day: NaiveDate) -> OpResult<Record> {
    match kind {
        "grids" | "groups" => grid_record(ws, query::lookup::grid(ws, wanted, day)?, day),
        "people" => {
            let person = query::lookup::person(ws, wanted, day)?;
            Ok(Record { fields: row(ws, kind, &json!(person), day)?, events: history::of_person(ws, person)? })
        }
        "posts" => {
            let post = query::lookup::post(ws, wanted, day)?;
            Ok(Record { fields: row(ws, kind, &json!(post), day)?, events: history::of_post(ws, post)? })
        }
        "units" => {
            let unit = query::lookup::unit(ws, wanted, day)?;
            Ok(Record { fields: row(ws, kind, &json!(unit), day)?, events: history::of_rows(ws, &[("unit", unit.0)])? })
        }
        "patrols" => {
            let patrol = id::from_text(wanted).map(PatrolId).ok_or_else(|| OpFault::not_found("巡查", wanted))?;
            let detail = query::patrol::detail(ws, patrol)?;
            Ok(Record { fields: ledger::patrol_row(&detail.line), events: detail.history })
        }
        "problems" => {
            let (fields, id) = super::problem::record(ws, wanted)?;
            Ok(Record { fields, events: history::of_rows(ws, &[("problem", id.0)])? })
        }
        _ => {
            let fields = row(ws, kind, &json!(wanted), day)?;
            let table = match kind {
                "incumbencies" => "incumbency",
                "duties" => "duty",
                "charges" => "charge",
                "pairings" => "pairing",
                "reforms" => "reform",
                "assessments" => "assessment",
                "filings" => "filing",
                "duty_documents" => "duty_document",
                "leading_groups" => "leading_group",
                "pledges" => "pledge",
                "tips" => "tip",
                "tip_rewards" => "tip_reward",
                "monthly_reports" => "monthly_report",
                "hearings" => "hearing",
                _ => "operator",
            };
            let found = fields.get("id").and_then(Value::as_str).and_then(id::from_text);
            let events = found.map_or(Ok(Vec::new()), |id| history::of_rows(ws, &[(table, id)]))?;
            Ok(Record { fields, events })
        }
    }
}

/// The row of a ledger that is named by its id, key or year.
fn row(ws: &Workspace, kind: &str, wanted: &Value, day: NaiveDate) -> OpResult<Row> {
    let keep = |row: &Row| {
        ["id", "key", "year", "number"].iter().any(|field| row.get(field).is_some_and(|id| plain(id) == plain(wanted)))
    };
    let asked = Asked { search: "", day, keep: &keep, limit: 1, count: false };
    let (mut rows, _) = ledger::rows(ws, kind, &asked)?;
    rows.pop().ok_or_else(|| OpFault::not_found("记录", plain(wanted)))
}

/// A grid with its codes, dates, 工作重点 and who holds which role on the day.
fn grid_record(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<Record> {
    let detail = grid::detail(ws, grid, day)?;
    let facts = &detail.facts;
    let path: Vec<_> = detail.path.iter().map(|step| step.name.as_str()).collect();
    let roles: Vec<Value> = detail
        .roles
        .iter()
        .flat_map(|block| block.duties.iter().map(|duty| (block.role, duty)))
        .map(|(role, duty)| {
            let people: Vec<_> = duty.people.iter().map(|person| person.name.as_str()).collect();
            let mut line = json!({"role": role.label(), "post": duty.post, "people": people, "from": duty.period.from});
            if !duty.delegates.is_empty() {
                line["delegates"] = duty.delegates.iter().map(delegate).collect();
            }
            line
        })
        .collect();
    let focus: Vec<Value> = detail.focus.iter().map(|focus| json!({"year": focus.year, "text": focus.text})).collect();
    let versions: Vec<Value> = detail
        .versions
        .iter()
        .map(|version| {
            json!({
                "from": version.period.from, "until": version.period.until,
                "name": version.name, "change": version.change, "document": version.document,
            })
        })
        .collect();
    let reforms: Vec<Value> = detail
        .reforms
        .iter()
        .map(|reform| json!({"on": reform.effective_on, "title": reform.title, "document": reform.document}))
        .collect();
    let fields = Row(vec![
        ("id", json!(detail.id)),
        ("level", json!(detail.level)),
        ("kind", json!(facts.kind.label())),
        ("name", json!(facts.name)),
        ("path", json!(path)),
        ("stat_code", json!(facts.stat_code)),
        ("civil_code", json!(facts.civil_code)),
        ("aliases", json!(facts.aliases)),
        ("no_farmland", json!(facts.no_farmland)),
        ("annex2_order", json!(facts.annex2_order)),
        ("exists", json!(detail.exists)),
        ("from", json!(detail.period.from)),
        ("until", json!(detail.period.until)),
        ("roles", json!(roles)),
        ("focus", json!(focus)),
        ("versions", json!(versions)),
        ("reforms", json!(reforms)),
        ("patrols", json!(detail.patrols)),
    ]);
    Ok(Record { fields, events: history::of_grid(ws, grid)? })
}

/// Whom a 副总监管人 sends, and to which grid (R042).
fn delegate(sent: &grid::DelegateLine) -> Value {
    let grid = sent.grid.as_ref().map(|(_, name)| name);
    json!({"id": sent.delegate, "person": sent.name, "grid": grid, "from": sent.period.from, "document": sent.document})
}

/// One operation with what it changed, field by field.
fn operation(ws: &Workspace, wanted: &str, day: NaiveDate, out: &mut Out) -> CliResult<u8> {
    let op = id::from_text(wanted).map(OpId).ok_or_else(|| OpFault::not_found("操作", wanted))?;
    let changes = history::detail(ws, op, CHANGES)?;
    let keep = |row: &Row| row.get("op").is_some_and(|id| plain(id) == id::to_text(op.0));
    let asked = Asked { search: "", day, keep: &keep, limit: 1, count: false };
    let (rows, _) = ledger::rows(ws, "operations", &asked)?;
    let row = rows.into_iter().next().unwrap_or_default();
    let mut document = row.json();
    document["changed"] = changes.iter().map(change).collect();
    out.answer(&document, || {
        let mut words: Vec<String> = row.0.iter().map(|(field, value)| format!("{field}: {}", plain(value))).collect();
        for change in &changes {
            words.push(format!("  {}{} {}", change.kind.label(), change.table, change.what));
            let fields =
                change.fields.iter().map(|field| format!("    {}：{} → {}", field.label, field.old, field.new));
            words.extend(fields);
        }
        words.join("\n")
    });
    Ok(0)
}

fn event(event: &RowEvent) -> Value {
    json!({
        "op": event.op, "at": event.at, "operator": event.operator, "title": event.title,
        "changed": event.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(change: &RowChange) -> Value {
    let fields: Vec<Value> =
        change.fields.iter().map(|field| json!({"field": field.label, "old": field.old, "new": field.new})).collect();
    json!({"table": change.table, "what": change.what, "kind": change.kind.label(), "fields": fields})
}
