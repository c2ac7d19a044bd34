//! 考核结果汇总表 of one year: towns and streets among themselves, departments among themselves
//! (R089, R090, R108, G02, G13).

use super::{OPEN, REMARK, REMARK_PITCH, as_of, confirmation, full_points, score, subject};
use crate::{
    domain::{
        assess::Tenths,
        sheet::{Align, RankingGroup, RankingRow, RankingSheet},
    },
    print::{
        Document, Ink,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// 名次, 单位.
const LEFT: [f32; 2] = [13.0, 36.0];
/// 总分, 等次, 备注.
const RIGHT: [f32; 3] = [20.0, 14.0, 19.0];
/// Width shared by the parts, so that all columns make 156 mm.
const PARTS: f32 = 54.0;
/// Height of a row with one line, mm.
const ROW: f32 = 8.0;

const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);

/// The sheet.
pub fn ranking(sheet: &RankingSheet) -> Document {
    let title = format!("{}\n{}年度考核结果汇总表", subject(&sheet.scheme_title), sheet.year);
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(&title, size::ER);
    let (confirmed, ink) = confirmation(sheet.confirmed.as_ref());
    let as_of = as_of(&sheet.frame);
    flow.inked_line(&[(Align::Left, &as_of, Ink::Black), (Align::Right, &confirmed, ink)], SONG, LINE);
    for group in &sheet.groups {
        flow.keep(4.0 * ROW + LINE);
        flow.line(&[(Align::Left, &group.name)], Type::new(Face::Hei, size::XIAO_SI), LINE);
        flow.table(&table(sheet, group));
        flow.skip(4.0);
    }
    for remark in remarks(sheet) {
        flow.paragraph(&remark, REMARK, REMARK_PITCH);
    }
    flow.finish(&title, Numbering::Dashes, sheet.frame.sample)
}

fn table(sheet: &RankingSheet, group: &RankingGroup) -> Table {
    let parts = sheet.parts.len();
    let mut columns = LEFT.to_vec();
    columns.extend((0..parts).map(|_| PARTS / parts as f32));
    columns.extend(RIGHT);
    let mut body: Vec<Row> = group.rows.iter().map(|row| ranked_row(row, parts)).collect();
    if body.is_empty() {
        body.push(Row::new(vec![Cell::new("本年度无被考核单位").over_columns(columns.len())]).at_least(ROW));
    }
    Table { columns, head: vec![heading_row(sheet)], body, style: Style::office(SONG) }
}

fn heading_row(sheet: &RankingSheet) -> Row {
    let with_points = |name: &str, points: Tenths| format!("{name}\n（{}分）", full_points(points));
    let full = sheet.parts.iter().map(|(_, points)| *points).sum();
    let mut headings = vec!["名次".to_owned(), "单位".to_owned()];
    headings.extend(sheet.parts.iter().map(|(name, points)| with_points(name, *points)));
    headings.extend([with_points("总分", full), "等次".to_owned(), "备注".to_owned()]);
    let cells = headings.into_iter().map(|heading| Cell::heading(heading).set_in(HEI).tinted());
    Row::new(cells.collect()).at_least(ROW)
}

fn ranked_row(row: &RankingRow, parts: usize) -> Row {
    let rank = row.rank.map_or_else(|| OPEN.to_owned(), |rank| rank.to_string());
    let mut cells = vec![Cell::new(rank), Cell::left(&row.unit)];
    cells.extend((0..parts).map(|part| Cell::new(score(row.parts.get(part).copied().flatten()))));
    cells.push(Cell::new(score(row.total)).set_in(HEI));
    cells.push(Cell::new(row.band.as_ref().map_or("", |band| band.name.as_str())));
    cells.push(Cell::left(&row.note));
    Row::new(cells).at_least(ROW)
}

fn remarks(sheet: &RankingSheet) -> Vec<String> {
    let mut remarks = vec![format!("依据：《{}》。镇、街道与部门分别排名，总分相同的名次并列。", sheet.scheme_title)];
    let open = sheet.groups.iter().flat_map(|group| &group.rows).any(|row| row.total.is_none());
    if open {
        remarks.push(format!("“{OPEN}”表示尚未评分。"));
    }
    remarks
}
