//! What has been typed into the form of a problem, and the facts it makes.

use chrono::{NaiveDate, NaiveTime};

use crate::{
    domain::{
        area::Area,
        date,
        fault::Faults,
        id::{ClueId, GridId, PatrolId, PersonId, TipId},
        patrol::Finding,
        point::Point,
        problem::{Behaviour, Concerned, LandKind, Problem, ProblemKind, ProblemSource},
        time,
    },
    ops::query::{patrol::PatrolDetail, problem::ProblemLine, tip::TipDetail},
    ui::widgets::search_pick::Candidate,
};

/// The form's texts and choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub found_on: String,
    pub found_at: String,
    pub source: Option<ProblemSource>,
    pub kind: Option<ProblemKind>,
    pub behaviours: Vec<Behaviour>,
    pub grid: Option<Candidate>,
    pub group: Option<GridId>,
    pub plot: String,
    pub spot: String,
    pub point: String,
    pub land: Option<LandKind>,
    pub area: String,
    pub concerned: Vec<Concerned>,
    pub found_by: String,
    pub description: String,
    pub urgent: bool,
    pub document: String,
    pub note: String,
    /// What it came from; not shown as fields.
    pub patrol: Option<PatrolId>,
    pub tip: Option<TipId>,
    pub clue: Option<ClueId>,
}

impl Draft {
    /// An empty form for today.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            found_on: date::chinese(today),
            found_at: String::new(),
            source: None,
            kind: None,
            behaviours: Vec::new(),
            grid: None,
            group: None,
            plot: String::new(),
            spot: String::new(),
            point: String::new(),
            land: None,
            area: String::new(),
            concerned: Vec::new(),
            found_by: String::new(),
            description: String::new(),
            urgent: false,
            document: String::new(),
            note: String::new(),
            patrol: None,
            tip: None,
            clue: None,
        }
    }

    /// What a patrol that found something already says.
    pub fn of_patrol(detail: &PatrolDetail) -> Self {
        let patrol = &detail.line.patrol;
        let found = if patrol.finding == Finding::Problem { patrol.found.clone() } else { String::new() };
        Self {
            found_on: date::chinese(patrol.date),
            found_at: patrol.start.map(time::clock).unwrap_or_default(),
            source: Some(ProblemSource::Patrol),
            grid: Some(Candidate::new(patrol.grid.0, detail.line.grid_name.clone(), detail.line.town_name.clone())),
            group: patrol.group,
            description: found,
            patrol: Some(detail.line.id),
            ..Self::new(patrol.date)
        }
    }

    /// What a tip that was found true says; never who reported it (G45).
    pub fn of_tip(detail: &TipDetail, today: NaiveDate) -> Self {
        let (line, tip) = (&detail.line, &detail.line.row.tip);
        let found = line.row.verification.as_ref();
        let grid = tip.grid.map(|grid| Candidate::new(grid.0, line.grid_name.clone(), ""));
        Self {
            found_on: date::chinese(found.map_or(tip.received_on, |found| found.on)),
            source: Some(ProblemSource::Tip),
            kind: tip.kind,
            grid,
            group: tip.group,
            spot: tip.spot.clone(),
            found_by: ProblemSource::Tip.label().to_owned(),
            description: tip.content.clone(),
            document: found.map(|found| found.document.clone()).unwrap_or_default(),
            tip: Some(line.row.id),
            ..Self::new(today)
        }
    }

    /// Stored facts, to be corrected.
    pub fn of(line: &ProblemLine) -> Self {
        let problem = &line.problem;
        Self {
            found_on: date::chinese(problem.found_on),
            found_at: problem.found_at.map(time::clock).unwrap_or_default(),
            source: Some(problem.source),
            kind: Some(problem.kind),
            behaviours: problem.behaviours.clone(),
            grid: Some(Candidate::new(problem.grid.0, line.grid_name.clone(), line.town_name.clone())),
            group: problem.group,
            plot: problem.plot.clone(),
            spot: problem.spot.clone(),
            point: problem.point.map(typed_point).unwrap_or_default(),
            land: problem.land,
            area: problem.area.map(|area| area.to_string()).unwrap_or_default(),
            concerned: problem.concerned.clone(),
            found_by: problem.found_by.clone(),
            description: problem.description.clone(),
            urgent: problem.urgent,
            document: problem.document.clone(),
            note: problem.note.clone(),
            patrol: problem.patrol,
            tip: problem.tip,
            clue: problem.clue,
        }
    }

    /// The next problem of the same round: day, source and place stay.
    pub fn next(&self, today: NaiveDate) -> Self {
        Self {
            found_on: self.found_on.clone(),
            source: self.source,
            grid: self.grid.clone(),
            group: self.group,
            ..Self::new(today)
        }
    }

    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        date::parse(&self.found_on, today).ok()
    }

    /// The facts, or everything that keeps them from being complete.
    ///
    /// # Errors
    /// What is missing or cannot be read, by field.
    pub fn check(&self, today: NaiveDate, finders: Vec<PersonId>) -> Result<Problem, Faults> {
        let mut faults = Faults::default();
        let found_on = faults.take("found_on", date::parse(&self.found_on, today));
        let found_at = clock_of(&mut faults, &self.found_at);
        let source = faults.take("source", self.source.ok_or("请选择问题来源"));
        let kind = faults.take("kind", self.kind.ok_or("请选择问题类型"));
        let grid = faults.take("grid", self.grid.as_ref().map(|grid| GridId(grid.id)).ok_or("请选择问题所在的网格"));
        let point = if self.point.trim().is_empty() { None } else { faults.take("point", point_of(&self.point)) };
        let area = if self.area.trim().is_empty() { None } else { faults.take("area", self.area.parse::<Area>()) };
        if self.description.trim().is_empty() {
            faults.add("description", "请写明发现的情况：什么人在哪里做什么");
        }
        if finders.is_empty() && self.found_by.trim().is_empty() {
            faults.add("finders", "请选择发现人；不在名册里的，在下面写明由谁发现");
        }
        if let Some(place) = self.concerned.iter().position(|one| one.name.trim().is_empty() && !is_blank(one)) {
            faults.add("concerned", format!("第 {} 名当事人没有姓名，不清楚时写「不详」", place + 1));
        }
        let (Some(found_on), Some(source), Some(kind), Some(grid), true) =
            (found_on, source, kind, grid, faults.is_empty())
        else {
            return Err(faults);
        };
        Ok(Problem {
            found_on,
            found_at,
            source,
            kind,
            behaviours: self.behaviours.clone(),
            grid,
            group: self.group,
            plot: self.plot.trim().to_owned(),
            spot: self.spot.trim().to_owned(),
            point,
            land: self.land,
            area,
            concerned: self.concerned.iter().filter(|one| !is_blank(one)).cloned().collect(),
            finders,
            found_by: self.found_by.trim().to_owned(),
            description: self.description.trim().to_owned(),
            urgent: self.urgent,
            patrol: self.patrol,
            tip: self.tip,
            clue: self.clue,
            document: self.document.trim().to_owned(),
            note: self.note.trim().to_owned(),
        })
    }
}

