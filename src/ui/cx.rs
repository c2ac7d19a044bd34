//! What a screen gets to see while it draws, and how it asks for things.

use chrono::NaiveDate;

use super::{
    action::{Action, Submission},
    route::Route,
    theme::Tone,
};
use crate::{
    domain::desk::{Desk, Right},
    ops::{Command, Workspace},
    session::{Loaded, Preferences, Session, sheet::SheetRequest},
};

/// The workspace in a few words; read once when it is opened and after every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub name: String,
    pub office: String,
    pub operator: String,
    pub desk: Desk,
    /// 示范数据.
    pub sample: bool,
    pub read_only: bool,
    pub today: NaiveDate,
    /// Names of those who may sign in.
    pub operators: Vec<String>,
    /// Opened assessment years, newest first.
    pub years: Vec<i32>,
}

impl Office {
    /// Why the signed-in person cannot do such work here; `None` when they can.
    pub fn refusal(&self, right: Right) -> Option<String> {
        if self.read_only {
            Some("工作区是只读的".to_owned())
        } else if self.desk.has(right) {
            None
        } else {
            Some(format!("{}岗位没有「{}」的权限", self.desk.label(), right.label()))
        }
    }
}

/// Handed to the screen that is drawn.
pub struct Cx<'a> {
    pub session: &'a mut Session,
    pub office: &'a Office,
    /// 截至: the day that trees, rosters and sheets show.
    pub as_of: NaiveDate,
    pub year: i32,
    pub preferences: &'a mut Preferences,
    pub(super) actions: &'a mut Vec<Action>,
}

impl Cx<'_> {
    /// Reads from the workspace through a [`Loaded`]; the old value shows until the new one is there.
    pub fn load<'l, K, T>(
        &mut self,
        loaded: &'l mut Loaded<K, T>,
        key: K,
        query: impl FnOnce(&Workspace, K) -> T + Send + 'static,
    ) -> Option<&'l T>
    where
        K: Clone + PartialEq + Send + 'static,
        T: Send + 'static,
    {
        loaded.get(self.session, key, query)
    }

    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Sends a command; look at the submission in the next frames for what became of it.
    ///
    /// Success is announced with 「撤销」, all screens read again; faults of fields are the sender's to show, other
    /// faults are shown by the window.
    pub fn submit(&mut self, command: Command) -> Submission {
        let submission = Submission::default();
        self.act(Action::Run(Box::new(command), submission.clone()));
        submission
    }

    pub fn go(&mut self, route: Route) {
        self.act(Action::Go(route));
    }

    pub fn preview(&mut self, sheet: SheetRequest) {
        self.act(Action::Preview(sheet));
    }

    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.act(Action::Say(tone, text.into()));
    }
}
