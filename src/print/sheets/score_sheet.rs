//! 考核评分表 of one object (R088-R102, G02, G14).

use super::{REMARK, REMARK_PITCH, confirmation, full_points, on_fewest_pages, subject};
use crate::{
    domain::{
        assess::Tenths,
        date::chinese,
        sheet::{Align, ItemMark, ScoreSheet, ScoreSheetCorrection, ScoreSheetItem, ScoreSheetPart},
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// 序号, 考核内容, 分值, 得分, 扣分原因及依据: 156 mm, halved behind the second for the signatures.
const COLUMNS: [f32; 5] = [11.0, 67.0, 13.0, 15.0, 50.0];
const HEADINGS: [&str; 5] = ["序号", "考核内容", "分值", "得分", "扣分原因及依据"];
/// Sizes tried until the sheet fits one page.
const SIZES: [f32; 4] = [size::WU, 10.0, 9.5, size::XIAO_WU];
/// Height of a row with one line, mm.
const ROW: f32 = 6.8;
/// Room to sign and to set a seal, mm.
const SIGNATURE: f32 = 26.0;

/// The sheet.
pub fn score_sheet(sheet: &ScoreSheet) -> Document {
    let title = format!("{}\n{}年度考核评分表", subject(&sheet.scheme_title), sheet.year);
    let flow = on_fewest_pages(SIZES, |size| lay_out(sheet, &title, size));
    flow.finish(&format!("{title}（{}）", sheet.unit), Numbering::Dashes, sheet.frame.sample)
}

fn lay_out(sheet: &ScoreSheet, title: &str, size_pt: f32) -> Flow {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(title, size::ER);
    let unit = format!("被考核单位：{}", sheet.unit);
    let (confirmed, ink) = confirmation(sheet.confirmed.as_ref());
    let hei = Type::new(Face::Hei, size::WU);
    flow.inked_line(&[(Align::Left, &unit, Ink::Black), (Align::Right, &confirmed, ink)], hei, 8.0);
    flow.table(&table(sheet, size_pt));
    flow.skip(1.5);
    for remark in remarks(sheet) {
        flow.paragraph(&remark, REMARK, REMARK_PITCH);
    }
    flow
}

fn table(sheet: &ScoreSheet, size_pt: f32) -> Table {
    let hei = Type::new(Face::Hei, size_pt);
    let mut body: Vec<Row> = sheet.parts.iter().flat_map(|part| part_rows(part, hei)).collect();
    body.push(total_row(sheet, hei));
    body.push(signature_row());
    let head = HEADINGS.map(|heading| Cell::heading(heading).set_in(hei).tinted());
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![Row::new(head.to_vec()).at_least(ROW)],
        body,
        style: Style { pad_y: 0.9, ..Style::office(Type::new(Face::Song, size_pt)) },
    }
}

/// The part's line, which names its points, with its sum; then its items.
fn part_rows(part: &ScoreSheetPart, hei: Type) -> Vec<Row> {
    let heading = Row::new(vec![
        Cell::left(&part.heading).over_columns(3).set_in(hei),
        Cell::new(written(part.sum)).set_in(hei),
        Cell::new(""),
    ]);
    let mut rows = vec![heading.at_least(ROW).with_next()];
    rows.extend(part.items.iter().map(item_row));
    rows
}

/// A sum that is not complete leaves its cell empty: the sheet may be filled in by hand.
fn written(points: Option<Tenths>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}

fn item_row(item: &ScoreSheetItem) -> Row {
    let mark = match item.mark {
        ItemMark::Open => String::new(),
        ItemMark::Scored(points) => points.to_string(),
        ItemMark::NotApplicable => "不适用".to_owned(),
    };
    Row::new(vec![
        Cell::new(&item.number),
        Cell::left(&item.text),
        Cell::new(full_points(item.points)),
        Cell::new(mark),
        Cell::left(&item.reason),
    ])
    .at_least(ROW)
}

fn total_row(sheet: &ScoreSheet, hei: Type) -> Row {
    let full = sheet.parts.iter().map(|part| part.points).sum();
    let band = sheet.band.as_ref().map_or("", |band| band.name.as_str());
    Row::new(vec![
        Cell::new("总分").over_columns(2).set_in(hei),
        Cell::new(full_points(full)).set_in(hei),
        Cell::new(written(sheet.total)).set_in(hei),
        Cell::new(format!("等次：{band}")).set_in(hei),
    ])
    .at_least(9.0)
    .with_next()
}

fn signature_row() -> Row {
    let place = |who: &str| {
        let date = "　".repeat(9) + "年　　月　　日";
        Cell::left(format!("{who}：\n\n\n\n{date}"))
    };
    Row::new(vec![place("考核组（签字）").over_columns(2), place("被考核单位（签字、盖章）").over_columns(3)])
        .at_least(SIGNATURE)
}

/// What stands under the table: the method, how 不适用 was counted, corrections after 审定.
fn remarks(sheet: &ScoreSheet) -> Vec<String> {
    let mut remarks = vec![format!("依据：《{}》。", sheet.scheme_title)];
    remarks.extend(sheet.not_applicable_note.clone());
    remarks.extend(sheet.corrections.iter().map(correction));
    remarks
}

fn correction(correction: &ScoreSheetCorrection) -> String {
    let ScoreSheetCorrection { number, on, item, from, to, reason, document } = correction;
    let basis = if document.is_empty() { String::new() } else { format!("，{document}") };
    format!("更正第{number}号（{}{basis}）：{item}，由{from}改为{to}。原因：{reason}", chinese(*on))
}
