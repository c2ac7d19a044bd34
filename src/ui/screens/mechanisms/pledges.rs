//! 目标责任书 of a year, tier by tier: targets, signatures, and whose is missing.

use egui::Ui;

use super::{
    Deleting, Wish, closes,
    forms::PledgeForm,
    listing::{Asked, Found, Listing, Look},
    shelf::Shelf,
};
use crate::{
    domain::{
        area::Area,
        date::chinese,
        desk::Right,
        ledger::PLEDGES,
        pledge::{LINE, Tier},
        scan::ScanOwner,
    },
    ops::{
        Command, OpResult, Workspace,
        mechanism::DeletePledge,
        query::mechanism::{PledgeLine, PledgeState, pledge_cell, pledges},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::fact,
        theme::Tone,
        widgets::{
            button,
            chip::{Chip, chip},
            drawer::Drawer,
            page::section,
            table::{Cell, Column, Row},
        },
    },
};

const LOOK: Look<PledgeLine> = Look {
    key: "pledges",
    name: "目标责任书",
    search: "查找网格或签订人",
    parts: &["区–镇（街道）", "镇（街道）–村（社区）", "村（社区）–网格员"],
    choices: &["全部", "未签订"],
    columns,
    read,
    empty: ("还没有登记目标责任书", "用「登记责任书」或「批量登记…」登记；村（社区）–网格员一级可以不签"),
    clauses: &[LINE],
};

#[derive(Default)]
pub struct Pledges(Listing<PledgeLine>);

/// Widths that let the whole ledger stand in a window of 1280 px.
fn columns() -> Vec<Column> {
    let width = |key| match key {
        "place" => 52.0,
        "upper" => 84.0,
        "grid" => 124.0,
        "upper_signer" | "signer" => 165.0,
        "farmland" => 136.0,
        "permanent" => 150.0,
        "signed_on" => 124.0,
        _ => 100.0,
    };
    PLEDGES.iter().map(|column| Column { width: width(column.key), ..Column::from(column).unsorted() }).collect()
}

fn read(ws: &Workspace, asked: &Asked) -> OpResult<Found<PledgeLine>> {
    let all = pledges(ws, asked.year, asked.day)?;
    let tier = Tier::ALL[asked.part.min(2)];
    let (signed, count) = all.signed(tier);
    let sum: Area = all.of(tier).filter_map(|line| line.targets.farmland).sum();
    let summary = format!("已签 {signed}/{count} 份 · 耕地保有量合计 {}", sum.chinese());
    let fits = |line: &PledgeLine| {
        let words = [line.grid_name.as_str(), &line.upper_name, &line.lower.people, &line.upper.people];
        line.tier == tier && (asked.choice == 0 || line.state != PledgeState::Signed) && asked.finds(&words)
    };
    let lines: Vec<PledgeLine> = all.lines.into_iter().filter(fits).collect();
    Ok(Found { rows: lines.iter().zip(1..).map(|(line, place)| row(line, place)).collect(), lines, summary })
}

fn row(line: &PledgeLine, place: usize) -> Row {
    let cell = |key: &str| match key {
        "grid" => Cell::Strong(line.grid_name.clone()),
        "signed_on" if line.signed_on.is_none() => state_chip(line.state).into(),
        "upper" => Cell::Quiet(line.upper_name.clone()),
        _ => pledge_cell(line, place, key).into(),
    };
    Row { id: line.grid.0, cells: PLEDGES.iter().map(|column| cell(column.key)).collect() }
}

fn state_chip(state: PledgeState) -> Chip {
    let tone = match state {
        PledgeState::Signed => Tone::Good,
        PledgeState::Unsigned => Tone::Warning,
        PledgeState::Missing => Tone::Danger,
    };
    Chip::new(tone, state.label())
}

impl Pledges {
    pub fn refresh(&mut self) {
        self.0.invalidate();
    }

    /// The tier that is shown.
    pub fn tier(&self) -> Tier {
        Tier::ALL[self.0.part.min(2)]
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf, free: bool) -> Option<Wish> {
        let wish = if free { self.record(ui, cx, shelf) } else { None };
        let tier = self.0.part;
        self.0.show(ui, cx, &LOOK);
        if self.0.part != tier {
            self.0.close();
        }
        wish
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf) -> Option<Wish> {
        let line = self.0.opened()?;
        let why = cx.office.refusal(Right::Manage);
        let why = why.as_deref();
        let (year, today) = (cx.year, cx.office.today);
        let mut wish = None;
        let title = format!("{} {year}年度责任书", line.grid_name);
        let out = Drawer::new("目标责任书", &title).show(
            ui,
            |ui| {
                facts(ui, line);
                if let Some(id) = line.id {
                    shelf.show(ui, cx, ScanOwner::Pledge(id), why);
                }
            },
            |ui| match line.id {
                None => {
                    if ui.add(button::quiet("登记责任书…").icon(Icon::Add).refused(why)).clicked() {
                        let form = PledgeForm::new(year, line.tier, today).of_grid(line.grid, &line.grid_name);
                        wish = Some(Wish::Fill(Box::new(form)));
                    }
                }
                Some(id) => {
                    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why)).clicked() {
                        wish = Some(Wish::Fill(Box::new(PledgeForm::edit(year, id, line))));
                    }
                    if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(why)).clicked() {
                        wish = Some(Wish::Delete(Deleting {
                            title: format!("删除{}{year}年度的责任书？", line.grid_name),
                            text: "记录和扫描件一起从台账中去掉；删除后可以撤销。",
                            command: Box::new(Command::DeletePledge(DeletePledge { pledge: id })),
                        }));
                    }
                }
            },
        );
        if closes(ui, out.closed) {
            self.0.close();
        }
        wish
    }
}

fn facts(ui: &mut Ui, line: &PledgeLine) {
    let state = state_chip(line.state);
    chip(ui, state.tone, &state.word);
    ui.add_space(4.0);
    fact(ui, "层级", line.tier.label());
    fact(ui, "签订日期", &line.signed_on.map(chinese).unwrap_or_default());
    fact(ui, "文号", &line.document);
    fact(ui, "备注", &line.note);
    section(ui, "双方");
    fact(ui, &line.upper_name, &line.upper.words());
    fact(ui, &line.grid_name, &line.lower.words());
    section(ui, "目标");
    let area = |area: Option<Area>| area.map(Area::chinese).unwrap_or_default();
    fact(ui, "耕地保有量", &area(line.targets.farmland));
    fact(ui, "永久基本农田", &area(line.targets.permanent));
    if line.below.farmland.is_some() || line.below.permanent.is_some() {
        section(ui, "下级责任书合计");
        fact(ui, "耕地保有量", &area(line.below.farmland));
        fact(ui, "永久基本农田", &area(line.below.permanent));
    }
}
