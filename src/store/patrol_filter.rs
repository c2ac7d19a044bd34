//! What part of the patrol ledger is asked for, and how SQLite is best asked for it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::{Store, StoreResult, phrase::SAYING, value::word};
use crate::domain::{
    date::Period,
    id::{GridId, PersonId},
    patrol::{Finding, PatrolKind},
};

/// What part of the ledger is asked for; empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatrolFilter {
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
    /// The grids asked for, subtree already resolved, groups left out; `None` asks for all.
    pub grids: Option<Vec<GridId>>,
    /// Grids that belonged to the subtree for part of their time only.
    pub moved: Vec<(GridId, Period)>,
    /// One group within its grid.
    pub group: Option<GridId>,
    pub person: Option<PersonId>,
    pub kind: Option<PatrolKind>,
    pub finding: Option<Finding>,
    /// 未立问题: found a problem, but none was entered for it.
    pub unentered: bool,
    /// Looked for in found, action and note.
    pub text: String,
}

impl PatrolFilter {
    /// The text, when nothing else is asked for.
    pub fn only_text(&self) -> Option<&str> {
        let text = self.text.trim();
        let rest = Self { text: String::new(), ..self.clone() };
        (!text.is_empty() && rest == Self::default()).then_some(text)
    }
}

/// What the patrols found are walked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// A page, along the dates.
    Page,
    /// All of them.
    All,
}

/// As many are sorted within a few milliseconds.
const FEW: u64 = 20_000;

/// The conditions of a filter with their values.
pub struct Asked {
    /// The table, with a word on how to walk it.
    table: &'static str,
    conditions: Vec<String>,
    pub values: Vec<Value>,
}

impl Asked {
    /// The conditions of `filter`, put so that `walk` is quick.
    pub fn of(store: &Store, filter: &PatrolFilter, walk: Walk) -> StoreResult<Self> {
        let mut asked = Self { table: "patrol p", conditions: Vec::new(), values: Vec::new() };
        if let Some(from) = filter.from {
            asked.and("p.date >= ?", [Value::Text(from.to_string())]);
        }
        if let Some(to) = filter.to {
            asked.and("p.date <= ?", [Value::Text(to.to_string())]);
        }
        if let Some(grids) = &filter.grids {
            let mut list = String::new();
            for grid in grids {
                // Ids are numbers: nothing typed reaches the statement.
                let _ = write!(list, "{}{}", if list.is_empty() { "" } else { "," }, grid.0);
            }
            asked.within(&list, &filter.moved);
        }
        if let Some(group) = filter.group {
            asked.and("p.group_id = ?", [Value::Integer(group.0)]);
        }
        if let Some(person) = filter.person {
            asked.and(
                "p.id in (select x.patrol_id from patrol_person x where x.person_id = ?)",
                [Value::Integer(person.0)],
            );
        }
        if let Some(kind) = filter.kind {
            asked.and("p.kind = ?", [Value::Text(word(&kind)?)]);
        }
        match filter.finding {
            // Spelt out, so that the index of those that found something can serve.
            Some(Finding::Problem) => asked.and("p.finding = 'problem'", []),
            Some(finding) => asked.and("p.finding = ?", [Value::Text(word(&finding)?)]),
            None => {}
        }
        if filter.unentered {
            asked.and("p.finding = 'problem' and not exists (select 1 from problem q where q.patrol_id = p.id)", []);
        }
        asked.saying(store, filter, walk)?;
        Ok(asked)
    }

    /// Few that say it are found by the phrases they say; of many the next page is soon found along the dates.
    fn saying(&mut self, store: &Store, filter: &PatrolFilter, walk: Walk) -> StoreResult<()> {
        let text = filter.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let said = Value::Text(text.to_owned());
        let few = store.patrols_saying(text)? <= FEW;
        if few || walk == Walk::All {
            self.and(SAYING, [said]);
        } else {
            self.and(
                "(instr(p.found, ?) > 0 or instr(p.action, ?) > 0 or instr(p.note, ?) > 0)",
                [said.clone(), said.clone(), said],
            );
        }
        let elsewhere = filter.grids.is_some() || filter.group.is_some() || filter.person.is_some();
        if few && !elsewhere {
            // By their ids: the few that say it are sorted, not all that stand in the period.
            self.table = "patrol p not indexed";
        }
        Ok(())
    }

    fn within(&mut self, list: &str, moved: &[(GridId, Period)]) {
        let mut condition = format!("p.grid_id in ({list})");
        let mut values = Vec::new();
        for (grid, period) in moved {
            condition.push_str(" or (p.grid_id = ? and p.date >= ? and p.date < coalesce(?, '9999'))");
            let until = period.until.map_or(Value::Null, |until| Value::Text(until.to_string()));
            values.extend([Value::Integer(grid.0), Value::Text(period.from.to_string()), until]);
        }
        self.and(&if moved.is_empty() { condition } else { format!("({condition})") }, values);
    }

    pub fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// From the table on.
    pub fn sql(&self) -> String {
        let table = self.table;
        if self.conditions.is_empty() {
            table.to_owned()
        } else {
            format!("{table} where {}", self.conditions.join(" and "))
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::params_from_iter;

    use super::*;

    /// How SQLite means to find a page's ids.
    fn plan(filter: &PatrolFilter) -> String {
        let store = Store::in_memory().unwrap();
        let asked = Asked::of(&store, filter, Walk::Page).unwrap();
        let sql =
            format!("explain query plan select p.date, p.id from {} order by p.date desc, p.id desc", asked.sql());
        let mut find = store.conn.prepare(&sql).unwrap();
        let steps = find.query_map(params_from_iter(asked.values), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_ledger_is_walked_along_an_index_and_never_sorted() {
        let march = |d| NaiveDate::from_ymd_opt(2025, 3, d);
        let all = PatrolFilter::default;
        for filter in [
            all(),
            PatrolFilter { kind: Some(PatrolKind::Joint), ..all() },
            PatrolFilter { finding: Some(Finding::Problem), from: march(1), to: march(31), ..all() },
        ] {
            let plan = plan(&filter);
            assert!(plan.contains("COVERING INDEX patrol_") && !plan.contains("TEMP"), "{filter:?}: {plan}");
        }
        let village = plan(&PatrolFilter { grids: Some(vec![GridId(1)]), ..all() });
        assert!(village.contains("COVERING INDEX patrol_grid") && !village.contains("TEMP"), "{village}");
        let group = plan(&PatrolFilter { group: Some(GridId(1)), ..all() });
        assert!(group.contains("COVERING INDEX patrol_group") && !group.contains("TEMP"), "{group}");
        let person = plan(&PatrolFilter { person: Some(PersonId(1)), ..all() });
        assert!(person.contains("patrol_person_person"), "{person}");
    }
}
