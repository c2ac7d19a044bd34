//! A batch from a file: choose it, say its coordinate system where the file does not, map its columns, go through every
//! row, take it in.

use std::sync::Arc;

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::forms::BatchFields;
use crate::{
    domain::{
        coordinate::{Reading, System},
        desk::Right,
        fault::Faults,
        id::ClueBatchId,
        import::ImportKind,
    },
    ops::{Command, Notice, NoticeKind, OpFault},
    session::{
        Ticket,
        clues::{self, Incoming, Target, command},
        exchange::Fault,
    },
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        screens::{
            exchange::{
                mapping::{Mapping, Next},
                trial::{Answer, Tried},
            },
            welcome::path_field::{Kind, PathField},
        },
        theme::{self, Tone},
        widgets::{
            button,
            choice::choice,
            form::{Form, FormState, Slot},
            notice::Notice as NoticePanel,
            page::{PageHead, card},
        },
    },
};

/// What came of it.
pub enum Ended {
    Left,
    Taken(ClueBatchId),
}

/// The page of taking a batch in.
pub struct Import {
    /// The batch that rows are added to; none for a new one.
    known: Option<(ClueBatchId, String)>,
    fields: Option<BatchFields>,
    form: FormState,
    /// What the workspace found wrong with the batch.
    answered: Faults,
    path: PathField,
    step: Step,
    fault: Option<Notice>,
    system: Option<System>,
}

enum Step {
    Choose,
    Reading(Ticket<Result<Incoming, Fault>>),
    /// The file does not say in which system its places are.
    Ask(Box<Incoming>),
    Map(Arc<Incoming>, Box<Mapping>),
    Trying(Arc<Incoming>, Box<Mapping>, Ticket<Result<Tried, Fault>>),
    Tried(Arc<Incoming>, Box<Mapping>, Box<Tried>),
    Taking(Arc<Incoming>, Box<Mapping>, Submission),
}

impl Import {
    pub fn new(known: Option<(ClueBatchId, String)>) -> Self {
        Self {
            known,
            fields: None,
            form: FormState::begin(),
            answered: Faults::default(),
            path: PathField::new(Kind::File, ""),
            step: Step::Choose,
            fault: None,
            system: None,
        }
    }

    pub fn has_unsaved(&self) -> bool {
        matches!(self.step, Step::Ask(_) | Step::Map(..) | Step::Trying(..) | Step::Tried(..))
    }

    /// What was tried is about another state of the workspace now.
    pub fn outdate(&mut self) {
        self.step = match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Tried(incoming, mapping, _) | Step::Trying(incoming, mapping, _) => Step::Map(incoming, mapping),
            other => other,
        };
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Ended> {
        let title = self.known.as_ref().map_or_else(|| "导入图斑".to_owned(), |(_, name)| format!("导入图斑到 {name}"));
        if PageHead::new(&title).quiet((), Icon::Back, "返回图斑").show(ui).is_some() {
            return Some(Ended::Left);
        }
        let why = cx.office.refusal(Right::Manage);
        let ended = self.receive(cx);
        if let Some(fault) = &self.fault {
            NoticePanel::new(Tone::Danger, fault.title.clone()).next(fault.next.clone()).show(ui, |_| {});
        }
        self.step(ui, cx, why.as_deref());
        ended.or_else(|| self.receive(cx))
    }

