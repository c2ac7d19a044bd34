//! Every ledger as rows of named values, for lists of the command line and for exports. Bounded: never a whole table.

pub(super) mod roster;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{assess, grid, history, mechanism, patrol, people, posts, problem, settings, sheets, tip};
use crate::{
    domain::{
        grid::Level,
        id::{self, GridId},
    },
    ops::{OpFault, OpResult, Workspace},
};

/// Stable field names with their values, in the order they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row(pub Vec<(&'static str, Value)>);

impl Row {
    pub fn json(&self) -> Value {
        Value::Object(self.0.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }
}

/// The ledgers by stable name and Chinese label.
pub const KINDS: &[(&str, &str)] = &[
    ("grids", "网格"),
    ("groups", "村民小组"),
    ("units", "单位"),
    ("people", "人员"),
    ("posts", "职务"),
    ("incumbencies", "任职"),
    ("duties", "网格职责"),
    ("charges", "包联"),
    ("pairings", "对应关系"),
    ("delegates", "指派专人"),
    ("patrols", "巡查"),
    ("problems", "问题"),
    ("step_limits", "办理时限"),
    ("reforms", "区划调整"),
    ("assessments", "考核"),
    ("operators", "操作员"),
    ("settings", "设置"),
    ("issues", "印发登记"),
    ("operations", "操作历史"),
    ("filings", "网格划分报备"),
    ("duty_documents", "职责文件"),
    ("leading_groups", "领导小组"),
    ("pledges", "目标责任书"),
    ("tips", "群众举报"),
    ("tip_rewards", "举报奖励"),
    ("patrol_rules", "巡田制度"),
    ("patrol_waivers", "免巡"),
    ("completion", "应巡实巡"),
    ("monthly_reports", "月报"),
    ("hearings", "听取汇报"),
    ("hints", "核对提示"),
];

/// What is asked of a ledger.
#[derive(Clone)]
pub struct Asked<'a> {
    pub search: &'a str,
    pub day: NaiveDate,
    /// Rows that do not pass are left out before the limit counts.
    pub keep: &'a dyn Fn(&Row) -> bool,
    pub limit: usize,
    /// Whether the rows that pass are counted beyond the limit; otherwise the total is that before `keep`.
    pub count: bool,
}

/// The rows that pass, up to the limit, and how many there are.
struct Kept<'a> {
    asked: &'a Asked<'a>,
    rows: Vec<Row>,
    passed: u64,
}

impl<'a> Kept<'a> {
    fn of(asked: &'a Asked<'a>) -> Self {
        Self { asked, rows: Vec::new(), passed: 0 }
    }

    fn add(&mut self, rows: impl Iterator<Item = Row>) {
        for row in rows.filter(|row| (self.asked.keep)(row)) {
            self.passed += 1;
            if self.rows.len() < self.asked.limit {
                self.rows.push(row);
            }
        }
    }

    /// Whether reading on may change the answer.
    fn wants_more(&self) -> bool {
        self.asked.count || self.rows.len() < self.asked.limit
    }

    fn answer(self, all: u64) -> (Vec<Row>, u64) {
        let total = if self.asked.count { self.passed } else { all };
        (self.rows, total)
    }
}

