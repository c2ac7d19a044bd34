//! What part of the ledger of problems is asked for, as conditions along its indexes.

use std::fmt::Write as _;

use chrono::NaiveDate;
use rusqlite::types::Value;

use crate::{
    domain::{
        date::Period,
        id::{GridId, PatrolId, PersonId, ProblemId, UnitId},
        problem::{ProblemKind, ProblemSource, step::State},
    },
    store::{StoreResult, value::word},
};

/// What part of the ledger is asked for; empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemFilter {
    /// 发现日期.
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
    /// The grids asked for, subtree already resolved, groups left out; `None` asks for all.
    pub grids: Option<Vec<GridId>>,
    /// Grids that belonged to the subtree for part of their time only.
    pub moved: Vec<(GridId, Period)>,
    /// One group within its grid.
    pub group: Option<GridId>,
    pub kind: Option<ProblemKind>,
    pub source: Option<ProblemSource>,
    pub state: Option<State>,
    /// Over or not.
    pub over: Option<bool>,
    /// 已销号, leaving out what was merged.
    pub closed: bool,
    /// 已销号, later than this day.
    pub closed_after: Option<NaiveDate>,
    pub supervised: bool,
    /// 退回: sent back by the last step that moved it.
    pub returned: bool,
    /// The running deadline lies from the first day to the second, both inclusive.
    pub due: Option<(NaiveDate, NaiveDate)>,
    pub urgent: bool,
    pub finder: Option<PersonId>,
    /// Found by them or with a step of theirs.
    pub person: Option<PersonId>,
    /// The unit that has it, and it is not over.
    pub unit: Option<UnitId>,
    /// The grid that it was last reported to, and it is not over.
    pub with: Option<GridId>,
    /// The grid that was informed of a 越级 report.
    pub informed: Option<GridId>,
    pub patrol: Option<PatrolId>,
    /// Looked for in number, place, description, people concerned and steps.
    pub text: String,
}

/// Where a page of the ledger ends; the next page goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemMark {
    pub found_on: NaiveDate,
    pub id: ProblemId,
}

/// The conditions of a filter with their values.
pub(super) struct Asked {
    conditions: Vec<String>,
    pub values: Vec<Value>,
}

fn day(day: NaiveDate) -> Value {
    Value::Text(day.to_string())
}

impl Asked {
    pub fn of(filter: &ProblemFilter) -> StoreResult<Self> {
        let mut asked = Self { conditions: Vec::new(), values: Vec::new() };
        if let Some(from) = filter.from {
            asked.and("p.found_on >= ?", [day(from)]);
        }
        if let Some(to) = filter.to {
            asked.and("p.found_on <= ?", [day(to)]);
        }
        asked.place(filter);
        asked.course(filter)?;
        asked.people(filter);
        asked.text(filter.text.trim());
        Ok(asked)
    }

    fn place(&mut self, filter: &ProblemFilter) {
        if let Some(grids) = &filter.grids {
            let mut list = String::new();
            for grid in grids {
                // Ids are numbers: nothing typed reaches the statement.
                let _ = write!(list, "{}{}", if list.is_empty() { "" } else { "," }, grid.0);
            }
            let mut condition = format!("p.grid_id in ({list})");
            let mut values = Vec::new();
            for (grid, period) in &filter.moved {
                condition.push_str(" or (p.grid_id = ? and p.found_on >= ? and p.found_on < coalesce(?, '9999'))");
                values.extend([Value::Integer(grid.0), day(period.from), period.until.map_or(Value::Null, day)]);
            }
            self.and(&if filter.moved.is_empty() { condition } else { format!("({condition})") }, values);
        }
        if let Some(group) = filter.group {
            self.and("p.group_id = ?", [Value::Integer(group.0)]);
        }
    }

