//! The lines of 整月录入 on screen: what is wrong stands on its cell, what is worth a look is marked.

use std::collections::BTreeMap;

use egui::{Align, Color32, CornerRadius, CursorIcon, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::editor::{Editor, Page};
use crate::{
    domain::logbook::{CellFault, Column, Line, Reading},
    ui::{
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{
            paint,
            sheet::{Sheet, SheetColumn, SheetLine, mark_faulty},
        },
    },
};

/// The number of the line, then the columns of a patrol, with their least widths; some grow with the window.
const COLUMNS: [SheetColumn; 11] = [
    ("行", 40.0, 0.0),
    ("日", 52.0, 0.0),
    ("时间", 92.0, 0.0),
    ("类型", 86.0, 0.0),
    ("片区", 74.0, 0.08),
    ("巡查人", 102.0, 0.22),
    ("方式", 66.0, 0.02),
    ("发现情况", 104.0, 0.3),
    ("处置情况", 84.0, 0.2),
    ("天气", 56.0, 0.02),
    ("备注", 60.0, 0.16),
];

/// What is known of the lines.
pub struct Around<'a> {
    pub readings: &'a [Reading],
    /// What the workspace refused, by line, until the line is changed.
    pub refused: &'a BTreeMap<usize, (CellFault, Line)>,
    pub editable: bool,
}

impl Around<'_> {
    /// What is wrong in a cell.
    pub fn fault(&self, row: usize, column: Column, line: &Line) -> Option<&str> {
        let own = self.readings.get(row).and_then(|reading| reading.faults.iter().find(|fault| fault.column == column));
        let refused = self.refused.get(&row).filter(|(fault, then)| fault.column == column && then == line);
        own.or(refused.map(|(fault, _)| fault)).map(|fault| fault.message.as_str())
    }

    /// What is worth a look in a line.
    pub fn first_mark(&self, row: usize) -> Option<&str> {
        self.readings.get(row)?.marks.first().map(|mark| mark.message.as_str())
    }

    /// What is worth a look in a cell.
    pub fn mark(&self, row: usize, column: Column) -> Option<&str> {
        let marks = &self.readings.get(row)?.marks;
        marks.iter().find(|mark| mark.column == column).map(|mark| mark.message.as_str())
    }
}

/// Draws the sheet into what room there is.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, around: &Around<'_>, page: &mut Page<'_>, editor: &mut Editor) {
    let sheet = Sheet::begin(ui, "整月录入表", &COLUMNS);
    heads(ui, &sheet, editor);
    if around.editable {
        editor.keys(sheet.ui(), page, sheet.page);
    }
    let reveal = editor.reveal();
    sheet.lines(page.lines.len(), reveal, |ui, at| line(ui, cx, around, page, editor, at));
}

/// A press on a head chooses whether Enter stops in the column.
fn heads(ui: &Ui, sheet: &Sheet, editor: &mut Editor) {
    for (column, rect) in Column::ALL.into_iter().zip(sheet.heads.iter().skip(1)) {
        let stops = editor.stops.contains(&column);
        let response = ui.interact(*rect, ui.scope_id().with(("列", column)), Sense::CLICK);
        let verb = if stops {
            "回车停在这一列，点一下改为跳过"
        } else {
            "回车跳过这一列（必填而空着时除外），点一下改为停下"
        };
        response.widget_info(|| {
            WidgetInfo::selected(Role::ColumnHeader, true, stops, format!("{}：{verb}", column.label()))
        });
        if stops {
            let colours = theme::palette(ui);
            let line = Stroke::new(2.0, colours.primary);
            ui.painter().hline(rect.left() + 8.0..=rect.right() - 8.0, rect.bottom() - 2.0, line);
        }
        // The day is where a line begins.
        if response.clicked() && column != Column::Day && !editor.stops.remove(&column) {
            editor.stops.insert(column);
        }
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("{}。{verb}", column.hint()));
    }
}

