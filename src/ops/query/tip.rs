//! Questions about 群众举报: the list, one with all about it, the rewards by code, and who reported one, on record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ledger::Row;
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        id::{GridId, LookId, ProblemId, TipId},
        tip::{Channel, Identity, REWARD_SCHEME, TipState, TipVerdict, state},
    },
    ops::{OpFault, OpResult, Refusal, Workspace, access},
    store::{LookRow, RewardRow, ScanRow, TipRow},
};

/// What part of the list is asked for; empty fields ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TipQuery {
    /// 收到日期, inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// A grid with everything below it today.
    pub grid: Option<GridId>,
    pub channel: Option<Channel>,
    pub state: Option<TipState>,
    pub verdict: Option<TipVerdict>,
    /// Looked for in number, work order, place and content.
    pub text: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TipLine {
    pub row: TipRow,
    pub state: TipState,
    /// 「罕台镇撖家塔村三社 渠边」.
    pub place: String,
    /// Names on the day it came in; empty where nothing was given.
    pub grid_name: String,
    pub group_name: String,
    /// Problems that were entered from it.
    pub problems: Vec<(ProblemId, String)>,
}

/// One tip with all about it but who reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TipDetail {
    pub line: TipLine,
    pub verifier: String,
    /// Whether it is known who reported it.
    pub sealed: bool,
    /// Who wrote or read who reported it; for those who may look themselves.
    pub looks: Option<Vec<LookRow>>,
    pub reward: Option<RewardRow>,
    /// Whether the district rewards at all: the paper of the scheme is entered.
    pub rewarding: bool,
    pub files: Vec<ScanRow>,
}

