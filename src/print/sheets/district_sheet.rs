//! 附件2 东胜区耕地保护一级网格监督监管表 (R111-R116).

use super::{
    annex_columns, annex_head, annex_note, as_of, holders_cell, names_cell, on_fewest_pages, posts, role_cell,
};
use crate::{
    domain::{
        annex::Annex,
        plan,
        roster::Role,
        sheet::{DistrictSheet, DistrictSheetRow, Holder},
    },
    print::{
        Document,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// Role label, 姓名, 职务, 包联网格, 监督总协调人, 总监管人, 副总监管人: 156 mm.
const COLUMNS: [f32; 7] = [20.0, 20.0, 28.0, 28.0, 20.0, 20.0, 20.0];
/// Sizes tried until the sheet fits one page, as the original does.
const SIZES: [f32; 4] = [size::XIAO_SI, 11.0, size::WU, size::XIAO_WU];
/// Height of a row with one line, mm: eleven rows fill the page.
const ROW: f32 = 12.5;

/// The sheet.
pub fn district_sheet(sheet: &DistrictSheet) -> Document {
    let title = &plan::annex2().words.title;
    lay_out(sheet, &as_of(&sheet.frame)).finish(title, Numbering::Dashes, sheet.frame.sample)
}

/// Its pages without numbers; `right` stands in grey at the right of the head.
pub(super) fn lay_out(sheet: &DistrictSheet, right: &str) -> Flow {
    let words = &plan::annex2().words;
    on_fewest_pages(SIZES, |size| {
        let mut flow = Flow::new(Paper::PORTRAIT);
        annex_head(&mut flow, Annex::Annex2, words, &sheet.district, right);
        flow.table(&table(sheet, size));
        annex_note(&mut flow, words);
        flow
    })
}

fn table(sheet: &DistrictSheet, size_pt: f32) -> Table {
    let hei = Type::new(Face::Hei, size_pt);
    let mut body = vec![chief_row(sheet, hei)];
    body.extend(deputy_rows(sheet, hei));
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![annex_columns(&plan::annex2().words, hei, ROW)],
        body,
        style: Style::office(Type::new(Face::Song, size_pt)),
    }
}

/// 总监督人 with 全区全域; the columns at the right stay empty, as in the plan.
fn chief_row(sheet: &DistrictSheet, hei: Type) -> Row {
    let mut cells = vec![
        role_cell(Role::ChiefSupervisor, hei),
        names_cell(&sheet.chief),
        Cell::heading(posts(&sheet.chief)),
        Cell::heading(&sheet.chief_scope),
    ];
    cells.extend((0..3).map(|_| Cell::new("")));
    Row::new(cells).at_least(ROW)
}

/// One row for each level-2 grid. The label, 监督总协调人 and 总监管人 are merged over all of them.
fn deputy_rows(sheet: &DistrictSheet, hei: Type) -> Vec<Row> {
    let blank = [DistrictSheetRow { deputies: Vec::new(), grid: String::new(), deputy_overseers: Vec::new() }];
    let rows = if sheet.rows.is_empty() { &blank } else { sheet.rows.as_slice() };
    let merged = |holders: &[Holder]| holders_cell(holders).over_rows(rows.len());
    let row_of = |(number, row): (usize, &DistrictSheetRow)| {
        let first = number == 0;
        let mut cells = Vec::new();
        if first {
            cells.push(role_cell(Role::DeputySupervisor, hei).over_rows(rows.len()));
        }
        cells.push(names_cell(&row.deputies));
        cells.push(Cell::heading(posts(&row.deputies)));
        cells.push(Cell::heading(&row.grid));
        if first {
            cells.push(merged(&sheet.coordinators));
            cells.push(merged(&sheet.chief_overseers));
        }
        cells.push(names_cell(&row.deputy_overseers));
        Row::new(cells).at_least(ROW)
    };
    rows.iter().enumerate().map(row_of).collect()
}