/// The rows of a ledger, and how many there are in all.
///
/// # Errors
/// [`OpFault::NotFound`] for an unknown kind.
pub fn rows(ws: &Workspace, kind: &str, asked: &Asked<'_>) -> OpResult<(Vec<Row>, u64)> {
    let known = KINDS.iter().find(|(name, label)| *name == kind || *label == kind);
    let (name, _) = known.ok_or_else(|| OpFault::not_found("台账", kind))?;
    match *name {
        "grids" => tree(ws, asked, |level| level != Level::Group),
        "groups" => tree(ws, asked, |level| level == Level::Group),
        "units" => all(asked, posts::units(ws, asked.day)?.iter().map(unit)),
        "people" => paged(asked, |offset, limit| {
            let page = people::page(ws, asked.search, asked.day, offset, limit)?;
            Ok((page.rows.iter().map(person).collect(), page.total))
        }),
        "posts" => paged(asked, |offset, limit| {
            let page = posts::page(ws, asked.search, None, asked.day, offset, limit)?;
            Ok((page.rows.iter().map(post).collect(), page.total))
        }),
        "incumbencies" => all(asked, roster::incumbencies(ws, asked.day)?.into_iter()),
        "duties" => all(asked, roster::duties(ws, asked.day)?.into_iter()),
        "charges" => all(asked, roster::charges(ws, asked.day)?.into_iter()),
        "pairings" => all(asked, roster::pairings(ws, asked.day)?.into_iter()),
        "delegates" => all(asked, roster::delegates(ws, asked.day)?.into_iter()),
        "patrols" => patrols(ws, asked),
        "problems" => problems(ws, asked),
        "step_limits" => all(asked, problem::limits::limits(ws)?.iter().map(problem::rows::limit)),
        "reforms" => all(asked, super::reform::list(ws)?.iter().map(reform)),
        "assessments" => assessments(ws, asked),
        "operators" => all(asked, settings::operators(ws)?.iter().map(operator)),
        "filings" => all(asked, mechanism::filing_rows(ws, asked.day)?.into_iter()),
        "duty_documents" => all(asked, mechanism::document_rows(ws, asked.day)?.into_iter()),
        "leading_groups" => all(asked, mechanism::group_rows(ws, asked.day)?.into_iter()),
        "tips" => all(asked, tip::tip_rows(ws)?.into_iter()),
        "tip_rewards" => all(asked, tip::reward_rows(ws)?.into_iter()),
        "pledges" => all(asked, mechanism::pledge_rows(ws, asked.day)?.into_iter()),
        "patrol_rules" => all(asked, super::completion::rule_rows(ws, asked.day)?.into_iter()),
        "patrol_waivers" => all(asked, super::completion::waiver_rows(ws)?.into_iter()),
        "completion" => {
            let ask = super::completion::year_to(asked.day);
            all(asked, super::completion::rows(ws, &ask, asked.day)?.into_iter())
        }
        "monthly_reports" => all(asked, super::monthly::monthly_rows(ws, asked.day)?.into_iter()),
        "hearings" => all(asked, super::hearing::hearing_rows(ws, asked.day)?.into_iter()),
        "hints" => all(asked, super::hint::hint_rows(ws, asked.day)?.into_iter()),
        "settings" => all(asked, settings::all(ws)?.iter().map(setting)),
        "issues" => all(asked, issues(ws)?.into_iter()),
        _ => operations(ws, asked),
    }
}

/// Rows that are few by nature: filtered and cut.
fn all(asked: &Asked<'_>, rows: impl Iterator<Item = Row>) -> OpResult<(Vec<Row>, u64)> {
    let kept: Vec<Row> = rows.filter(|row| mentions(row, asked.search) && (asked.keep)(row)).collect();
    let total = kept.len() as u64;
    Ok((kept.into_iter().take(asked.limit).collect(), total))
}

fn mentions(row: &Row, search: &str) -> bool {
    search.is_empty() || row.0.iter().any(|(_, value)| value.as_str().is_some_and(|text| text.contains(search)))
}

/// Rows read page by page until enough of them pass.
fn paged(asked: &Asked<'_>, read: impl Fn(u32, u32) -> OpResult<(Vec<Row>, u64)>) -> OpResult<(Vec<Row>, u64)> {
    let (mut kept, mut offset, mut total) = (Kept::of(asked), 0, 0);
    while kept.wants_more() {
        let (rows, all) = read(offset, super::PAGE_MAX)?;
        total = all;
        if rows.is_empty() {
            break;
        }
        offset += rows.len() as u32;
        kept.add(rows.into_iter());
    }
    Ok(kept.answer(total))
}

