//! 听取汇报: leaders of a grid hear what those of the grids below report (R056).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, StoredFile, Tx, mechanism};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        hearing::HearingPart,
        id::{GridId, HearingId, PersonId},
        scan::ScanOwner,
        text,
    },
    store::{HearingRow, Store},
};

/// One hearing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// Whose leaders heard: district, town, village.
    pub grid: GridId,
    pub on: NaiveDate,
    #[serde(default)]
    pub place: String,
    /// 听取人, in the order of the paper.
    pub heard_by: Vec<PersonId>,
    /// 汇报人.
    pub reporters: Vec<PersonId>,
    /// 汇报内容.
    pub matters: String,
    /// 要求和决定.
    #[serde(default)]
    pub decisions: String,
    /// 落实情况.
    #[serde(default)]
    pub follow_up: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddHearing {
    #[serde(flatten)]
    pub facts: Hearing,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditHearing {
    pub hearing: HearingId,
    #[serde(flatten)]
    pub facts: Hearing,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteHearing {
    pub hearing: HearingId,
}

pub(super) fn add(tx: &mut Tx<'_>, args: AddHearing) -> OpResult<String> {
    let id = HearingId(tx.make());
    let name = put(tx, id, args.facts)?;
    mechanism::keep_scans(tx, ScanOwner::Hearing(id), args.files)?;
    Ok(format!("登记听取汇报：{name}"))
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditHearing) -> OpResult<String> {
    stored(tx.store, args.hearing)?;
    Ok(format!("修改听取汇报：{}", put(tx, args.hearing, args.facts)?))
}

pub(super) fn delete(tx: &mut Tx<'_>, args: DeleteHearing) -> OpResult<String> {
    let name = name_of(tx, args.hearing)?;
    tx.store.delete_scans(ScanOwner::Hearing(args.hearing))?;
    tx.store.delete_hearing(args.hearing)?;
    Ok(format!("删除听取汇报：{name}"))
}

fn stored(store: &Store, id: HearingId) -> OpResult<HearingRow> {
    store.hearing(id)?.ok_or_else(|| OpFault::not_found("听取汇报记录", id))
}

/// The grid of a hearing, for operators limited to one.
pub(super) fn grids_of(store: &Store, id: HearingId) -> OpResult<Vec<GridId>> {
    Ok(store.hearing(id)?.map(|row| row.grid).into_iter().collect())
}

/// 「2025年3月5日 罕台镇」.
pub(super) fn name_of(tx: &Tx<'_>, id: HearingId) -> OpResult<String> {
    let row = stored(tx.store, id)?;
    let grid = tx.store.grid_near(row.grid, row.held_on)?.map(|row| row.facts.name).unwrap_or_default();
    Ok(format!("{} {grid}", chinese(row.held_on)))
}

/// Checks a hearing, writes it with who was there, and answers what people call it.
fn put(tx: &mut Tx<'_>, id: HearingId, facts: Hearing) -> OpResult<String> {
    let mut faults = Faults::default();
    let on = faults.take("on", check_on(facts.on, tx.today));
    let place = faults.take("place", text::line("地点", &facts.place, text::LINE_MAX));
    let matters = faults.take("matters", text::prose("汇报内容", &facts.matters, text::PROSE_MAX));
    let decisions = faults.take("decisions", text::prose("要求和决定", &facts.decisions, text::PROSE_MAX));
    let follow_up = faults.take("follow_up", text::prose("落实情况", &facts.follow_up, text::PROSE_MAX));
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX));
    if matters.as_ref().is_some_and(String::is_empty) {
        faults.add("matters", "请写明汇报的内容");
    }
    if facts.heard_by.is_empty() {
        faults.add("heard_by", "请至少填写一名听取人");
    }
    if facts.reporters.is_empty() {
        faults.add("reporters", "请至少填写一名汇报人");
    }
    for person in facts.reporters.iter().filter(|person| facts.heard_by.contains(person)) {
        faults.add("reporters", format!("{}同时填在听取人和汇报人中，请核对", tx.person(*person)?.name));
    }
    let (Some(on), Some(place), Some(matters), Some(decisions), Some(follow_up), Some(note), true) =
        (on, place, matters, decisions, follow_up, note, faults.is_empty())
    else {
        return Err(faults.into());
    };
    let grid = tx.grid_at("grid", facts.grid, on)?;
    if grid.level == Level::Group {
        let message = format!("「{}」是村民小组（片区），请选择区、镇（街道）或村（社区）", grid.facts.name);
        return Err(OpFault::field("grid", message));
    }
    let row = HearingRow { id, grid: grid.id, held_on: on, place, matters, decisions, follow_up, note };
    tx.store.put_hearing(&row)?;
    tx.store.clear_hearing_people(id)?;
    for (part, people) in [(HearingPart::Hears, &facts.heard_by), (HearingPart::Reports, &facts.reporters)] {
        let mut once: Vec<PersonId> = Vec::new();
        for person in people {
            if once.contains(person) {
                continue;
            }
            tx.person(*person)?;
            once.push(*person);
            let link = tx.id();
            tx.store.add_hearing_person(link, id, *person, part, once.len() as i64)?;
        }
    }
    Ok(format!("{} {}", chinese(on), grid.facts.name))
}

fn check_on(on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    let on = date::check(on).map_err(|fault| fault.to_string())?;
    if on > today { Err("日期不能在今天之后，请核对".into()) } else { Ok(on) }
}
