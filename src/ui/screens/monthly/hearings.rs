//! 听取汇报 of a year: the list, and one hearing in the drawer.

use egui::{Label, Ui};

use super::{Deleting, Wish, hearing_form::HearingForm};
use crate::{
    domain::{
        date::chinese,
        desk::Right,
        hearing::{HearingPart, LINE},
        ledger::HEARINGS,
        scan::ScanOwner,
    },
    ops::{
        Command, OpResult, Workspace,
        hearing::DeleteHearing,
        query::hearing::{self, HearingLine, hearing_cell},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::fact,
            mechanisms::{
                listing::{Asked, Found, Listing, Look},
                shelf::Shelf,
            },
        },
        shortcut::Shortcut,
        widgets::{
            button,
            drawer::Drawer,
            page::section,
            table::{Cell, Column, Row},
        },
    },
};

const LOOK: Look<HearingLine> = Look {
    key: "hearings",
    name: "听取汇报",
    search: "查找网格、人员、内容",
    parts: &[],
    choices: &["全部", "没有填落实情况"],
    columns,
    read,
    empty: ("这一年度还没有登记听取汇报", "点右上角「登记听取汇报」，记下听取人、汇报人、内容和要求"),
    clauses: &[LINE],
};

#[derive(Default)]
pub struct Hearings(Listing<HearingLine>);

fn columns() -> Vec<Column> {
    let width = |key| match key {
        "place" => 56.0,
        "date" => 120.0,
        "grid" => 110.0,
        "heard_by" | "reporters" => 130.0,
        _ => 200.0,
    };
    HEARINGS.iter().map(|column| Column { width: width(column.key), ..Column::from(column).unsorted() }).collect()
}

fn read(ws: &Workspace, asked: &Asked) -> OpResult<Found<HearingLine>> {
    let fits = |line: &HearingLine| {
        let (heard, reported) = (line.names(HearingPart::Hears), line.names(HearingPart::Reports));
        let words = [&line.grid_name, &heard, &reported, &line.row.matters, &line.row.decisions].map(String::as_str);
        (asked.choice == 0 || line.row.follow_up.is_empty()) && asked.finds(&words)
    };
    let all = hearing::list(ws, asked.year, asked.day, None)?;
    let summary = format!("{}年度共 {} 次（方案要求定期听取，没有规定次数）", asked.year, all.len());
    let lines: Vec<HearingLine> = all.into_iter().filter(fits).collect();
    Ok(Found { rows: lines.iter().zip(1..).map(|(line, place)| row(line, place)).collect(), lines, summary })
}

fn row(line: &HearingLine, place: usize) -> Row {
    let cell = |key: &str| match key {
        "grid" => Cell::Strong(line.grid_name.clone()),
        _ => hearing_cell(line, place, key).replace('\n', " ").into(),
    };
    Row { id: line.row.id.0, cells: HEARINGS.iter().map(|column| cell(column.key)).collect() }
}

impl Hearings {
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
        let (record, manage) = (cx.office.refusal(Right::Record), cx.office.refusal(Right::Manage));
        let id = line.row.id;
        let title = format!("{} {}", line.grid_name, chinese(line.row.held_on));
        let mut wish = None;
        let out = Drawer::new("听取汇报", &title).show(
            ui,
            |ui| {
                fact(ui, "听取人", &line.names(HearingPart::Hears));
                fact(ui, "汇报人", &line.names(HearingPart::Reports));
                fact(ui, "地点", &line.row.place);
                let texts = [
                    ("汇报内容", &line.row.matters),
                    ("要求和决定", &line.row.decisions),
                    ("落实情况", &line.row.follow_up),
                    ("备注", &line.row.note),
                ];
                for (label, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
                    section(ui, label);
                    ui.add(Label::new(text).wrap());
                }
                shelf.show(ui, cx, ScanOwner::Hearing(id), manage.as_deref());
            },
            |ui| {
                ui.horizontal(|ui| {
                    if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(record.as_deref())).clicked() {
                        wish = Some(Wish::Fill(Box::new(HearingForm::edit(line))));
                    }
                    if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(record.as_deref())).clicked() {
                        let command = Command::DeleteHearing(DeleteHearing { hearing: id });
                        wish = Some(Wish::Delete(Box::new(Deleting {
                            title: format!("删除{title}的听取汇报？"),
                            command,
                        })));
                    }
                });
            },
        );
        if out.closed || (!egui::Popup::is_any_open(ui.ctx()) && Shortcut::Back.pressed(ui.ctx())) {
            self.0.close();
        }
        wish
    }
}
