//! What a person decides about the files that were read: coordinate systems, who walked where, and what goes where.

use chrono::NaiveDate;
use egui::{Align, Layout, RichText, ScrollArea, TextStyle, Ui, vec2};

use super::rows::{self, Rows};
use crate::{
    domain::{
        date,
        id::{GridId, PersonId},
        patrol::{Finding, PatrolKind},
        text,
    },
    ops::{
        OpResult,
        query::field::{self, DayPatrol},
    },
    session::{Loaded, field::Batch},
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::{Pick, Source},
        theme::{self, Tone},
        widgets::{
            button,
            chip::chip,
            choice::{choice_of, segments},
            date_field::DateField,
            form::Slot,
            page::card,
            text_field::TextField,
        },
    },
};

/// First and last day, who and where: what the offered patrols depend on.
type Asked = (NaiveDate, NaiveDate, Option<PersonId>, Option<GridId>);

/// The least height of the list.
const LIST: f32 = 320.0;

/// A batch that is being decided about.
pub struct Decide {
    pub batch: Batch,
    today: NaiveDate,
    person: Pick,
    grid: Pick,
    /// The day of what has no time, as typed.
    day: String,
    patrols: Loaded<Asked, OpResult<Vec<DayPatrol>>>,
    /// For which question the proposals were made.
    proposed: Option<Asked>,
    rows: Rows,
}

pub enum Answer {
    /// Other files are to be chosen.
    Again,
    Take,
}

impl Decide {
    pub fn new(batch: Batch, today: NaiveDate) -> Self {
        Self {
            batch,
            today,
            person: Pick::new(Source::People),
            grid: Pick::new(Source::AnyGrid),
            day: String::new(),
            patrols: Loaded::default(),
            proposed: None,
            rows: Rows::default(),
        }
    }

