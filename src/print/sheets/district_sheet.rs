//! 附件2 东胜区耕地保护一级网格监督监管表 (R111-R116).

use super::{REMARK, REMARK_PITCH, as_of, ink_of, names, names_over_posts, on_fewest_pages, posts};
use crate::{
    domain::{
        plan,
        roster::Role,
        sheet::{Align, DistrictSheet, DistrictSheetRow, Holder},
    },
    print::{
        Document, Ink,
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
    on_fewest_pages(SIZES, |size| lay_out(sheet, size))
}

fn lay_out(sheet: &DistrictSheet, size_pt: f32) -> Document {
    let words = &plan::annex2().words;
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.annex_mark("附件2");
    flow.title(&words.title, size::ER);
    flow.skip(2.0);
    let header = format!("{}{}", words.header, sheet.district);
    let as_of = as_of(&sheet.frame);
    let song = Type::new(Face::Song, size::XIAO_SI);
    flow.inked_line(&[(Align::Left, &header, Ink::Black), (Align::Right, &as_of, Ink::Grey)], song, 8.0);
    flow.table(&table(sheet, size_pt));
    flow.skip(2.0);
    flow.paragraph(&words.note, REMARK, REMARK_PITCH);
    flow.finish(&words.title, Numbering::Dashes, sheet.frame.sample)
}

fn table(sheet: &DistrictSheet, size_pt: f32) -> Table {
    let hei = Type::new(Face::Hei, size_pt);
    let mut heading = vec![Cell::new("")];
    heading.extend(plan::annex2().words.columns.iter().map(|title| Cell::heading(title).set_in(hei)));
    let mut body = vec![chief_row(sheet, hei)];
    body.extend(deputy_rows(sheet, hei));
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![Row::new(heading).at_least(ROW)],
        body,
        style: Style::office(Type::new(Face::Song, size_pt)),
    }
}

fn role_cell(role: Role, hei: Type) -> Cell {
    Cell::heading(role.label()).set_in(hei)
}

fn names_cell(holders: &[Holder]) -> Cell {
    Cell::heading(names(holders)).inked(ink_of(holders))
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
    let merged =
        |holders: &[Holder]| Cell::heading(names_over_posts(holders)).inked(ink_of(holders)).over_rows(rows.len());
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
