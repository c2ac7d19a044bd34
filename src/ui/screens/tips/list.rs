//! The lists of the page: tips, and rewards by code.

use egui::Ui;

use crate::{
    domain::{
        date::chinese,
        id::TipId,
        ledger,
        tip::{self, TipState},
    },
    ops::{
        OpResult, Workspace,
        query::{
            settings,
            tip::{TipLine, TipQuery, reward_cell, rewards, tip_cell, tips},
        },
    },
    store::RewardRow,
    ui::{
        cx::Cx,
        screens::mechanisms::listing::{Asked, Found, Listing, Look},
        theme::Tone,
        widgets::{
            chip::Chip,
            table::{Cell, Column, Row},
        },
    },
};

const TIPS: Look<TipLine> = Look {
    key: "tips",
    name: "群众举报",
    search: "查找编号、工单号、地点",
    parts: &[],
    choices: &["全部", "待核查", "待答复", "已办结"],
    columns: tip_columns,
    read: read_tips,
    empty: ("还没有登记举报", "接到电话、来信、来访或 12345 工单后，按「登记举报」；举报人单独填写，登记后即封存。"),
    clauses: &[tip::LINE],
};

const REWARDS: Look<RewardRow> = Look {
    key: "tip_rewards",
    name: "举报奖励",
    search: "查找奖励编码",
    parts: &[],
    choices: &["全部", "未发放"],
    columns: reward_columns,
    read: read_rewards,
    empty: ("没有登记举报奖励", "在「设置」中填写有奖举报办法文号后，可以给核查属实的举报登记奖励；台账只列编码。"),
    clauses: &[tip::LINE],
};

#[derive(Default)]
pub struct TipList(Listing<TipLine>);

#[derive(Default)]
pub struct Rewards(Listing<RewardRow>);

impl TipList {
    pub fn invalidate(&mut self) {
        self.0.invalidate();
    }

    pub fn opened(&self) -> Option<TipId> {
        self.0.opened().map(|line| line.row.id)
    }

    pub fn open(&mut self, id: i64) {
        self.0.open(id);
    }

    /// The choice of the filter that lists a state.
    pub fn list_in(&mut self, state: TipState) {
        self.0.choose(match state {
            TipState::Received => 1,
            TipState::Verified => 2,
            TipState::Answered | TipState::Done => 3,
        });
    }

    pub fn close(&mut self) {
        self.0.close();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.0.show(ui, cx, &TIPS);
    }
}

impl Rewards {
    pub fn invalidate(&mut self) {
        self.0.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.0.show(ui, cx, &REWARDS);
    }
}

fn columns(list: &'static [ledger::Column], width: fn(&str) -> f32) -> Vec<Column> {
    list.iter().map(|column| Column { width: width(column.key), ..Column::from(column).unsorted() }).collect()
}

fn tip_columns() -> Vec<Column> {
    columns(ledger::TIPS, |key| match key {
        "number" | "channel" | "state" | "verdict" => 96.0,
        "received_on" => 132.0,
        "place" => 186.0,
        "content" => 250.0,
        _ => 104.0,
    })
}

fn reward_columns() -> Vec<Column> {
    columns(ledger::TIP_REWARDS, |key| match key {
        "document" | "note" => 220.0,
        _ => 120.0,
    })
}

/// Tips of every year: there are few, and an old one is looked up by its number.
fn read_tips(ws: &Workspace, asked: &Asked) -> OpResult<Found<TipLine>> {
    use tip::TipState::{Answered, Done, Received, Verified};
    let all = tips(ws, &TipQuery { to: Some(asked.day), text: asked.text.clone(), ..TipQuery::default() })?;
    let count = |state| all.iter().filter(|line| line.state == state).count();
    let summary = format!(
        "共 {} 件，待核查 {} 件，待答复 {} 件，属实 {} 件",
        all.len(),
        count(Received),
        count(Verified),
        all.iter().filter(|line| line.is_true()).count()
    );
    let fits = |line: &TipLine| match asked.choice {
        1 => line.state == Received,
        2 => line.state == Verified,
        3 => matches!(line.state, Answered | Done),
        _ => true,
    };
    let lines: Vec<TipLine> = all.into_iter().filter(fits).collect();
    Ok(Found { rows: lines.iter().map(tip_row).collect(), lines, summary })
}

fn tip_row(line: &TipLine) -> Row {
    let cell = |key: &str| match key {
        "number" => Cell::Strong(tip_cell(line, key)),
        "state" => state_chip(line.state).into(),
        "channel" | "content" => Cell::Quiet(tip_cell(line, key)),
        _ => tip_cell(line, key).into(),
    };
    Row { id: line.row.id.0, cells: ledger::TIPS.iter().map(|column| cell(column.key)).collect() }
}

pub fn state_chip(state: tip::TipState) -> Chip {
    let tone = match state {
        tip::TipState::Received => Tone::Warning,
        tip::TipState::Verified => Tone::Info,
        tip::TipState::Answered | tip::TipState::Done => Tone::Good,
    };
    Chip::new(tone, state.label())
}

fn read_rewards(ws: &Workspace, asked: &Asked) -> OpResult<Found<RewardRow>> {
    let scheme = settings::value(ws, tip::REWARD_SCHEME)?;
    let all = rewards(ws)?;
    let fits = |row: &RewardRow| (asked.choice == 0 || row.paid_on.is_none()) && asked.finds(&[&row.code]);
    let lines: Vec<RewardRow> = all.into_iter().filter(fits).collect();
    let sum: i64 = lines.iter().map(|row| row.amount.0).sum();
    let summary = if scheme.is_empty() {
        "有奖举报办法文号没有填写，奖励登记未启用".to_owned()
    } else {
        format!("依据{scheme} · {} 件，合计 {} 元", lines.len(), crate::domain::money::Money(sum))
    };
    let row = |line: &RewardRow| {
        let cell = |key: &str| match key {
            "paid_on" if line.paid_on.is_none() => Chip::new(Tone::Warning, "未发放").into(),
            "paid_on" => line.paid_on.map(chinese).unwrap_or_default().into(),
            _ => reward_cell(line, key).into(),
        };
        Row { id: line.id.0, cells: ledger::TIP_REWARDS.iter().map(|column| cell(column.key)).collect() }
    };
    Ok(Found { rows: lines.iter().map(row).collect(), lines, summary })
}
