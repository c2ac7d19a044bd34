//! What has been typed into the entry form, and the record it makes.

use chrono::NaiveDate;

use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{GridId, PersonId},
        patrol::{Finding, Patrol, PatrolKind, is_late_entry},
        time,
    },
    ops::query::patrol::PatrolDetail,
    ui::widgets::search_pick::Candidate,
};

/// The form's texts and choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub date: String,
    pub start: String,
    pub end: String,
    pub kind: Option<PatrolKind>,
    /// The kind was chosen by hand and no longer follows the grid.
    pub kind_chosen: bool,
    pub grid: Option<Candidate>,
    pub group: Option<GridId>,
    pub patrollers: Vec<Candidate>,
    pub way: String,
    pub finding: Finding,
    pub found: String,
    pub action: String,
    pub weather: String,
    pub note: String,
}

impl Draft {
    /// An empty form for today.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            date: date::chinese(today),
            start: String::new(),
            end: String::new(),
            kind: None,
            kind_chosen: false,
            grid: None,
            group: None,
            patrollers: Vec::new(),
            way: String::new(),
            finding: Finding::Nothing,
            found: String::new(),
            action: String::new(),
            weather: String::new(),
            note: String::new(),
        }
    }

    /// A stored record, to be changed.
    pub fn of(detail: &PatrolDetail) -> Self {
        let patrol = &detail.line.patrol;
        let clock = |at: Option<_>| at.map(time::clock).unwrap_or_default();
        let person = |(id, name): &(PersonId, String)| Candidate::new(id.0, name.clone(), "");
        Self {
            date: date::chinese(patrol.date),
            start: clock(patrol.start),
            end: clock(patrol.end),
            kind: Some(patrol.kind),
            kind_chosen: true,
            grid: Some(Candidate::new(patrol.grid.0, detail.line.grid_name.clone(), detail.line.town_name.clone())),
            group: patrol.group,
            patrollers: detail.patrollers.iter().map(person).collect(),
            way: patrol.way.clone(),
            finding: patrol.finding,
            found: patrol.found.clone(),
            action: patrol.action.clone(),
            weather: patrol.weather.clone(),
            note: patrol.note.clone(),
        }
    }

    /// The next entry of the same round: day, grid, kind and people stay.
    pub fn next(&self, today: NaiveDate) -> Self {
        Self {
            date: self.date.clone(),
            kind: self.kind,
            kind_chosen: self.kind_chosen,
            grid: self.grid.clone(),
            patrollers: self.patrollers.clone(),
            ..Self::new(today)
        }
    }

    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        date::parse(&self.date, today).ok()
    }

    /// Has the kind follow the grid, until somebody chooses it (G38).
    pub fn follow_grid(&mut self, level: Option<Level>) {
        if !self.kind_chosen
            && let Some(level) = level
        {
            self.kind = Some(usual_kind(level, self.group.is_some()));
        }
    }

    /// 「补录：巡查日期 2025年6月1日，登记日期 2025年6月10日」 for an entry of a later day (G51).
    pub fn late_words(&self, recorded_on: NaiveDate, today: NaiveDate) -> Option<String> {
        let day = self.day(today).filter(|day| is_late_entry(*day, recorded_on))?;
        Some(format!("补录：巡查日期 {}，登记日期 {}", date::chinese(day), date::chinese(recorded_on)))
    }

    /// The record, or everything that keeps it from being one.
    pub fn check(&self, today: NaiveDate) -> Result<Patrol, Faults> {
        let mut faults = Faults::default();
        let date = faults.take("date", date::parse(&self.date, today));
        let start = clock_of(&mut faults, "start", &self.start);
        let end = clock_of(&mut faults, "end", &self.end);
        if self.grid.is_none() {
            faults.add("grid", "请选择巡查的网格");
        }
        if self.kind.is_none() {
            faults.add("kind", "请选择巡查类型");
        }
        // Checked even while something is missing, so that all faults show at once.
        let patrol = Patrol {
            date: date.unwrap_or(today),
            start,
            end,
            kind: self.kind.unwrap_or(PatrolKind::Routine),
            grid: GridId(self.grid.as_ref().map_or(0, |grid| grid.id)),
            group: self.group,
            patrollers: self.patrollers.iter().map(|one| PersonId(one.id)).collect(),
            way: self.way.clone(),
            finding: self.finding,
            found: self.found.clone(),
            action: self.action.clone(),
            weather: self.weather.clone(),
            note: self.note.clone(),
        };
        match patrol.check(today) {
            Ok(patrol) => faults.or(patrol),
            Err(more) => {
                faults.0.extend(more.0);
                Err(faults)
            }
        }
    }
}

fn clock_of(faults: &mut Faults, field: &'static str, typed: &str) -> Option<chrono::NaiveTime> {
    if typed.trim().is_empty() { None } else { faults.take(field, time::parse(typed)) }
}

/// The kind most patrols of a level have: 网格员 walk groups, villages 巡田, towns 巡检, the district 督导.
fn usual_kind(level: Level, in_group: bool) -> PatrolKind {
    match level {
        Level::District => PatrolKind::Guidance,
        Level::Town => PatrolKind::Inspection,
        Level::Village if in_group => PatrolKind::Routine,
        Level::Village => PatrolKind::Field,
        Level::Group => PatrolKind::Routine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 6, 10).unwrap()
    }

    fn filled() -> Draft {
        Draft {
            start: "930".into(),
            kind: Some(PatrolKind::Field),
            grid: Some(Candidate::new(5, "撖家塔村", "罕台镇")),
            patrollers: vec![Candidate::new(7, "王𠮷", "")],
            ..Draft::new(today())
        }
    }

    #[test]
    fn an_empty_form_names_everything_that_is_missing() {
        let faults =
            Draft { date: String::new(), end: "25:00".into(), ..Draft::new(today()) }.check(today()).unwrap_err();
        for field in ["date", "end", "grid", "kind", "patrollers"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_filled_form_makes_a_record() {
        let patrol = filled().check(today()).unwrap();
        assert_eq!(patrol.start, chrono::NaiveTime::from_hms_opt(9, 30, 0));
        assert_eq!((patrol.grid, patrol.date), (GridId(5), today()));
    }

    #[test]
    fn the_next_entry_keeps_the_round() {
        let draft = Draft { found: "堆放秸秆".into(), finding: Finding::Problem, ..filled() };
        let next = draft.next(today());
        assert_eq!((next.grid, next.kind, next.patrollers.len()), (draft.grid, draft.kind, 1));
        assert!(next.found.is_empty() && next.start.is_empty());
        assert_eq!(next.finding, Finding::Nothing);
    }

    #[test]
    fn the_kind_follows_the_grid_until_it_is_chosen() {
        let mut draft = Draft::new(today());
        draft.follow_grid(Some(Level::Town));
        assert_eq!(draft.kind, Some(PatrolKind::Inspection));
        (draft.kind, draft.kind_chosen) = (Some(PatrolKind::Joint), true);
        draft.follow_grid(Some(Level::Village));
        assert_eq!(draft.kind, Some(PatrolKind::Joint));
    }

    #[test]
    fn a_late_entry_says_both_days() {
        let draft = Draft { date: "6.1".into(), ..filled() };
        let words = draft.late_words(today(), today()).unwrap();
        assert_eq!(words, "补录：巡查日期 2025年6月1日，登记日期 2025年6月10日");
        assert!(filled().late_words(today(), today()).is_none());
    }
}
