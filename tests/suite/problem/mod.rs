//! Problems from finding to 销号: every step, every refusal, who may do what, deadlines, and how they are found again.

mod course;
mod deadlines;
mod ledger;
mod refused;

use chrono::NaiveDate;
use gengbao::{
    domain::{
        area::Area,
        id::{GridId, PersonId, ProblemId, UnitId},
        problem::{
            Behaviour, LandKind, Problem, ProblemKind, ProblemSource,
            step::{Act, Disposal, Dissuaded, State, Step, Verdict},
        },
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, Outcome, StoredFile,
        problem::{AddProblem, TakeStep},
        query::problem,
    },
};

use crate::support::{day, fields::Fields};

/// 撖家塔村 with 监督人 赵六, 监管人 孙七, the town's people and a department to hand things to.
struct Case {
    fields: Fields,
    /// 监督人.
    zhao: PersonId,
    /// 监管人.
    sun: PersonId,
    /// 镇综合行政执法局.
    qian: PersonId,
    /// 镇长.
    zhou: PersonId,
    bureau: UnitId,
}

impl Case {
    fn new() -> Self {
        let mut fields = Fields::new();
        let world = &mut fields.world;
        let [zhao, sun, qian, zhou] = ["赵六", "孙七", "钱八", "周九"].map(|name| world.person(name));
        world.duty(fields.village, Role::Supervisor, DutyHolder::Person(zhao));
        world.duty(fields.village, Role::Overseer, DutyHolder::Person(sun));
        let town = world.unit(UnitKind::Town, "罕台镇人民政府", Some(fields.town));
        for (person, title) in [(qian, "综合行政执法局局长"), (zhou, "镇长")] {
            let post = world.post(town, title);
            world.appoint(post, person, day(2024, 1, 1));
        }
        let bureau = world.unit(UnitKind::Department, "自然资源分局", None);
        Self { fields, zhao, sun, qian, zhou, bureau }
    }

    /// 取土 of 2 亩 in 一社, found by 张三 on a day.
    fn found(&self, on: NaiveDate) -> Problem {
        Problem {
            found_on: on,
            found_at: None,
            source: ProblemSource::Patrol,
            kind: ProblemKind::NonAgricultural,
            behaviours: vec![Behaviour::TakeSoil],
            grid: self.fields.village,
            group: Some(self.fields.group),
            plot: String::new(),
            spot: String::new(),
            point: None,
            land: Some(LandKind::Farmland),
            area: Some(Area::mu(2)),
            concerned: vec![],
            finders: vec![self.fields.zhang],
            found_by: String::new(),
            description: "耕地内取土".into(),
            urgent: false,
            patrol: None,
            tip: None,
            clue: None,
            document: String::new(),
            note: String::new(),
        }
    }

    fn enter(&mut self, problem: Problem) -> ProblemId {
        ProblemId(self.fields.world.make(add(problem)))
    }

    /// The step of somebody on a day.
    fn step(&self, id: ProblemId, on: NaiveDate, by: PersonId, act: Act) -> TakeStep {
        let step = Step { on, at: None, by: vec![by], act, text: "办理情况".into(), document: String::new() };
        TakeStep { id, step, files: vec![] }
    }

    fn take(&mut self, id: ProblemId, on: NaiveDate, by: PersonId, act: Act) -> Outcome {
        let step = self.step(id, on, by, act);
        self.fields.world.run(Command::TakeStep(step))
    }

    fn state(&self, id: ProblemId) -> State {
        problem::detail(&self.fields.world.ws, id).unwrap().line.state
    }

    /// Enters a problem found on 2025-05-05, a Monday, and takes it as far as a state, one day for each step.
    fn at(&mut self, state: State) -> ProblemId {
        let id = self.enter(self.found(day(2025, 5, 5)));
        let (zhang, zhao, qian, sun, zhou) = (self.fields.zhang, self.zhao, self.qian, self.sun, self.zhou);
        let may = |d| day(2025, 5, d);
        let way: [(State, u32, PersonId, Act); 9] = [
            (State::Dissuaded, 5, zhang, dissuade()),
            (State::Reported, 6, zhao, report(self.fields.town)),
            (State::Accepted, 7, qian, Act::Accept),
            (State::Verified, 8, qian, Act::Verify { verdict: Verdict::True }),
            (State::Rectifying, 9, qian, self_rectify()),
            (State::Rectified, 12, sun, whole()),
            (State::Reviewed, 13, qian, Act::Review { passed: true }),
            (State::Closed, 14, zhou, Act::Close),
            (State::Closed, 14, zhou, Act::Remark),
        ];
        for (reached, d, by, act) in way {
            if self.state(id) == state {
                return id;
            }
            let mut step = self.step(id, may(d), by, act);
            if matches!(step.step.act, Act::Review { .. }) {
                step.files = vec![photo(9)];
            }
            self.fields.world.run(Command::TakeStep(step));
            assert_eq!(self.state(id), reached);
        }
        assert_eq!(self.state(id), state);
        id
    }
}

fn add(problem: Problem) -> Command {
    Command::AddProblem(AddProblem { problem, files: vec![] })
}

fn dissuade() -> Act {
    Act::Dissuade { way: "当面劝阻".into(), outcome: Dissuaded::Continuing }
}

fn report(to: GridId) -> Act {
    Act::Report { to, urgent: false, reason: String::new() }
}

fn self_rectify() -> Act {
    Act::Dispose { disposal: Disposal::SelfRectify, unit: None, due: None }
}

fn whole() -> Act {
    Act::Rectify { area: None, whole: true }
}

/// A file as the workspace would have kept it.
fn photo(number: u8) -> StoredFile {
    StoredFile { digest: format!("{number:02x}").repeat(32), name: format!("照片{number}.jpg"), size: 1000 }
}
