//! 职责文件 and 奖惩措施 (R055, R069, R094).

use super::{AddDutyDocument, DeleteDutyDocument, DutyDocument, EditDutyDocument, check_period, grid_of_paper, scan};
use crate::{
    domain::{
        duty_document::Issuer, fault::Faults, grid::Level, id::DutyDocumentId, roster::Role, scan::ScanOwner, text,
    },
    ops::{OpFault, OpResult, Tx},
    store::DutyDocumentRow,
};

pub(in crate::ops) fn add_document(tx: &mut Tx<'_>, args: AddDutyDocument) -> OpResult<String> {
    let id = DutyDocumentId(tx.make());
    let row = checked(tx, id, args.facts)?;
    warn_of_double(tx, &row)?;
    tx.store.put_duty_document(&row)?;
    scan::keep(tx, ScanOwner::DutyDocument(id), args.files)?;
    Ok(format!("登记{}：{}", row.kind.label(), words(&row)))
}

pub(in crate::ops) fn edit_document(tx: &mut Tx<'_>, args: EditDutyDocument) -> OpResult<String> {
    stored(tx, args.duty_document)?;
    let row = checked(tx, args.duty_document, args.facts)?;
    tx.store.put_duty_document(&row)?;
    Ok(format!("修改{}：{}", row.kind.label(), words(&row)))
}

pub(in crate::ops) fn delete_document(tx: &mut Tx<'_>, args: DeleteDutyDocument) -> OpResult<String> {
    let row = stored(tx, args.duty_document)?;
    tx.store.delete_scans(ScanOwner::DutyDocument(row.id))?;
    tx.store.delete_duty_document(row.id)?;
    Ok(format!("删除{}：{}", row.kind.label(), words(&row)))
}

fn stored(tx: &Tx<'_>, id: DutyDocumentId) -> OpResult<DutyDocumentRow> {
    tx.store.duty_document(id)?.ok_or_else(|| OpFault::not_found("职责文件", id))
}

pub(super) fn name_of(tx: &Tx<'_>, id: DutyDocumentId) -> OpResult<String> {
    Ok(words(&stored(tx, id)?))
}

/// 「《罕台镇网格职责》罕政发〔2024〕3号」.
fn words(row: &DutyDocumentRow) -> String {
    format!("《{}》{}", row.title, row.number)
}

fn checked(tx: &Tx<'_>, id: DutyDocumentId, facts: DutyDocument) -> OpResult<DutyDocumentRow> {
    let mut faults = Faults::default();
    let title = faults.take("title", title(&facts.title));
    let number = faults.take("number", text::line("文号", &facts.number, text::NAME_MAX));
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX));
    let period = check_period(&mut faults, facts.from, facts.until);
    let (levels, roles) = covered(&mut faults, facts.levels, facts.roles);
    let (Some(title), Some(number), Some(note), Some(period), true) = (title, number, note, period, faults.is_empty())
    else {
        return Err(faults.into());
    };
    match facts.issuer {
        Issuer::Unit(unit) => {
            tx.store.unit(unit)?.ok_or_else(|| OpFault::not_found("单位", unit))?;
        }
        Issuer::Grid(grid) => {
            grid_of_paper(tx, "issuer", grid, period.from, &[Level::District, Level::Town, Level::Village])?;
        }
    }
    Ok(DutyDocumentRow { id, kind: facts.kind, issuer: facts.issuer, title, number, levels, roles, period, note })
}

/// A title without the marks that are set around it.
fn title(typed: &str) -> Result<String, String> {
    let title = text::line("文件名称", typed.trim().trim_matches(['《', '》']), text::LINE_MAX)?;
    if title.is_empty() { Err("请填写文件名称".to_owned()) } else { Ok(title) }
}

/// Levels and roles once each and in their order; a role must exist at one of the levels.
fn covered(faults: &mut Faults, levels: Vec<Level>, roles: Vec<Role>) -> (Vec<Level>, Vec<Role>) {
    let levels: Vec<Level> = Level::ALL.into_iter().filter(|level| levels.contains(level)).collect();
    let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| roles.contains(role)).collect();
    let stray = roles.iter().find(|role| !levels.is_empty() && !levels.iter().any(|level| role.exists_at(*level)));
    if let Some(role) = stray {
        faults.add("roles", format!("所选级别没有「{}」这一职责，请加选它所在的级别或去掉", role.label()));
    }
    (levels, roles)
}

/// The same paper entered twice: same number or title of the same issuer.
fn warn_of_double(tx: &mut Tx<'_>, row: &DutyDocumentRow) -> OpResult<()> {
    let alike = |other: &DutyDocumentRow| {
        other.id != row.id
            && other.issuer == row.issuer
            && ((!row.number.is_empty() && other.number == row.number) || other.title == row.title)
    };
    if let Some(other) = tx.store.duty_documents()?.iter().find(|other| alike(other)) {
        tx.warn(format!("可能重复登记：已有{}，请核对", words(other)));
    }
    Ok(())
}
