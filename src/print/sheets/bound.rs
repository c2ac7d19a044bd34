//! Many sheets of one kind bound into one document: every sheet begins a page, the page numbers go on.

use super::{as_of, public_sheet, town_sheet, village_sheet};
use crate::{
    domain::{
        annex_sheet::{PublicSheet, TownSheet, VillageSheet},
        sheet::SheetFrame,
    },
    print::{
        Document,
        flow::{Flow, Numbering},
    },
};

/// 附件3 of many towns and streets. `going_on` is told how many are laid out and says whether to go on; `None` when not.
pub fn bound_towns(title: &str, sheets: &[TownSheet], going_on: impl Fn(usize) -> bool) -> Option<Document> {
    let lay_out = |sheet: &TownSheet| town_sheet::lay_out(sheet, &as_of(&sheet.frame));
    bound(title, sheets, |sheet| &sheet.frame, Numbering::Dashes, lay_out, going_on)
}

/// 附件4 of many villages and communities.
pub fn bound_villages(title: &str, sheets: &[VillageSheet], going_on: impl Fn(usize) -> bool) -> Option<Document> {
    let lay_out = |sheet: &VillageSheet| village_sheet::lay_out(sheet, &as_of(&sheet.frame));
    bound(title, sheets, |sheet| &sheet.frame, Numbering::Dashes, lay_out, going_on)
}

/// 责任人公示 of many grids.
pub fn bound_notices(title: &str, sheets: &[PublicSheet], going_on: impl Fn(usize) -> bool) -> Option<Document> {
    bound(title, sheets, |sheet| &sheet.frame, Numbering::None, public_sheet::lay_out, going_on)
}

fn bound<S>(
    title: &str,
    sheets: &[S],
    frame: impl Fn(&S) -> &SheetFrame,
    numbering: Numbering,
    lay_out: impl Fn(&S) -> Flow,
    going_on: impl Fn(usize) -> bool,
) -> Option<Document> {
    let sample = sheets.iter().any(|sheet| frame(sheet).sample);
    let mut all: Option<Flow> = None;
    for (done, sheet) in sheets.iter().enumerate() {
        if !going_on(done) {
            return None;
        }
        let flow = lay_out(sheet);
        match &mut all {
            Some(all) => all.append(flow),
            None => all = Some(flow),
        }
    }
    going_on(sheets.len()).then_some(all)?.map(|all| all.finish(title, numbering, sample))
}