    /// The first step: the batch and the file.
    fn choose(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        let today = cx.office.today;
        let mut fields = self.fields.take().unwrap_or_else(|| BatchFields::new(today));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(RichText::new("1 选择文件").text_style(theme::text::section()));
                let said = "表格（.xlsx .xls .csv）、GeoJSON、shapefile（.shp，或 .shp .dbf .shx .prj 压成的 .zip）。不得导入涉密成果。";
                ui.label(RichText::new(said).text_style(TextStyle::Small).color(theme::palette(ui).quiet));
                ui.horizontal(|ui| {
                    let slot = Slot::alone("clue_file", "图斑文件", 560.0);
                    self.path.show(ui, &slot, cx.dialogs);
                });
            });
            if self.known.is_none() {
                ui.add_space(8.0);
                card(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(RichText::new("2 填写批次").text_style(theme::text::section()));
                    let mut faults = fields.facts(today).err().unwrap_or_default();
                    faults.0.extend(self.answered.0.iter().cloned());
                    ui.allocate_ui(egui::vec2(560.0, 0.0), |ui| {
                        let mut form = Form::new(&mut self.form, &faults);
                        fields.show(ui, &mut form, today);
                    });
                });
            }
            ui.add_space(8.0);
            let wrong = self.known.is_none() && fields.facts(today).is_err();
            let why = why.or(wrong.then_some("请先把批次填写完整"));
            if ui.add(button::primary("读取文件").icon(Icon::Import).refused(why)).clicked() {
                self.answered = Faults::default();
                match self.path.fault() {
                    Some(title) => self.complain(title),
                    None => {
                        self.fault = None;
                        let path = self.path.path();
                        self.step = Step::Reading(cx.session.beside(move || Incoming::read(&path)));
                    }
                }
            }
        });
        self.fields = Some(fields);
    }

    fn complain(&mut self, title: String) {
        let next = "请核对文件的位置和名称，然后再试。".to_owned();
        self.fault = Some(Notice { kind: NoticeKind::Input, title, next, detail: String::new() });
    }

    /// Goes on with a file whose system is known or does not matter.
    fn read(&mut self, incoming: Box<Incoming>) {
        if let Some(Reading::Impossible(why)) = incoming.reading()
            && self.system.is_none()
        {
            let next = "请用 GIS 软件核对坐标系，转换为 CGCS2000 后再导入。".to_owned();
            self.fault = Some(Notice { kind: NoticeKind::Input, title: why.clone(), next, detail: String::new() });
            self.step = Step::Choose;
            return;
        }
        let book = Arc::new(incoming.book(self.system));
        self.step = Step::Map(Arc::from(incoming), Box::new(Mapping::new(ImportKind::Clues, book)));
    }

    fn target(&self, cx: &Cx<'_>) -> Option<Target> {
        match &self.known {
            Some((id, _)) => Some(Target::Known(*id)),
            None => self.fields.as_ref()?.facts(cx.office.today).ok().map(Target::New),
        }
    }

    fn step(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Choose => self.choose(ui, cx, why),
            Step::Reading(ticket) => {
                ui.label("正在读取文件…");
                self.step = Step::Reading(ticket);
            }
            Step::Ask(incoming) => self.ask(ui, incoming),
            Step::Map(incoming, mut mapping) => match mapping.show(ui, why) {
                None => self.step = Step::Map(incoming, mapping),
                Some(Next::Keep(source)) => {
                    cx.submit(Command::SaveSource(*source));
                    self.step = Step::Map(incoming, mapping);
                }
                Some(Next::Try) => self.try_out(cx, incoming, mapping),
            },
            Step::Trying(incoming, mapping, ticket) => {
                ui.label("正在逐行核对，不会保存任何内容…");
                self.step = Step::Trying(incoming, mapping, ticket);
            }
            Step::Tried(incoming, mapping, mut tried) => match tried.show(ui, cx, &mapping, why) {
                None => self.step = Step::Tried(incoming, mapping, tried),
                Some(Answer::Back) => self.step = Step::Map(incoming, mapping),
                Some(Answer::Import(take)) => {
                    let Some(target) = self.target(cx) else { return };
                    let rows = std::mem::take(&mut tried.trial.rows);
                    let submission = cx.submit(command(target, rows, take, &incoming.name, &incoming.digest));
                    self.step = Step::Taking(incoming, mapping, submission);
                }
            },
            Step::Taking(incoming, mapping, submission) => {
                ui.label("正在导入…");
                self.step = Step::Taking(incoming, mapping, submission);
            }
        }
    }

    /// Asks for the coordinate system.
    fn ask(&mut self, ui: &mut Ui, incoming: Box<Incoming>) {
        let Some(Reading::Ask { choices, .. }) = incoming.reading() else {
            self.read(incoming);
            return;
        };
        let choices = choices.clone();
        let mut go_on = false;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new("文件没有写明坐标系").text_style(theme::text::section()));
            for choice in &choices {
                let words = format!("{}：{}", choice.system.label(), choice.reason);
                ui.label(RichText::new(words).text_style(TextStyle::Small).color(theme::palette(ui).quiet));
            }
            ui.horizontal(|ui| {
                let systems: Vec<System> = choices.iter().map(|choice| choice.system).collect();
                let slot = Slot::alone("system", "坐标系", 360.0);
                choice(ui, &slot, &mut self.system, &systems, |system| system.label(), "请选择坐标系");
                let why = self.system.is_none().then_some("请先选择坐标系；不清楚的请问下发单位");
                go_on = ui.add(button::primary("继续").refused(why)).clicked();
            });
        });
        if go_on { self.read(incoming) } else { self.step = Step::Ask(incoming) }
    }

    fn try_out(&mut self, cx: &mut Cx<'_>, incoming: Arc<Incoming>, mapping: Box<Mapping>) {
        self.fault = None;
        let Some(target) = self.target(cx) else {
            self.step = Step::Map(incoming, mapping);
            return;
        };
        let (book, plan, digest) = (mapping.book.clone(), mapping.plan.clone(), incoming.digest.clone());
        let ticket = cx.session.ask(move |ws| clues::rehearse(ws, target, &book, &plan, &digest).map(Tried::new));
        self.step = Step::Trying(incoming, mapping, ticket);
    }

    /// Takes in what has arrived.
    fn receive(&mut self, cx: &mut Cx<'_>) -> Option<Ended> {
        let lost = || Fault::Op(OpFault::Unexpected);
        match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Reading(ticket) => match ticket.poll().map(|answer| answer.unwrap_or_else(|_| Err(lost()))) {
                None => self.step = Step::Reading(ticket),
                Some(Ok(incoming)) if incoming.asks() => {
                    self.system = None;
                    self.step = Step::Ask(Box::new(incoming));
                }
                Some(Ok(incoming)) => {
                    self.system = None;
                    self.read(Box::new(incoming));
                }
                Some(Err(fault)) => self.fault = Some(fault.notice()),
            },
            Step::Trying(incoming, mapping, ticket) => {
                match ticket.poll().map(|answer| answer.unwrap_or_else(|_| Err(lost()))) {
                    None => self.step = Step::Trying(incoming, mapping, ticket),
                    Some(Ok(tried)) => self.step = Step::Tried(incoming, mapping, Box::new(tried)),
                    Some(Err(fault)) => {
                        if let Fault::Op(OpFault::Input(faults)) = &fault {
                            self.answered = faults.clone();
                        }
                        self.fault = Some(fault.notice());
                    }
                }
            }
            Step::Taking(incoming, mapping, submission) => match submission.take() {
                None => self.step = Step::Taking(incoming, mapping, submission),
                Some(Ok(outcome)) => {
                    let made = outcome.made.first().copied().map(ClueBatchId);
                    let batch = self.known.as_ref().map(|(id, _)| *id).or(made);
                    return Some(batch.map_or(Ended::Left, Ended::Taken));
                }
                Some(Err(fault)) => {
                    self.fault = Some(fault.notice()).filter(|notice| !notice.title.is_empty());
                    self.try_out(cx, incoming, mapping);
                }
            },
            other => self.step = other,
        }
        None
    }
}
