//! 责任人公示 of one grid, to be hung up and read from some steps away (R071, R082, R098, G46).

use super::{VACANT, on_fewest_pages};
use crate::{
    domain::{
        annex_sheet::{PublicRow, PublicSheet},
        date::chinese,
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

/// The title on the sheet; the plan gives none.
const TITLE: &str = "耕地保护网格责任人公示";
/// 职责, 姓名, 职务, 责任区域, 办公电话: 170 mm.
const COLUMNS: [f32; 5] = [29.0, 29.0, 44.0, 37.0, 31.0];
/// The same where nobody has an office phone.
const COLUMNS_WITHOUT_PHONES: [f32; 4] = [32.0, 34.0, 56.0, 48.0];
const HEADINGS: [&str; 5] = ["职责", "姓名", "职务", "责任区域", "办公电话"];
/// Sizes tried until the sheet fits one page, points.
const SIZES: [f32; 4] = [18.0, size::SAN, size::SI, size::XIAO_SI];
/// A poster is not bound: the same margin all round.
const PAPER: Paper =
    Paper { width: 210.0, height: 297.0, top: 24.0, left: 20.0, area_width: 170.0, area_height: 250.0 };
/// Height of a row with one line, in ems of its type.
const ROW: f32 = 2.0;

/// The sheet.
pub fn public_sheet(sheet: &PublicSheet) -> Document {
    let title = format!("{TITLE}（{}）", sheet.grid);
    lay_out(sheet).finish(&title, Numbering::None, sheet.frame.sample)
}

/// Its pages without marks.
pub(super) fn lay_out(sheet: &PublicSheet) -> Flow {
    on_fewest_pages(SIZES, |size| {
        let mut flow = Flow::new(PAPER);
        flow.line(&[(Align::Center, TITLE)], Type::new(Face::SongBold, 36.0), 20.0);
        let grid = format!("{}（{}）", sheet.grid, sheet.level.label());
        flow.line(&[(Align::Center, &grid)], Type::new(Face::Hei, 24.0), 16.0);
        flow.skip(3.0);
        flow.table(&table(sheet, size));
        flow.skip(5.0);
        flow.keep(HOTLINE + 12.0);
        flow.table(&hotline(&sheet.hotline));
        flow.skip(3.0);
        let day = chinese(sheet.frame.as_of);
        flow.line(&[(Align::Right, &day)], Type::new(Face::Song, size::SI), 8.0);
        flow
    })
}

/// Height of the box with the number to call, mm.
const HOTLINE: f32 = 26.0;

/// 举报电话, the largest thing on the sheet.
fn hotline(number: &str) -> Table {
    let text = Cell::new(format!("举报电话：{number}")).set_in(Type::new(Face::Hei, 34.0));
    Table {
        columns: vec![COLUMNS.iter().sum()],
        head: Vec::new(),
        body: vec![Row::new(vec![text]).at_least(HOTLINE)],
        style: Style { frame: 0.9, ..Style::office(Type::new(Face::Hei, 34.0)) },
    }
}

fn table(sheet: &PublicSheet, size_pt: f32) -> Table {
    let (song, hei) = (Type::new(Face::Song, size_pt), Type::new(Face::Hei, size_pt));
    let height = ROW * song.em();
    let with_phones = sheet.rows.iter().any(|row| !row.office_phone.is_empty());
    let columns: &[f32] = if with_phones { &COLUMNS } else { &COLUMNS_WITHOUT_PHONES };
    let head = HEADINGS.iter().take(columns.len()).map(|heading| Cell::heading(*heading).set_in(hei).tinted());
    let style = Style::office(song);
    let row = |(place, row): (usize, &PublicRow)| {
        let mut cells = person(&sheet.rows, place, row, hei);
        if with_phones {
            let room = COLUMNS[4] - 2.0 * style.pad_x;
            cells.push(Cell::new(&row.office_phone).set_in(fitting(&row.office_phone, song, room)));
        }
        Row::new(cells).at_least(height)
    };
    Table {
        columns: columns.to_vec(),
        head: vec![Row::new(head.collect()).at_least(height)],
        body: sheet.rows.iter().enumerate().map(row).collect(),
        style,
    }
}

/// Small enough for one line: a number is not broken (GB/T 15835).
fn fitting(text: &str, kind: Type, room: f32) -> Type {
    let width = kind.width(text);
    if width <= room { kind } else { Type { size_pt: kind.size_pt * room / width - 0.05, ..kind } }
}

/// The cells of one person but the phone; the role's cell is merged over all who share it.
fn person(rows: &[PublicRow], place: usize, row: &PublicRow, hei: Type) -> Vec<Cell> {
    let mut cells = Vec::new();
    if place == 0 || rows[place - 1].role != row.role {
        let same = rows[place..].iter().take_while(|other| other.role == row.role).count();
        cells.push(Cell::heading(&row.role).set_in(hei).over_rows(same));
    }
    let (name, ink) = match &row.holder.name {
        Some(name) => (name.as_str(), Ink::Black),
        None => (VACANT, Ink::Grey),
    };
    cells.push(Cell::heading(name).set_in(hei).inked(ink));
    cells.push(Cell::heading(&row.holder.post));
    cells.push(Cell::new(&row.area));
    cells
}
