//! 附件3 东胜区耕地保护二级网格监督监管表 (R117-R122).

use super::{
    annex_columns, annex_head, annex_note, as_of, holders_cell, names_cell, on_fewest_pages, posts, role_cell,
};
use crate::{
    domain::{
        annex::Annex,
        annex_sheet::{TownSheet, TownSheetRow},
        plan,
        roster::Role,
    },
    print::{
        Document,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// Role label, 姓名, 职务, 包联网格, 监督总协调人, 总监管人, 副总监管人: 156 mm. The last has room for 「（一中队）」.
const COLUMNS: [f32; 7] = [19.5, 19.0, 26.0, 30.0, 20.0, 20.0, 21.5];
/// Sizes tried until the sheet fits one page, as the original does.
const SIZES: [f32; 4] = [size::XIAO_SI, 11.0, size::WU, size::XIAO_WU];
/// Least height of a row, mm.
const ROW: f32 = 14.0;
/// Height of all rows of a short list, mm, so that four deputies fill the page like the plan's form.
const BODY: f32 = 135.0;
/// Greatest height of a row that nothing but [`BODY`] asks for, mm.
const TALL: f32 = 27.0;

/// The sheet of one town or street.
pub fn town_sheet(sheet: &TownSheet) -> Document {
    let title = format!("{}（{}）", plan::annex3().words.title, sheet.town);
    lay_out(sheet, &as_of(&sheet.frame)).finish(&title, Numbering::Dashes, sheet.frame.sample)
}

/// Its pages without numbers; `right` stands in grey at the right of the head.
pub(super) fn lay_out(sheet: &TownSheet, right: &str) -> Flow {
    let words = &plan::annex3().words;
    on_fewest_pages(SIZES, |size| {
        let mut flow = Flow::new(Paper::PORTRAIT);
        annex_head(&mut flow, Annex::Annex3, words, &sheet.town, right);
        flow.table(&table(sheet, size));
        annex_note(&mut flow, words);
        flow
    })
}

fn table(sheet: &TownSheet, size_pt: f32) -> Table {
    let hei = Type::new(Face::Hei, size_pt);
    let height = (BODY / (sheet.rows.len() + 1) as f32).clamp(ROW, TALL);
    let mut body = vec![chief_row(sheet, hei)];
    body.extend(deputy_rows(sheet, hei));
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![annex_columns(&plan::annex3().words, hei, ROW)],
        body: body.into_iter().map(|row| row.at_least(height)).collect(),
        style: Style::office(Type::new(Face::Song, size_pt)),
    }
}

/// 总监督人 with the 副总监管人 beside; 监督总协调人 and 总监管人 stand in the rows below, as in the plan.
fn chief_row(sheet: &TownSheet, hei: Type) -> Row {
    Row::new(vec![
        role_cell(Role::ChiefSupervisor, hei),
        names_cell(&sheet.chief),
        Cell::heading(posts(&sheet.chief)),
        Cell::heading(&sheet.chief_scope),
        Cell::new(""),
        Cell::new(""),
        holders_cell(&sheet.other_overseers),
    ])
}

/// One row for each 副总监督人. The label, 监督总协调人 and 总监管人 are merged over all of them.
fn deputy_rows(sheet: &TownSheet, hei: Type) -> Vec<Row> {
    let rows = sheet.rows.len();
    let row_of = |(number, row): (usize, &TownSheetRow)| {
        let first = number == 0;
        let mut cells = Vec::new();
        if first {
            cells.push(role_cell(Role::DeputySupervisor, hei).over_rows(rows));
        }
        cells.push(names_cell(&row.deputies));
        cells.push(Cell::heading(posts(&row.deputies)));
        cells.push(Cell::new(&row.villages));
        if first {
            cells.push(holders_cell(&sheet.coordinators).over_rows(rows));
            cells.push(holders_cell(&sheet.chief_overseers).over_rows(rows));
        }
        cells.push(holders_cell(&row.deputy_overseers));
        Row::new(cells)
    };
    sheet.rows.iter().enumerate().map(row_of).collect()
}
