//! 巡田制度 of the sample: fictional frequencies that suit how much is walked there, and two waivers (R072).

use chrono::{Days, NaiveDate};

use super::{ground::Town, since, writer::Writer};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{PatrolRuleId, WaiverId},
        patrol_rule::{Months, PatrolRule, Per, RuleFacts, Waiver},
        roster::Role,
    },
    ops::OpResult,
};

/// The sample walks less than the suggested frequencies ask for: its own are lower, and say that they are made up.
const DOCUMENT: &str = "示范巡田制度（虚构）";
const RULES: [(Level, Role, u16, Per); 7] = [
    (Level::District, Role::DeputyOverseer, 1, Per::Quarter),
    (Level::Town, Role::ChiefOverseer, 1, Per::Quarter),
    (Level::Town, Role::DeputyOverseer, 1, Per::Month),
    (Level::Town, Role::DeputySupervisor, 1, Per::Quarter),
    (Level::Village, Role::Supervisor, 1, Per::Quarter),
    (Level::Village, Role::Overseer, 1, Per::Quarter),
    (Level::Group, Role::GridMember, 1, Per::Quarter),
];

/// Draws nothing by chance, so that it changes nothing that is drawn elsewhere.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town]) -> OpResult<()> {
    let from = since().checked_add_days(Days::new(14)).unwrap_or_else(since);
    for (level, role, times, per) in RULES {
        let facts = RuleFacts {
            level,
            role,
            grid: None,
            times: Some(times),
            per: Some(per),
            months: Months::YEAR,
            way: String::new(),
            document: DOCUMENT.to_owned(),
            note: String::new(),
        };
        let id = PatrolRuleId(writer.id());
        let period = Period::since(from);
        writer.store.put_patrol_rule(&PatrolRule { id, facts, period, suggestion: String::new() })?;
    }
    let season = quarter_before(writer.today);
    for (town, reason) in towns.iter().take(2).zip(["集中开展防汛，巡田暂停（示范）", "道路封闭，无法到田（示范）"])
    {
        let Some(village) = town.villages.first() else { continue };
        let id = WaiverId(writer.id());
        writer.store.put_waiver(&Waiver {
            id,
            grid: Some(village.grid),
            person: None,
            period: season,
            reason: reason.to_owned(),
            document: DOCUMENT.to_owned(),
        })?;
    }
    Ok(())
}

/// The last quarter that is over.
fn quarter_before(today: NaiveDate) -> Period {
    let first = Per::Quarter.around(today).from;
    let before = first.pred_opt().unwrap_or(first);

    Per::Quarter.around(before)
}
