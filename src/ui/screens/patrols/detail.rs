//! One patrol in the drawer: everything about it, its files and its history.

use egui::{RichText, Ui, vec2};

use super::{
    files::{Incoming, size_words},
    thumbs::{self, Thumbs},
};
use crate::{
    domain::{
        date,
        id::{AttachmentId, PatrolId},
        patrol::Finding,
    },
    ops::{
        Command, OpResult,
        patrol::{AttachFiles, DeletePatrol, DetachFile},
        query::{
            history::RowEvent,
            patrol::{self, PatrolDetail, PatrolFile},
            problem::{self, ProblemLine, ProblemQuery},
        },
    },
    session::{Loaded, Ticket},
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        route::Route,
        screens::history::changes,
        theme::{self, Tone},
        widgets::{
            button,
            chip::chip,
            drawer::Drawer,
            fact::{fact, fact_with},
            link,
            modal::{Answer, Confirm},
            page::section,
        },
    },
};

/// How many problems of one patrol are listed.
const MOST: u32 = 20;

/// The drawer of a record.
pub struct Detail {
    id: PatrolId,
    loaded: Loaded<PatrolId, OpResult<PatrolDetail>>,
    thumbs: Thumbs,
    opening: Option<Ticket<Result<(), String>>>,
    /// Files chosen to be added, until their command has gone.
    adding: Incoming,
    question: Option<Question>,
    deleting: Option<Submission>,
    /// The form is to open as soon as the record is there.
    wants_edit: bool,
    /// Problems that were made of it.
    problems: Loaded<PatrolId, OpResult<Vec<ProblemLine>>>,
}

/// What is asked before something is taken away.
enum Question {
    Delete,
    Detach(AttachmentId, String),
}

/// What came of showing the drawer.
pub enum Ended {
    Closed,
    Edit(Box<PatrolDetail>),
}

enum Press {
    Open(PatrolFile),
    Detach(AttachmentId, String),
    Add,
    Edit,
    Delete,
    /// 立为问题.
    Raise,
}

/// Whether the patrol found something that can become a problem.
fn raises<E>(shown: &Option<Result<&PatrolDetail, E>>) -> bool {
    matches!(shown, Some(Ok(detail)) if detail.line.patrol.finding == Finding::Problem)
}

impl Detail {
    pub fn new(id: PatrolId) -> Self {
        Self {
            id,
            loaded: Loaded::default(),
            thumbs: Thumbs::default(),
            opening: None,
            adding: Incoming::default(),
            question: None,
            deleting: None,
            wants_edit: false,
            problems: Loaded::default(),
        }
    }

    pub fn id(&self) -> PatrolId {
        self.id
    }

    pub fn invalidate(&mut self) {
        self.problems.invalidate();
        self.loaded.invalidate();
    }

    /// Goes on to the form as soon as the record is there.
    pub fn edit_when_loaded(&mut self) {
        self.wants_edit = true;
    }

    /// Asks before the record is deleted.
    pub fn ask_to_delete(&mut self) {
        self.question = Some(Question::Delete);
    }