fn line(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    around: &Around<'_>,
    page: &mut Page<'_>,
    editor: &mut Editor,
    at: &SheetLine<'_>,
) {
    let Some(own) = page.lines.get(at.row).cloned() else { return };
    let response = ui.interact(at.rect, ui.scope_id().with(("行", at.row)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, words(at.row, &own)));
    let pointer = response.interact_pointer_pos().or(response.hover_pos());
    if response.clicked() && around.editable {
        let column = pointer.and_then(|pointer| at.column_at(pointer.x)).and_then(|place| place.checked_sub(1));
        let column = column.and_then(|place| Column::ALL.get(place)).copied().unwrap_or_default();
        editor.go(at.row, column, page);
    }
    let colours = theme::palette(ui);
    let here = editor.at().0 == at.row && around.editable;
    at.ground(ui, if here { colours.primary_tint } else { Color32::TRANSPARENT }, 1..COLUMNS.len());
    number(ui, around, at, &own);
    for column in Column::ALL {
        let rect = at.cell(column as usize + 1);
        let (fault, mark) = (around.fault(at.row, column, &own), around.mark(at.row, column));
        if fault.is_some() {
            mark_faulty(ui, rect);
        } else if mark.is_some() {
            corner(ui, rect);
        }
        if let (Some(message), Some(_)) = (fault.or(mark), pointer.filter(|pointer| rect.contains(*pointer))) {
            response.clone().on_hover_text_at_pointer(message);
        }
        if around.editable && editor.is_at(at.row, column) {
            let mut inner =
                ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(2.0, 1.0))).id_salt((at.row, column)));
            editor.show(&mut inner, cx, page, rect.width() - 4.0);
        } else {
            let colour = if own.touched { colours.text } else { colours.quiet };
            let align = if column == Column::Day { Align::Max } else { Align::Min };
            value(ui, rect, own.text(column), colour, align);
        }
    }
}

fn value(ui: &Ui, rect: egui::Rect, text: &str, colour: Color32, align: Align) {
    if text.is_empty() {
        return;
    }
    let inside = rect.shrink2(vec2(8.0, 0.0));
    // Only what can be seen is laid out, however long the text is.
    let seen = text.char_indices().nth(160).map_or(text, |(end, _)| &text[..end]);
    let galley = paint::line(ui, seen, paint::body(ui), colour, inside.width());
    match align {
        Align::Max => paint::at_right(ui, inside, inside.right(), galley),
        _ => paint::at_left(ui, inside, inside.left(), galley),
    };
}

/// The number of the line with a sign of what is known of it.
fn number(ui: &Ui, around: &Around<'_>, at: &SheetLine<'_>, line: &Line) {
    let colours = theme::palette(ui);
    let rect = at.cell(0);
    if line.is_blank() {
        value(ui, rect, "＊", colours.quiet, Align::Max);
        return;
    }
    let wrong = around.readings.get(at.row).is_some_and(|reading| !reading.faults.is_empty());
    let colour = if wrong { colours.danger_text } else { colours.quiet };
    value(ui, rect, &(at.row + 1).to_string(), colour, Align::Max);
    if wrong {
        let galley = paint::icon(ui, Icon::Error, 12.0, colours.danger_text);
        paint::at_left(ui, rect, rect.left() + 3.0, galley);
    }
}

/// The corner of a cell that is worth a look.
fn corner(ui: &Ui, rect: egui::Rect) {
    let colours = theme::palette(ui);
    let inside = rect.shrink(1.0);
    ui.painter().rect_filled(inside, CornerRadius::ZERO, colours.tone(theme::Tone::Warning).ground);
    let (right, top) = (inside.right() - 1.0, inside.top());
    let points = vec![pos2(right - 7.0, top), pos2(right, top), pos2(right, top + 7.0)];
    let shape = egui::Shape::convex_polygon(points, colours.tone(theme::Tone::Warning).text, Stroke::NONE);
    ui.painter().add(shape);
}

/// 「第 3 行 5 日常巡查 一组 张三 步行」.
fn words(row: usize, line: &Line) -> String {
    let texts = Column::ALL.iter().map(|column| line.text(*column)).filter(|text| !text.is_empty());
    let texts: Vec<&str> = texts.collect();
    let blank = if line.is_blank() { "（空行）" } else { "" };
    format!("第 {} 行{blank} {}", row + 1, texts.join(" ")).trim_end().to_owned()
}
