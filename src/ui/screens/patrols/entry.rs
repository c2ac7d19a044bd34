//! The entry form: a page of its own, so that everything stands in view and a round is entered without the mouse.

mod fields;

use chrono::NaiveDate;
use egui::{Panel, RichText, ScrollArea, Ui};

use super::{
    draft::Draft,
    files::Incoming,
    pick::{GridFinder, PersonFinder},
};
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{GridId, PatrolId},
        patrol::Patrol,
    },
    ops::{
        Command, OpFault, OpResult,
        patrol::{EditPatrol, LogPatrol},
        query::{grid, patrol::PatrolDetail},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        shortcut::Shortcut,
        theme,
        widgets::{
            button,
            form::FormState,
            modal::{Answer, Confirm},
            page::card,
            search_pick::PickState,
        },
    },
};

/// Above this width the form stands in two columns.
const TWO_COLUMNS: f32 = 860.0;

/// The grid whose groups are offered, and the day they are those of.
type GroupsOf = (Option<GridId>, NaiveDate);

/// An entry that is being written.
pub struct Entry {
    /// The record that is changed, with the day it was entered; a new one otherwise.
    edited: Option<(PatrolId, NaiveDate)>,
    draft: Draft,
    /// The draft as it began, to tell whether anything was typed.
    begun: Draft,
    form: FormState,
    grid_pick: PickState,
    people_pick: PickState,
    grids: GridFinder,
    people: PersonFinder,
    groups: Loaded<GroupsOf, Vec<(GridId, String)>>,
    files: Incoming,
    sent: Option<(Submission, Then)>,
    /// The record that was sent last, and what the workspace found wrong with it.
    sent_record: Option<Patrol>,
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
    /// Saved; the record to show.
    Saved(Option<PatrolId>),
}

impl Entry {
    pub fn new(today: NaiveDate) -> Self {
        Self::with(Draft::new(today), None)
    }

    pub fn edit(detail: &PatrolDetail) -> Self {
        Self::with(Draft::of(detail), Some((detail.line.id, detail.line.recorded_on)))
    }

    fn with(draft: Draft, edited: Option<(PatrolId, NaiveDate)>) -> Self {
        Self {
            edited,
            begun: draft.clone(),
            draft,
            form: FormState::begin(),
            grid_pick: PickState::default(),
            people_pick: PickState::default(),
            grids: GridFinder::default(),
            people: PersonFinder::default(),
            groups: Loaded::default(),
            files: Incoming::default(),
            sent: None,
            sent_record: None,
            answered: Faults::default(),
            leaving: false,
        }
    }

    /// Whether leaving would lose something.
    pub fn has_unsaved(&self) -> bool {
        self.draft != self.begun || !self.files.is_empty()
    }

    pub fn invalidate(&mut self) {
        self.grids.invalidate();
        self.people.invalidate();
        self.groups.invalidate();
    }

    fn title(&self) -> &'static str {
        if self.edited.is_some() { "修改巡查" } else { "登记巡查" }
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
                Some((_, recorded_on)) => format!("{}登记", date::chinese(recorded_on)),
                None => format!("登记日期 {}", date::chinese(today)),
            };
            ui.label(RichText::new(note).small().color(theme::palette(ui).quiet));
        });
        ui.add_space(theme::GAP);
        let mut pressed = None;
        let foot = egui::Frame::NONE.inner_margin(egui::Margin { top: 10, ..Default::default() });
        Panel::bottom("登记巡查操作").frame(foot).show_separator_line(false).show(ui, |ui| {
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
        let next = button::quiet("保存并登记下一条").shortcut(Shortcut::SaveAndNext).refused(busy);
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
        let mut faults = match self.draft.check(today) {
            Err(faults) => faults,
            Ok(patrol) if Some(&patrol) == self.sent_record.as_ref() => self.answered.clone(),
            Ok(_) => Faults::default(),
        };
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        faults
    }

    fn save(&mut self, cx: &mut Cx<'_>, then: Then) {
        if self.sent.is_some() {
            return;
        }
        self.files.receive(cx);
        let patrol = match self.draft.check(cx.office.today) {
            Ok(patrol) if self.files.fault().is_none() => patrol,
            _ => return self.form.save_failed(),
        };
        self.sent_record = Some(patrol.clone());
        let command = match self.edited {
            Some((id, _)) => Command::EditPatrol(EditPatrol { id, patrol }),
            None => Command::LogPatrol(LogPatrol { patrol, files: self.files.kept().to_vec() }),
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
                let saved = self.edited.map(|(id, _)| id).or(outcome.made.first().copied().map(PatrolId));
                if then == Then::Close {
                    return Some(Ended::Saved(saved));
                }
                self.files.take();
                let next = self.draft.next(cx.office.today);
                *self = Self::with(next, None);
                self.form.focus("start");
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

enum Press {
    Save(Then),
    Leave,
}

/// The groups below a grid on a day.
fn groups(ws: &crate::ops::Workspace, key: (Option<GridId>, NaiveDate)) -> Vec<(GridId, String)> {
    let tree: OpResult<Vec<_>> = grid::tree(ws, key.1);
    let below = tree.unwrap_or_default().into_iter();
    let below = below.filter(|node| node.level == Level::Group && node.parent == key.0);
    below.map(|node| (node.id, node.name)).collect()
}