    /// Shows the drawer; call it before the page beside it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why_not: Option<&str>) -> Option<Ended> {
        cx.load(&mut self.loaded, self.id, patrol::detail);
        self.receive(cx);
        let raised = self.raised(cx);
        if self.deleting.as_ref().and_then(Submission::take).is_some_and(|answer| answer.is_ok()) {
            return Some(Ended::Closed);
        }
        let shown = self.loaded.shown().map(|answer| answer.as_ref().map_err(|fault| fault.notice()));
        let title = match &shown {
            Some(Ok(detail)) => detail.place.clone(),
            _ => "巡查记录".to_owned(),
        };
        let mut pressed = None;
        let mut foot_pressed = None;
        let thumbs = &mut self.thumbs;
        let drawer = Drawer::new("巡查详情", &title).show(
            ui,
            |ui| match &shown {
                None => drop(ui.label("正在载入")),
                Some(Err(notice)) => super::ledger::trouble(ui, notice),
                Some(Ok(detail)) => {
                    problems(ui, cx, &raised);
                    facts(ui, cx, detail);
                    pressed = files(ui, thumbs, detail, why_not);
                    history(ui, &detail.history);
                }
            },
            |ui| {
                if raises(&shown) && ui.add(button::quiet("立为问题…").icon(Icon::Problem).refused(why_not)).clicked()
                {
                    foot_pressed = Some(Press::Raise);
                }
                if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why_not)).clicked() {
                    foot_pressed = Some(Press::Edit);
                }
                if ui.add(button::quiet("删除…").icon(Icon::Delete).refused(why_not)).clicked() {
                    foot_pressed = Some(Press::Delete);
                }
            },
        );
        if self.wants_edit && matches!(shown, Some(Ok(_))) {
            self.wants_edit = false;
            foot_pressed = Some(Press::Edit);
        }
        let edited = match pressed.or(foot_pressed) {
            Some(Press::Edit) => shown.and_then(Result::ok).cloned(),
            Some(press) => {
                self.pressed(ui, cx, press);
                None
            }
            None => None,
        };
        self.ask(ui, cx);
        match edited {
            Some(detail) => Some(Ended::Edit(Box::new(detail))),
            None => drawer.closed.then_some(Ended::Closed),
        }
    }

    /// The problems that were made of what it found.
    fn raised(&mut self, cx: &mut Cx<'_>) -> Vec<ProblemLine> {
        let read = cx.load(&mut self.problems, self.id, |ws, id| {
            problem::problems(ws, &ProblemQuery { patrol: Some(id), ..ProblemQuery::default() }, None, MOST)
        });
        read.and_then(|read| read.as_ref().ok()).cloned().unwrap_or_default()
    }

    fn pressed(&mut self, ui: &Ui, cx: &mut Cx<'_>, press: Press) {
        match press {
            Press::Open(file) => match file.path {
                Some(path) => self.opening = Some(thumbs::open(ui.ctx(), path, file.name, &file.digest)),
                None => {
                    cx.say(Tone::Warning, format!("附件「{}」不在工作区的 files 文件夹里，请从备份中找回", file.name))
                }
            },
            Press::Detach(id, name) => self.question = Some(Question::Detach(id, name)),
            Press::Add => self.adding.choose(cx),
            Press::Delete => self.question = Some(Question::Delete),
            Press::Raise => cx.go(Route::RaiseProblem(self.id)),
            Press::Edit => {}
        }
    }

    /// Takes in files that were chosen and opened.
    fn receive(&mut self, cx: &mut Cx<'_>) {
        self.adding.receive(cx);
        if let Some(fault) = self.adding.take_fault() {
            cx.say(Tone::Warning, fault);
        }
        if !self.adding.kept().is_empty() && !self.adding.is_copying() {
            let files = self.adding.take();
            cx.submit(Command::AttachFiles(AttachFiles { patrol: self.id, files }));
        }
        if let Some(Ok(Err(why))) = self.opening.as_ref().and_then(Ticket::poll) {
            self.opening = None;
            cx.say(Tone::Warning, why);
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(question) = &self.question else { return };
        let (title, text, verb) = match question {
            Question::Delete => {
                ("删除这条巡查记录？".to_owned(), "记录和附件一起从台账中去掉；删除后可以撤销。", "删除")
            }
            Question::Detach(_, name) => (format!("移除附件「{name}」？"), "移除后可以撤销。", "移除"),
        };
        let Some(answer) = (Confirm { title: &title, text, verb, danger: true }).show(ui.ctx()) else { return };
        if let (Answer::Do, Some(question)) = (answer, self.question.take()) {
            match question {
                Question::Delete => {
                    self.deleting = Some(cx.submit(Command::DeletePatrol(DeletePatrol { id: self.id })));
                }
                Question::Detach(attachment, _) => {
                    cx.submit(Command::DetachFile(DetachFile { attachment }));
                }
            }
        }
        self.question = None;
    }
}

