//! An open workspace on screen: session, frame and pages, and what becomes of the wishes of a frame.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use egui::Ui;

use super::{
    action::{Action, Submission},
    cx::Cx,
    dialogs::Dialogs,
    frame::{self, Ended, Leaving, SaveAs, SaveEach},
    route::{Page, Route},
    screens::Screens,
    shortcut::Shortcut,
    theme::Tone,
    widgets::toast::Toasts,
};
use crate::{
    domain::id::OpId,
    ops::{
        Command, Notice, OpFault, OpResult, Outcome, Workspace,
        query::office::{Office, office},
    },
    session::{Loaded, Preferences, Session, Ticket, each::Each, sheet},
};

/// How many warnings of one operation are said one by one.
const WARNINGS: usize = 3;

/// What can be done from a toast.
#[derive(Clone, Debug)]
pub enum ToastAction {
    Undo(OpId),
    OpenFile(PathBuf),
}

/// What the window has to do that a desk cannot do itself.
pub enum Leave {
    Close,
    Open(PathBuf),
}

pub struct Desk {
    pub(super) session: Session,
    pub(super) office: Office,
    facts: Loaded<(), OpResult<Office>>,
    screens: Screens,
    pub(super) route: Route,
    pub(super) as_of: NaiveDate,
    pub(super) year: i32,
    pub(super) bars: frame::Bars,
    running: Vec<Running>,
    saving: Option<SaveAs>,
    saving_each: Option<SaveEach>,
    leaving: Option<Leaving>,
    pub(super) fault: Option<Notice>,
    pub(super) toasts: Toasts<ToastAction>,
    actions: Vec<Action>,
}

/// A command whose answer is awaited.
struct Running {
    ticket: Ticket<OpResult<Outcome>>,
    submission: Option<Submission>,
    undo: bool,
}

impl Desk {
    pub fn new(session: Session, office: Office) -> Self {
        let year = office.years.first().copied().unwrap_or(office.today.year());
        Self {
            as_of: office.today,
            year,
            route: Route::Workbench,
            bars: frame::Bars::new(office.today),
            session,
            office,
            facts: Loaded::default(),
            screens: Screens::default(),
            running: Vec::new(),
            saving: None,
            saving_each: None,
            leaving: None,
            fault: None,
            toasts: Toasts::default(),
            actions: Vec::new(),
        }
    }

    /// Whether the workspace still works on something that was asked.
    pub fn is_busy(&self) -> bool {
        self.session.is_busy()
    }

    /// Draws one frame and carries out what was asked for; answers when the desk is to be left.
    pub fn show(&mut self, ui: &mut Ui, preferences: &mut Preferences, dialogs: &mut Dialogs) -> Option<Leave> {
        self.receive();
        let mut actions = std::mem::take(&mut self.actions);
        frame::fault_takes_keys(ui.ctx(), &mut self.fault);
        self.shortcuts(ui, &mut actions);
        frame::show(ui, self, &mut actions, |ui, desk, actions| {
            let mut cx = Cx {
                session: &mut desk.session,
                office: &desk.office,
                as_of: desk.as_of,
                year: desk.year,
                preferences,
                dialogs,
                actions,
            };
            desk.screens.show(ui, &mut cx, desk.route);
        });
        self.ask_for_file(ui, dialogs);
        self.ask_for_folder(ui, dialogs);
        self.ask_before_leaving(ui, &mut actions);
        if let Some(action) = self.toasts.show(ui.ctx()) {
            match action {
                ToastAction::Undo(op) => actions.push(Action::UndoOp(op)),
                ToastAction::OpenFile(file) => self.open_file(&file),
            }
        }
        frame::show_fault(ui.ctx(), &mut self.fault);
        let mut leave = None;
        for action in actions {
            leave = leave.or(self.carry_out(action, ui.ctx(), preferences));
        }
        leave
    }

