//! The workbook that goes to a town and comes back: written here, and its answers taken in with the photos beside it.

use std::path::PathBuf;

use egui::{RichText, TextStyle, Ui};

use crate::{
    domain::{
        grid::Level,
        id::ClueBatchId,
        import::{Counts, Fate, Line, Take},
    },
    exchange::{Book, Plan, write_refused},
    ops::{Command, OpFault},
    session::{
        Ticket,
        clues::{self, PHOTOS},
        exchange::Fault,
    },
    ui::{
        action::{Action, Submission},
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Pick, Source},
            exchange::place::Place,
            welcome::path_field::{Kind, PathField},
        },
        theme::{self, Tone},
        widgets::{button, form::Slot, notice::Notice as NoticePanel, page::card},
    },
};

/// How many wrong rows are shown; all are in the file of wrong rows.
const LISTED: usize = 4;

type Read = (Book, Plan, Command, Vec<Line>);

/// The panel above the list.
pub struct Returning {
    batch: ClueBatchId,
    name: String,
    town: Pick,
    place: Place,
    writing: Option<(PathBuf, Ticket<Result<usize, Fault>>)>,
    path: PathField,
    reading: Option<Ticket<Result<Box<Read>, Fault>>>,
    tried: Option<Box<Read>>,
    sent: Option<Submission>,
}

impl Returning {
    pub fn new(batch: ClueBatchId, name: &str) -> Self {
        Self {
            batch,
            name: name.to_owned(),
            town: Pick::new(Source::Grids(Level::Town)).hinting("不选为整个批次"),
            place: Place::default(),
            writing: None,
            path: PathField::new(Kind::File, ""),
            reading: None,
            tried: None,
            sent: None,
        }
    }

    /// Draws it; true when it is to be closed.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> bool {
        self.receive(cx);
        let mut close = false;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new("导出给镇（街道）").text_style(theme::text::section()));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    close = ui.add(button::icon(Icon::Close, "收起")).clicked();
                });
            });
            self.outgoing(ui, cx);
            ui.add_space(6.0);
            ui.label(RichText::new("收回核查结果").text_style(theme::text::section()));
            self.incoming(ui, cx, why);
        });
        close
    }

    fn outgoing(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let town = self.town.chosen.as_ref().map(|one| one.label.clone()).unwrap_or_default();
        self.place.offer(&format!("{}图斑核查{town}.xlsx", self.name));
        ui.horizontal(|ui| {
            self.town.show(ui, &Slot::alone("clue_town", "镇（街道）", 180.0), cx, today);
            ui.vertical(|ui| self.place.show(ui, &Slot::alone("clue_book", "核查表格保存到", 480.0), cx.dialogs));
            let busy = self.writing.is_some().then_some("正在写上一个文件，请稍候");
            if ui.add(button::quiet("导出表格").icon(Icon::Export).refused(busy)).clicked()
                && let Some(path) = self.place.take()
            {
                let (batch, grid, file) = (self.batch, self.town.grid(), path.clone());
                self.writing = Some((path, cx.session.ask(move |ws| clues::export(ws, batch, grid, &file))));
                self.receive(cx);
            }
        });
    }

    fn incoming(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) {
        let quiet = theme::palette(ui).quiet;
        let said = format!("照片放在表格旁边的“{PHOTOS}”文件夹里，文件名以图斑编号开头，例如 图斑编号-1.jpg。");
        ui.label(RichText::new(said).text_style(TextStyle::Small).color(quiet));
        ui.horizontal(|ui| {
            self.path.show(ui, &Slot::alone("clue_answers", "填好的核查表格", 480.0), cx.dialogs);
            let busy = (self.reading.is_some() || self.sent.is_some()).then_some("正在处理，请稍候");
            if ui.add(button::quiet("核对").icon(Icon::Search).refused(why.or(busy))).clicked() {
                match self.path.fault() {
                    Some(fault) => cx.say(Tone::Warning, fault),
                    None => self.read(cx),
                }
            }
        });
        let Some(tried) = &self.tried else { return };
        let lines = &tried.3;
        let counts = Counts::of(lines);
        let tone = if counts.refused > 0 { Tone::Warning } else { Tone::Info };
        let wrong = lines.iter().filter(|line| line.fate == Fate::Refused).take(LISTED);
        let words: Vec<_> = wrong.map(|line| format!("第 {} 行 {}：{}", line.line, line.name, line.words())).collect();
        let (mut take, mut errors) = (false, false);
        NoticePanel::new(tone, format!("核对结果：{}", counts.words())).next(words.join("\n")).show(ui, |ui| {
            let nothing = (counts.new + counts.changed == 0).then_some("没有要导入的核查结果");
            let verb = if counts.refused > 0 { "只导入正确的行" } else { "导入核查结果" };
            take = ui.add(button::primary(verb).icon(Icon::Import).refused(why.or(nothing))).clicked();
            if counts.refused > 0 {
                errors = ui.add(button::quiet("保存错误表").icon(Icon::Save)).clicked();
            }
        });
        if take && let Some(tried) = self.tried.take() {
            self.sent = Some(cx.submit(tried.2));
        } else if errors {
            self.save_errors(cx);
        }
    }

    fn read(&mut self, cx: &mut Cx<'_>) {
        let (batch, path) = (self.batch, self.path.path());
        self.tried = None;
        self.reading = Some(cx.session.ask(move |ws| {
            let (book, plan, command) = clues::answers(ws, batch, &path, Take::GoodOnly)?;
            let lines = ws.rehearse(command.clone())?.lines;
            Ok(Box::new((book, plan, command, lines)))
        }));
        self.receive(cx);
    }

    /// The wrong rows with their reasons, beside the file they came in.
    fn save_errors(&self, cx: &mut Cx<'_>) {
        let Some(tried) = &self.tried else { return };
        let path = self.path.path();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let errors = path.with_file_name(format!("{stem}（有误的行）.xlsx"));
        match write_refused(&errors, &tried.0, &tried.1, &tried.3) {
            Ok(count) => {
                let text = format!("已把有误的 {count} 行和原因写到 {}", errors.display());
                cx.act(Action::Written(errors, text));
            }
            Err(fault) => cx.act(Action::Complain(Box::new(Fault::File(fault).notice()))),
        }
    }

    fn receive(&mut self, cx: &mut Cx<'_>) {
        let lost = || Fault::Op(OpFault::Unexpected);
        if let Some(answer) = self.writing.as_ref().and_then(|(_, ticket)| ticket.poll())
            && let Some((path, _)) = self.writing.take()
        {
            match answer.unwrap_or_else(|_| Err(lost())) {
                Ok(count) => {
                    let text = format!("已导出 {count} 个图斑：{}", path.display());
                    cx.act(Action::Written(path, text));
                }
                Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
            }
        }
        if let Some(answer) = self.reading.as_ref().and_then(Ticket::poll) {
            self.reading = None;
            match answer.unwrap_or_else(|_| Err(lost())) {
                Ok(read) => self.tried = Some(read),
                Err(fault) => cx.act(Action::Complain(Box::new(fault.notice()))),
            }
        }
        if self.sent.as_ref().and_then(Submission::take).is_some() {
            self.sent = None;
        }
    }
}
