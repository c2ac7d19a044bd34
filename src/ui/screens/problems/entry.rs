//! 登记问题 and 更正问题: a page of its own, so that everything stands in view and is entered without the mouse.

mod concerned;
mod fields;

pub use fields::{KIND_LINE, MEMBER_LINE, with_basis};

use chrono::NaiveDate;
use egui::{Panel, RichText, ScrollArea, Ui};

use super::{draft::Draft, people::PeoplePick};
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{GridId, PersonId, ProblemId},
        problem::Problem,
    },
    ops::{
        Command, OpFault, Workspace,
        problem::{AddProblem, EditProblem},
        query::{grid, patrol::PatrolDetail, problem::ProblemDetail, tip::TipDetail},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        screens::{
            entry::{Pick, Source},
            patrols::files::Incoming,
        },
        shortcut::Shortcut,
        theme,
        widgets::{
            button,
            form::FormState,
            modal::{Answer, Confirm},
            page::card,
            search_pick::Candidate,
        },
    },
};

/// The grid whose groups are offered, and the day they are those of.
type GroupsOf = (Option<GridId>, NaiveDate);

/// A problem that is being written.
pub struct Entry {
    /// The problem that is corrected, with its number; a new one otherwise.
    edited: Option<(ProblemId, String)>,
    draft: Draft,
    /// The draft as it began, to tell whether anything was typed.
    begun: Draft,
    begun_finders: Vec<PersonId>,
    form: FormState,
    grid: Pick,
    finders: PeoplePick,
    groups: Loaded<GroupsOf, Vec<(GridId, String)>>,
    files: Incoming,
    sent: Option<(Submission, Then)>,
    /// The facts that were sent last, and what the workspace found wrong with them.
    sent_facts: Option<Problem>,
    answered: Faults,
    leaving: bool,
}

/// What follows a save.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Close,
    Next,
}

/// What came of showing the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    GivenUp,
    /// Saved; the problem to show.
    Saved(Option<ProblemId>),
}

enum Press {
    Save(Then),
    Leave,
}

impl Entry {
    pub fn new(today: NaiveDate) -> Self {
        Self::with(Draft::new(today), None)
    }

    /// 立为问题: what a patrol found.
    pub fn of_patrol(detail: &PatrolDetail) -> Self {
        let mut entry = Self::with(Draft::of_patrol(detail), None);
        let people = detail.patrollers.iter();
        entry.stand_in(people.map(|(id, name)| Candidate::new(id.0, name.clone(), "")).collect());
        entry.form.focus("kind");
        entry
    }

    /// 登记为问题: what was reported and found true.
    pub fn of_tip(detail: &TipDetail, today: NaiveDate) -> Self {
        let mut entry = Self::with(Draft::of_tip(detail, today), None);
        entry.form.focus("kind");
        entry
    }

    pub fn edit(detail: &ProblemDetail) -> Self {
        let mut entry = Self::with(Draft::of(&detail.line), Some((detail.line.id, detail.line.number.clone())));
        entry.stand_in(detail.finders.iter().map(|(id, name)| Candidate::new(id.0, name.clone(), "")).collect());
        entry
    }

    fn with(draft: Draft, edited: Option<(ProblemId, String)>) -> Self {
        let mut grid = Pick::new(Source::Above(Level::Group));
        grid.chosen = draft.grid.clone();
        Self {
            edited,
            begun: draft.clone(),
            begun_finders: Vec::new(),
            draft,
            form: FormState::begin(),
            grid,
            finders: PeoplePick::default(),
            groups: Loaded::default(),
            files: Incoming::default(),
            sent: None,
            sent_facts: None,
            answered: Faults::default(),
            leaving: false,
        }
    }

    fn stand_in(&mut self, people: Vec<Candidate>) {
        self.finders = PeoplePick::of(people);
        self.begun_finders = self.finders.ids();
    }

    /// Whether leaving would lose something.
    pub fn has_unsaved(&self) -> bool {
        let finders = self.finders.ids() != self.begun_finders;
        self.draft != self.begun || finders || !self.files.is_empty()
    }

    pub fn invalidate(&mut self) {
        self.finders.invalidate();
        self.groups.invalidate();
    }

    fn title(&self) -> String {
        self.edited.as_ref().map_or_else(|| "登记问题".to_owned(), |(_, number)| format!("更正问题 {number}"))
    }

