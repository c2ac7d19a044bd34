//! One problem in full: what it is, where it stands and what is asked next, everything done so far, and what can be done.

mod evidence;
mod facts;
mod moves;
mod trail;

use std::{collections::HashMap, path::PathBuf};

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use self::evidence::Shelf;
use super::{
    step::StepForm,
    words::{due_chip, due_words, place, state_chip, what},
};
use crate::{
    domain::{
        id::{ProblemId, StepId},
        problem::{act::ActKind, paper::ProblemPaper},
    },
    ops::{
        OpResult, Workspace,
        query::{
            problem::{self, Evidence, ProblemDetail},
            problem_papers,
        },
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::EntryDrawer,
            patrols::{ledger::trouble, thumbs::Thumbs},
        },
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{button, chip::chip, menu, page::card},
    },
};

/// Above this width facts and steps stand side by side.
const TWO_COLUMNS: f32 = 860.0;
/// Width of the facts beside the steps.
const FACTS: f32 = 392.0;

/// A problem with the places of its kept files, by digest.
pub(super) struct Held {
    detail: ProblemDetail,
    /// Its papers, with the reason why one cannot be printed yet.
    papers: Vec<(ProblemPaper, Option<String>)>,
    paths: HashMap<String, PathBuf>,
}

/// The view of a problem, with at most one step form beside it.
pub struct Detail {
    id: ProblemId,
    loaded: Loaded<ProblemId, OpResult<Held>>,
    shelf: Shelf,
    drawer: EntryDrawer,
    /// The form of the facts is to open as soon as the problem is there.
    wants_edit: bool,
    /// Where to go once the step form is closed.
    leaving: Option<Ended>,
}

/// What came of showing it.
pub enum Ended {
    Back,
    Edit(Box<ProblemDetail>),
    Open(ProblemId),
}

/// What was pressed in the view.
pub(super) enum Press {
    Step(ActKind),
    File(Evidence),
    /// More evidence for the finding, or for a step.
    Add(Option<StepId>),
    Remove(Evidence),
    Open(ProblemId),
    Edit,
    Print(ProblemPaper),
    Back,
}

impl Detail {
    pub fn new(id: ProblemId) -> Self {
        Self {
            id,
            loaded: Loaded::default(),
            shelf: Shelf::default(),
            drawer: EntryDrawer::default(),
            wants_edit: false,
            leaving: None,
        }
    }

    pub fn id(&self) -> ProblemId {
        self.id
    }

    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    /// Goes on to the form of the facts as soon as the problem is there.
    pub fn edit_when_loaded(&mut self) {
        self.wants_edit = true;
    }

    /// Leaves the problem, after asking when something was typed into a step form.
    pub fn leave(&mut self, to: Ended) {
        self.drawer.close();
        self.leaving = Some(to);
    }

    fn left(&mut self) -> Option<Ended> {
        if self.leaving.is_some() && self.drawer.is_open() {
            if !self.drawer.is_asking() {
                self.leaving = None; // one went on writing
            }
            return None;
        }
        self.leaving.take()
    }

    /// Shows the view on the whole page. `why_not` refuses steps and corrections.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why_not: Option<&str>) -> Option<Ended> {
        if self.drawer.show(ui, cx, "办理问题").is_some() {
            self.loaded.invalidate();
        }
        cx.load(&mut self.loaded, self.id, read);
        self.shelf.receive(ui, cx, self.id);
        let mut press = None;
        match self.loaded.shown() {
            None => drop(ui.label("正在载入")),
            Some(Err(fault)) => {
                press = back(ui);
                trouble(ui, &fault.notice());
            }
            Some(Ok(held)) => {
                press = view(ui, cx, held, &mut self.shelf.thumbs, why_not);
                if std::mem::take(&mut self.wants_edit) {
                    press = Some(Press::Edit);
                }
            }
        }
        if press.is_none() && !self.drawer.is_open() && Shortcut::Back.pressed(ui.ctx()) {
            press = Some(Press::Back);
        }
        if let Some(press) = press {
            self.pressed(ui, cx, press);
        }
        self.left()
    }

    fn pressed(&mut self, ui: &Ui, cx: &mut Cx<'_>, press: Press) {
        let held = self.loaded.shown().and_then(|held| held.as_ref().ok());
        match (press, held) {
            (Press::Back, _) => self.leave(Ended::Back),
            (Press::Open(id), _) => self.leave(Ended::Open(id)),
            (Press::Edit, Some(held)) => {
                let detail = Box::new(held.detail.clone());
                self.leave(Ended::Edit(detail));
            }
            (Press::Step(kind), Some(held)) => {
                self.drawer.begin(Box::new(StepForm::new(kind, &held.detail, cx.office.today)));
            }
            (Press::File(file), Some(held)) => self.shelf.open(ui, cx, file, &held.paths),
            (Press::Add(step), Some(_)) => self.shelf.add(cx, step),
            (Press::Print(paper), Some(_)) => {
                let sheet = Sheet::ProblemPaper { paper, problem: self.id };
                cx.preview(SheetRequest { sheet, as_of: cx.as_of });
            }
            (Press::Remove(file), _) => self.shelf.remove(file),
            (_, None) => {}
        }
    }
}

