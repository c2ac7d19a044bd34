//! A small district to work in, a clock that stands still, and the contract every command keeps.

pub mod district;
pub mod fields;

use chrono::{DateTime, FixedOffset, NaiveDate};
use gengbao::{
    domain::{desk::Desk, grid::GridKind, id::GridId},
    ops::{
        Command, OpFault, Outcome, Refusal, Workspace,
        grid::AddGrid,
        office::PutOperator,
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
        assert_eq!(before, (self.ws.fingerprint().unwrap(), self.ws.op_count().unwrap()), "{name} left something behind");
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
}
