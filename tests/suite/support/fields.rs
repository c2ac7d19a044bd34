//! Villages with people who walk the fields, and patrols to log.

use std::path::Path;

use chrono::NaiveDate;
use gengbao::{
    domain::{
        grid::GridKind,
        id::{GridId, PatrolId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
        roster::{DutyHolder, Role},
    },
    ops::{Command, Workspace, office::AddPerson, patrol::LogPatrol, roster::AssignDuty, workspace::NewWorkspace},
};

use super::{World, day, now};

/// 东胜区 with 罕台镇 (撖家塔村 with 一社, 查干村), 铜川镇 (枳机塔村), 网格员 张三 and 李四, and 王五 without any duty.
pub struct Fields {
    pub world: World,
    pub root: GridId,
    pub town: GridId,
    pub other_town: GridId,
    pub village: GridId,
    pub next_village: GridId,
    pub far_village: GridId,
    pub group: GridId,
    pub zhang: PersonId,
    pub li: PersonId,
    pub wang: PersonId,
}

impl Fields {
    pub fn new() -> Self {
        Self::settle(World::new())
    }

    /// The same in a folder.
    pub fn on_disk(dir: &Path) -> Self {
        let new = NewWorkspace {
            name: "测试工作区".into(),
            office: "测试办公室".into(),
            operator: "测试员".into(),
            sample: false,
        };
        Self::settle(World { ws: Workspace::create(dir, &new, Box::new(now), 1).unwrap() })
    }

    fn settle(mut world: World) -> Self {
        let root = world.ws.found("东胜区", day(2024, 1, 1)).unwrap();
        let town = world.grid(root, GridKind::Town, "罕台镇");
        let other_town = world.grid(root, GridKind::Town, "铜川镇");
        let village = world.grid(town, GridKind::Village, "撖家塔村");
        let next_village = world.grid(town, GridKind::Village, "查干村");
        let far_village = world.grid(other_town, GridKind::Village, "枳机塔村");
        let group = world.grid(village, GridKind::Group, "一社");
        let mut person = |name: &str| {
            let facts = AddPerson {
                name: name.into(),
                phone: "000-12345678".into(),
                office_phone: String::new(),
                note: String::new(),
            };
            PersonId(world.make(Command::AddPerson(facts)))
        };
        let (zhang, li, wang) = (person("张三"), person("李四"), person("王五"));
        for member in [zhang, li] {
            world.run(Command::AssignDuty(AssignDuty {
                grid: group,
                role: Role::GridMember,
                holder: DutyHolder::Person(member),
                title: "社长".into(),
                from: day(2024, 1, 1),
                document: String::new(),
            }));
        }
        Self { world, root, town, other_town, village, next_village, far_village, group, zhang, li, wang }
    }

    /// 巡田 by 张三 in 撖家塔村, nothing found.
    pub fn walk(&self, date: NaiveDate) -> Patrol {
        Patrol {
            date,
            start: None,
            end: None,
            kind: PatrolKind::Field,
            grid: self.village,
            group: None,
            patrollers: vec![self.zhang],
            way: "步行".into(),
            finding: Finding::Nothing,
            found: String::new(),
            action: String::new(),
            weather: "晴".into(),
            note: String::new(),
        }
    }

    pub fn log(&mut self, patrol: Patrol) -> PatrolId {
        PatrolId(self.world.make(log(patrol)))
    }
}

pub fn log(patrol: Patrol) -> Command {
    Command::LogPatrol(LogPatrol { patrol, files: vec![] })
}