fn tree(ws: &Workspace, asked: &Asked<'_>, wanted: impl Fn(Level) -> bool) -> OpResult<(Vec<Row>, u64)> {
    let facts: BTreeMap<_, _> = ws.store.grids_at(asked.day)?.into_iter().map(|grid| (grid.id, grid.facts)).collect();
    let codes = |grid: GridId| {
        let facts = facts.get(&grid);
        [
            ("stat_code", json!(facts.map(|facts| &facts.stat_code))),
            ("civil_code", json!(facts.map(|facts| &facts.civil_code))),
            ("aliases", json!(facts.map(|facts| &facts.aliases))),
        ]
    };
    if !asked.search.is_empty() {
        let hits = grid::search(ws, asked.search, asked.day, super::PAGE_MAX)?;
        let rows = hits.iter().filter(|hit| wanted(hit.level)).map(|hit| {
            let mut row = vec![
                ("id", json!(hit.id)),
                ("level", json!(hit.level)),
                ("kind", json!(hit.kind.label())),
                ("name", json!(hit.name)),
                ("path", json!(hit.path)),
            ];
            row.extend(codes(hit.id));
            Row(row)
        });
        return all(&Asked { search: "", ..asked.clone() }, rows);
    }
    let nodes = grid::tree(ws, asked.day)?;
    let rows = nodes.iter().filter(|node| wanted(node.level)).map(|node| {
        let mut row = vec![
            ("id", json!(node.id)),
            ("level", json!(node.level)),
            ("kind", json!(node.kind.label())),
            ("name", json!(node.name)),
            ("parent", json!(node.parent)),
            ("no_farmland", json!(node.no_farmland)),
            ("in_annex2", json!(node.listed)),
            ("vacancies", json!(node.vacancies)),
        ];
        row.extend(codes(node.id));
        Row(row)
    });
    all(asked, rows)
}

fn unit(unit: &posts::UnitLine) -> Row {
    Row(vec![
        ("id", json!(unit.id)),
        ("kind", json!(unit.kind.label())),
        ("name", json!(unit.name)),
        ("full_name", json!(unit.full_name)),
        ("grid", json!(unit.grid.as_ref().map(|(_, name)| name))),
        ("posts", json!(unit.posts)),
    ])
}

fn person(person: &people::PersonLine) -> Row {
    Row(vec![
        ("id", json!(person.id)),
        ("name", json!(person.name)),
        ("office", json!(person.office)),
        ("phone", json!(person.phone)),
        ("office_phone", json!(person.office_phone)),
    ])
}

fn post(post: &posts::PostLine) -> Row {
    let holders: Vec<_> = post.holders.iter().map(|holder| holder.name.as_str()).collect();
    Row(vec![
        ("id", json!(post.id)),
        ("unit", json!(post.unit_name)),
        ("title", json!(post.title)),
        ("holders", json!(holders)),
        ("vacant", json!(holders.is_empty())),
        ("duties", json!(post.duties)),
    ])
}

/// What was issued, newest first: a few lines a year.
fn issues(ws: &Workspace) -> OpResult<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let page = sheets::issues(ws, rows.len() as u32, super::PAGE_MAX)?;
        rows.extend(page.rows.iter().map(issue));
        if page.rows.is_empty() || rows.len() as u64 >= page.total {
            return Ok(rows);
        }
    }
}

/// Sheets of an annex that were issued together (登记印发).
fn issue(line: &sheets::IssueLine) -> Row {
    Row(vec![
        ("annex", json!(line.annex.mark())),
        ("whose", json!(line.whose)),
        ("sheets", json!(line.sheets)),
        ("as_of", json!(line.as_of)),
        ("issued_on", json!(line.issued_on)),
        ("document", json!(line.document)),
        ("note", json!(line.note)),
    ])
}

fn patrols(ws: &Workspace, asked: &Asked<'_>) -> OpResult<(Vec<Row>, u64)> {
    let query = patrol::PatrolQuery { text: asked.search.to_owned(), to: Some(asked.day), ..Default::default() };
    let total = patrol::index(ws, &query, super::PAGE_MAX)?.total;
    let (mut kept, mut after) = (Kept::of(asked), None);
    while kept.wants_more() {
        let page = patrol::page(ws, &query, after, super::PAGE_MAX)?;
        let Some(last) = page.last() else { break };
        after = Some(patrol::PatrolMark { date: last.patrol.date, id: last.id });
        kept.add(page.iter().map(patrol_row));
    }
    Ok(kept.answer(total))
}

