//! 网格划分报备 of a year: every level-2 grid with its filing, how late it was, or that it is missing.

use egui::{RichText, Ui};

use super::{
    Deleting, Wish, closes,
    forms::FilingForm,
    listing::{Asked, Found, Listing, Look},
    shelf::Shelf,
};
use crate::{
    domain::{date::chinese, desk::Right, filing::ITEM_LINE, ledger::FILINGS, scan::ScanOwner},
    ops::{
        Command, OpResult, Workspace,
        mechanism::DeleteFiling,
        query::mechanism::{FilingLine, FilingMade, FilingState, filing_cell, filings},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::fact,
        theme::{self, Tone},
        widgets::{
            button,
            chip::{Chip, chip},
            drawer::Drawer,
            page::section,
            table::{Cell, Column, Row},
        },
    },
};

const LOOK: Look<FilingLine> = Look {
    key: "filings",
    name: "网格划分报备",
    search: "查找镇（街道）",
    parts: &[],
    choices: &["全部", "未报备", "迟报"],
    columns,
    read,
    empty: ("还没有二级网格", "先在「网格」页建立镇、街道网格，再登记它们的网格划分报备"),
    clauses: &[ITEM_LINE],
};

#[derive(Default)]
pub struct Filings(Listing<FilingLine>);

/// Widths that let the whole ledger stand in a window of 1280 px.
fn columns() -> Vec<Column> {
    let width = |key| match key {
        "place" => 56.0,
        "grid" => 140.0,
        "state" => 110.0,
        "receiver" => 140.0,
        "document" => 160.0,
        "note" => 140.0,
        _ => 130.0,
    };
    FILINGS.iter().map(|column| Column { width: width(column.key), ..Column::from(column).unsorted() }).collect()
}

fn read(ws: &Workspace, asked: &Asked) -> OpResult<Found<FilingLine>> {
    let all = filings(ws, asked.year, asked.day)?;
    let deadline = format!("截止{}（{}）", chinese(all.deadline.on), all.deadline.source.label());
    let summary = format!("{deadline} · {}", all.summary());
    let fits = |line: &FilingLine| match asked.choice {
        1 => matches!(line.state, FilingState::Missing | FilingState::Due),
        2 => matches!(line.state, FilingState::Late(_)),
        _ => true,
    };
    let lines: Vec<FilingLine> =
        all.lines.into_iter().filter(|line| fits(line) && asked.finds(&[&line.name])).collect();
    Ok(Found { rows: lines.iter().zip(1..).map(|(line, place)| row(line, place)).collect(), lines, summary })
}

fn row(line: &FilingLine, place: usize) -> Row {
    let cell = |key: &str| match key {
        "grid" => Cell::Strong(line.name.clone()),
        "state" => state_chip(line.state).into(),
        _ => filing_cell(line, place, key).into(),
    };
    Row { id: line.grid.0, cells: FILINGS.iter().map(|column| cell(column.key)).collect() }
}

fn state_chip(state: FilingState) -> Chip {
    let tone = match state {
        FilingState::InTime => Tone::Good,
        FilingState::Late(_) => Tone::Warning,
        FilingState::Missing => Tone::Danger,
        FilingState::Due => Tone::Info,
        FilingState::Unlisted => Tone::Neutral,
    };
    Chip::new(tone, state.label())
}

impl Filings {
    pub fn list_missing(&mut self) {
        self.0.list(1);
    }

    pub fn refresh(&mut self) {
        self.0.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf, free: bool) -> Option<Wish> {
        let wish = if free { self.record(ui, cx, shelf) } else { None };
        self.0.show(ui, cx, &LOOK);
        wish
    }

    fn record(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, shelf: &mut Shelf) -> Option<Wish> {
        let line = self.0.opened()?;
        let why = cx.office.refusal(Right::Manage);
        let (mut wish, mut begun) = (None, false);
        let verb = if line.filings.is_empty() { "登记报备…" } else { "登记补报…" };
        let out = Drawer::new("网格划分报备", &line.name).show(
            ui,
            |ui| {
                let state = state_chip(line.state);
                chip(ui, state.tone, &state.word);
                if line.filings.is_empty() {
                    let text = format!("{}年度还没有登记网格划分报备", cx.year);
                    ui.label(RichText::new(text).color(theme::palette(ui).quiet));
                }
                for (place, made) in line.filings.iter().enumerate() {
                    ui.push_id(made.id.0, |ui| {
                        section(ui, if place == 0 { "报备" } else { "补报" });
                        wish = filing(ui, cx, line, made, why.as_deref()).or(wish.take());
                        shelf.show(ui, cx, ScanOwner::Filing(made.id), why.as_deref());
                    });
                }
            },
            |ui| begun = ui.add(button::quiet(verb).icon(Icon::Add).refused(why.as_deref())).clicked(),
        );
        if begun {
            wish = Some(Wish::Fill(Box::new(FilingForm::new(cx.year, cx.office.today).of_grid(line.grid, &line.name))));
        }
        if closes(ui, out.closed) {
            self.0.close();
        }
        wish
    }
}

fn filing(ui: &mut Ui, cx: &Cx<'_>, line: &FilingLine, made: &FilingMade, why: Option<&str>) -> Option<Wish> {
    let late = if made.days_late > 0 { format!("（迟 {} 天）", made.days_late) } else { String::new() };
    fact(ui, "报备日期", &format!("{}{late}", chinese(made.on)));
    fact(ui, "受理单位", &made.receiver);
    fact(ui, "报备文件", &made.document);
    fact(ui, "备注", &made.note);
    let mut wish = None;
    ui.horizontal(|ui| {
        if ui.add(button::bare("修改…").icon(Icon::Edit).refused(why)).clicked() {
            wish = Some(Wish::Fill(Box::new(FilingForm::edit(cx.year, line.grid, &line.name, made))));
        }
        if ui.add(button::bare("删除…").icon(Icon::Delete).refused(why)).clicked() {
            wish = Some(Wish::Delete(Deleting {
                title: format!("删除{}{}的报备记录？", line.name, chinese(made.on)),
                text: "记录和扫描件一起从台账中去掉；删除后可以撤销。",
                command: Box::new(Command::DeleteFiling(DeleteFiling { filing: made.id })),
            }));
        }
    });
    wish
}
