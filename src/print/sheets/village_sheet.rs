//! 附件4 东胜区耕地保护三级网格监督监管表 (R123-R127).

use super::{VACANT, annex_columns, annex_head, annex_note, as_of, holders_cell, names_cell, posts};
use crate::{
    domain::{
        annex::Annex,
        annex_sheet::{GroupMembers, VillageSheet, VillageSheetPart},
        plan,
        roster::Role,
        sheet::Holder,
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// The label's column, which the plan's print has lost, 姓名, 职务, 包联网格, 监管人, 网格员, 工作指南: 156 mm.
const COLUMNS: [f32; 7] = [9.0, 18.0, 23.0, 20.0, 25.0, 28.0, 33.0];
/// Sizes tried until the sheet fits one page, as the original does.
const SIZES: [f32; 3] = [11.0, size::WU, size::XIAO_WU];
/// Least height of a row, mm.
const ROW: f32 = 9.0;
/// Least height of the whole body, mm, so that a short list still looks like the plan's form.
const BODY: f32 = 140.0;

/// The sheet of one village or community.
pub fn village_sheet(sheet: &VillageSheet) -> Document {
    let title = format!("{}（{}）", plan::annex4().words.title, sheet.village);
    lay_out(sheet, &as_of(&sheet.frame)).finish(&title, Numbering::Dashes, sheet.frame.sample)
}

/// Its pages without numbers; `right` stands in grey at the right of the head.
pub(super) fn lay_out(sheet: &VillageSheet, right: &str) -> Flow {
    let mut shortest: Option<Flow> = None;
    for size in SIZES {
        let flow = lay_out_in(sheet, right, size, 1);
        let pages = flow.page_count();
        if pages == 1 {
            return flow;
        }
        if shortest.as_ref().is_none_or(|best| pages < best.page_count()) {
            shortest = Some(flow);
        }
    }
    // A list over several pages is divided evenly: the guide stands whole on each of them, and would stretch a short rest.
    let pages = shortest.as_ref().map_or(1, Flow::page_count);
    let evenly = |size| lay_out_in(sheet, right, size, pages);
    let even = [size::WU, size::XIAO_WU].map(evenly).into_iter().find(|flow| flow.page_count() <= pages);
    even.or(shortest).unwrap_or_else(|| evenly(size::XIAO_WU))
}

fn lay_out_in(sheet: &VillageSheet, right: &str, size_pt: f32, pages: usize) -> Flow {
    let words = &plan::annex4().words;
    let mut flow = Flow::new(Paper::PORTRAIT);
    annex_head(&mut flow, Annex::Annex4, words, &sheet.village, right);
    for (number, parts) in divided(&sheet.parts, pages).iter().enumerate() {
        if number > 0 {
            flow.break_page();
        }
        flow.table(&table(sheet, parts, size_pt));
    }
    annex_note(&mut flow, words);
    flow
}

/// The parts in this many pieces with about the same number of groups each.
fn divided(parts: &[VillageSheetPart], pieces: usize) -> Vec<Vec<VillageSheetPart>> {
    if pieces <= 1 {
        return vec![parts.to_vec()];
    }
    let rows: usize = parts.iter().map(|part| part.groups.len().max(1)).sum();
    let most = rows.div_ceil(pieces).max(1);
    let mut divided = vec![Vec::new()];
    let mut room = most;
    for part in parts {
        let mut groups = part.groups.as_slice();
        loop {
            if room == 0 {
                divided.push(Vec::new());
                room = most;
            }
            let (here, later) = groups.split_at(groups.len().min(room));
            room -= here.len().max(1);
            let piece = VillageSheetPart { overseers: part.overseers.clone(), groups: here.to_vec() };
            divided.last_mut().unwrap_or(&mut Vec::new()).push(piece);
            groups = later;
            if groups.is_empty() {
                break;
            }
        }
    }
    divided
}

fn table(sheet: &VillageSheet, parts: &[VillageSheetPart], size_pt: f32) -> Table {
    let hei = Type::new(Face::Hei, size_pt);
    Table {
        columns: COLUMNS.to_vec(),
        head: vec![annex_columns(&plan::annex4().words, hei, 13.0)],
        body: rows(sheet, parts, hei),
        style: Style::office(Type::new(Face::Song, size_pt)),
    }
}

/// One row for each group. 监督人 and the guide are merged over all of them, 监管人 over the groups under their 包联.
fn rows(sheet: &VillageSheet, parts: &[VillageSheetPart], hei: Type) -> Vec<Row> {
    let all: usize = parts.iter().map(|part| part.groups.len().max(1)).sum();
    let height = ROW.max(BODY / all.max(1) as f32);
    let mut rows = Vec::with_capacity(all);
    for part in parts {
        for place in 0..part.groups.len().max(1) {
            let mut cells = Vec::new();
            if rows.is_empty() {
                cells.push(label(hei).over_rows(all));
                cells.push(names_cell(&sheet.supervisor).over_rows(all));
                cells.push(Cell::heading(posts(&sheet.supervisor)).over_rows(all));
                cells.push(Cell::heading(&sheet.scope).over_rows(all));
            }
            if place == 0 {
                cells.push(holders_cell(&part.overseers).over_rows(part.groups.len().max(1)));
            }
            cells.push(part.groups.get(place).map_or_else(|| Cell::new(""), members_cell));
            if rows.is_empty() {
                cells.push(Cell::left(&plan::annex4().guide).over_rows(all));
            }
            rows.push(Row::new(cells).at_least(height));
        }
    }
    rows
}

/// 监督人 from top to bottom: its column is one character wide.
fn label(hei: Type) -> Cell {
    let role = Role::Supervisor.label().chars().map(String::from).collect::<Vec<_>>();
    Cell::new(role.join("\n")).set_in(hei)
}

/// 「一社」 over 「张三（社长）」.
fn members_cell(group: &GroupMembers) -> Cell {
    let one = |holder: &Holder| match (holder.name.as_deref().unwrap_or(VACANT), holder.post.as_str()) {
        (name, "") => name.to_owned(),
        ("", post) => post.to_owned(),
        (name, post) => format!("{name}（{post}）"),
    };
    let members = group.members.iter().map(one);
    let lines = std::iter::once(group.group.clone()).filter(|group| !group.is_empty()).chain(members);
    let nobody = group.members.iter().all(|holder| holder.name.is_none());
    Cell::heading(lines.collect::<Vec<_>>().join("\n")).inked(if nobody { Ink::Grey } else { Ink::Black })
}