    /// The patrols that are offered may have changed.
    pub fn invalidate(&mut self) {
        self.patrols.invalidate();
        self.proposed = None;
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> Option<Answer> {
        self.offer(cx);
        let open = self.batch.open();
        let answer = self.head(ui, why.map(str::to_owned).or_else(|| open.first().cloned()).as_deref());
        let room = ui.available_height();
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            super::not_read(ui, &self.batch.scan.refused);
            if self.batch.entries.is_empty() {
                return;
            }
            let top = ui.cursor().top();
            self.questions(ui);
            self.belonging(ui, cx);
            // The list takes what is left, and in a low window enough to be worked with.
            let left = (room - (ui.cursor().top() - top) - 8.0).max(LIST);
            ui.allocate_ui(vec2(ui.available_width(), left), |ui| self.rows.show(ui, &mut self.batch));
        });
        answer
    }

    /// Number of what was read, what still stands in the way, and the buttons.
    fn head(&self, ui: &mut Ui, why: Option<&str>) -> Option<Answer> {
        let mut answer = None;
        ui.horizontal(|ui| {
            ui.set_min_height(theme::CONTROL);
            let files = self.batch.scan.files.len();
            ui.label(
                RichText::new(format!("{files} 个文件：{}", self.batch.summary())).text_style(theme::text::strong()),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !self.batch.entries.is_empty() {
                    let verb = format!("导入 {} 项", self.batch.wanted());
                    if ui.add(button::primary(&verb).icon(Icon::Import).refused(why)).clicked() {
                        answer = Some(Answer::Take);
                    }
                }
                if ui.add(button::quiet("重新选择")).clicked() {
                    answer = Some(Answer::Again);
                }
                if let Some(why) = why {
                    let words = RichText::new(why).text_style(TextStyle::Small).color(theme::palette(ui).quiet);
                    ui.add(egui::Label::new(words).truncate());
                }
            });
        });
        answer
    }

    /// Coordinate systems, one question for a group of files.
    fn questions(&mut self, ui: &mut Ui) {
        if self.batch.questions.is_empty() {
            return;
        }
        let names: Vec<String> = self.batch.questions.iter().map(|question| self.about(question)).collect();
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            for (place, (question, about)) in self.batch.questions.iter_mut().zip(names).enumerate() {
                ui.push_id(("question", place), |ui| {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(RichText::new(about).text_style(theme::text::strong()));
                        for choice in &question.choices {
                            let chosen = question.answer == Some(choice.system);
                            let hint = format!("{}：{}", choice.system.label(), choice.reason);
                            if ui.add(button::segment(choice.system.short(), chosen)).on_hover_text(hint).clicked() {
                                question.answer = Some(choice.system);
                            }
                        }
                        if question.answer.is_none() {
                            chip(ui, Tone::Warning, "请选择");
                        }
                    });
                    let chosen =
                        question.choices.iter().filter(|one| question.answer.is_none_or(|it| it == one.system));
                    let reasons: Vec<String> =
                        chosen.map(|one| format!("{}：{}", one.system.short(), one.reason)).collect();
                    let quiet = theme::palette(ui).quiet;
                    let words = RichText::new(reasons.join("；")).text_style(TextStyle::Small).color(quiet);
                    ui.add(egui::Label::new(words).wrap());
                });
            }
        });
    }

    /// 「照片（5 个文件）的坐标是哪一种？」
    fn about(&self, question: &crate::session::field::Question) -> String {
        let name = |file: &usize| self.batch.scan.files.get(*file).map_or("", |scanned| scanned.file.name.as_str());
        match question.files.as_slice() {
            [only] => format!("「{}」的坐标是哪一种？", name(only)),
            many => format!("{}（{} 个文件）的坐标是哪一种？", question.about.label(), many.len()),
        }
    }

    /// Who walked and where; what new patrols say.
    fn belonging(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.label("巡查人");
                let slot = Slot::alone("field_person", "巡查人", 190.0);
                self.person.show(ui, &slot, cx, self.today);
                ui.add_space(6.0);
                ui.label("网格");
                self.grid.show(ui, &Slot::alone("field_grid", "网格", 220.0), cx, self.today);
                if self.batch.entries.iter().any(|entry| entry.found.started.is_none()) {
                    ui.add_space(6.0);
                    ui.label("没有时间的按");
                    let slot = Slot::alone("field_day", "没有时间的日期", 190.0);
                    DateField::new(&mut self.day, self.today).show(ui, &slot);
                }
            });
            ui.horizontal_wrapped(|ui| {
                let new = &mut self.batch.new;
                ui.label("新登记的巡查");
                let slot = Slot::alone("field_kind", "巡查类型", 130.0);
                choice_of(ui, &slot, &mut new.kind, &PatrolKind::ALL, |kind| kind.label());
                segments(ui, &mut new.finding, &[Finding::Nothing, Finding::Problem], |finding| finding.label());
                if new.finding == Finding::Problem {
                    let room = (ui.available_width() - 8.0).clamp(200.0, 420.0);
                    let field = TextField::new(&mut new.found).hint("地点、地块、行为、面积").max(text::PROSE_MAX);
                    field.show(ui, &Slot::alone("field_found", "发现情况", room));
                }
            });
            let quiet = theme::palette(ui).quiet;
            let words =
                "选择巡查人后，按日期和时间归入他已登记的巡查；当天没有的，按所选网格新登记一次。每一行都可以改。";
            ui.label(RichText::new(words).text_style(TextStyle::Small).color(quiet));
        });
        self.batch.new.person = self.person.person();
        self.batch.new.grid = self.grid.grid();
        self.batch.day = date::parse(&self.day, self.today).ok();
    }

    /// Asks for the patrols that may be meant, and proposes by them once they are there.
    fn offer(&mut self, cx: &mut Cx<'_>) {
        let (person, grid) = (self.batch.new.person, self.batch.new.grid);
        let Some((from, to)) = self.batch.days() else { return };
        let asked: Asked = (from, to, person, grid.filter(|_| person.is_none()));
        let wanted = asked;
        cx.load(&mut self.patrols, wanted, |ws, (from, to, person, grid)| {
            field::patrols_of_days(ws, from, to, person, grid)
        });
        let key = (from, to, person, grid);
        if self.patrols.shown_key() == Some(&wanted)
            && self.proposed != Some(key)
            && let Some(Ok(patrols)) = self.patrols.shown()
        {
            self.batch.patrols.clone_from(patrols);
            self.batch.propose();
            self.proposed = Some(key);
            rows::outdate(&mut self.rows);
        }
    }
}