/// The list, newest first.
pub fn tips(ws: &Workspace, query: &TipQuery) -> OpResult<Vec<TipLine>> {
    let within = match query.grid {
        Some(grid) => Some(ws.store.subtree_at(grid, ws.today())?),
        None => None,
    };
    let text = query.text.trim();
    let mut lines = Vec::new();
    for row in ws.store.tips(query.from, query.to)? {
        let inside = within.as_ref().is_none_or(|grids| row.tip.grid.is_some_and(|grid| grids.contains(&grid)));
        let meant = query.channel.is_none_or(|channel| channel == row.tip.channel)
            && query.state.is_none_or(|state| state == state_of(&row))
            && query.verdict.is_none_or(|verdict| row.verification.as_ref().is_some_and(|it| it.verdict == verdict));
        if inside && meant {
            let line = line(ws, row)?;
            if text.is_empty() || says(&line, text) {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

/// How many wait for 核查 and for an answer, of the district or of a grid with everything below it today.
pub fn waiting(ws: &Workspace, grid: Option<GridId>) -> OpResult<(u64, u64)> {
    let within = grid.map(|grid| ws.store.subtree_at(grid, ws.today())).transpose()?;
    let (mut unverified, mut unanswered) = (0, 0);
    for row in ws.store.tips(None, None)? {
        if within.as_ref().is_none_or(|grids| row.tip.grid.is_some_and(|grid| grids.contains(&grid))) {
            match state_of(&row) {
                TipState::Received => unverified += 1,
                TipState::Verified => unanswered += 1,
                TipState::Answered | TipState::Done => {}
            }
        }
    }
    Ok((unverified, unanswered))
}

fn says(line: &TipLine, text: &str) -> bool {
    let tip = &line.row.tip;
    [&line.row.number, &tip.order_number, &line.place, &tip.content].iter().any(|part| part.contains(text))
}

fn state_of(row: &TipRow) -> TipState {
    state(row.verification.is_some(), row.answer.is_some(), row.tip.anonymous)
}

fn line(ws: &Workspace, row: TipRow) -> OpResult<TipLine> {
    let day = row.tip.received_on;
    let (mut place, mut grid_name, mut group_name) = (String::new(), String::new(), String::new());
    if let Some(grid) = row.tip.grid {
        place.push_str(&super::patrol::place_of(ws, grid, Some(day))?);
        grid_name = ws.store.grid_name(grid, day)?.unwrap_or_default();
    }
    if let Some(group) = row.tip.group {
        group_name = ws.store.grid_name(group, day)?.unwrap_or_default();
        place.push_str(&group_name);
    }
    if !row.tip.spot.is_empty() {
        place.push_str(if place.is_empty() { "" } else { " " });
        place.push_str(&row.tip.spot);
    }
    let problems = ws.store.problems_of_tip(row.id)?;
    Ok(TipLine { state: state_of(&row), place, grid_name, group_name, problems, row })
}

/// One tip in full.
///
/// # Errors
/// [`OpFault::NotFound`] when it was taken back.
pub fn detail(ws: &Workspace, id: TipId) -> OpResult<TipDetail> {
    let row = ws.store.tip(id)?.ok_or_else(|| OpFault::not_found("举报", id))?;
    let verifier = match &row.verification {
        Some(found) => ws.store.person(found.by)?.map(|person| person.name).unwrap_or_default(),
        None => String::new(),
    };
    let may_look = ws.operator().desk.has(Right::Manage);
    Ok(TipDetail {
        line: line(ws, row)?,
        verifier,
        sealed: ws.store.has_identity(id)?,
        looks: may_look.then(|| ws.store.looks(id)).transpose()?,
        reward: ws.store.reward_of(id)?,
        rewarding: !super::settings::value(ws, REWARD_SCHEME)?.is_empty(),
        files: ws.store.scans(crate::domain::scan::ScanOwner::Tip(id))?,
    })
}

/// Who reported a tip: only to the person whose look was put on record today, and only for that tip.
///
/// # Errors
/// [`Refusal::Right`] for other desks; a fault of `reason` when the look is somebody else's or of another day.
pub fn identity(ws: &Workspace, look: LookId) -> OpResult<Identity> {
    access::demand(ws.operator(), Right::Manage)?;
    let row = ws.store.look(look)?.ok_or_else(|| OpFault::not_found("查看记录", look))?;
    if row.written || row.operator != ws.operator().name || row.on != ws.today() {
        return Err(OpFault::field("reason", "这次查看没有记录在案，请重新填写查看理由"));
    }
    ws.store.identity(&row)?.ok_or_else(|| OpFault::from(Refusal::InUse("举报人没有登记".into())))
}

/// The rewards by code, oldest first.
pub fn rewards(ws: &Workspace) -> OpResult<Vec<RewardRow>> {
    Ok(ws.store.rewards()?)
}

impl TipLine {
    pub fn is_true(&self) -> bool {
        self.row.verification.as_ref().is_some_and(|found| found.verdict == TipVerdict::True)
    }
}

/// The text of one cell of a tip; `key` is one of [`crate::domain::ledger::TIPS`].
pub fn tip_cell(line: &TipLine, key: &str) -> String {
    let tip = &line.row.tip;
    match key {
        "number" => line.row.number.clone(),
        "received_on" => chinese(tip.received_on),
        "channel" => tip.channel.label().to_owned(),
        "place" => line.place.clone(),
        "content" => tip.content.clone(),
        "state" => line.state.label().to_owned(),
        "verdict" => line.row.verification.as_ref().map_or("", |found| found.verdict.label()).to_owned(),
        "problems" => line.problems.iter().map(|(_, number)| number.as_str()).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

/// The text of one cell of a reward; `key` is one of [`crate::domain::ledger::TIP_REWARDS`].
pub fn reward_cell(row: &RewardRow, key: &str) -> String {
    match key {
        "code" => row.code.clone(),
        "amount" => row.amount.to_string(),
        "granted_on" => chinese(row.granted_on),
        "paid_on" => row.paid_on.map(chinese).unwrap_or_default(),
        "document" => row.document.clone(),
        "note" => row.note.clone(),
        _ => String::new(),
    }
}

/// Every tip as a row of a list; never who reported it.
pub(super) fn tip_rows(ws: &Workspace) -> OpResult<Vec<Row>> {
    let lines = tips(ws, &TipQuery::default())?;
    Ok(lines.iter().map(tip_row).collect())
}

fn tip_row(line: &TipLine) -> Row {
    let (row, tip) = (&line.row, &line.row.tip);
    let found = row.verification.as_ref();
    let problems: Vec<_> = line.problems.iter().map(|(_, number)| number.as_str()).collect();
    Row(vec![
        ("id", json!(row.id)),
        ("number", json!(row.number)),
        ("received_on", json!(tip.received_on)),
        ("channel", json!(tip.channel.label())),
        ("order_number", json!(tip.order_number)),
        ("place", json!(line.place)),
        ("content", json!(tip.content)),
        ("tip_state", json!(line.state.label())),
        ("verdict", json!(found.map(|found| found.verdict.label()))),
        ("verified_on", json!(found.map(|found| found.on))),
        ("verified_text", json!(found.map(|found| &found.text))),
        ("answered_on", json!(row.answer.as_ref().map(|answer| answer.on))),
        ("problems", json!(problems.join("、"))),
        ("note", json!(tip.note)),
    ])
}

/// Every reward as a row of a list: by code.
pub(super) fn reward_rows(ws: &Workspace) -> OpResult<Vec<Row>> {
    let row = |reward: RewardRow| {
        Row(vec![
            ("id", json!(reward.id)),
            ("code", json!(reward.code)),
            ("amount", json!(reward.amount)),
            ("granted_on", json!(reward.granted_on)),
            ("paid_on", json!(reward.paid_on)),
            ("document", json!(reward.document)),
            ("note", json!(reward.note)),
        ])
    };
    Ok(rewards(ws)?.into_iter().map(row).collect())
}
