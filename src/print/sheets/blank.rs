//! Forms for filling in by hand: annexes 2 to 4 as the plan prints them, and an empty 巡查台账.

use super::{district_sheet, patrol_ledger, town_sheet, village_sheet};
use crate::{
    domain::{
        annex::BlankForm,
        annex_sheet::{BlankSheet, GroupMembers, TownSheet, TownSheetRow, VillageSheet, VillageSheetPart},
        plan,
        sheet::{DistrictSheet, DistrictSheetRow, Holder, SheetFrame},
    },
    print::{Document, flow::Numbering},
};

/// The form.
pub fn blank(sheet: &BlankSheet) -> Document {
    let (name, code) = match &sheet.grid {
        Some(grid) if grid.code.is_empty() => (grid.name.as_str(), String::new()),
        Some(grid) => (grid.name.as_str(), format!("区划代码：{}", grid.code)),
        None => ("", String::new()),
    };
    let (flow, title) = match sheet.form {
        BlankForm::Annex2 => (district_sheet::lay_out(&district(sheet, name), &code), &plan::annex2().words.title),
        BlankForm::Annex3 => (town_sheet::lay_out(&town(sheet, name), &code), &plan::annex3().words.title),
        BlankForm::Annex4 => (village_sheet::lay_out(&village(name), &code), &plan::annex4().words.title),
        BlankForm::Patrols => return patrol_ledger::blank(name, &code, &sheet.codes, sheet.sample),
    };
    let whose = if name.is_empty() { String::new() } else { format!("（{name}）") };
    flow.finish(&format!("{title}{whose} 空白表"), Numbering::Dashes, sheet.sample)
}

/// A post of the plan with room for a name.
fn post(post: &str) -> Vec<Holder> {
    vec![Holder { name: Some(String::new()), post: post.to_owned() }]
}

/// Forms show no day.
fn no_day() -> SheetFrame {
    SheetFrame { as_of: chrono::NaiveDate::MIN, printed_on: chrono::NaiveDate::MIN, sample: false }
}

fn district(sheet: &BlankSheet, name: &str) -> DistrictSheet {
    let form = plan::annex2();
    let row = |grid: &String| DistrictSheetRow {
        deputies: post(&form.deputy_post),
        grid: grid.clone(),
        deputy_overseers: Vec::new(),
    };
    DistrictSheet {
        frame: no_day(),
        district: name.to_owned(),
        chief: post(&form.chief_post),
        chief_scope: form.chief_scope.clone(),
        rows: sheet.listed.iter().map(row).collect(),
        coordinators: post(&form.coordinator_post),
        chief_overseers: post(&form.chief_overseer_post),
    }
}

fn town(sheet: &BlankSheet, name: &str) -> TownSheet {
    let form = plan::annex3();
    let posts = form.posts(sheet.grid.as_ref().is_some_and(|grid| grid.street));
    let row = TownSheetRow {
        deputies: post(&posts.deputy),
        villages: form.chief_scope.clone(),
        deputy_overseers: post(&form.deputy_overseer_post),
    };
    TownSheet {
        frame: no_day(),
        town: name.to_owned(),
        chief: post(&posts.chief),
        chief_scope: form.chief_scope.clone(),
        other_overseers: post(&form.other_overseer_post),
        rows: vec![row; form.deputy_rows],
        coordinators: post(&form.coordinator_post),
        chief_overseers: post(&form.chief_overseer_post),
    }
}

fn village(name: &str) -> VillageSheet {
    let form = plan::annex4();
    let members = GroupMembers { group: String::new(), members: post(&form.member_post) };
    VillageSheet {
        frame: no_day(),
        village: name.to_owned(),
        supervisor: post(&form.supervisor_post),
        scope: form.supervisor_scope.clone(),
        parts: vec![VillageSheetPart { overseers: post(&form.overseer_post), groups: vec![members] }],
    }
}
