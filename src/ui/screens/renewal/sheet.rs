//! The lines of a 换届 like a spreadsheet: fixed head, only what is seen is drawn, one cell is being written in.

use std::collections::BTreeMap;

use egui::{Align, Color32, CursorIcon, Pos2, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::{
    draft::{Column, Drafts, LEAVES, LineDraft, Who},
    editor::Editor,
};
use crate::{
    domain::date::chinese,
    ops::query::renewal::{Seat, SeatLine},
    ui::{
        cx::Cx,
        theme::{self, Tone},
        widgets::{
            chip, paint,
            sheet::{Sheet, SheetColumn, SheetLine, mark_faulty},
        },
    },
};

/// What is wrong with lines, and where.
pub type LineFaults = BTreeMap<Seat, (Column, String)>;

/// What every line needs to know.
pub struct Around<'a> {
    pub lines: &'a [&'a SeatLine],
    pub faults: &'a LineFaults,
    /// What stands in empty cells of the date and of the paper.
    pub from: &'a str,
    pub document: &'a str,
    pub editable: bool,
}

/// The columns from left to right with their least widths; some grow with the window.
const COLUMNS: [SheetColumn; 9] = [
    ("序号", 46.0, 0.0),
    ("单位或网格", 140.0, 0.2),
    ("职务或职责", 226.0, 0.4),
    ("现任", 104.0, 0.05),
    ("任职起始", 124.0, 0.0),
    ("接任人", 108.0, 0.2),
    ("处理", 74.0, 0.0),
    ("生效日期", 122.0, 0.0),
    ("依据文件", 100.0, 0.15),
];
const WHO: usize = 5;
const FATE: usize = 6;
const FROM: usize = 7;
const DOCUMENT: usize = 8;

/// Draws the sheet into what room there is.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>, drafts: &mut Drafts, editor: &mut Editor) {
    let sheet = Sheet::begin(ui, "换届表", &COLUMNS);
    if around.editable {
        editor.keys(sheet.ui(), around.lines, drafts, sheet.page);
    }
    let reveal = editor.reveal();
    sheet.lines(around.lines.len(), reveal, |ui, at| line(ui, cx, around, drafts, editor, at));
}

/// The column that is written in where the pointer is; the successor's where nothing can be written.
fn column_at(at: &SheetLine<'_>, x: f32) -> Column {
    match at.column_at(x) {
        Some(FROM) => Column::From,
        Some(DOCUMENT) => Column::Document,
        _ => Column::Who,
    }
}

fn line(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    around: &Around<'_>,
    drafts: &mut Drafts,
    editor: &mut Editor,
    at: &SheetLine<'_>,
) {
    let line = around.lines[at.row];
    let response = ui.interact(at.rect, ui.scope_id().with(at.row), Sense::CLICK);
    let words = || words(line, drafts.of(line.seat));
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, words()));
    let pointer = response.interact_pointer_pos().or(response.hover_pos());
    if response.clicked() && around.editable {
        editor.go(at.row, pointer.map_or(Column::Who, |pointer| column_at(at, pointer.x)), around.lines, drafts);
    }
    ground(ui, at, response.hovered(), drafts.changes(line));
    let cut = facts(ui, at, line, response.hover_pos());
    fate(ui, around, at, line, drafts, editor);
    let fault = around.faults.get(&line.seat);
    for (place, column) in [(WHO, Column::Who), (FROM, Column::From), (DOCUMENT, Column::Document)] {
        let rect = at.cell(place);
        if let Some((_, message)) = fault.filter(|fault| fault.0 == column) {
            mark_faulty(ui, rect);
            if pointer.is_some_and(|pointer| rect.contains(pointer)) {
                response.clone().on_hover_text_at_pointer(message);
            }
        }
        if around.editable && editor.is_at(at.row, column) {
            let mut inner =
                ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(2.0, 1.0))).id_salt((at.row, place)));
            editor.show(&mut inner, cx, around.lines, drafts, rect.width() - 4.0);
        } else {
            value(ui, rect, column, drafts.of(line.seat), around);
        }
    }
    if let Some(text) = cut {
        response.on_hover_text_at_pointer(text);
    }
}

/// 「罕台镇人民政府 镇长 李某 接任人 王某」.
fn words(line: &SeatLine, draft: &LineDraft) -> String {
    let holder = line.holder.as_ref().map_or("空缺", |holder| &holder.name);
    let told = match draft.who.text() {
        "" => String::new(),
        LEAVES => format!(" {LEAVES}"),
        name => format!(" 接任人 {name}"),
    };
    format!("{} {} {holder}{told}", line.place, line.what)
}

