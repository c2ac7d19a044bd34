//! Problems as they are read: one, or a page of the ledger with the names of its day.

use rusqlite::{Row, params_from_iter, types::Value};

use super::{ProblemFilter, ProblemMark, ProblemRow, filter::Asked};
use crate::{
    domain::{
        area::Area,
        id::{ClueId, GridId, PatrolId, PersonId, ProblemId, TipId, UnitId},
        point::Point,
        problem::{Concerned, Problem, limit::Running, standing::Position},
        workday::DayUnit,
    },
    store::{
        Store, StoreFault, StoreResult, unit_name,
        value::{read_word, split},
    },
};

/// The name of a grid on the day the problem was found.
fn grid_name(of: &str) -> String {
    format!(
        "coalesce((select v.name from grid_version v where v.grid_id = {of} and v.valid_from <= p.found_on order by v.valid_from desc limit 1), \
         (select v.name from grid_version v where v.grid_id = {of} order by v.valid_from limit 1), '')"
    )
}

fn columns() -> String {
    format!(
        "p.id, p.number, p.found_on, p.found_at, p.source, p.kind, p.behaviours, p.grid_id, p.group_id, p.plot, p.spot, \
         p.lon, p.lat, p.land, p.area, p.found_by, p.description, p.urgent, p.patrol_id, p.tip_id, p.clue_id, p.document, \
         p.note, p.recorded_on, p.recorded_by, p.state, p.due_on, p.due_stage, p.due_unit, p.paused_on, p.supervised, \
         p.with_grid_id, p.with_unit_id, p.closed_on, p.rectified, p.merged_into, \
         {grid}, {group}, \
         coalesce((select t.name from grid_version v join grid g on g.id = v.parent_id and g.level = 'town' \
                   join grid_version t on t.grid_id = v.parent_id and t.valid_from <= p.found_on \
                   where v.grid_id = p.grid_id and v.valid_from <= p.found_on \
                   order by v.valid_from desc, t.valid_from desc limit 1), ''), \
         (select coalesce(json_group_array(json_array(x.person_id, x.name)), '[]') from \
            (select y.person_id, n.name from problem_person y join person n on n.id = y.person_id \
             where y.problem_id = p.id order by y.ordinal) x), \
         (select json_group_array(json_object('name', c.name, 'part', c.part, 'phone', c.phone)) from \
            (select * from problem_concerned where problem_id = p.id order by ordinal) c), \
         coalesce((select {unit} from unit u where u.id = p.with_unit_id), \
                  case when p.with_grid_id is not null then {with_grid} end, ''), \
         (select count(*) from scan s where s.owner = 'problem' and s.owner_id = p.id) \
         + (select count(*) from problem_step t join scan s on s.owner = 'problem_step' and s.owner_id = t.id \
            where t.problem_id = p.id)",
        grid = grid_name("p.grid_id"),
        group = grid_name("p.group_id"),
        with_grid = grid_name("p.with_grid_id"),
        unit = unit_name::named_on("p.found_on"),
    )
}

fn text<'a>(row: &'a Row<'_>, place: usize) -> StoreResult<&'a str> {
    Ok(row.get_ref(place)?.as_str().map_err(rusqlite::Error::from)?)
}

fn json<T: serde::de::DeserializeOwned>(column: &'static str, text: &str) -> StoreResult<T> {
    serde_json::from_str(text).map_err(|_| StoreFault::Value { column, value: text.to_owned() })
}

fn optional_word<T: serde::de::DeserializeOwned>(
    column: &'static str,
    row: &Row<'_>,
    place: usize,
) -> StoreResult<Option<T>> {
    let word: Option<String> = row.get(place)?;
    word.map(|word| json(column, &format!("\"{word}\""))).transpose()
}

fn problem_row(row: &Row<'_>) -> StoreResult<ProblemRow> {
    let finders: Vec<(i64, String)> = json("problem_person", text(row, 39)?)?;
    let concerned: Vec<Concerned> = json("problem_concerned", text(row, 40)?)?;
    let behaviours = split(text(row, 6)?);
    let behaviours = behaviours.iter().map(|word| json("problem.behaviours", &format!("\"{word}\"")));
    let point = row.get::<_, Option<i32>>(11)?.zip(row.get(12)?).map(|(lon, lat)| Point { lon, lat });
    let names: Vec<&str> = finders.iter().map(|(_, name)| name.as_str()).collect();
    Ok(ProblemRow {
        id: ProblemId(row.get(0)?),
        number: row.get(1)?,
        finder_names: names.join("、"),
        problem: Problem {
            found_on: row.get(2)?,
            found_at: row.get(3)?,
            source: read_word("problem.source", text(row, 4)?)?,
            kind: read_word("problem.kind", text(row, 5)?)?,
            behaviours: behaviours.collect::<StoreResult<_>>()?,
            grid: GridId(row.get(7)?),
            group: row.get::<_, Option<i64>>(8)?.map(GridId),
            plot: row.get(9)?,
            spot: row.get(10)?,
            point,
            land: optional_word("problem.land", row, 13)?,
            area: row.get::<_, Option<i64>>(14)?.map(Area),
            concerned,
            finders: finders.iter().map(|(person, _)| PersonId(*person)).collect(),
            found_by: row.get(15)?,
            description: row.get(16)?,
            urgent: row.get(17)?,
            patrol: row.get::<_, Option<i64>>(18)?.map(PatrolId),
            tip: row.get::<_, Option<i64>>(19)?.map(TipId),
            clue: row.get::<_, Option<i64>>(20)?.map(ClueId),
            document: row.get(21)?,
            note: row.get(22)?,
        },
        recorded_on: row.get(23)?,
        recorded_by: row.get(24)?,
        position: position(row)?,
        grid_name: row.get(36)?,
        group_name: row.get(37)?,
        town_name: row.get(38)?,
        with_name: row.get(41)?,
        files: row.get(42)?,
    })
}

