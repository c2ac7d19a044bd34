//! 扫描件 of the mechanism ledgers: kept files by digest, as attachments of patrols are.

use std::collections::BTreeSet;

use super::{AttachScans, DetachScan, document, filing, group, pledge};
use crate::{
    domain::{id::ScanId, scan::ScanOwner},
    ops::{OpFault, OpResult, StoredFile, Tx, files},
    store::ScanRow,
};

pub(in crate::ops) fn attach(tx: &mut Tx<'_>, args: AttachScans) -> OpResult<String> {
    let name = name_of(tx, args.owner)?;
    if args.files.is_empty() {
        return Err(OpFault::field("files", "请选择要添加的扫描件"));
    }
    let added = keep(tx, args.owner, args.files)?;
    Ok(format!("添加扫描件 {added} 个：{name}"))
}

pub(in crate::ops) fn detach(tx: &mut Tx<'_>, args: DetachScan) -> OpResult<String> {
    let scan = tx.store.scan(args.scan)?.ok_or_else(|| OpFault::not_found("扫描件", args.scan))?;
    let name = name_of(tx, scan.owner)?;
    tx.store.delete_scan(args.scan)?;
    Ok(format!("移除扫描件「{}」：{name}", scan.name))
}

/// What people call the record of a scan.
///
/// # Errors
/// [`OpFault::NotFound`] when it does not exist (any more).
fn name_of(tx: &Tx<'_>, owner: ScanOwner) -> OpResult<String> {
    match owner {
        ScanOwner::Filing(id) => filing::name_of(tx, id),
        ScanOwner::DutyDocument(id) => document::name_of(tx, id),
        ScanOwner::LeadingGroup(id) => group::name_of(tx, id),
        ScanOwner::Pledge(id) => pledge::name_of(tx, id),
        ScanOwner::Problem(_) | ScanOwner::Step(_) => {
            Err(OpFault::field("owner", "问题的证据材料请在问题页面添加或移除"))
        }
    }
}

/// Refers to kept files from a record; content it has already is left out with a word. Answers how many came.
pub(in crate::ops) fn keep(tx: &mut Tx<'_>, owner: ScanOwner, files: Vec<StoredFile>) -> OpResult<usize> {
    let mut known: BTreeSet<String> = tx.store.scans(owner)?.into_iter().map(|scan| scan.digest).collect();
    let mut added = 0;
    for file in files {
        let name = files::display_name(&file.name);
        files::check_kept(tx.files.as_deref(), &file.digest, &name)?;
        if !known.insert(file.digest.clone()) {
            tx.warn(format!("扫描件「{name}」与已有的内容相同，没有重复添加"));
            continue;
        }
        let id = ScanId(tx.make());
        tx.store.add_scan(&ScanRow { id, owner, digest: file.digest, name, size: file.size })?;
        added += 1;
    }
    Ok(added)
}