    fn shortcuts(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        if Shortcut::Undo.pressed(ui.ctx()) {
            actions.push(Action::Undo);
        }
        if Shortcut::Redo.pressed(ui.ctx()) {
            actions.push(Action::Redo);
        }
    }

    fn carry_out(&mut self, action: Action, ctx: &egui::Context, preferences: &mut Preferences) -> Option<Leave> {
        match action {
            Action::Go(route) => self.go(route),
            Action::Run(command, submission) => self.run(*command, submission),
            Action::Undo => self.revert(Workspace::undo),
            Action::Redo => self.revert(Workspace::redo),
            Action::UndoOp(op) => self.revert(move |ws| ws.undo_op(op)),
            Action::SetAsOf(day) => self.as_of = day,
            Action::SetYear(year) => self.year = year,
            Action::Preview(request) => {
                self.screens.reports.choose(request);
                self.go(Route::Reports);
            }
            Action::SavePdf(request) => {
                let render = move |ws: &mut Workspace| sheet::pdf(ws, &request);
                self.saving = Some(SaveAs::rendering(self.session.ask(render)));
            }
            Action::SaveSvg(request) => {
                let draw = move |ws: &mut Workspace| sheet::svg(ws, &request);
                self.saving = Some(SaveAs::drawing(self.session.ask(draw)));
            }
            Action::SaveEach(request) => {
                let read = move |ws: &mut Workspace| Each::read(ws, &request);
                self.saving_each = Some(SaveEach::Reading(self.session.ask(read)));
            }
            Action::OpenWorkspace(dir) => return Some(Leave::Open(dir)),
            Action::CloseWorkspace => return Some(Leave::Close),
            Action::SignIn(name) => {
                let ticket = self.session.ask(move |ws| ws.sign_in(&name));
                self.bars.signing_in = Some(ticket);
            }
            Action::SetDark(dark) => {
                preferences.dark = dark;
                preferences.save();
                super::theme::choose(ctx, super::app::theme_choice(preferences));
            }
            Action::Refresh => self.facts.invalidate(),
            Action::Written(file, text) => {
                self.toasts.say_with(Tone::Good, text, "打开", ToastAction::OpenFile(file));
            }
            Action::Say(tone, text) => self.toasts.say(tone, text),
            Action::Complain(notice) => self.fault = Some(*notice),
        }
        None
    }

    /// Goes to a place; typed text that would be lost is asked about first.
    fn go(&mut self, route: Route) {
        let leaves_page = route.page() != self.route.page();
        if leaves_page && self.screens.has_unsaved(self.route) {
            self.leaving = Some(Leaving { to: route });
        } else {
            self.arrive(route);
        }
    }

    fn arrive(&mut self, route: Route) {
        self.route = route;
        self.screens.enter(route);
    }

    fn ask_before_leaving(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(leaving) = &self.leaving else { return };
        if let Some(left) = leaving.ask(ui.ctx()) {
            if left {
                self.screens.discard(self.route);
                actions.push(Action::Go(leaving.to));
            }
            self.leaving = None;
        }
    }

    fn run(&mut self, command: Command, submission: Submission) {
        let ticket = self.session.ask(move |ws| ws.apply(command));
        self.running.push(Running { ticket, submission: Some(submission), undo: false });
        self.receive();
    }

    fn revert(&mut self, revert: impl FnOnce(&mut Workspace) -> OpResult<Outcome> + Send + 'static) {
        let ticket = self.session.ask(revert);
        self.running.push(Running { ticket, submission: None, undo: true });
        self.receive();
    }

    /// Takes in every answer that has arrived.
    fn receive(&mut self) {
        let mut running = std::mem::take(&mut self.running);
        running.retain(|job| match job.ticket.poll() {
            None => true,
            Some(answer) => {
                let result = answer.unwrap_or_else(|_| Err(OpFault::Unexpected));
                self.ended(job, result);
                false
            }
        });
        self.running.append(&mut running);
        if let Some(answer) = self.bars.signing_in.as_ref().and_then(Ticket::poll) {
            self.bars.signing_in = None;
            match answer {
                Ok(Ok(())) => self.facts.invalidate(),
                Ok(Err(fault)) => self.fault = Some(fault.notice()),
                Err(_) => self.fault = Some(OpFault::Unexpected.notice()),
            }
        }
        match self.facts.get(&mut self.session, (), |ws, ()| office(ws)) {
            Some(Ok(office)) if *office != self.office => self.office = office.clone(),
            _ => {}
        }
    }

