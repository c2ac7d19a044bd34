//! Bringing a file in: choose it, tell what its columns mean, go through every row, bring it in as one operation.

use std::{path::PathBuf, sync::Arc};

use egui::{Key, ProgressBar, RichText, TextStyle, Ui};

use super::{
    mapping::{Mapping, Next},
    trial::{Answer, Tried},
};
use crate::{
    domain::{
        id::OpId,
        import::{Counts, ImportKind, Take},
    },
    exchange::{self, Book, ExchangeFault},
    ops::{
        Command, Notice, OpFault, OpResult, Outcome,
        query::field::{self, FieldSource},
    },
    session::{
        Loaded, Progress, Ticket,
        exchange::{self as spreadsheets, Fault, command},
    },
    ui::{
        action::{Action, Submission},
        cx::Cx,
        icon::Icon,
        screens::welcome::path_field::{Kind, PathField},
        theme::{self, Tone},
        widgets::{button, choice::choice_of, form::Slot, notice::Notice as NoticePanel, page::card},
    },
};

/// The part of the page for files that come in.
pub struct Incoming {
    kind: ImportKind,
    path: PathField,
    step: Step,
    fault: Option<Notice>,
    /// Whether what is said is no fault: the user stopped it.
    stopped: bool,
    progress: Progress,
    sources: Loaded<ImportKind, OpResult<Vec<FieldSource>>>,
}

enum Step {
    /// Nothing is read yet.
    Choose,
    Reading(Ticket<Result<Book, ExchangeFault>>),
    Map(Box<Mapping>),
    Trying(Box<Mapping>, Ticket<Result<Tried, Fault>>),
    Tried(Box<Mapping>, Box<Tried>),
    Importing(Box<Mapping>, Submission, Take),
    Done(Box<Ended>),
}

/// What was brought in.
struct Ended {
    title: String,
    op: OpId,
    counts: Counts,
    changed: bool,
}

impl Default for Incoming {
    fn default() -> Self {
        Self {
            kind: ImportKind::Incumbencies,
            path: PathField::new(Kind::File, ""),
            step: Step::Choose,
            fault: None,
            stopped: false,
            progress: Progress::default(),
            sources: Loaded::default(),
        }
    }
}

impl Incoming {
    /// Whether leaving would lose work: a mapping or a dry run.
    pub fn has_unsaved(&self) -> bool {
        matches!(self.step, Step::Map(_) | Step::Trying(..) | Step::Tried(..))
    }

