//! A small district to work in, a clock that stands still, and the contract every command keeps.

pub mod district;
pub mod fields;
pub mod photo;
pub mod screen;
pub mod sound;
pub mod workbook;

use chrono::{DateTime, FixedOffset, NaiveDate};
use gengbao::{
    domain::{
        desk::Desk,
        grid::GridKind,
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault, Outcome, Refusal, Workspace,
        grid::AddGrid,
        office::{AddPerson, AddPost, AddUnit, Appoint, PutOperator},
        roster::AssignDuty,
        workspace::NewWorkspace,
    },
};

/// The day on which every test happens.
pub const TODAY: &str = "2025-06-10T09:30:00+08:00";

pub fn today() -> NaiveDate {
    now().date_naive()
}

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(TODAY).unwrap()
}

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A workspace to test in.
pub struct World {
    pub ws: Workspace,
}

impl World {
    /// An empty workspace in memory, signed in as 区级管理 「测试员」; 「镇录入」, 「考核员」 and 「查阅员」 exist too.
    pub fn new() -> Self {
        let new = NewWorkspace {
            name: "测试工作区".into(),
            office: "测试办公室".into(),
            operator: "测试员".into(),
            sample: false,
        };
        let ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
        let mut world = Self { ws };
        for (name, desk) in [("镇录入", Desk::Town), ("考核员", Desk::Assessor), ("查阅员", Desk::Reader)] {
            let operator = PutOperator { operator: None, name: name.into(), desk, scope: None, active: true };
            world.run(Command::PutOperator(operator));
        }
        world
    }

    /// Runs a command that has to succeed.
    pub fn run(&mut self, command: Command) -> Outcome {
        let name = command.name();
        self.ws.apply(command).unwrap_or_else(|fault| panic!("{name}: {fault}"))
    }

    /// Runs a command and answers the id of the first record it made.
    pub fn make(&mut self, command: Command) -> i64 {
        self.run(command).made[0]
    }

    /// Runs a command that has to fail, and sees that it left nothing behind.
    pub fn refuse(&mut self, command: Command) -> OpFault {
        let before = (self.ws.fingerprint().unwrap(), self.ws.op_count().unwrap());
        let name = command.name();
        let fault = self.ws.apply(command).expect_err(name);
        assert_eq!(
            before,
            (self.ws.fingerprint().unwrap(), self.ws.op_count().unwrap()),
            "{name} left something behind"
        );
        let notice = fault.notice();
        assert!(!notice.title.is_empty() && !notice.next.is_empty(), "{name} has no words for its fault");
        fault
    }