    fn ended(&mut self, job: &Running, result: OpResult<Outcome>) {
        if let Ok(outcome) = &result {
            self.announce(outcome, job.undo);
        }
        match (&job.submission, result) {
            (Some(submission), Ok(outcome)) => submission.end(Ok(outcome)),
            // Faults of fields, and that it was stopped, are shown by the form that sent the command, all others by the window.
            (Some(submission), Err(fault @ (OpFault::Input(_) | OpFault::Stopped))) => submission.end(Err(fault)),
            (Some(submission), Err(fault)) => {
                submission.end(Err(OpFault::Input(Default::default())));
                self.fault = Some(fault.notice());
            }
            (None, Ok(_)) => {}
            (None, Err(fault)) => self.fault = Some(fault.notice()),
        }
    }

    fn announce(&mut self, outcome: &Outcome, undo: bool) {
        if undo {
            // What has been taken back cannot be taken back by the message about it once more.
            self.toasts.withdraw(|action| matches!(action, ToastAction::Undo(_)));
        }
        if outcome.changes.0.is_empty() {
            self.toasts.say(Tone::Info, "内容没有变化");
            return;
        }
        self.screens.refresh(&outcome.changes);
        self.facts.invalidate();
        for warning in outcome.warnings.iter().take(WARNINGS) {
            self.toasts.say(Tone::Warning, warning.clone());
        }
        if outcome.warnings.len() > WARNINGS {
            let more = outcome.warnings.len() - WARNINGS;
            self.toasts.say(Tone::Warning, format!("另有 {more} 项提醒，请在台账中核对"));
        }
        if undo {
            self.toasts.say(Tone::Good, outcome.title.clone());
        } else {
            let text = format!("已保存：{}", outcome.title);
            self.toasts.say_with(Tone::Good, text, "撤销", ToastAction::Undo(outcome.op));
        }
    }

    fn ask_for_file(&mut self, ui: &Ui, dialogs: &mut Dialogs) {
        let Some(saving) = &mut self.saving else { return };
        let Some(ended) = saving.show(ui.ctx(), dialogs) else { return };
        self.saving = None;
        match ended {
            Ok(Some(file)) => {
                let text = format!("已生成 {}", file.display());
                self.toasts.say_with(Tone::Good, text, "打开", ToastAction::OpenFile(file));
            }
            Ok(None) => {}
            Err(notice) => self.fault = Some(notice),
        }
    }

    fn ask_for_folder(&mut self, ui: &Ui, dialogs: &mut Dialogs) {
        let Some(saving) = &mut self.saving_each else { return };
        let Some(ended) = saving.show(ui.ctx(), &self.session, dialogs) else { return };
        self.saving_each = None;
        match ended {
            Ended::GivenUp => {}
            Ended::Written { folder, files, total } => {
                let (tone, word) = if files < total { (Tone::Warning, "已停止，") } else { (Tone::Good, "") };
                let text = format!("{word}已生成 {files} 个文件，共 {total} 张表");
                self.toasts.say_with(tone, text, "打开文件夹", ToastAction::OpenFile(folder));
            }
            Ended::Failed(notice) => self.fault = Some(*notice),
        }
    }

    fn open_file(&mut self, file: &std::path::Path) {
        if opener::open(file).is_err() {
            self.toasts.say(Tone::Warning, format!("这台电脑没有打开这种文件的程序，文件在 {}", file.display()));
        }
    }

    pub(super) fn page(&self) -> Page {
        self.route.page()
    }
}
