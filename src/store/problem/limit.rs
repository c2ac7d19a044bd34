//! 办理时限 that the district has set.

use rusqlite::params;

use crate::{
    domain::{
        problem::limit::{Rules, StepLimit},
        workday::{DayUnit, Span},
    },
    store::{
        Store, StoreResult,
        value::{read_word, word},
    },
};

impl Store {
    /// Every limit that was set, oldest first.
    pub fn step_limits(&self) -> StoreResult<Vec<StepLimit>> {
        let mut find =
            self.conn.prepare_cached("select stage, valid_from, days, unit from step_limit order by valid_from, id")?;
        let mut rows = find.query([])?;
        let mut limits = Vec::new();
        while let Some(row) = rows.next()? {
            let (stage, unit): (String, Option<String>) = (row.get(0)?, row.get(3)?);
            let unit = unit.map(|unit| read_word::<DayUnit>("step_limit.unit", &unit)).transpose()?;
            let span = row.get::<_, Option<u16>>(2)?.zip(unit).map(|(days, unit)| Span { days, unit });
            limits.push(StepLimit { stage: read_word("step_limit.stage", &stage)?, from: row.get(1)?, span });
        }
        Ok(limits)
    }

    /// Sets the limit of a stage from a day on; one set for the same day is replaced.
    pub fn set_step_limit(&self, id: i64, limit: &StepLimit) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into step_limit (id, stage, valid_from, days, unit) values (?1, ?2, ?3, ?4, ?5) \
                 on conflict (stage, valid_from) do update set days = excluded.days, unit = excluded.unit \
                 where days is not excluded.days or unit is not excluded.unit",
            )?
            .execute(params![
                id,
                word(&limit.stage)?,
                limit.from,
                limit.span.map(|span| span.days),
                limit.span.map(|span| word(&span.unit)).transpose()?
            ])?;
        Ok(())
    }

    /// What decides the deadlines of problems: the limits and the working days.
    pub fn deadline_rules(&self) -> StoreResult<Rules> {
        Ok(Rules { limits: self.step_limits()?, calendar: self.calendar()? })
    }
}
