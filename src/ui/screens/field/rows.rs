//! The preview: one line for each photo, track and point, of which only those in sight are drawn.

use egui::{Align, Label, Layout, RichText, ScrollArea, TextStyle, Ui, vec2};

use crate::{
    domain::{date, id::PatrolId, track::TrackKind},
    session::field::{Batch, Entry, To},
    ui::{
        icon::Icon,
        screens::patrols::thumbs::{self, Thumbs},
        theme::{self, Tone},
        widgets::{check::check, chip::chip, choice::choice_of, form::Slot},
    },
};

const LINE: f32 = 52.0;
const PICTURE: f32 = 62.0;
const NAME: f32 = 190.0;
const TIME: f32 = 128.0;
const PLACE: f32 = 178.0;
const TO: f32 = 236.0;

/// The list with its pictures, and the words on each entry, worked out once and not in every frame.
#[derive(Default)]
pub struct Rows {
    thumbs: Thumbs,
    words: Vec<Shown>,
    /// Which answers the words were made with.
    answers: Vec<Option<crate::domain::coordinate::System>>,
    day: Option<chrono::NaiveDate>,
}

/// One entry in words.
#[derive(Default)]
struct Shown {
    time: String,
    place: String,
    words: String,
    /// Where it may go, with the words for that.
    values: Vec<(To, String)>,
}

/// Has the words made anew.
pub fn outdate(rows: &mut Rows) {
    rows.words.clear();
}

impl Rows {
    pub fn show(&mut self, ui: &mut Ui, batch: &mut Batch) {
        self.word(batch);
        heading(ui, batch);
        let count = batch.entries.len();
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_height();
        ScrollArea::both().id_salt("field_rows").max_height(room).auto_shrink([false, false]).show_rows(
            ui,
            LINE,
            count,
            |ui, range| {
                for place in range {
                    ui.push_id(place, |ui| self.line(ui, batch, place));
                }
            },
        );
    }

    /// Makes the words where answers, day or proposals changed.
    fn word(&mut self, batch: &Batch) {
        let answers: Vec<_> = batch.questions.iter().map(|question| question.answer).collect();
        if self.words.len() == batch.entries.len() && self.answers == answers && self.day == batch.day {
            return;
        }
        (self.answers, self.day) = (answers, batch.day);
        self.words = batch.entries.iter().map(|entry| shown(batch, entry)).collect();
    }

    fn line(&mut self, ui: &mut Ui, batch: &mut Batch, place: usize) {
        let Some(words) = self.words.get(place) else { return };
        let Some(entry) = batch.entries.get_mut(place) else { return };
        let scanned = batch.scan.files.get(entry.file);
        let colours = theme::palette(ui);
        let top = ui.cursor().min;
        ui.horizontal(|ui| {
            ui.set_height(LINE);
            let mut wanted = entry.wanted;
            ui.add_enabled_ui(entry.hopeless.is_none(), |ui| {
                let name = format!("导入 {}", entry.found.name);
                let ticked = ui.scope(|ui| tick(ui, &mut wanted, &name)).inner;
                if ticked {
                    entry.wanted = wanted;
                }
            });
            cell(ui, PICTURE, |ui| {
                let photo = scanned.filter(|_| entry.found.kind == Some(TrackKind::Photo));
                let texture = photo.and_then(|scanned| {
                    thumbs::is_picture(&scanned.file.name)
                        .then(|| self.thumbs.get(ui.ctx(), &scanned.digest, &scanned.file.path))?
                });
                match texture {
                    Some(texture) => {
                        let image = egui::Image::new(texture).max_size(vec2(PICTURE - 6.0, LINE - 8.0));
                        ui.add(image.corner_radius(theme::CORNER).alt_text(format!("照片 {}", entry.found.name)));
                    }
                    None => drop(ui.label(symbol(entry.found.kind).text(22.0).color(colours.quiet))),
                }
            });
            cell(ui, NAME, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.add_space(6.0);
                    ui.add(Label::new(RichText::new(&entry.found.name).text_style(theme::text::strong())).truncate());
                    let kind = entry.found.kind.map_or("", TrackKind::label);
                    let format = scanned.map_or("", |scanned| scanned.file.format.label());
                    let kind = if kind == format { kind.to_owned() } else { format!("{kind} · {format}") };
                    ui.label(RichText::new(kind).text_style(TextStyle::Small).color(colours.quiet));
                });
            });
            cell(ui, TIME, |ui| drop(ui.add(Label::new(&words.time).wrap())));
            cell(ui, PLACE, |ui| {
                ui.add(Label::new(RichText::new(&words.place).text_style(TextStyle::Small)).wrap());
            });
            cell(ui, TO, |ui| {
                if entry.wanted {
                    let mut to = entry.to;
                    let name = format!("归入 {}", entry.found.name);
                    let values: Vec<To> = words.values.iter().map(|(value, _)| *value).collect();
                    let word = |to: &To| {
                        let known = words.values.iter().find(|(value, _)| value == to);
                        known.map_or("请选择", |(_, word)| word.as_str())
                    };
                    choice_of(ui, &Slot::alone("to", &name, TO - 12.0), &mut to, &values, word);
                    if to != entry.to {
                        (entry.to, entry.settled) = (to, true);
                    }
                } else {
                    chip(ui, Tone::Neutral, "不导入");
                }
            });
            let tone = if entry.hopeless.is_some() { colours.danger_text } else { colours.tone(Tone::Warning).text };
            let text = RichText::new(&words.words).text_style(TextStyle::Small).color(tone);
            let room = ui.available_width().max(160.0);
            cell(ui, room, |ui| drop(ui.add(Label::new(text).wrap()).on_hover_text(&words.words)));
        });
        let right = ui.min_rect().right();
        ui.painter().hline(top.x..=right, top.y, egui::Stroke::new(1.0, colours.line));
    }
}

