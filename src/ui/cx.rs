//! What a screen gets to see while it draws, and how it asks for things.

use chrono::NaiveDate;
use egui::Ui;

use super::{
    action::{Action, Submission},
    dialogs::Dialogs,
    route::Route,
    theme::Tone,
    widgets::table::TableState,
};
use crate::{
    ops::{Command, Workspace, query::office::Office},
    session::{Loaded, Preferences, Session, sheet::SheetRequest},
};

/// Handed to the screen that is drawn.
pub struct Cx<'a> {
    pub session: &'a mut Session,
    pub office: &'a Office,
    /// 截至: the day that trees, rosters and sheets show.
    pub as_of: NaiveDate,
    pub year: i32,
    pub preferences: &'a mut Preferences,
    pub dialogs: &'a mut Dialogs,
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

    /// Gives the table called `name` the widths dragged on earlier days, and keeps what was dragged since.
    ///
    /// Call it before the table is shown; widths are kept once the pointer has let go.
    pub fn keep_widths(&mut self, name: &str, table: &mut TableState, ui: &Ui) {
        let prefix = format!("{name}.");
        let kept = self.preferences.widths.iter().filter_map(|(key, width)| Some((key.strip_prefix(&prefix)?, *width)));
        if !table.recalled {
            table.recalled = true;
            table.layout.widths = kept.map(|(column, width)| (column.to_owned(), width as f32)).collect();
            return;
        }
        let dragged = table.layout.widths.iter().map(|(column, width)| (column.as_str(), width.round() as u32));
        if ui.input(|input| input.pointer.any_down()) || kept.eq(dragged.clone()) {
            return;
        }
        let dragged: Vec<(String, u32)> = dragged.map(|(column, width)| (format!("{prefix}{column}"), width)).collect();
        self.preferences.widths.retain(|key, _| !key.starts_with(&prefix));
        self.preferences.widths.extend(dragged);
        self.preferences.save();
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