fn ground(ui: &Ui, at: &SheetLine<'_>, over: bool, changed: bool) {
    let colours = theme::palette(ui);
    let fill = if changed {
        colours.primary_tint
    } else if over {
        colours.hover
    } else {
        Color32::TRANSPARENT
    };
    at.ground(ui, fill, [WHO, FATE, FROM, DOCUMENT]);
}

/// What cannot be changed here; answers the whole text of the cell under the pointer if it did not fit.
fn facts(ui: &Ui, at: &SheetLine<'_>, line: &SeatLine, pointer: Option<Pos2>) -> Option<String> {
    let colours = theme::palette(ui);
    let mut cut = None;
    let mut write = |column: usize, text: &str, colour: Color32, align: Align| {
        let rect = at.cell(column).shrink2(vec2(8.0, 0.0));
        let galley = paint::line(ui, text, paint::body(ui), colour, rect.width());
        if galley.elided && pointer.is_some_and(|pointer| rect.contains(pointer)) {
            cut = Some(text.to_owned());
        }
        match align {
            Align::Max => paint::at_right(ui, rect, rect.right(), galley),
            _ => paint::at_left(ui, rect, rect.left(), galley),
        };
    };
    write(0, &(at.row + 1).to_string(), colours.quiet, Align::Max);
    write(1, &line.place, colours.text, Align::Min);
    let what = if line.title.is_empty() { line.what.clone() } else { format!("{}（{}）", line.what, line.title) };
    write(2, &what, colours.text, Align::Min);
    match &line.holder {
        Some(holder) => {
            write(3, &holder.name, colours.text, Align::Min);
            write(4, &chinese(holder.since), colours.quiet, Align::Min);
        }
        None => drop(chip::paint_at(ui, at.cell(3).left() + 8.0, at.rect, Tone::Danger, "空缺")),
    }
    cut
}

/// 留任, 接任 or 离任不补; pressing it turns 留任 into 离任不补 and back.
fn fate(ui: &Ui, around: &Around<'_>, at: &SheetLine<'_>, line: &SeatLine, drafts: &mut Drafts, editor: &mut Editor) {
    let rect = at.cell(FATE);
    let (tone, word) = match (&drafts.of(line.seat).who, &line.holder) {
        (Who::Leaves, _) => (Tone::Warning, LEAVES),
        (Who::Stays, Some(_)) => (Tone::Neutral, "留任"),
        (Who::Stays, None) => (Tone::Neutral, "未明确"),
        (Who::New(_), _) => (Tone::Good, "新登记"),
        (Who::Typed(_), _) => (Tone::Danger, "待核对"),
        (Who::Known { .. }, _) if !drafts.changes(line) => (Tone::Neutral, "留任"),
        (Who::Known { .. }, Some(_)) => (Tone::Good, "接任"),
        (Who::Known { .. }, None) => (Tone::Good, "任职"),
    };
    chip::paint_at(ui, rect.left() + 8.0, rect, tone, word);
    let turns =
        around.editable && line.holder.is_some() && matches!(drafts.of(line.seat).who, Who::Stays | Who::Leaves);
    if !turns {
        return;
    }
    let response = ui.interact(rect, ui.scope_id().with((at.row, "处理")), Sense::CLICK);
    let leaves = drafts.of(line.seat).who == Who::Leaves;
    let verb = if leaves { "改为留任" } else { "改为离任不补" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb}：{}{}", line.place, line.what)));
    if response.clicked() {
        drafts.change(line.seat, |draft| draft.who = if leaves { Who::Stays } else { Who::Leaves });
        editor.go(at.row, Column::Who, around.lines, drafts);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(verb);
}

/// A cell that is not being written in.
fn value(ui: &Ui, rect: Rect, column: Column, draft: &LineDraft, around: &Around<'_>) {
    let colours = theme::palette(ui);
    let inside = rect.shrink2(vec2(8.0, 0.0));
    let write = |text: &str, colour: Color32| {
        let galley = paint::line(ui, text, paint::body(ui), colour, inside.width());
        paint::at_left(ui, inside, inside.left(), galley)
    };
    match column {
        Column::Who => match &draft.who {
            Who::Stays | Who::Leaves => {}
            Who::Typed(name) | Who::New(name) => drop(write(name, colours.text)),
            Who::Known { name, office, .. } => {
                let used = write(name, colours.text) + 8.0;
                let hint = paint::line(ui, office, paint::small(ui), colours.quiet, inside.width() - used);
                paint::at_left(ui, inside, inside.left() + used, hint);
            }
        },
        Column::From | Column::Document => {
            let (own, default) = match column {
                Column::From => (draft.from.as_str(), around.from),
                _ => (draft.document.as_str(), around.document),
            };
            match (own, &draft.who) {
                ("", Who::Stays) => {}
                ("", _) => drop(write(default, colours.quiet)),
                (own, _) => drop(write(own, colours.text)),
            }
        }
    }
}
