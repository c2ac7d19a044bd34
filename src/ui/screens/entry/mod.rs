//! Forms in the drawer: one way to show, check, send and close them, whatever they ask for.

mod banner;
mod ending;
mod fields;
mod foreseen;
mod namesakes;
mod paged;
mod person;
mod pick;

use chrono::NaiveDate;
use egui::Ui;

pub use crate::ui::widgets::fact::fact;
pub use banner::past_banner;
pub use ending::Ending;
pub use fields::{date_row, document_row, lines_of, list_of};
pub use foreseen::Foreseen;
pub use namesakes::told_apart;
pub use paged::Paged;
pub use person::{PersonPick, Somebody};
pub use pick::{Pick, Source};

use crate::{
    domain::fault::Faults,
    ops::{Command, OpFault, Outcome},
    session::sheet::{Sheet, SheetRequest},
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        shortcut::Shortcut,
        theme::Tone,
        widgets::{
            button,
            drawer::Drawer,
            form::{Form, FormState},
            modal::{Answer, Confirm},
            notice::Notice,
        },
    },
};

/// What a form asks for, and the command it makes of the answers.
pub trait Entry {
    fn title(&self) -> String;

    /// The word on the button that saves.
    fn verb(&self) -> &'static str {
        "保存"
    }

    /// Whether it takes something away.
    fn takes_away(&self) -> bool {
        false
    }

    /// The field to begin with, where it is not the first one.
    fn begins_at(&self) -> Option<&'static str> {
        None
    }

    /// Draws the rows.
    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>);

    /// # Errors
    /// What is missing or wrong, by field.
    fn command(&self, today: NaiveDate) -> Result<Command, Faults>;

    /// The sheet that goes with it, for the button that saves and prints; an error says why there is none now. Forms
    /// without such a button answer nothing.
    fn paper(&self, _today: NaiveDate) -> Option<Result<Sheet, &'static str>> {
        None
    }

    /// The form that Ctrl+Enter goes on with; none for what is done once.
    fn next(&self) -> Option<Box<dyn Entry>> {
        None
    }
}

/// The drawer with at most one form in it.
#[derive(Default)]
pub struct EntryDrawer {
    open: Option<Opened>,
    /// The form that was asked for while another held typed text.
    waiting: Option<Box<dyn Entry>>,
    /// Whether to give up what was typed is being asked.
    asking: bool,
}

struct Opened {
    entry: Box<dyn Entry>,
    state: FormState,
    /// What the workspace found wrong, as long as nothing has been changed since.
    answered: Faults,
    edits_then: u32,
    sent: Option<Sent>,
}

/// A command on its way.
struct Sent {
    submission: Submission,
    name: &'static str,
    /// Another form of the kind follows.
    go_on: bool,
    /// What is shown once it is saved.
    paper: Option<Sheet>,
}

/// A form that was saved.
pub struct Saved {
    /// The stable name of its command.
    pub command: &'static str,
    pub outcome: Outcome,
}

/// What was pressed in the drawer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Save,
    SaveAndNext,
    SaveAndPrint,
    Close,
}

impl EntryDrawer {
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether closing it would lose something.
    pub fn has_unsaved(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.state.edits() > 0)
    }

    /// Drops the form with what was typed.
    pub fn discard(&mut self) {
        *self = Self::default();
    }

    /// Shows a form; when another holds typed text, that is asked about first.
    pub fn begin(&mut self, entry: Box<dyn Entry>) {
        if self.has_unsaved() {
            (self.waiting, self.asking) = (Some(entry), true);
        } else {
            self.open = Some(Opened::new(entry));
        }
    }

    /// Closes the form, after asking when something was typed into it.
    pub fn close(&mut self) {
        self.asking = self.has_unsaved();
        self.close_untouched();
    }

    /// Whether to give up what was typed is being asked.
    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// Closes a form into which nothing was typed: what it was about is no longer shown.
    pub fn close_untouched(&mut self) {
        if !self.has_unsaved() {
            self.open = None;
        }
    }

    /// Draws the form beside the page and sends it; answers what was saved.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, key: &'static str) -> Option<Saved> {
        self.ask(ui);
        let open = self.open.as_mut()?;
        if let Some((saved, sent)) = open.receive() {
            let next = sent.go_on.then(|| open.entry.next()).flatten();
            self.open = next.map(Opened::new);
            if let Some(sheet) = sent.paper {
                cx.preview(SheetRequest { sheet, as_of: cx.as_of });
            }
            return Some(saved);
        }
        match open.show(ui, cx, key) {
            Some(Press::Close) if open.state.edits() > 0 => self.asking = true,
            Some(Press::Close) => self.open = None,
            Some(press) => open.send(cx, press),
            None => {}
        }
        None
    }

    fn ask(&mut self, ui: &Ui) {
        if !self.asking {
            return;
        }
        let question = Confirm {
            title: "放弃已填写的内容？",
            text: "右侧的表单还没有保存，放弃后不能找回。",
            verb: "放弃",
            danger: true,
        };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                self.asking = false;
                self.open = self.waiting.take().map(Opened::new);
            }
            Some(Answer::Cancel) => (self.asking, self.waiting) = (false, None),
            None => {}
        }
    }
}

