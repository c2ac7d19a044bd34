//! Where a problem stands: what its steps have made of it. The row in the ledger is this, written down.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};

use super::{
    limit::{Rules, Running, Stage},
    step::{Act, Disposal, State, Step, Verdict},
};
use crate::domain::{
    area::Area,
    id::{GridId, PersonId, ProblemId, UnitId},
    workday::DayUnit,
};

/// What a problem begins with.
#[derive(Clone, Debug)]
pub struct Beginning {
    pub found_on: NaiveDate,
    pub found_at: Option<NaiveTime>,
    /// It came to an office by itself (举报, 交办, 图斑, 移送) or was found by the district: nobody above to report to.
    pub direct: bool,
    pub area: Option<Area>,
    pub finders: Vec<PersonId>,
}

/// One place on the way, which 退回 comes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub state: State,
    /// The grid it was reported to last.
    pub grid: Option<GridId>,
    /// The unit that took it over.
    pub unit: Option<UnitId>,
    /// Whether the unit sent its 回执.
    pub receipt: bool,
    /// 已整改面积.
    pub rectified: Area,
    /// Whether there is a paper or a file that 销号 can rest on.
    pub proved: bool,
}

/// Where a problem stands after its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub now: Spot,
    /// The places it came through, oldest first.
    trail: Vec<Spot>,
    pub direct: bool,
    pub area: Option<Area>,
    pub due: Option<Running>,
    /// Since when the deadline stands still.
    pub paused: Option<NaiveDate>,
    pub supervised: bool,
    pub finders: BTreeSet<PersonId>,
    pub reporters: BTreeSet<PersonId>,
    pub rectifiers: BTreeSet<PersonId>,
    /// When the last step was taken, at first when it was found.
    pub last: (NaiveDate, Option<NaiveTime>),
    pub closed_on: Option<NaiveDate>,
    pub merged_into: Option<ProblemId>,
    /// 整改期限 of the last 处置.
    rectify_by: Option<NaiveDate>,
}

/// What of a standing is written down in the problem's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub state: State,
    pub due: Option<Running>,
    /// Since when the deadline stands still.
    pub paused: Option<NaiveDate>,
    pub supervised: bool,
    pub with_grid: Option<GridId>,
    pub with_unit: Option<UnitId>,
    pub closed_on: Option<NaiveDate>,
    pub rectified: Area,
    pub merged_into: Option<ProblemId>,
}

impl Standing {
    pub fn position(&self) -> Position {
        Position {
            state: self.now.state,
            due: self.due,
            paused: self.paused,
            supervised: self.supervised,
            with_grid: self.now.grid,
            with_unit: self.now.unit,
            closed_on: self.closed_on,
            rectified: self.now.rectified,
            merged_into: self.merged_into,
        }
    }

    pub fn begin(begin: Beginning, rules: &Rules) -> Self {
        let mut standing = Self {
            now: Spot {
                state: State::Found,
                grid: None,
                unit: None,
                receipt: false,
                rectified: Area(0),
                proved: false,
            },
            trail: Vec::new(),
            direct: begin.direct,
            area: begin.area,
            due: None,
            paused: None,
            supervised: false,
            finders: begin.finders.into_iter().collect(),
            reporters: BTreeSet::new(),
            rectifiers: BTreeSet::new(),
            last: (begin.found_on, begin.found_at),
            closed_on: None,
            merged_into: None,
            rectify_by: None,
        };
        standing.restart(begin.found_on, rules);
        standing
    }

    pub fn state(&self) -> State {
        self.now.state
    }

    /// The state that 退回 leads to.
    pub fn before(&self) -> Option<State> {
        self.trail.last().map(|spot| spot.state)
    }

    /// What has to be done next, by which a deadline is named.
    pub fn stage(&self) -> Option<Stage> {
        Some(match self.now.state {
            State::Found if self.direct => Stage::Accept,
            State::Found => Stage::Dissuade,
            State::Dissuaded => Stage::Report,
            State::Reported => Stage::Accept,
            State::Accepted => Stage::Verify,
            State::Verified => Stage::Dispose,
            State::Transferred if !self.now.receipt => Stage::Receipt,
            State::Transferred | State::Rectifying => Stage::Rectify,
            State::Rectified => Stage::Review,
            State::Cleared | State::Reviewed => Stage::Close,
            State::Closed | State::Merged => return None,
        })
    }

    /// Those of `people` who found, reported or rectified it, with what they did: they may not close it (R077, G36).
    pub fn involved(&self, people: &[PersonId]) -> Vec<(PersonId, &'static str)> {
        let parts = [(&self.finders, "发现人"), (&self.reporters, "上报人"), (&self.rectifiers, "整改人")];
        let part = |person: &PersonId| parts.iter().find(|(of, _)| of.contains(person)).map(|(_, part)| *part);
        people.iter().filter_map(|person| part(person).map(|part| (*person, part))).collect()
    }