fn facts(ui: &mut Ui, cx: &mut Cx<'_>, detail: &PatrolDetail) {
    let patrol = &detail.line.patrol;
    let cell = |key| patrol::cell(&detail.line, key);
    ui.horizontal_wrapped(|ui| {
        chip(ui, Tone::Neutral, patrol.kind.label());
        let tone = if patrol.finding == Finding::Problem { Tone::Warning } else { Tone::Good };
        chip(ui, tone, patrol.finding.label());
        if detail.late {
            chip(ui, Tone::Info, "补录");
        }
    });
    ui.add_space(4.0);
    fact(ui, "巡查日期", &date::chinese(patrol.date));
    fact(ui, "时间", &cell("time"));
    fact_with(ui, "网格", |ui| {
        if link::body_link(ui, &detail.place).clicked() {
            cx.go(Route::Grids(Some(patrol.group.unwrap_or(patrol.grid))));
        }
    });
    fact_with(ui, "巡查人", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (id, name) in &detail.patrollers {
                if ui.push_id(id.0, |ui| link::body_link(ui, name)).inner.clicked() {
                    cx.go(Route::People(Some(*id)));
                }
            }
        });
    });
    fact(ui, "巡查方式", &patrol.way);
    fact(ui, "天气", &patrol.weather);
    fact(ui, "发现情况", &patrol.found);
    fact(ui, "处置情况", &patrol.action);
    fact(ui, "备注", &patrol.note);
    let recorded = date::chinese(detail.line.recorded_on);
    fact(ui, "登记", &format!("{recorded} {}", detail.line.recorded_by));
    if detail.late {
        fact(ui, "补录", &format!("巡查日期 {}，登记日期 {recorded}", date::chinese(patrol.date)));
    }
    fact(ui, "编号", &detail.line.id.to_string());
}

/// The problems that were made of what it found.
fn problems(ui: &mut Ui, cx: &mut Cx<'_>, raised: &[ProblemLine]) {
    if raised.is_empty() {
        return;
    }
    fact_with(ui, "已立为问题", |ui| {
        for line in raised {
            let words = format!("{} {}", line.number, line.state.label());
            if ui.push_id(line.id.0, |ui| link::body_link(ui, &words)).inner.clicked() {
                cx.go(Route::Problems(Some(line.id)));
            }
        }
    });
}

fn files(ui: &mut Ui, thumbs: &mut Thumbs, detail: &PatrolDetail, why_not: Option<&str>) -> Option<Press> {
    let mut pressed = None;
    ui.horizontal(|ui| {
        section(ui, &format!("附件（{}）", detail.files.len()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Max), |ui| {
            if ui.add(button::bare("添加附件…").icon(Icon::Attach).refused(why_not)).clicked() {
                pressed = Some(Press::Add);
            }
        });
    });
    for file in &detail.files {
        ui.push_id(file.id.0, |ui| {
            let picture = file.path.as_deref().filter(|_| thumbs::is_picture(&file.name));
            if let Some(texture) = picture.and_then(|path| thumbs.get(ui.ctx(), &file.digest, path)) {
                let image = egui::Image::new(texture).max_size(vec2(180.0, 120.0)).corner_radius(theme::CORNER);
                let shown = ui.add(image.alt_text(format!("照片 {}", file.name)).sense(egui::Sense::click()));
                if shown.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                    pressed = Some(Press::Open(file.clone()));
                }
            }
            if let Some(press) = file_line(ui, file, why_not) {
                pressed = Some(press);
            }
        });
    }
    pressed
}

fn file_line(ui: &mut Ui, file: &PatrolFile, why_not: Option<&str>) -> Option<Press> {
    let quiet = theme::palette(ui).quiet;
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.label(Icon::Document.text(16.0).color(quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = button::icon(Icon::Close, "移除附件").refused(why_not);
            if ui.add(remove).clicked() {
                pressed = Some(Press::Detach(file.id, file.name.clone()));
            }
            if ui.add(button::bare("打开")).clicked() {
                pressed = Some(Press::Open(file.clone()));
            }
            ui.label(RichText::new(size_words(file.size)).small().color(quiet));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(&file.name).truncate());
            });
        });
    });
    pressed
}

fn history(ui: &mut Ui, events: &[RowEvent]) {
    section(ui, "经过");
    let quiet = theme::palette(ui).quiet;
    for event in events {
        ui.push_id(event.op.0, |ui| {
            let words = event.title.split_once('：').map_or(event.title.as_str(), |(words, _)| words);
            ui.label(RichText::new(words).text_style(theme::text::strong()));
            ui.label(RichText::new(format!("{} · {}", event.at, event.operator)).small().color(quiet));
            egui::CollapsingHeader::new(RichText::new(format!("改动 {} 处", event.changes.len())).small())
                .id_salt("改动")
                .show(ui, |ui| changes::changes(ui, &event.changes));
            ui.add_space(4.0);
        });
    }
}