    /// What was tried is about another state of the workspace now.
    pub fn outdate(&mut self) {
        self.step = match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Tried(mapping, _) | Step::Trying(mapping, _) => Step::Map(mapping),
            other => other,
        };
    }

    /// Draws the step at work; answers the kind whose template is wanted.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<ImportKind> {
        let why = cx.office.refusal(self.kind.right());
        self.receive(cx);
        self.recognise(cx);
        let template = self.choose(ui, cx, why.as_deref());
        if let Some(fault) = &self.fault {
            let tone = if self.stopped { Tone::Info } else { Tone::Danger };
            let panel = NoticePanel::new(tone, fault.title.clone()).next(fault.next.clone());
            let panel = if fault.detail.is_empty() { panel } else { panel.details(fault.detail.clone()) };
            panel.show(ui, |_| {});
        }
        ui.add_space(4.0);
        self.step(ui, cx, why.as_deref());
        template
    }

    /// Reads a new file as its source was read before.
    fn recognise(&mut self, cx: &mut Cx<'_>) {
        cx.load(&mut self.sources, self.kind, field::sources);
        if let (Step::Map(mapping), Some(Ok(sources))) = (&mut self.step, self.sources.shown())
            && self.sources.shown_key() == Some(&mapping.plan.kind)
        {
            mapping.recognise(sources);
        }
    }

    pub fn forget_sources(&mut self) {
        self.sources.invalidate();
    }

    /// The first step: kind and file. It stays in sight, so that another file is one click away.
    fn choose(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> Option<ImportKind> {
        let mut template = None;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                step_word(ui, 1, "选择种类和文件");
                let quiet = theme::palette(ui).quiet;
                ui.label(RichText::new(self.kind.about()).text_style(TextStyle::Small).color(quiet));
            });
            ui.horizontal(|ui| {
                let before = self.kind;
                let slot = Slot::alone("import_kind", "导入种类", 130.0);
                choice_of(ui, &slot, &mut self.kind, &ImportKind::ALL, |kind| kind.label());
                if before != self.kind {
                    self.kind_changed();
                }
                let room = (ui.available_width() - 240.0).clamp(240.0, 640.0);
                let typed = self.path.show(ui, &Slot::alone("import_file", "表格文件", room), cx.dialogs);
                let entered = typed.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let busy = matches!(self.step, Step::Reading(_) | Step::Trying(..) | Step::Importing(..));
                let why = why.or(busy.then_some("正在处理上一个文件，请稍候"));
                let read = ui.add(button::primary("读取文件").icon(Icon::Import).refused(why)).clicked();
                if read || (entered && why.is_none()) {
                    self.read(cx);
                }
                if ui.add(button::bare("下载模板…")).clicked() {
                    template = Some(self.kind);
                }
            });
        });
        template
    }

    /// A file that is read is looked at anew.
    fn kind_changed(&mut self) {
        (self.fault, self.stopped) = (None, false);
        self.step = match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Map(mapping) | Step::Tried(mapping, _) => Step::Map(Box::new(Mapping::new(self.kind, mapping.book))),
            Step::Done(_) => Step::Choose,
            other => other,
        };
    }

    fn read(&mut self, cx: &mut Cx<'_>) {
        (self.fault, self.stopped) = (None, false);
        if let Some(fault) = self.path.fault() {
            let next = "可以导入 .xlsx、.xlsm、.xls、.ods 和 .csv。".to_owned();
            self.fault = Some(Notice { title: fault, next, ..blank() });
            return;
        }
        let path: PathBuf = self.path.path();
        self.step = Step::Reading(cx.session.ask(move |_| exchange::read(&path)));
        self.receive(cx);
    }

    /// Takes in what has arrived.
    fn receive(&mut self, cx: &mut Cx<'_>) {
        self.step = match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Reading(ticket) => match ticket.poll() {
                None => Step::Reading(ticket),
                Some(Ok(Ok(book))) => Step::Map(Box::new(Mapping::new(self.kind, Arc::new(book)))),
                Some(answer) => {
                    let fault = answer.map_or(Fault::Op(OpFault::Unexpected), |read| match read {
                        Err(fault) => fault.into(),
                        Ok(_) => OpFault::Unexpected.into(),
                    });
                    self.fault = Some(fault.notice());
                    Step::Choose
                }
            },
            Step::Trying(mapping, ticket) => match ticket.poll() {
                None => Step::Trying(mapping, ticket),
                Some(Ok(Ok(tried))) => Step::Tried(mapping, Box::new(tried)),
                Some(answer) => {
                    let fault = answer.ok().and_then(Result::err).unwrap_or(Fault::Op(OpFault::Unexpected));
                    self.stopped = matches!(fault, Fault::Op(OpFault::Stopped));
                    self.fault = Some(fault.notice());
                    Step::Map(mapping)
                }
            },
            Step::Importing(mapping, submission, take) => match submission.take() {
                None => Step::Importing(mapping, submission, take),
                Some(Ok(outcome)) => {
                    cx.session.ask(|ws| ws.listen(None));
                    Step::Done(Box::new(ended(&outcome)))
                }
                Some(Err(fault @ OpFault::Stopped)) => {
                    cx.session.ask(|ws| ws.listen(None));
                    (self.stopped, self.fault) = (true, Some(fault.notice()));
                    Step::Map(mapping)
                }
                Some(Err(fault)) => {
                    // Faults that are not about the rows were shown by the window.
                    self.fault = Some(fault.notice()).filter(|notice| !notice.title.is_empty());
                    self.try_out(cx, mapping)
                }
            },
            other => other,
        };
    }

    /// Has every row gone through in the background.
    fn try_out(&self, cx: &mut Cx<'_>, mapping: Box<Mapping>) -> Step {
        let (book, plan) = (mapping.book.clone(), mapping.plan.clone());
        self.hear(cx);
        Step::Trying(
            mapping,
            cx.session.ask(move |ws| {
                let tried = spreadsheets::rehearse(ws, &book, &plan).map(Tried::new);
                ws.listen(None);
                tried
            }),
        )
    }

    /// Has the workspace say how far it is, and stop when 「取消」 was pressed.
    fn hear(&self, cx: &mut Cx<'_>) {
        let progress = self.progress.clone();
        progress.begin();
        let tell = move |done, total| {
            progress.set(done, total);
            !progress.is_cancelled()
        };
        cx.session.ask(move |ws| ws.listen(Some(Box::new(tell))));
    }

    fn step(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        self.step = match std::mem::replace(&mut self.step, Step::Choose) {
            Step::Choose => {
                if self.fault.is_none() {
                    introduction(ui);
                }
                Step::Choose
            }
            Step::Reading(ticket) => {
                self.waiting(ui, "正在读取文件", false);
                Step::Reading(ticket)
            }
            Step::Map(mut mapping) => match mapping.show(ui, why) {
                None => Step::Map(mapping),
                Some(Next::Keep(source)) => {
                    cx.submit(Command::SaveSource(*source));
                    Step::Map(mapping)
                }
                Some(Next::Try) => {
                    (self.fault, self.stopped) = (None, false);
                    self.try_out(cx, mapping)
                }
            },
            Step::Trying(mapping, ticket) => {
                self.waiting(ui, "正在逐行核对，不会保存任何内容", true);
                Step::Trying(mapping, ticket)
            }
            Step::Tried(mapping, mut tried) => match tried.show(ui, cx, &mapping, why) {
                None => Step::Tried(mapping, tried),
                Some(Answer::Back) => Step::Map(mapping),
                Some(Answer::Import(take)) => {
                    (self.fault, self.stopped) = (None, false);
                    self.hear(cx);
                    let rows = std::mem::take(&mut tried.trial.rows);
                    let submission = cx.submit(command(mapping.plan.kind, rows, take, &mapping.book.name));
                    Step::Importing(mapping, submission, take)
                }
            },
            Step::Importing(mapping, submission, take) => {
                self.waiting(ui, "正在导入", true);
                Step::Importing(mapping, submission, take)
            }
            Step::Done(ended) => {
                if done(ui, cx, &ended) {
                    self.path.text.clear();
                    Step::Choose
                } else {
                    Step::Done(ended)
                }
            }
        };
        self.receive(cx);
    }

    fn waiting(&self, ui: &mut Ui, what: &str, stops: bool) {
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(format!("{what}…")).text_style(theme::text::strong()));
            let share = self.progress.share().unwrap_or(0.0);
            ui.horizontal(|ui| {
                ui.add(ProgressBar::new(share).desired_width(420.0));
                let asked = self.progress.is_cancelled().then_some("正在取消");
                if stops && ui.add(button::quiet("取消").icon(Icon::Close).refused(asked)).clicked() {
                    self.progress.cancel();
                }
            });
        });
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    }
}