    /// The contract of every command: a rehearsal changes nothing, undo and redo restore exactly, a reader is refused.
    /// Leaves the command done; answers its outcome.
    pub fn contract(&mut self, command: Command) -> Outcome {
        let name = command.name();
        let before = self.ws.fingerprint().unwrap();
        self.ws.rehearse(command.clone()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(self.ws.fingerprint().unwrap(), before, "a rehearsal of {name} changed something");
        let signed_in = self.ws.operator().name.clone();
        self.ws.sign_in("查阅员").unwrap();
        let denied = self.refuse(command.clone());
        assert!(matches!(denied, OpFault::Refused(Refusal::Right { .. })), "a reader may {name}");
        self.ws.sign_in(&signed_in).unwrap();
        let undoable = command.undoable();
        let outcome = self.run(command);
        let after = self.ws.fingerprint().unwrap();
        assert_ne!(before, after, "{name} changed nothing");
        if undoable {
            self.ws.undo().unwrap();
            assert_eq!(self.ws.fingerprint().unwrap(), before, "undo of {name}");
            self.ws.redo().unwrap();
            assert_eq!(self.ws.fingerprint().unwrap(), after, "redo of {name}");
        }
        outcome
    }

    /// A grid below `parent`, since 2024-01-01.
    pub fn grid(&mut self, parent: GridId, kind: GridKind, name: &str) -> GridId {
        GridId(self.make(Command::AddGrid(AddGrid {
            parent,
            kind,
            name: name.into(),
            stat_code: String::new(),
            civil_code: String::new(),
            aliases: vec![],
            no_farmland: false,
            annex2_order: None,
            from: day(2024, 1, 1),
            document: String::new(),
        })))
    }

    /// 东胜区 with two towns, a street, a village and a group, all since 2024-01-01.
    pub fn district(&mut self) -> District {
        let root = self.ws.found("东胜区", day(2024, 1, 1)).unwrap();
        let hantai = self.grid(root, GridKind::Town, "罕台镇");
        let tongchuan = self.grid(root, GridKind::Town, "铜川镇");
        let minzu = self.grid(root, GridKind::Street, "民族街道");
        let village = self.grid(hantai, GridKind::Village, "撖家塔村");
        let group = self.grid(village, GridKind::Group, "一组");
        District { root, hantai, tongchuan, minzu, village, group }
    }

    pub fn person(&mut self, name: &str) -> PersonId {
        let person = AddPerson {
            name: name.into(),
            phone: "00012341234".into(),
            office_phone: "000-8888".into(),
            note: String::new(),
        };
        PersonId(self.make(Command::AddPerson(person)))
    }

    pub fn unit(&mut self, kind: UnitKind, name: &str, grid: Option<GridId>) -> UnitId {
        let unit = AddUnit {
            kind,
            name: name.into(),
            full_name: String::new(),
            aliases: vec![],
            grid,
            assessed_by_default: false,
        };
        UnitId(self.make(Command::AddUnit(unit)))
    }

    /// A post of one since 2024-01-01.
    pub fn post(&mut self, unit: UnitId, title: &str) -> PostId {
        let post = AddPost { unit, title: title.into(), single_holder: true, from: day(2024, 1, 1) };
        PostId(self.make(Command::AddPost(post)))
    }

    /// Puts someone into a post; the predecessor leaves.
    pub fn appoint(&mut self, post: PostId, person: PersonId, from: NaiveDate) -> Outcome {
        self.run(Command::Appoint(appointment(post, person, from)))
    }

    /// A grid role from 2024-01-01 on.
    pub fn duty(&mut self, grid: GridId, role: Role, holder: DutyHolder) -> DutyId {
        DutyId(self.make(Command::AssignDuty(assignment(grid, role, holder))))
    }
}

/// The grids of a small district.
#[derive(Clone, Copy)]
pub struct District {
    pub root: GridId,
    /// 罕台镇.
    pub hantai: GridId,
    /// 铜川镇.
    pub tongchuan: GridId,
    /// 民族街道.
    pub minzu: GridId,
    /// 撖家塔村 of 罕台镇.
    pub village: GridId,
    /// 一组 of 撖家塔村.
    pub group: GridId,
}

pub fn appointment(post: PostId, person: PersonId, from: NaiveDate) -> Appoint {
    Appoint { post, person, from, until: None, relieve: true, document: String::new() }
}

pub fn assignment(grid: GridId, role: Role, holder: DutyHolder) -> AssignDuty {
    AssignDuty { grid, role, holder, title: String::new(), from: day(2024, 1, 1), document: String::new() }
}

/// What is said about a field of a refused input.
pub fn fault_of(fault: &OpFault, field: &str) -> String {
    match fault {
        OpFault::Input(faults) => {
            faults.of(field).unwrap_or_else(|| panic!("no fault of {field}, but {faults:?}")).to_owned()
        }
        other => panic!("no fault of {field}, but {other}"),
    }
}

/// What is said by a refusal that other records stand in the way of.
pub fn in_use(fault: &OpFault) -> String {
    match fault {
        OpFault::Refused(Refusal::InUse(why)) => why.clone(),
        other => panic!("not in use, but {other}"),
    }
}
