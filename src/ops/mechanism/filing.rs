//! 网格划分报备: filing, 补报, and by when a year's filings are due (R047, R091, G12, G30).

use chrono::Datelike;

use super::{
    DeleteFiling, EditFiling, FileGrids, Filing, RegisterFilings, SetFilingDeadline, check_done, check_year,
    grid_of_paper, scan,
};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        filing::Deadline,
        grid::Level,
        id::FilingId,
        scan::ScanOwner,
        setting, text,
    },
    ops::{OpFault, OpResult, Tx},
    store::FilingRow,
};

pub(in crate::ops) fn set_deadline(tx: &mut Tx<'_>, args: SetFilingDeadline) -> OpResult<String> {
    let mut faults = Faults::default();
    let year = faults.take("year", check_year(args.year));
    let on = faults.take("on", args.on.map(date::check).transpose());
    let basis = faults.take("basis", text::line("依据", &args.basis, text::LINE_MAX));
    let (Some(year), Some(on), Some(basis)) = (year, on, basis) else { return Err(faults.into()) };
    let Some(on) = on else {
        tx.store.unset_filing_deadline(year)?;
        let unset = Deadline::unset(year);
        return Ok(format!("{year}年度报备截止日期恢复为{}（{}）", chinese(unset.on), unset.source.label()));
    };
    let id = tx.id();
    tx.store.set_filing_deadline(id, year, on, &basis)?;
    Ok(format!("{year}年度报备截止日期定为{}", chinese(on)))
}

pub(in crate::ops) fn file(tx: &mut Tx<'_>, args: FileGrids) -> OpResult<String> {
    let id = FilingId(tx.make());
    let (row, name) = checked(tx, id, args.facts)?;
    tx.store.put_filing(&row)?;
    scan::keep(tx, ScanOwner::Filing(id), args.files)?;
    Ok(format!("报备网格划分：{}", words(&row, &name)))
}

pub(in crate::ops) fn edit_filing(tx: &mut Tx<'_>, args: EditFiling) -> OpResult<String> {
    stored(tx, args.filing)?;
    let (row, name) = checked(tx, args.filing, args.facts)?;
    tx.store.put_filing(&row)?;
    Ok(format!("修改报备：{}", words(&row, &name)))
}

pub(in crate::ops) fn delete_filing(tx: &mut Tx<'_>, args: DeleteFiling) -> OpResult<String> {
    let title = name_of(tx, args.filing)?;
    tx.store.delete_scans(ScanOwner::Filing(args.filing))?;
    tx.store.delete_filing(args.filing)?;
    Ok(format!("删除报备：{title}"))
}

/// Every row is checked before anything is answered; the faults name the grid.
pub(in crate::ops) fn register_filings(tx: &mut Tx<'_>, args: RegisterFilings) -> OpResult<String> {
    if args.rows.is_empty() {
        return Err(OpFault::field("rows", "一行也没有填写，请至少填写一个镇（街道）的报备日期"));
    }
    let (mut faults, count) = (Faults::default(), args.rows.len());
    for entry in args.rows {
        let id = FilingId(tx.make());
        let (grid, on) = (entry.grid, entry.on);
        let facts =
            Filing { grid, year: args.year, on, receiver: entry.receiver, document: entry.document, note: entry.note };
        match checked(tx, id, facts) {
            Ok((row, _)) => tx.store.put_filing(&row)?,
            Err(OpFault::Input(found)) => {
                let name = tx.store.grid_near(grid, on)?.map(|row| row.facts.name).unwrap_or_default();
                found.0.into_iter().for_each(|fault| faults.add("rows", format!("{name}：{}", fault.message)));
            }
            Err(other) => return Err(other),
        }
    }
    faults.or(format!("批量登记{}年度网格划分报备 {count} 件", args.year)).map_err(OpFault::from)
}

/// The filing as it is stored.
fn stored(tx: &Tx<'_>, id: FilingId) -> OpResult<FilingRow> {
    tx.store.filing(id)?.ok_or_else(|| OpFault::not_found("网格划分报备", id))
}

/// 「罕台镇 2025年度（2024年12月20日）」.
pub(super) fn name_of(tx: &Tx<'_>, id: FilingId) -> OpResult<String> {
    let row = stored(tx, id)?;
    let grid = tx.store.grid_near(row.grid, row.filed_on)?;
    Ok(words(&row, grid.as_ref().map_or("", |grid| &grid.facts.name)))
}

fn words(row: &FilingRow, grid: &str) -> String {
    format!("{grid} {}年度（{}）", row.year, chinese(row.filed_on))
}

/// The row that a filing makes, with the name of its grid.
fn checked(tx: &mut Tx<'_>, id: FilingId, facts: Filing) -> OpResult<(FilingRow, String)> {
    let default = match tx.store.setting("filing_receiver")? {
        Some(entered) => entered,
        None => setting::known("filing_receiver").map_or("", |known| known.default).to_owned(),
    };
    let mut faults = Faults::default();
    let year = faults.take("year", check_year(facts.year));
    let on = faults.take("on", check_done("报备日期", facts.on, tx.today));
    let receiver = facts.receiver.filter(|typed| !typed.trim().is_empty()).unwrap_or(default);
    let receiver = faults.take("receiver", text::line("受理单位", &receiver, text::NAME_MAX));
    let document = faults.take("document", text::line("报备文件", &facts.document, text::LINE_MAX));
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX));
    let (Some(year), Some(on), Some(receiver), Some(document), Some(note)) = (year, on, receiver, document, note)
    else {
        return Err(faults.into());
    };
    let grid = grid_of_paper(tx, "grid", facts.grid, on, &[Level::Town])?;
    let name = grid.facts.name;
    let row = FilingRow { id, grid: grid.id, year, filed_on: on, receiver, document, note };
    once_a_day(tx, &row, &name)?;
    if (on.year() - year).abs() > 1 {
        tx.warn(format!("{name}在{}报备 {year} 年度的网格划分，请核对年度和日期", chinese(on)));
    }
    Ok((row, name))
}

/// A second filing of the same day is the same one entered twice; on another day it is a 补报.
fn once_a_day(tx: &Tx<'_>, row: &FilingRow, name: &str) -> OpResult<()> {
    let same = |other: &FilingRow| other.id != row.id && other.grid == row.grid && other.filed_on == row.filed_on;
    if tx.store.filings_of_year(row.year)?.iter().any(same) {
        let message =
            format!("{name}在{}已登记过 {} 年度的报备，补报请填写补报的日期", chinese(row.filed_on), row.year);
        return Err(OpFault::field("on", message));
    }
    Ok(())
}
