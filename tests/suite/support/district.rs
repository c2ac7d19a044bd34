//! A district of a few units to assess and to print, and short ways to score it.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        assess::{Mark, Tenths, dongsheng_2023},
        grid::GridKind,
        id::{AssessmentId, DutyId, GridId, IncumbencyId, ObjectId, PostId, UnitId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault, Refusal,
        assess::{ConfirmAssessment, FreezeObjects, OpenAssessment, SetScore},
        grid::AddGrid,
        office::AddUnit,
        query,
        roster::{AddCharge, AddPairing},
    },
};

use super::{World, appointment, day};

/// Years that the tests assess.
pub const YEAR: i32 = 2024;

impl World {
    /// 东胜区 with 罕台镇, 铜川镇 and 民族街道 of annex 2, 公园街道 outside it, and two departments, one assessed by default.
    pub fn with_units() -> (Self, GridId) {
        let mut world = Self::new();
        let root = world.ws.found("东胜区", day(2024, 1, 1)).unwrap();
        world.listed(root, GridKind::Street, "公园街道", None);
        world.listed(root, GridKind::Town, "铜川镇", Some(2));
        world.listed(root, GridKind::Town, "罕台镇", Some(1));
        world.listed(root, GridKind::Street, "民族街道", Some(4));
        world.department("区自然资源分局", true);
        world.department("区林草局", false);
        (world, root)
    }

    /// A town or street since 2024-01-01, with its place in annex 2.
    pub fn listed(&mut self, root: GridId, kind: GridKind, name: &str, annex2_order: Option<u32>) -> GridId {
        self.listed_from(root, kind, name, annex2_order, day(2024, 1, 1))
    }

    pub fn listed_from(
        &mut self,
        root: GridId,
        kind: GridKind,
        name: &str,
        annex2_order: Option<u32>,
        from: NaiveDate,
    ) -> GridId {
        GridId(self.make(Command::AddGrid(AddGrid {
            parent: root,
            kind,
            name: name.into(),
            stat_code: String::new(),
            civil_code: String::new(),
            aliases: vec![],
            no_farmland: false,
            annex2_order,
            from,
            document: String::new(),
        })))
    }

    pub fn department(&mut self, name: &str, assessed_by_default: bool) -> UnitId {
        UnitId(self.make(Command::AddUnit(AddUnit {
            kind: UnitKind::Department,
            name: name.into(),
            full_name: String::new(),
            aliases: vec![],
            grid: None,
            assessed_by_default,
        })))
    }

    /// A new person who takes a post on a day; whoever held it leaves.
    pub fn newcomer(&mut self, post: PostId, name: &str, from: NaiveDate) -> IncumbencyId {
        let person = self.person(name);
        IncumbencyId(self.make(Command::Appoint(appointment(post, person, from))))
    }

    /// A role for a post since 2024-01-01.
    pub fn duty_of(&mut self, grid: GridId, role: Role, post: PostId) -> DutyId {
        self.duty(grid, role, DutyHolder::Post(post))
    }

    pub fn charge(&mut self, duty: DutyId, grid: GridId, from: NaiveDate) -> i64 {
        self.make(Command::AddCharge(AddCharge { duty, grid, from, document: String::new() }))
    }

    pub fn pairing(&mut self, overseer: DutyId, supervisor: DutyId, grid: Option<GridId>) -> i64 {
        self.make(Command::AddPairing(AddPairing { overseer, supervisor, grid, from: day(2024, 1, 1) }))
    }

    pub fn open_year(&mut self) -> AssessmentId {
        AssessmentId(self.make(Command::OpenAssessment(OpenAssessment { year: YEAR, step: None })))
    }

    /// The year opened and its list frozen.
    pub fn scoring_year(&mut self) -> AssessmentId {
        let assessment = self.open_year();
        self.run(Command::FreezeObjects(FreezeObjects { assessment }));
        assessment
    }

    /// The year scored in full and 审定 today.
    pub fn confirmed_year(&mut self) -> AssessmentId {
        let assessment = self.scoring_year();
        for object in ["罕台镇", "铜川镇", "民族街道", "区自然资源分局"] {
            let object = self.object(object);
            self.score_in_all(object, Tenths(849));
        }
        self.run(confirm(assessment, super::today()));
        assessment
    }

    pub fn object(&self, name: &str) -> ObjectId {
        let overview = query::assess::overview(&self.ws, YEAR).unwrap().unwrap();
        overview.objects.iter().find(|line| line.name == name).unwrap_or_else(|| panic!("no {name}")).id
    }

    pub fn score(&mut self, object: ObjectId, item: &str, points: Tenths) {
        self.run(set_score(object, item, Mark::Scored(points)));
    }

    /// Scores every item so that the total is exactly `total`, taking points off the first items.
    pub fn score_in_all(&mut self, object: ObjectId, total: Tenths) {
        let mut lost = 1000 - total.0;
        for item in dongsheng_2023().items() {
            let off = lost.min(item.points.0);
            lost -= off;
            self.score(object, &item.id, Tenths(item.points.0 - off));
        }
    }
}

/// A score with a reason.
pub fn set_score(object: ObjectId, item: &str, mark: Mark) -> Command {
    Command::SetScore(SetScore { object, item: item.into(), mark: Some(mark), reason: "见考核记录".into() })
}

pub fn confirm(assessment: AssessmentId, on: NaiveDate) -> Command {
    Command::ConfirmAssessment(ConfirmAssessment { assessment, on, document: "东政办发〔2025〕2号".into() })
}

/// Why the assessment refuses.
pub fn refusal(fault: &OpFault) -> &str {
    let OpFault::Refused(Refusal::Assessment { why, .. }) = fault else { panic!("not refused by the year: {fault}") };
    why
}
