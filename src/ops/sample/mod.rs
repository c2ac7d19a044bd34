//! The sample: a fictional, fully filled 东胜区. Real names of units, invented people, records and scores, 示范数据 throughout.
//!
//! Made from a seed: the same plan in a workspace with the same clock and ids gives the same rows. Everything is written
//! in one operation of the log, so a sample is there whole or not at all.

mod assessment;
mod assessment_words;
mod clues;
mod delegates;
mod ground;
mod hints;
mod leaders;
mod mechanism;
mod monthly;
mod names;
mod offices;
mod patrol_rules;
mod patrol_words;
mod patrols;
mod problem_words;
mod problems;
mod reform;
mod seat;
mod tips;
mod village;
mod writer;

use chrono::NaiveDate;

use self::{names::Names, patrols::Scene, writer::Writer};
use super::{OpFault, OpResult, Outcome, Tx, Workspace, access};
use crate::{
    domain::{
        desk::{Desk, Right},
        id::{GridId, OperatorId},
        plan::plan,
    },
    store::OperatorRow,
};

/// What kind of sample is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamplePlan {
    /// Decides every draw: names, days, findings.
    pub seed: u64,
    /// How many years back from today patrols reach.
    pub years: u32,
    /// How many patrols.
    pub patrols: u32,
    /// The last day anything happens on; never later than the workspace's own day.
    pub today: NaiveDate,
}

impl SamplePlan {
    /// The sample as it is shown to people: seed 61, two years, 6,000 patrols.
    pub fn on(today: NaiveDate) -> Self {
        Self { seed: 61, years: 2, patrols: 6000, today }
    }
}

impl Default for SamplePlan {
    /// [`SamplePlan::on`] the workspace's own day.
    fn default() -> Self {
        Self::on(NaiveDate::MAX)
    }
}

/// The first day of every grid, post and duty: the day the plan was issued (R005).
pub(crate) fn since() -> NaiveDate {
    plan().issued
}

/// Signs in from the first day: name, desk, and the town they are limited to.
const OPERATORS: [(&str, Desk, Option<&str>); 4] = [
    (MANAGER, Desk::District, None),
    (TOWN_CLERK, Desk::Town, Some(CLERKS_TOWN)),
    ("示范考核员", Desk::Assessor, None),
    ("示范查阅员", Desk::Reader, None),
];
const MANAGER: &str = "示范管理员";
const TOWN_CLERK: &str = "罕台镇录入员";
const CLERKS_TOWN: &str = "罕台镇";

/// How far the filling has come, told every so many steps.
struct Progress<'a> {
    tell: &'a mut dyn FnMut(u64, u64),
    done: u64,
    total: u64,
}

impl Progress<'_> {
    const EVERY: u64 = 250;

    fn step(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(Self::EVERY) || self.done == self.total {
            (self.tell)(self.done, self.total);
        }
    }
}

impl Workspace {
    /// Fills an empty sample workspace with a whole district; 100,000 patrols take seconds. `progress` hears how many
    /// patrols are written, of how many.
    ///
    /// # Errors
    /// The right to manage is missing; the workspace is not a sample (field `sample`) or holds data already; the plan
    /// ends before the grid's first weeks are over (field `today`).
    pub fn fill_sample(&mut self, plan: &SamplePlan, progress: &mut dyn FnMut(u64, u64)) -> OpResult<Outcome> {
        access::demand(self.operator(), Right::Manage)?;
        let plan = SamplePlan { today: plan.today.min(self.today()), ..*plan };
        self.check_fillable(&plan)?;
        self.run("fill_sample", "生成示范数据", false, |tx| fill(tx, &plan, progress))
    }

    fn check_fillable(&self, plan: &SamplePlan) -> OpResult<()> {
        if self.store.meta("sample")?.as_deref() != Some("1") {
            let message = "这不是示范工作区，示范数据不能与真实数据混在一起，请新建示范工作区";
            return Err(OpFault::field("sample", message));
        }
        if self.root_grid()?.is_some() || self.store.person_count("")? > 0 {
            return Err(OpFault::field("sample", "这个示范工作区已有数据，请另建一个示范工作区"));
        }
        let first = NaiveDate::from_ymd_opt(2024, 2, 1).unwrap_or_default();
        if plan.today < first {
            return Err(OpFault::field("today", "示范数据从2023年12月18日开始，请选择2024年2月1日以后的日期"));
        }
        Ok(())
    }
}

fn fill(tx: &mut Tx<'_>, plan: &SamplePlan, progress: &mut dyn FnMut(u64, u64)) -> OpResult<String> {
    super::seed::seed(tx, since())?;
    let mut progress = Progress { tell: progress, done: 0, total: u64::from(plan.patrols) };
    let writer = &mut Writer::new(tx, plan.seed, plan.today, Names::new(offices::reserved()));
    let towns = ground::fill(writer)?;
    let offices = offices::fill(writer)?;
    let leaders = leaders::fill(writer, &towns, &offices)?;
    let villages = village::fill(writer, &towns)?;
    let moved = reform::fill(writer, &towns)?;
    let clerks_town = towns.iter().position(|town| town.name == CLERKS_TOWN);
    fill_operators(writer, clerks_town.map(|place| towns[place].grid))?;
    let years = assessment::fill(writer, &towns, &offices)?;
    let clerk_of = |town| if Some(town) == clerks_town { TOWN_CLERK } else { MANAGER };
    let scene =
        Scene { towns: &towns, leaders: &leaders, villages: &villages, moved: moved.as_ref(), clerk_of: &clerk_of };
    let patrols = patrols::fill(writer, &scene, plan.years, plan.patrols, &mut progress)?;
    delegates::fill(writer)?;
    mechanism::fill(writer, &towns, &offices)?;
    tips::fill(writer, &towns, &offices)?;
    patrol_rules::fill(writer, &towns)?;
    problems::fill(writer, &scene)?;
    clues::fill(writer)?;
    hints::fill(writer, &scene)?;
    let people = writer.people;
    monthly::write(tx, plan.today, plan.seed)?;
    Ok(format!("生成示范数据：虚构人员 {people} 名、巡查记录 {patrols} 条、考核年度 {years} 个"))
}

/// The workspace's first operator may already bear the manager's name.
fn fill_operators(writer: &mut Writer<'_, '_>, clerks_town: Option<GridId>) -> OpResult<()> {
    for (name, desk, town) in OPERATORS {
        if writer.store.operator_named(name)?.is_none() {
            let id = OperatorId(writer.id());
            let scope = town.and(clerks_town);
            writer.store.put_operator(&OperatorRow { id, name: name.to_owned(), desk, scope, active: true })?;
        }
    }
    Ok(())
}
