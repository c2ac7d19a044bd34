//! 职责文件 and 奖惩措施, and the towns and streets without one.

use egui::Ui;

use super::{
    Deleting, Wish, closes,
    forms::DocumentForm,
    listing::{Asked, Found, Listing, Look},
    shelf::Shelf,
};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        duty_document::{DUTIES_LINE, DocumentKind},
        id::GridId,
        scan::ScanOwner,
    },
    ops::{
        Command, OpResult, Workspace,
        mechanism::DeleteDutyDocument,
        query::mechanism::{DocumentLine, documents},
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
            table::{Cell, Column, Row},
        },
    },
};

const LOOK: Look<Line> = Look {
    key: "duty_documents",
    name: "职责文件",
    search: "查找单位、名称或文号",
    parts: &[],
    choices: &["全部", "职责文件", "奖惩措施", "未制定"],
    columns,
    read,
    empty: ("还没有登记职责文件", "用「登记文件」登记各镇、街道细化职责的文件和奖惩措施"),
    clauses: &[DUTIES_LINE],
};

/// A document, or that a grid has none of a kind.
pub enum Line {
    Known(Box<DocumentLine>),
    Missing(GridId, String, DocumentKind),
}

#[derive(Default)]
pub struct Documents(Listing<Line>);

fn columns() -> Vec<Column> {
    vec![
        Column::new("issuer", "制定单位", 150.0).unsorted(),
        Column::new("kind", "类型", 90.0).unsorted(),
        Column::new("state", "状态", 80.0).unsorted(),
        Column::new("title", "名称", 250.0).unsorted(),
        Column::new("number", "文号", 160.0).unsorted(),
        Column::new("from", "印发日期", 110.0).unsorted(),
        Column::new("covers", "涉及级别和职责", 200.0).unsorted(),
        Column::new("scans", "扫描件", 70.0).figures().unsorted(),
    ]
}

fn read(ws: &Workspace, asked: &Asked) -> OpResult<Found<Line>> {
    let book = documents(ws, asked.day)?;
    let in_force = book.lines.iter().filter(|line| line.in_force).count();
    let lacking = |kind| book.missing.iter().filter(|(_, _, of)| *of == kind).count();
    let summary = format!(
        "有效文件 {in_force} 件；未制定职责文件的镇（街道）{} 个，未制定奖惩措施的 {} 个",
        lacking(DocumentKind::Duties),
        lacking(DocumentKind::Rewards)
    );
    let kind_fits = |kind| match asked.choice {
        1 => kind == DocumentKind::Duties,
        2 => kind == DocumentKind::Rewards,
        _ => true,
    };
    let known = book.lines.into_iter().filter(|line| {
        let words = [line.issuer_name.as_str(), &line.title, &line.number];
        asked.choice != 3 && kind_fits(line.kind) && asked.finds(&words)
    });
    let missing = book.missing.into_iter().filter(|(_, name, kind)| kind_fits(*kind) && asked.finds(&[name]));
    let lines: Vec<Line> = known
        .map(|line| Line::Known(Box::new(line)))
        .chain(missing.map(|(grid, name, kind)| Line::Missing(grid, name, kind)))
        .collect();
    Ok(Found { rows: lines.iter().zip(1..).map(|(line, place)| row(line, place)).collect(), lines, summary })
}

fn row(line: &Line, place: i64) -> Row {
    match line {
        Line::Known(line) => Row {
            id: line.id.0,
            cells: vec![
                Cell::Strong(line.issuer_name.clone()),
                line.kind.label().into(),
                state_chip(line).into(),
                line.title.clone().into(),
                Cell::Quiet(line.number.clone()),
                chinese(line.period.from).into(),
                Cell::Quiet(line.covers()),
                if line.scans > 0 { line.scans.to_string() } else { String::new() }.into(),
            ],
        },
        // Lines without a record have no id of their own; records never have negative ones.
        Line::Missing(_, name, kind) => Row {
            id: -place,
            cells: vec![
                Cell::Strong(name.clone()),
                kind.label().into(),
                Chip::new(Tone::Danger, "未制定").into(),
                "".into(),
                "".into(),
                "".into(),
                "".into(),
                "".into(),
            ],
        },
    }
}

fn state_chip(line: &DocumentLine) -> Chip {
    if line.in_force { Chip::new(Tone::Good, "有效") } else { Chip::new(Tone::Neutral, "已失效") }
}

impl Documents {
    pub fn open(&mut self, id: i64) {
        self.0.open(id);
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
        let why = cx.office.refusal(Right::Manage);
        let why = why.as_deref();
        let mut wish = None;
        let out = match self.0.opened()? {
            Line::Missing(grid, name, kind) => {
                let title = format!("{name} {}", kind.label());
                let foot = |ui: &mut Ui| {
                    if ui.add(button::quiet("登记文件…").icon(Icon::Add).refused(why)).clicked() {
                        wish = Some(Wish::Fill(Box::new(DocumentForm::new().of_grid(*grid, name, *kind))));
                    }
                };
                Drawer::new("职责文件", &title).show(
                    ui,
                    |ui| {
                        chip(ui, Tone::Danger, "未制定");
                        ui.label("还没有登记这个镇（街道）的文件");
                    },
                    foot,
                )
            }
            Line::Known(line) => Drawer::new("职责文件", &line.title).show(
                ui,
                |ui| {
                    facts(ui, line);
                    shelf.show(ui, cx, ScanOwner::DutyDocument(line.id), why);
                },
                |ui| wish = deeds(ui, line, why),
            ),
        };
        if closes(ui, out.closed) {
            self.0.close();
        }
        wish
    }
}

fn facts(ui: &mut Ui, line: &DocumentLine) {
    ui.horizontal(|ui| {
        chip(ui, Tone::Neutral, line.kind.label());
        let state = state_chip(line);
        chip(ui, state.tone, &state.word);
    });
    ui.add_space(4.0);
    fact(ui, "制定单位", &line.issuer_name);
    fact(ui, "文号", &line.number);
    fact(ui, "有效期", &line.period.chinese());
    fact(ui, "涉及", &line.covers());
    fact(ui, "备注", &line.note);
}

fn deeds(ui: &mut Ui, line: &DocumentLine, why: Option<&str>) -> Option<Wish> {
    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why)).clicked() {
        return Some(Wish::Fill(Box::new(DocumentForm::edit(line))));
    }
    if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(why)).clicked() {
        return Some(Wish::Delete(Deleting {
            title: format!("删除《{}》？", line.title),
            text: "记录和扫描件一起从台账中去掉；文件失效请改填停止日期。删除后可以撤销。",
            command: Box::new(Command::DeleteDutyDocument(DeleteDutyDocument { duty_document: line.id })),
        }));
    }
    None
}