/// A box without words, named for those who do not see it; answers whether it changed.
fn tick(ui: &mut Ui, wanted: &mut bool, name: &str) -> bool {
    let response = check(ui, wanted, "");
    let changed = response.changed();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, ui.is_enabled(), *wanted, name));
    changed
}

/// The names of the columns, and one box for all.
fn heading(ui: &mut Ui, batch: &mut Batch) {
    ui.horizontal(|ui| {
        let able = batch.entries.iter().filter(|entry| entry.hopeless.is_none()).count();
        let mut all = able > 0 && batch.wanted() == able;
        if tick(ui, &mut all, "全部导入") {
            batch.entries.iter_mut().filter(|entry| entry.hopeless.is_none()).for_each(|entry| entry.wanted = all);
        }
        for (width, title) in
            [(PICTURE + NAME + 8.0, "内容"), (TIME, "时间"), (PLACE, "位置"), (TO, "归入"), (160.0, "提示")]
        {
            cell(ui, width, |ui| drop(ui.label(RichText::new(title).text_style(theme::text::small_strong()))));
        }
    });
}

fn cell(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui)) {
    let height = ui.available_height().clamp(20.0, LINE);
    ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        draw(ui);
    });
}

fn symbol(kind: Option<TrackKind>) -> Icon {
    match kind {
        Some(TrackKind::Line) => Icon::Patrol,
        Some(TrackKind::Photo) => Icon::Photo,
        Some(TrackKind::Point) | None => Icon::Place,
    }
}

fn shown(batch: &Batch, entry: &Entry) -> Shown {
    let time = match (entry.found.started, entry.found.ended) {
        (Some(start), Some(end)) if end.date() == start.date() && end != start => {
            format!("{}–{}", start.format("%Y-%m-%d %H:%M"), end.format("%H:%M"))
        }
        (Some(start), _) => start.format("%Y-%m-%d %H:%M").to_string(),
        (None, _) => batch.day.map_or("没有时间".to_owned(), |day| format!("{day}（所填日期）")),
    };
    let place = match batch.place(entry) {
        Some(place) => place.chinese(),
        None if entry.hopeless.is_some() || !entry.found.has_place() => "—".to_owned(),
        None => "待选择坐标系".to_owned(),
    };
    let mut values: Vec<(To, String)> =
        batch.patrols_for(entry).into_iter().map(|patrol| (To::Patrol(patrol.id), patrol.label.clone())).collect();
    if let Some(day) = batch.day_of(entry) {
        values.push((To::New, format!("新登记 {} 巡查", date::chinese(day))));
    }
    if let To::Patrol(id) = entry.to
        && !values.iter().any(|(to, _)| *to == To::Patrol(id))
    {
        values.push((To::Patrol(id), known(batch, id)));
    }
    Shown { time, place, words: batch.words_on(entry).join("；"), values }
}

fn known(batch: &Batch, id: PatrolId) -> String {
    batch.patrols.iter().find(|patrol| patrol.id == id).map_or_else(|| id.to_string(), |patrol| patrol.label.clone())
}