    /// Shows the form on the whole page; answers once it is done.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Ended> {
        let mut ended = self.receive(cx);
        let today = cx.office.today;
        let faults = self.faults(today);
        ui.horizontal(|ui| {
            ui.set_min_height(36.0);
            ui.label(RichText::new(self.title()).text_style(theme::text::title()));
            let note = match self.edited {
                Some(_) => "已办理的步骤不变，改动留在操作历史里".to_owned(),
                None => format!("登记日期 {}，编号在保存时按年顺序给出", date::chinese(today)),
            };
            ui.label(RichText::new(note).small().color(theme::palette(ui).quiet));
        });
        ui.add_space(theme::GAP);
        let mut pressed = None;
        let foot = egui::Frame::NONE.inner_margin(egui::Margin { top: 10, ..Default::default() });
        Panel::bottom("登记问题操作").frame(foot).show_separator_line(false).show(ui, |ui| {
            ui.horizontal(|ui| pressed = self.buttons(ui));
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                self.fields(ui, cx, &faults);
            });
        });
        let ctx = ui.ctx().clone();
        if Shortcut::SaveAndNext.pressed(&ctx) && self.edited.is_none() {
            pressed = Some(Press::Save(Then::Next));
        } else if Shortcut::Save.pressed(&ctx) {
            pressed = Some(Press::Save(Then::Close));
        } else if !self.leaving && Shortcut::Back.pressed(&ctx) {
            pressed = Some(Press::Leave);
        }
        match pressed {
            Some(Press::Save(then)) => self.save(cx, then),
            Some(Press::Leave) if self.has_unsaved() => self.leaving = true,
            Some(Press::Leave) => ended = ended.or(Some(Ended::GivenUp)),
            None => {}
        }
        ended.or(self.ask_before_leaving(&ctx))
    }

    fn buttons(&self, ui: &mut Ui) -> Option<Press> {
        let busy = self.sent.is_some().then_some("正在保存");
        let mut pressed = None;
        if ui.add(button::primary("保存").shortcut(Shortcut::Save).refused(busy)).clicked() {
            pressed = Some(Press::Save(Then::Close));
        }
        let next = button::quiet("保存并登记下一个").shortcut(Shortcut::SaveAndNext).refused(busy);
        if self.edited.is_none() && ui.add(next).clicked() {
            pressed = Some(Press::Save(Then::Next));
        }
        if ui.add(button::quiet("取消").hint("Esc")).clicked() {
            pressed = Some(Press::Leave);
        }
        pressed
    }

    /// The faults of the draft as it is now, and those the workspace found as long as nothing was changed since.
    fn faults(&self, today: NaiveDate) -> Faults {
        let mut faults = match self.check(today) {
            Err(faults) => faults,
            Ok(facts) if Some(&facts) == self.sent_facts.as_ref() => self.answered.clone(),
            Ok(_) => Faults::default(),
        };
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        faults
    }

    fn check(&self, today: NaiveDate) -> Result<Problem, Faults> {
        self.draft.check(today, self.finders.ids())
    }

    fn save(&mut self, cx: &mut Cx<'_>, then: Then) {
        if self.sent.is_some() {
            return;
        }
        self.files.receive(cx);
        let problem = match self.check(cx.office.today) {
            Ok(problem) if self.files.fault().is_none() => problem,
            _ => return self.form.save_failed(),
        };
        self.sent_facts = Some(problem.clone());
        let command = match self.edited {
            Some((id, _)) => Command::EditProblem(EditProblem { id, problem }),
            None => Command::AddProblem(AddProblem { problem, files: self.files.kept().to_vec() }),
        };
        self.sent = Some((cx.submit(command), then));
    }

    /// Takes in what became of the save.
    fn receive(&mut self, cx: &mut Cx<'_>) -> Option<Ended> {
        let (submission, then) = self.sent.as_ref()?;
        let (answer, then) = (submission.take()?, *then);
        self.sent = None;
        match answer {
            Ok(outcome) => {
                let made = outcome.made.first().copied().map(ProblemId);
                let saved = self.edited.as_ref().map(|(id, _)| *id).or(made);
                if then == Then::Close {
                    return Some(Ended::Saved(saved));
                }
                let people = std::mem::take(&mut self.finders.chosen);
                *self = Self::with(self.draft.next(cx.office.today), None);
                self.stand_in(people);
                self.form.focus("kind");
            }
            Err(OpFault::Input(faults)) => {
                self.answered = faults;
                self.form.save_failed();
            }
            Err(_) => self.form.save_failed(),
        }
        None
    }

    fn ask_before_leaving(&mut self, ctx: &egui::Context) -> Option<Ended> {
        if !self.leaving {
            return None;
        }
        let question = Confirm {
            title: "放弃这次填写？",
            text: "已填写的内容还没有保存，放弃后就没有了。",
            verb: "放弃填写",
            danger: true,
        };
        let answer = question.show(ctx)?;
        self.leaving = false;
        (answer == Answer::Do).then_some(Ended::GivenUp)
    }
}

/// The groups below a grid on a day.
fn groups(ws: &Workspace, (grid, day): GroupsOf) -> Vec<(GridId, String)> {
    let below = grid::tree(ws, day).unwrap_or_default().into_iter();
    let below = below.filter(|node| node.level == Level::Group && node.parent == grid);
    below.map(|node| (node.id, node.name)).collect()
}