fn problems(ws: &Workspace, asked: &Asked<'_>) -> OpResult<(Vec<Row>, u64)> {
    let query = problem::ProblemQuery { text: asked.search.to_owned(), to: Some(asked.day), ..Default::default() };
    let total = problem::count(ws, &query)?;
    let (mut kept, mut after) = (Kept::of(asked), None);
    while kept.wants_more() {
        let page = problem::problems(ws, &query, after, super::PAGE_MAX)?;
        let Some(last) = page.last() else { break };
        after = Some(problem::ProblemMark { found_on: last.problem.found_on, id: last.id });
        kept.add(page.iter().map(problem::rows::problem));
    }
    Ok(kept.answer(total))
}

pub fn patrol_row(line: &patrol::PatrolLine) -> Row {
    let patrol = &line.patrol;
    Row(vec![
        ("id", json!(line.id)),
        ("date", json!(patrol.date)),
        ("start", json!(patrol.start)),
        ("end", json!(patrol.end)),
        ("kind", json!(patrol.kind.label())),
        ("grid", json!(line.grid_name)),
        ("group", json!(line.group_name)),
        ("patrollers", json!(line.patroller_names)),
        ("finding", json!(patrol.finding.label())),
        ("found", json!(patrol.found)),
        ("action", json!(patrol.action)),
        ("way", json!(patrol.way)),
        ("weather", json!(patrol.weather)),
        ("note", json!(patrol.note)),
        ("files", json!(line.files)),
        ("recorded_on", json!(line.recorded_on)),
        ("late", json!(crate::domain::patrol::is_late_entry(patrol.date, line.recorded_on))),
    ])
}

fn reform(line: &super::reform::ReformLine) -> Row {
    let paths = |grids: &[super::reform::ReformedGrid]| {
        let all: Vec<_> = grids.iter().map(|grid| grid.path.as_str()).collect();
        json!(all)
    };
    Row(vec![
        ("id", json!(line.id)),
        ("kind", json!(line.kind.label())),
        ("effective_on", json!(line.effective_on)),
        ("title", json!(line.title)),
        ("document", json!(line.document)),
        ("note", json!(line.note)),
        ("from", paths(&line.from)),
        ("to", paths(&line.to)),
    ])
}

fn assessments(ws: &Workspace, asked: &Asked<'_>) -> OpResult<(Vec<Row>, u64)> {
    let mut found = Vec::new();
    for year in assess::years(ws)? {
        if let Some(year) = assess::overview(ws, year)? {
            found.push(Row(vec![
                ("id", json!(year.id)),
                ("year", json!(year.year)),
                ("stage", json!(year.stage.label())),
                ("scheme", json!(year.scheme_title)),
                ("objects", json!(year.objects.iter().filter(|object| object.included).count())),
                ("confirmed_on", json!(year.confirmed_on)),
                ("document", json!(year.confirmed_document)),
            ]));
        }
    }
    all(asked, found.into_iter())
}

fn operator(line: &settings::OperatorLine) -> Row {
    Row(vec![
        ("id", json!(line.operator.id)),
        ("name", json!(line.operator.name)),
        ("desk", json!(line.operator.desk.label())),
        ("scope", json!(line.scope_name)),
        ("active", json!(line.operator.active)),
    ])
}

fn setting(line: &settings::SettingLine) -> Row {
    Row(vec![
        ("key", json!(line.setting.key)),
        ("label", json!(line.setting.label)),
        ("value", json!(line.value)),
        ("entered", json!(line.entered)),
    ])
}

fn operations(ws: &Workspace, asked: &Asked<'_>) -> OpResult<(Vec<Row>, u64)> {
    let (mut kept, mut before, mut total) = (Kept::of(asked), None, 0);
    while kept.wants_more() {
        let page = history::page(ws, asked.search, before, super::PAGE_MAX)?;
        total = page.total;
        let Some(last) = page.rows.last() else { break };
        before = Some(last.op);
        kept.add(page.rows.iter().map(|line| {
            Row(vec![
                ("op", json!(id::to_text(line.op.0))),
                ("at", json!(line.at)),
                ("operator", json!(line.operator)),
                ("title", json!(line.title)),
                ("undone", json!(line.undone)),
                ("undoable", json!(line.undoable)),
                ("changes", json!(line.changes)),
            ])
        }));
    }
    Ok(kept.answer(total))
}