/// Nothing was typed into the line.
fn is_blank(one: &Concerned) -> bool {
    [&one.name, &one.part, &one.phone].into_iter().all(|text| text.trim().is_empty())
}

fn clock_of(faults: &mut Faults, typed: &str) -> Option<NaiveTime> {
    if typed.trim().is_empty() { None } else { faults.take("found_at", time::parse(typed)) }
}

/// A stored place as the field shows it: 「109.987654,39.823457」.
fn typed_point(point: Point) -> String {
    let (lon, lat) = point.degrees();
    format!("{lon:.7},{lat:.7}")
}

/// Reads 「109.98,39.82」: CGCS2000 degrees, longitude first.
pub fn point_of(typed: &str) -> Result<Point, String> {
    let plain: String = typed.trim().chars().map(crate::domain::text::half_width).collect();
    let parts: Vec<_> = plain.split([',', ' ', '、', ';', '；', '\t']).filter(|part| !part.is_empty()).collect();
    let shape = || "请填写经度和纬度，中间用逗号隔开，例如 109.98,39.82".to_owned();
    let [lon, lat] = parts.as_slice() else { return Err(shape()) };
    let (lon, lat) = lon.parse::<f64>().ok().zip(lat.parse::<f64>().ok()).ok_or_else(shape)?;
    let inside = |lon: f64, lat: f64| (73.0..=136.0).contains(&lon) && (3.0..=54.0).contains(&lat);
    match Point::of_degrees(lon, lat) {
        Some(point) if inside(lon, lat) => Ok(point),
        _ if inside(lat, lon) => Err("经度在前、纬度在后，这里像是写反了".to_owned()),
        _ => Err("不在我国范围内；这里填度数，投影坐标请用「外业导入」换算".to_owned()),
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
            source: Some(ProblemSource::Patrol),
            kind: Some(ProblemKind::NonAgricultural),
            grid: Some(Candidate::new(5, "撖家塔村", "罕台镇")),
            description: "在耕地上取土".into(),
            area: "2.5".into(),
            point: "109.98，39.82".into(),
            ..Draft::new(today())
        }
    }

    #[test]
    fn an_empty_form_names_everything_that_is_missing() {
        let draft = Draft { found_on: String::new(), found_at: "25:00".into(), ..Draft::new(today()) };
        let faults = draft.check(today(), vec![]).unwrap_err();
        for field in ["found_on", "found_at", "source", "kind", "grid", "description", "finders"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_filled_form_makes_the_facts_and_blank_lines_fall_away() {
        let mut draft = filled();
        draft.concerned = vec![Concerned { name: "张三".into(), ..Concerned::default() }, Concerned::default()];
        let problem = draft.check(today(), vec![PersonId(7)]).unwrap();
        assert_eq!((problem.area, problem.concerned.len()), (Some(Area(250)), 1));
        assert_eq!(problem.point, Point::of_degrees(109.98, 39.82));
        draft.concerned = vec![Concerned { phone: "13900000000".into(), ..Concerned::default() }];
        assert!(draft.check(today(), vec![PersonId(7)]).unwrap_err().of("concerned").is_some());
    }

    #[test]
    fn coordinates_are_read_with_the_longitude_first() {
        assert!(point_of("109.98 39.82").is_ok());
        assert!(point_of("39.82,109.98").unwrap_err().contains("写反"));
        assert!(point_of("36598000,4410000").unwrap_err().contains("投影坐标"));
        assert!(point_of("109.98").is_err() && point_of("甲,乙").is_err());
        let point = point_of("109.9876543,39.8234567").unwrap();
        assert_eq!(point_of(&typed_point(point)), Ok(point), "what is shown reads back");
    }
}