fn read(ws: &Workspace, id: ProblemId) -> OpResult<Held> {
    let detail = problem::detail(ws, id)?;
    let all = detail.files.iter().chain(detail.steps.iter().flat_map(|step| &step.files));
    let paths = all.filter_map(|file| Some((file.digest.clone(), ws.file_path(&file.digest)?))).collect();
    Ok(Held { papers: problem_papers::offers(&detail), detail, paths })
}

fn back(ui: &mut Ui) -> Option<Press> {
    ui.add(button::bare("返回台账").icon(Icon::Back)).clicked().then_some(Press::Back)
}

fn view(ui: &mut Ui, cx: &mut Cx<'_>, held: &Held, thumbs: &mut Thumbs, why_not: Option<&str>) -> Option<Press> {
    let detail = &held.detail;
    let mut press = head(ui, held, why_not);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        standing(ui, detail);
        press = moves::show(ui, detail, why_not).or(press.take());
    });
    ui.add_space(theme::GAP);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if ui.available_width() >= TWO_COLUMNS {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                ui.vertical(|ui| {
                    ui.set_width(FACTS);
                    press = facts_card(ui, cx, held, thumbs, why_not).or(press.take());
                });
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    press = trail_card(ui, held, thumbs, why_not).or(press.take());
                });
            });
        } else {
            press = facts_card(ui, cx, held, thumbs, why_not).or(press.take());
            ui.add_space(theme::GAP);
            press = trail_card(ui, held, thumbs, why_not).or(press.take());
        }
    });
    press
}

fn facts_card(ui: &mut Ui, cx: &mut Cx<'_>, held: &Held, thumbs: &mut Thumbs, why_not: Option<&str>) -> Option<Press> {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.x = 8.0;
        facts::show(ui, cx, held, thumbs, why_not)
    })
}

fn trail_card(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs, why_not: Option<&str>) -> Option<Press> {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.x = 8.0;
        trail::show(ui, held, thumbs, why_not)
    })
}

/// The way back, what it is, and the buttons that are not steps.
fn head(ui: &mut Ui, held: &Held, why_not: Option<&str>) -> Option<Press> {
    let line = &held.detail.line;
    let mut press = None;
    ui.horizontal(|ui| {
        ui.set_min_height(36.0);
        press = back(ui);
        ui.label(RichText::new(format!("问题 {}", line.number)).text_style(theme::text::title()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button::quiet("更正…").icon(Icon::Edit).refused(why_not)).clicked() {
                press = Some(Press::Edit);
            }
            menu::dropdown(ui, button::quiet("打印文书").icon(Icon::Print), "打印文书", |ui| {
                for (paper, refused) in &held.papers {
                    if menu::item_unless(ui, Icon::Print, paper.label(), refused.as_deref()) {
                        press = Some(Press::Print(*paper));
                    }
                }
            });
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = format!("{}　{}", place(line), what(line));
                ui.add(egui::Label::new(RichText::new(words).color(theme::palette(ui).quiet)).truncate());
            });
        });
    });
    press
}

/// Chips, what the state means, and what is asked by when.
fn standing(ui: &mut Ui, detail: &ProblemDetail) {
    let line = &detail.line;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let state = state_chip(line.state);
        chip(ui, state.tone, &state.word);
        if line.supervised {
            chip(ui, Tone::Danger, "挂牌督办");
        }
        if line.problem.urgent {
            chip(ui, Tone::Danger, "紧急");
        }
        if let Some(due) = &line.due {
            let left = due_chip(due);
            chip(ui, left.tone, &left.word);
            ui.label(RichText::new(due_words(due)).color(theme::palette(ui).quiet));
        }
        if !line.with.is_empty() && !line.state.is_over() {
            ui.label(RichText::new(format!("现由{}办理", line.with)).color(theme::palette(ui).quiet));
        }
        if !detail.elapsed.is_empty() {
            ui.label(RichText::new(format!("历时 {}", detail.elapsed)).color(theme::palette(ui).quiet));
        }
    });
    ui.add_space(2.0);
    ui.add(egui::Label::new(&detail.meaning).wrap());
    ui.add_space(4.0);
}
