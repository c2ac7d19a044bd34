//! A district in which every role is held, every grid looked after and every pairing made, the year's
//! division reported: the check finds nothing.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        grid::GridKind,
        id::{ChargeId, DutyId, FilingId, GridId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command,
        mechanism::{FileGrids, Filing},
        office::EndIncumbency,
        query,
    },
};

use super::{World, day, today};

/// 东胜区, 罕台镇, 撖家塔村, 一社, and who is who.
pub struct Sound {
    pub town: GridId,
    pub village: GridId,
    pub group: GridId,
    /// 罕台镇镇长, held by 王某 since 2024-01-01.
    pub mayor: PostId,
    /// 罕台镇副镇长, held by 李某, 副总监督人 in charge of the village.
    pub deputy: PostId,
    pub deputy_duty: DutyId,
    pub deputy_person: PersonId,
    /// 综合行政执法局副局长 of the town.
    pub enforcer: PostId,
    /// 监管人 of the village, in charge of the group.
    pub overseer: DutyId,
    pub member: DutyId,
    /// The town's filing for 2025, on 2024-12-20.
    pub filing: FilingId,
}

impl World {
    pub fn sound() -> (Self, Sound) {
        let mut world = Self::new();
        let root = world.ws.found("东胜区", day(2024, 1, 1)).unwrap();
        let town = world.listed(root, GridKind::Town, "罕台镇", Some(1));
        let village = world.grid(town, GridKind::Village, "撖家塔村");
        let group = world.grid(village, GridKind::Group, "一社");
        let government = world.unit(UnitKind::District, "区人民政府", Some(root));
        let bureau = world.unit(UnitKind::Department, "区自然资源分局", None);
        let hall = world.unit(UnitKind::Town, "罕台镇人民政府", Some(town));
        let mut seat = |grid, role, unit, title: &str, name: &str| {
            let post = world.post(unit, title);
            let person = world.person(name);
            world.appoint(post, person, day(2024, 1, 1));
            (post, world.duty_of(grid, role, post), person)
        };
        seat(root, Role::ChiefSupervisor, government, "区长", "赵某");
        let (_, chair, _) = seat(root, Role::DeputySupervisor, government, "副区长", "钱某");
        seat(root, Role::Coordinator, government, "副区长（农牧）", "孙某");
        seat(root, Role::ChiefOverseer, bureau, "局长", "周某");
        let (_, second, _) = seat(root, Role::DeputyOverseer, bureau, "副局长", "吴某");
        let (mayor, ..) = seat(town, Role::ChiefSupervisor, hall, "镇长", "王某");
        let (deputy, deputy_duty, deputy_person) = seat(town, Role::DeputySupervisor, hall, "副镇长", "李某");
        seat(town, Role::Coordinator, hall, "副镇长（耕保）", "郑某");
        seat(town, Role::ChiefOverseer, hall, "综合行政执法局局长", "冯某");
        let (enforcer, enforcing, _) = seat(town, Role::DeputyOverseer, hall, "综合行政执法局副局长", "陈某");
        let mut own = |grid, role, name: &str| {
            let person = world.person(name);
            world.duty(grid, role, DutyHolder::Person(person))
        };
        let supervisor = own(village, Role::Supervisor, "褚某");
        let overseer = own(village, Role::Overseer, "卫某");
        let member = own(group, Role::GridMember, "蒋某");
        for (duty, grid) in [(chair, town), (deputy_duty, village), (overseer, group)] {
            world.charge(duty, grid, day(2024, 1, 1));
        }
        for (overseer, supervisor) in [(second, chair), (enforcing, deputy_duty), (overseer, supervisor)] {
            world.pairing(overseer, supervisor, None);
        }
        let filing = world.file_grids(town, 2025, day(2024, 12, 20));
        let sound = Sound {
            town,
            village,
            group,
            mayor,
            deputy,
            deputy_duty,
            deputy_person,
            enforcer,
            overseer,
            member,
            filing,
        };
        (world, sound)
    }

    /// The division into grids of a year, reported on a day.
    pub fn file_grids(&mut self, grid: GridId, year: i32, on: NaiveDate) -> FilingId {
        let facts = Filing { grid, year, on, receiver: None, document: String::new(), note: String::new() };
        let outcome = self.run(Command::FileGrids(FileGrids { facts, files: vec![] }));
        FilingId(outcome.made[0])
    }

    /// Whoever holds a post leaves it; nobody follows.
    pub fn vacate(&mut self, post: PostId, on: NaiveDate) {
        let holders = query::posts::detail(&self.ws, post, today()).unwrap().post.holders;
        self.run(Command::EndIncumbency(EndIncumbency {
            incumbency: holders[0].incumbency,
            on,
            document: String::new(),
        }));
    }

    /// What a duty of a grid has under 包联 today.
    pub fn charge_of(&self, grid: GridId, duty: DutyId) -> ChargeId {
        let roles = query::grid::detail(&self.ws, grid, today()).unwrap().roles;
        let mut lines = roles.into_iter().flat_map(|block| block.duties);
        lines.find(|line| line.duty == duty).unwrap().charges[0].charge
    }
}