impl Opened {
    fn new(entry: Box<dyn Entry>) -> Self {
        let mut state = FormState::begin();
        if let Some(field) = entry.begins_at() {
            state.focus(field);
        }
        Self { entry, state, answered: Faults::default(), edits_then: 0, sent: None }
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, key: &'static str) -> Option<Press> {
        if self.state.edits() != self.edits_then {
            self.answered = Faults::default();
        }
        let faults = self.entry.command(cx.office.today).err().unwrap_or_else(|| self.answered.clone());
        let popup = egui::Popup::is_any_open(ui.ctx());
        let title = self.entry.title();
        let mut pressed = None;
        let busy = self.sent.as_ref().map(|_| "正在保存");
        let (verb, takes_away, goes_on) = (self.entry.verb(), self.entry.takes_away(), self.entry.next().is_some());
        let paper = self.entry.paper(cx.office.today);
        let out = Drawer::new(key, &title).show(
            ui,
            |ui| {
                self.elsewhere(ui);
                let mut form = Form::new(&mut self.state, &faults);
                self.entry.show(ui, &mut form, cx);
            },
            |ui| {
                ui.vertical(|ui| {
                    if let Some(paper) = &paper {
                        let why = busy.or(paper.as_ref().err().copied());
                        let print = button::quiet("保存并打印交接清单").icon(Icon::Print).refused(why);
                        if ui.add(print).clicked() {
                            pressed = Some(Press::SaveAndPrint);
                        }
                    }
                    ui.horizontal(|ui| {
                        let save = if takes_away { button::danger(verb) } else { button::primary(verb) };
                        if ui.add(save.refused(busy).shortcut(Shortcut::Save)).clicked() {
                            pressed = Some(Press::Save);
                        }
                        if goes_on {
                            let next = button::quiet("保存并继续").refused(busy).shortcut(Shortcut::SaveAndNext);
                            if ui.add(next).clicked() {
                                pressed = Some(Press::SaveAndNext);
                            }
                        }
                        if ui.add(button::quiet("取消").hint("Esc")).clicked() {
                            pressed = Some(Press::Close);
                        }
                    });
                });
            },
        );
        if out.closed || (!popup && Shortcut::Back.pressed(ui.ctx())) {
            return Some(Press::Close);
        }
        if busy.is_some() {
            return None;
        }
        if Shortcut::SaveAndNext.pressed(ui.ctx()) {
            return Some(if goes_on { Press::SaveAndNext } else { Press::Save });
        }
        if Shortcut::Save.pressed(ui.ctx()) { Some(Press::Save) } else { pressed }
    }

    /// Faults of things that have no field here stand above the fields.
    fn elsewhere(&self, ui: &mut Ui) {
        let homeless = self.answered.0.iter().filter(|fault| !self.state.has_row(fault.field));
        let words: Vec<_> = homeless.map(|fault| fault.message.as_str()).collect();
        if !words.is_empty() {
            Notice::new(Tone::Danger, "没有保存").cause(words.join("；")).show(ui, |_| {});
            ui.add_space(8.0);
        }
    }

    fn send(&mut self, cx: &mut Cx<'_>, press: Press) {
        match self.entry.command(cx.office.today) {
            Ok(command) => {
                let name = command.name();
                let paper = match press {
                    Press::SaveAndPrint => self.entry.paper(cx.office.today).and_then(Result::ok),
                    _ => None,
                };
                let go_on = press == Press::SaveAndNext;
                self.sent = Some(Sent { submission: cx.submit(command), name, go_on, paper });
            }
            Err(_) => self.state.save_failed(),
        }
    }

    fn receive(&mut self) -> Option<(Saved, Sent)> {
        let result = self.sent.as_ref()?.submission.take()?;
        let sent = self.sent.take()?;
        match result {
            Ok(outcome) => Some((Saved { command: sent.name, outcome }, sent)),
            Err(fault) => {
                if let OpFault::Input(faults) = fault {
                    (self.answered, self.edits_then) = (faults, self.state.edits());
                    self.state.save_failed();
                }
                None
            }
        }
    }
}