fn position(row: &Row<'_>) -> StoreResult<Position> {
    let due = match (row.get(26)?, optional_word("problem.due_stage", row, 27)?) {
        (Some(on), Some(stage)) => {
            let unit = optional_word("problem.due_unit", row, 28)?.unwrap_or(DayUnit::Natural);
            Some(Running { on, stage, unit })
        }
        _ => None,
    };
    Ok(Position {
        state: read_word("problem.state", text(row, 25)?)?,
        due,
        paused: row.get(29)?,
        supervised: row.get(30)?,
        with_grid: row.get::<_, Option<i64>>(31)?.map(GridId),
        with_unit: row.get::<_, Option<i64>>(32)?.map(UnitId),
        closed_on: row.get(33)?,
        rectified: Area(row.get(34)?),
        merged_into: row.get::<_, Option<i64>>(35)?.map(ProblemId),
    })
}

impl Store {
    pub fn problem(&self, id: ProblemId) -> StoreResult<Option<ProblemRow>> {
        let mut find = self.conn.prepare_cached(&format!("select {} from problem p where p.id = ?1", columns()))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(problem_row).transpose()
    }

    /// A page of the ledger, newest first, from below `after`.
    pub fn problems(
        &self,
        filter: &ProblemFilter,
        after: Option<ProblemMark>,
        limit: u32,
    ) -> StoreResult<Vec<ProblemRow>> {
        let mut asked = Asked::of(filter)?;
        if let Some(ProblemMark { found_on, id }) = after {
            asked.and("(p.found_on, p.id) < (?, ?)", [Value::Text(found_on.to_string()), Value::Integer(id.0)]);
        }
        self.read_problems(asked, "p.found_on desc, p.id desc", limit)
    }

    /// A page in the order of printing, oldest first, from above `after`.
    pub fn problems_forward(
        &self,
        filter: &ProblemFilter,
        after: Option<ProblemMark>,
        limit: u32,
    ) -> StoreResult<Vec<ProblemRow>> {
        let mut asked = Asked::of(filter)?;
        if let Some(ProblemMark { found_on, id }) = after {
            asked.and("(p.found_on, p.id) > (?, ?)", [Value::Text(found_on.to_string()), Value::Integer(id.0)]);
        }
        self.read_problems(asked, "p.found_on, p.id", limit)
    }

    /// Those with a running deadline, the most urgent first.
    pub fn problems_due(&self, filter: &ProblemFilter, limit: u32) -> StoreResult<Vec<ProblemRow>> {
        let mut asked = Asked::of(filter)?;
        asked.and("p.over = 0 and p.due_on is not null and p.paused_on is null", []);
        self.read_problems(asked, "p.due_on, p.found_on, p.id", limit)
    }

    /// The names are looked up for the rows of the page only, after it was cut.
    fn read_problems(&self, asked: Asked, order: &str, limit: u32) -> StoreResult<Vec<ProblemRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {} from problem p where p.id in (select p.id from {} order by {order} limit {limit}) order by {order}",
            columns(),
            asked.sql()
        ))?;
        let mut rows = find.query(params_from_iter(asked.values))?;
        let mut problems = Vec::new();
        while let Some(row) = rows.next()? {
            problems.push(problem_row(row)?);
        }
        Ok(problems)
    }

    /// How many problems a filter finds, and the last row of each full page of `size` rows that another page follows.
    pub fn problem_index(&self, filter: &ProblemFilter, size: u32) -> StoreResult<(u64, Vec<ProblemMark>)> {
        let asked = Asked::of(filter)?;
        let mut find = self.conn.prepare_cached(&format!(
            "select p.found_on, p.id from {} order by p.found_on desc, p.id desc",
            asked.sql()
        ))?;
        let mut rows = find.query(params_from_iter(asked.values))?;
        let (mut total, mut marks, mut last) = (0, Vec::new(), None);
        let size = u64::from(size.max(1));
        while let Some(row) = rows.next()? {
            marks.extend(last.take());
            total += 1;
            if total % size == 0 {
                last = Some(ProblemMark { found_on: row.get(0)?, id: ProblemId(row.get(1)?) });
            }
        }
        Ok((total, marks))
    }

    pub fn problem_count(&self, filter: &ProblemFilter) -> StoreResult<u64> {
        let asked = Asked::of(filter)?;
        let mut count = self.conn.prepare_cached(&format!("select count(*) from {}", asked.sql()))?;
        Ok(count.query_row(params_from_iter(asked.values), |row| row.get(0))?)
    }
}