    /// Takes a step that `course::check` let pass, or that was stored. `evidence`: it has a file or names a paper.
    pub fn take(&mut self, step: &Step, evidence: bool, rules: &Rules) {
        self.last = (step.on, step.at);
        let day = step.on;
        match &step.act {
            Act::Dissuade { .. } => {
                if self.now.state == State::Found {
                    self.advance(State::Dissuaded, day, rules);
                }
            }
            Act::Report { to, .. } => {
                self.reporters.extend(&step.by);
                self.advance(State::Reported, day, rules);
                self.now.grid = Some(*to);
            }
            Act::Accept => self.advance(State::Accepted, day, rules),
            Act::Return => self.go_back(day, rules),
            Act::Verify { verdict } => {
                let state = if *verdict == Verdict::True { State::Verified } else { State::Cleared };
                self.advance(state, day, rules);
                self.now.proved = state == State::Cleared && evidence;
            }
            Act::Dispose { disposal, unit, due } => {
                self.rectify_by = *due;
                let state = if *disposal == Disposal::SelfRectify { State::Rectifying } else { State::Transferred };
                self.advance(state, day, rules);
                (self.now.unit, self.now.receipt) = (*unit, false);
            }
            Act::Receipt => {
                self.now.receipt = true;
                self.now.proved |= evidence;
                self.restart(day, rules);
            }
            Act::Rectify { area, whole } => self.rectify(step, *area, *whole, evidence, rules),
            Act::Review { passed } => self.review(day, *passed, evidence, rules),
            Act::Close => {
                self.now.proved |= evidence;
                self.advance(State::Closed, day, rules);
                self.closed_on = Some(day);
            }
            Act::Extend { due, .. } => {
                if let Some(running) = &mut self.due {
                    (running.on, running.unit) = (*due, DayUnit::Natural);
                }
            }
            Act::Pause => self.paused = Some(day),
            Act::Resume => {
                if let (Some(running), Some(paused)) = (&mut self.due, self.paused) {
                    running.on = rules.moved(running.on, running.unit, paused, day);
                }
                self.paused = None;
            }
            Act::Supervise { due } => {
                self.supervised = true;
                if let (Some(on), Some(stage)) = (*due, self.stage()) {
                    self.due = Some(Running { on, stage, unit: DayUnit::Natural });
                }
            }
            Act::Release => self.supervised = false,
            Act::Merge { into } => {
                self.advance(State::Merged, day, rules);
                self.merged_into = Some(*into);
            }
            Act::Reopen => self.reopen(day, rules),
            Act::Remark => {}
        }
    }

    fn rectify(&mut self, step: &Step, area: Option<Area>, whole: bool, evidence: bool, rules: &Rules) {
        self.rectifiers.extend(&step.by);
        let sum = Area(self.now.rectified.0 + area.map_or(0, |area| area.0));
        if whole {
            self.advance(State::Rectified, step.on, rules);
            self.now.rectified = self.area.unwrap_or(sum);
        } else {
            if self.now.state != State::Rectifying {
                let due = self.due;
                self.advance(State::Rectifying, step.on, rules);
                // A part that is done does not give the rest more time.
                self.due = due;
            }
            self.now.rectified = sum;
        }
        self.now.proved |= evidence;
    }

    fn review(&mut self, day: NaiveDate, passed: bool, evidence: bool, rules: &Rules) {
        if passed {
            self.advance(State::Reviewed, day, rules);
            self.now.rectified = self.area.unwrap_or(self.now.rectified);
            self.now.proved |= evidence;
        } else {
            self.rectify_by = None;
            // What was said to be wholly done was not; the partial areas before it stay.
            if self.now.state == State::Rectified {
                self.go_back(day, rules);
            }
            if self.now.state != State::Rectifying {
                self.advance(State::Rectifying, day, rules);
                self.now.proved = false;
            }
        }
    }

    /// From 销号: to 整改 when there was something to rectify, otherwise to 核实; all that was done counts anew. From
    /// 合并: to where it was.
    fn reopen(&mut self, day: NaiveDate, rules: &Rules) {
        self.closed_on = None;
        self.rectify_by = None;
        if self.merged_into.take().is_some() {
            self.go_back(day, rules);
            return;
        }
        let last = |state| self.trail.iter().rposition(|spot: &Spot| spot.state == state);
        let verified = last(State::Verified);
        let target = if verified.is_some() { State::Rectifying } else { State::Accepted };
        let keep = last(target).or(verified.map(|place| place + 1)).unwrap_or(0);
        self.trail.truncate(keep);
        self.now = Spot { state: target, rectified: Area(0), proved: false, ..self.now.clone() };
        self.restart(day, rules);
    }

    fn advance(&mut self, state: State, day: NaiveDate, rules: &Rules) {
        self.trail.push(self.now.clone());
        self.now.state = state;
        self.restart(day, rules);
    }

    fn go_back(&mut self, day: NaiveDate, rules: &Rules) {
        if let Some(spot) = self.trail.pop() {
            self.now = spot;
            self.restart(day, rules);
        }
    }

    /// Begins the deadline of the present stage.
    fn restart(&mut self, day: NaiveDate, rules: &Rules) {
        self.paused = None;
        self.due = self.stage().and_then(|stage| {
            let given = self.rectify_by.filter(|_| stage == Stage::Rectify);
            let limit = rules.span(stage, day).map(|span| (rules.end(day, span), span.unit));
            let (on, unit) = given.map(|on| (on, DayUnit::Natural)).or(limit)?;
            Some(Running { on, stage, unit })
        });
    }
}