fn blank() -> Notice {
    let kind = crate::ops::NoticeKind::Input;
    Notice { kind, title: String::new(), next: String::new(), detail: String::new() }
}

fn ended(outcome: &Outcome) -> Ended {
    Ended {
        title: outcome.title.clone(),
        op: outcome.op,
        counts: Counts::of(&outcome.lines),
        changed: !outcome.changes.0.is_empty(),
    }
}

/// What has come in, with the way back; true when another file is to come.
fn done(ui: &mut Ui, cx: &mut Cx<'_>, ended: &Ended) -> bool {
    let (mut again, mut undo) = (false, false);
    let notice = if ended.changed {
        let refused = ended.counts.refused;
        let next = if refused > 0 {
            format!("有误的 {refused} 行没有导入，改正后可以单独再导入。")
        } else {
            "导入的内容已在各页显示；不对时可以整体撤销。".to_owned()
        };
        NoticePanel::new(Tone::Good, ended.title.clone()).next(next)
    } else {
        NoticePanel::new(Tone::Info, "文件里的内容都已登记过，没有任何改动").cause(ended.counts.words())
    };
    notice.show(ui, |ui| {
        again = ui.add(button::quiet("再导入一个文件").icon(Icon::Import)).clicked();
        undo = ended.changed && ui.add(button::quiet("撤销这次导入").icon(Icon::Undo)).clicked();
    });
    if undo {
        cx.act(Action::UndoOp(ended.op));
    }
    again || undo
}

/// What a person can expect, before there is a file.
fn introduction(ui: &mut Ui) {
    let colours = theme::palette(ui);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        step_word(ui, 2, "对应各列");
        ui.label(RichText::new("自动认出表头和各列的含义；标题行、合并单元格、全角数字、姓名中的空格、合计行都没有关系。认错的可以改。").color(colours.quiet));
        ui.add_space(8.0);
        step_word(ui, 3, "逐行核对后导入");
        ui.label(
            RichText::new(
                "先预演，列出每一行是新增、变更、相同还是有误，不保存任何内容；有误的行可以连同原因另存为表格。",
            )
            .color(colours.quiet),
        );
        ui.label(
            RichText::new("确认后作为一次操作导入，可以整体撤销。同一文件再导入一次，不会有任何改动。")
                .color(colours.quiet),
        );
    });
}

/// 「2 对应各列」.
pub(super) fn step_word(ui: &mut Ui, number: u8, words: &str) {
    ui.horizontal(|ui| {
        let colours = theme::palette(ui);
        ui.label(RichText::new(number.to_string()).text_style(theme::text::section()).color(colours.primary_text));
        ui.label(RichText::new(words).text_style(theme::text::section()));
    });
}
