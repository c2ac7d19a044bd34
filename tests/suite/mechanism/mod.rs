//! 机制台账: filings, duty documents, leading groups, pledges and their scans, by command, query and sheet.

mod document;
mod filing;
mod group;
mod kept;
mod pledge;

use gengbao::{
    domain::{
        grid::GridKind,
        id::{GridId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::StoredFile,
};

use crate::support::{World, day};

/// Two towns and a street of annex 2 and one outside it, a village of 罕台镇, and who answers for them.
pub struct Ledgers {
    pub world: World,
    pub root: GridId,
    pub hantai: GridId,
    pub tongchuan: GridId,
    pub minzu: GridId,
    pub outside: GridId,
    pub village: GridId,
    pub group: GridId,
    /// 罕台镇镇长, held by 李㛃 since 2024-01-01 and by 王𠮷 since 2025-03-01.
    pub mayor: PostId,
    /// 区长, held by 赵六.
    pub district_mayor: PostId,
    /// 监督人 of the village.
    pub secretary: PersonId,
}

impl Ledgers {
    pub fn new() -> Self {
        let mut world = World::new();
        let root = world.ws.found("东胜区", day(2024, 1, 1)).unwrap();
        let hantai = world.listed(root, GridKind::Town, "罕台镇", Some(1));
        let tongchuan = world.listed(root, GridKind::Town, "铜川镇", Some(2));
        let minzu = world.listed(root, GridKind::Street, "民族街道", Some(4));
        let outside = world.listed(root, GridKind::Street, "公园街道", None);
        let village = world.grid(hantai, GridKind::Village, "撖家塔村");
        let group = world.grid(village, GridKind::Group, "一社");
        let government = world.unit(UnitKind::District, "区人民政府", Some(root));
        let town = world.unit(UnitKind::Town, "罕台镇人民政府", Some(hantai));
        let (district_mayor, mayor) = (world.post(government, "区长"), world.post(town, "镇长"));
        world.newcomer(district_mayor, "赵六", day(2024, 1, 1));
        world.newcomer(mayor, "李㛃", day(2024, 1, 1));
        world.newcomer(mayor, "王𠮷", day(2025, 3, 1));
        world.duty_of(root, Role::ChiefSupervisor, district_mayor);
        world.duty_of(hantai, Role::ChiefSupervisor, mayor);
        let secretary = world.person("陈七");
        world.duty(village, Role::Supervisor, DutyHolder::Person(secretary));
        Self { world, root, hantai, tongchuan, minzu, outside, village, group, mayor, district_mayor, secretary }
    }
}

/// A file as the workspace would have kept it.
pub fn scan(number: u8) -> StoredFile {
    StoredFile { digest: format!("{number:02x}").repeat(32), name: format!("扫描件{number}.pdf"), size: 1000 }
}
