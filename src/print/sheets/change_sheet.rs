//! 变动对照表: what differs from the last issue of an annex, or from another day, row by row.

use super::{REMARK, REMARK_PITCH, as_of};
use crate::{
    domain::{
        annex::Annex,
        annex_sheet::{ChangeBase, ChangePart, ChangeRow, ChangeSheet},
        date::chinese,
        plan,
        sheet::Align,
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// 职责, 网格, 原, 现, 变动日期, 依据文件: 156 mm.
const COLUMNS: [f32; 6] = [19.0, 27.0, 33.0, 33.0, 19.0, 25.0];
const HEADINGS: [&str; 6] = ["职责", "网格", "原", "现", "变动日期", "依据文件"];
/// Height of a row with one line, mm.
const ROW: f32 = 9.0;
const SONG: Type = Type::new(Face::Song, size::WU);
const HEI: Type = Type::new(Face::Hei, size::WU);
/// What stands where nothing was written down.
const UNKNOWN: &str = "—";

/// The sheet.
pub fn change_sheet(sheet: &ChangeSheet) -> Document {
    let annex = match sheet.annex {
        Annex::Annex2 => &plan::annex2().words.title,
        Annex::Annex3 => &plan::annex3().words.title,
        Annex::Annex4 => &plan::annex4().words.title,
    };
    let title = format!("{annex}\n变动对照表");
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(&title, size::ER);
    flow.skip(2.0);
    let as_of = as_of(&sheet.frame);
    let kind = Type::new(Face::Song, size::XIAO_SI);
    flow.inked_line(&[(Align::Left, &sheet.scope, Ink::Black), (Align::Right, &as_of, Ink::Grey)], kind, 8.0);
    if let Some(since) = &sheet.since {
        flow.line(&[(Align::Left, &compared(since))], kind, 8.0);
    }
    flow.table(&table(sheet));
    flow.skip(2.0);
    for remark in remarks(sheet) {
        flow.paragraph(&remark, REMARK, REMARK_PITCH);
    }
    flow.finish(&format!("{title}（{}）", sheet.scope), Numbering::Dashes, sheet.frame.sample)
}

/// 「与上次印发（截至2025年3月31日，东政办发〔2025〕5号）相比」.
fn compared(base: &ChangeBase) -> String {
    let day = chinese(base.as_of);
    match (base.issue, base.document.as_str()) {
        (false, _) => format!("与{day}相比"),
        (true, "") => format!("与上次印发（截至{day}）相比"),
        (true, document) => format!("与上次印发（截至{day}，{document}）相比"),
    }
}

fn table(sheet: &ChangeSheet) -> Table {
    let head = HEADINGS.iter().map(|heading| Cell::heading(*heading).set_in(HEI)).collect();
    let mut body: Vec<Row> = sheet.parts.iter().flat_map(|part| part_rows(sheet, part)).collect();
    if body.is_empty() {
        let nothing = if sheet.compared == 0 { "没有可以比较的表" } else { "没有变动" };
        body.push(Row::new(vec![Cell::new(nothing).over_columns(COLUMNS.len())]).at_least(ROW));
    }
    Table { columns: COLUMNS.to_vec(), head: vec![Row::new(head).at_least(ROW)], body, style: Style::office(SONG) }
}

/// Whose sheet it is, unless there is only one, then its changes.
fn part_rows(sheet: &ChangeSheet, part: &ChangePart) -> Vec<Row> {
    let mut rows = Vec::new();
    if part.grid != sheet.scope || sheet.since.is_none() {
        let base = if sheet.since.is_none() { format!("（{}）", compared(&part.since)) } else { String::new() };
        let heading = Cell::left(format!("{}{base}", part.grid)).set_in(HEI).over_columns(COLUMNS.len()).tinted();
        rows.push(Row::new(vec![heading]).at_least(ROW).with_next());
    }
    rows.extend(part.rows.iter().map(change_row));
    rows
}

fn change_row(row: &ChangeRow) -> Row {
    let on = row.on.map_or_else(|| UNKNOWN.to_owned(), chinese);
    let document = if row.document.is_empty() { UNKNOWN } else { &row.document };
    Row::new(vec![
        Cell::heading(&row.role),
        Cell::new(&row.about),
        Cell::new(&row.old),
        Cell::new(&row.new),
        Cell::heading(on),
        Cell::heading(document),
    ])
    .at_least(ROW)
}

fn remarks(sheet: &ChangeSheet) -> Vec<String> {
    let mut remarks = vec![format!("共比较{}张表，{}张有变动。", sheet.compared, sheet.parts.len())];
    if !sheet.never_issued.is_empty() {
        let names = sheet.never_issued.join("、");
        remarks.push(format!("没有登记过印发、未作比较：{names}。"));
    }
    remarks
}