    fn course(&mut self, filter: &ProblemFilter) -> StoreResult<()> {
        if let Some(kind) = filter.kind {
            self.and("p.kind = ?", [Value::Text(word(&kind)?)]);
        }
        if let Some(source) = filter.source {
            self.and("p.source = ?", [Value::Text(word(&source)?)]);
        }
        if let Some(state) = filter.state {
            self.and("p.state = ?", [Value::Text(word(&state)?)]);
        }
        match filter.over {
            // As the index of what is open says it.
            Some(false) => self.and("p.over = 0", []),
            Some(true) => self.and("p.over = 1", []),
            None => {}
        }
        if let Some(after) = filter.closed_after {
            self.and("p.closed_on > ?", [day(after)]);
        }
        if filter.closed {
            self.and("p.closed_on is not null", []);
        }
        if filter.supervised {
            self.and("p.supervised = 1", []);
        }
        if filter.returned {
            self.and(
                "'return' = (select s.act from problem_step s where s.problem_id = p.id and s.act not in \
                 ('remark', 'pause', 'resume', 'extend', 'supervise', 'release') order by s.ordinal desc limit 1)",
                [],
            );
        }
        if filter.urgent {
            self.and("p.urgent = 1", []);
        }
        if let Some((first, last)) = filter.due {
            self.and("p.paused_on is null and p.due_on between ? and ?", [day(first), day(last)]);
        }
        Ok(())
    }

    fn people(&mut self, filter: &ProblemFilter) {
        const FOUND: &str = "p.id in (select x.problem_id from problem_person x where x.person_id = ?)";
        if let Some(person) = filter.finder {
            self.and(FOUND, [Value::Integer(person.0)]);
        }
        if let Some(person) = filter.person {
            let worked = "p.id in (select s.problem_id from step_person y join problem_step s on s.id = y.step_id where y.person_id = ?)";
            self.and(&format!("({FOUND} or {worked})"), [Value::Integer(person.0), Value::Integer(person.0)]);
        }
        if let Some(unit) = filter.unit {
            self.and("p.with_unit_id = ? and p.over = 0", [Value::Integer(unit.0)]);
        }
        if let Some(grid) = filter.with {
            self.and("p.with_grid_id = ? and p.over = 0", [Value::Integer(grid.0)]);
        }
        if let Some(grid) = filter.informed {
            self.and(
                "p.id in (select i.problem_id from step_informed i where i.grid_id = ?)",
                [Value::Integer(grid.0)],
            );
        }
        if let Some(patrol) = filter.patrol {
            self.and("p.patrol_id = ?", [Value::Integer(patrol.0)]);
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = Value::Text(text.to_owned());
        self.and(
            "p.id in (select t.problem_id from problem_text t where instr(t.text, ?) > 0 \
             union select q.id from problem q where q.grid_id in \
               (select v.grid_id from grid_version v where instr(v.name, ?) > 0) \
             union select q.id from problem q where q.group_id in \
               (select v.grid_id from grid_version v where instr(v.name, ?) > 0))",
            std::iter::repeat_n(text, 3),
        );
    }

    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// From the table on.
    pub fn sql(&self) -> String {
        if self.conditions.is_empty() {
            "problem p".to_owned()
        } else {
            format!("problem p where {}", self.conditions.join(" and "))
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::params_from_iter;

    use super::*;
    use crate::store::Store;

    /// How SQLite means to find a page's ids.
    fn plan(filter: &ProblemFilter) -> String {
        let store = Store::in_memory().unwrap();
        let asked = Asked::of(filter).unwrap();
        let sql = format!(
            "explain query plan select p.found_on, p.id from {} order by p.found_on desc, p.id desc",
            asked.sql()
        );
        let mut find = store.conn.prepare(&sql).unwrap();
        let steps = find.query_map(params_from_iter(asked.values), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_ledger_is_walked_along_an_index_and_never_sorted() {
        let june = |d| NaiveDate::from_ymd_opt(2025, 6, d).unwrap();
        let all = ProblemFilter::default;
        for (filter, index) in [
            (all(), "problem_ledger"),
            (ProblemFilter { kind: Some(ProblemKind::NonGrain), ..all() }, "problem_ledger"),
            (ProblemFilter { closed: true, from: Some(june(1)), to: Some(june(30)), ..all() }, "problem_ledger"),
            (ProblemFilter { over: Some(false), ..all() }, "problem_open"),
            (ProblemFilter { over: Some(false), supervised: true, ..all() }, "problem_open"),
            (ProblemFilter { over: Some(false), due: Some((june(1), june(9))), ..all() }, "problem_open"),
            (ProblemFilter { grids: Some(vec![GridId(1)]), ..all() }, "problem_grid"),
        ] {
            let plan = plan(&filter);
            assert!(plan.contains(&format!("COVERING INDEX {index}")) && !plan.contains("TEMP"), "{filter:?}: {plan}");
        }
    }
}
