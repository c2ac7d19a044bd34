//! The second step: which sheets and rows are read, and which column fills which field.

use std::sync::Arc;

use egui::{Align, Layout, RichText, ScrollArea, TextStyle, Ui, vec2};

use super::{incoming::step_word, source::KnownSource};
use crate::{
    domain::import::{Field, ImportKind, What, clean},
    exchange::{Book, Plan, SheetPlan, Source},
    ops::{field::SaveSource, query::field::FieldSource},
    ui::{
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            check::check,
            chip::chip,
            choice::{choice_of, segments},
            form::Slot,
            page::card,
            text_field::TextField,
        },
    },
};

/// Rows that can be named as the header.
const HEADERS: usize = 40;
/// Values that a column is recognised by.
const SAMPLES: usize = 3;

/// A file that was read, with what its columns mean so far.
pub struct Mapping {
    pub book: Arc<Book>,
    pub plan: Plan,
    /// The sheet that is shown.
    sheet: usize,
    facing: Facing,
    source: KnownSource,
}

/// What the shown sheet offers, worked out when it or its header changes.
#[derive(Default)]
struct Facing {
    of: Option<(usize, usize)>,
    /// 「B 姓名」, by column.
    columns: Vec<String>,
    samples: Vec<String>,
    /// 「第 3 行：序号、姓名、职务」, by place.
    headers: Vec<String>,
}

/// What a field is filled from, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Nothing,
    Fixed,
    Column(usize),
}

pub enum Next {
    Try,
    /// The columns are to be kept under the name of their source.
    Keep(Box<SaveSource>),
}

impl Mapping {
    pub fn new(kind: ImportKind, book: Arc<Book>) -> Self {
        let mut plan = Plan::guess(kind, &book);
        let sheet = plan.sheets.iter().position(|sheet| sheet.take).unwrap_or(0);
        // Where nothing was recognised, the first sheet is the one to tell about.
        if let Some(shown) = plan.sheets.get_mut(sheet) {
            shown.take = true;
        }
        Self { book, plan, sheet, facing: Facing::default(), source: KnownSource::default() }
    }

    pub fn show(&mut self, ui: &mut Ui, why: Option<&str>) -> Option<Next> {
        self.face();
        let mut next = None;
        let room = ui.available_height();
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height((room - 2.0 * theme::MARGIN - 4.0).max(200.0));
            ui.horizontal(|ui| {
                step_word(ui, 2, "对应各列");
                let quiet = theme::palette(ui).quiet;
                ui.label(RichText::new(&self.book.name).text_style(TextStyle::Small).color(quiet));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let nothing = self.plan.sheets.iter().all(|sheet| !sheet.take || sheet.sources.is_empty());
                    let why = why.or(nothing.then_some("还没有一列对应到填写项，请先对应"));
                    if ui.add(button::primary("核对全部行").icon(Icon::Check).refused(why)).clicked() {
                        next = Some(Next::Try);
                    }
                });
            });
            if let Some(save) = self.source.show(ui, &self.book, &self.plan) {
                next = Some(Next::Keep(Box::new(save)));
            }
            self.sheets(ui);
            self.header(ui);
            ui.add_space(4.0);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.fields(ui));
        });
        next
    }

    /// Reads the file as its source was read before, where one fits; once, so that what a person changes stays.
    pub fn recognise(&mut self, sources: &[FieldSource]) {
        if self.source.recognise(&self.book, &mut self.plan, sources) {
            self.sheet = self.plan.sheets.iter().position(|sheet| sheet.take).unwrap_or(0);
            self.facing = Facing::default();
        }
    }

    /// The sheets, when there are several: which is shown, and which are taken.
    fn sheets(&mut self, ui: &mut Ui) {
        if self.book.sheets.len() > 1 {
            ui.horizontal_wrapped(|ui| {
                ui.label("工作表");
                let places: Vec<usize> = (0..self.book.sheets.len()).collect();
                let (book, plan) = (&self.book, &self.plan);
                let words: Vec<String> = places
                    .iter()
                    .map(|at| {
                        let taken = if plan.sheets[*at].take { "✓ " } else { "" };
                        format!("{taken}{}", book.sheets[*at].name)
                    })
                    .collect();
                segments(ui, &mut self.sheet, &places, |at| words[*at].as_str());
                if let Some(plan) = self.plan.sheets.get_mut(self.sheet) {
                    ui.separator();
                    check(ui, &mut plan.take, "导入这张工作表");
                }
            });
        }
    }

    fn header(&mut self, ui: &mut Ui) {
        self.face();
        let Some(plan) = self.plan.sheets.get_mut(self.sheet) else { return };
        let before = plan.header;
        ui.horizontal(|ui| {
            ui.label("表头在");
            let places: Vec<usize> = (0..self.facing.headers.len()).collect();
            let headers = &self.facing.headers;
            let word = |at: &usize| headers.get(*at).map_or("", String::as_str);
            choice_of(ui, &Slot::alone("header_row", "表头所在的行", 560.0), &mut plan.header, &places, word);
        });
        if plan.header != before
            && let Some(sheet) = self.book.sheets.get(self.sheet)
        {
            let take = plan.take;
            *plan = SheetPlan { take, ..SheetPlan::at(self.plan.kind, sheet, plan.header) };
        }
        self.face();
    }

    /// Works out what the shown sheet offers, when that is another than before.
    fn face(&mut self) {
        let (Some(plan), Some(sheet)) = (self.plan.sheets.get(self.sheet), self.book.sheets.get(self.sheet)) else {
            return;
        };
        let of = Some((self.sheet, plan.header));
        if self.facing.of == of {
            return;
        }
        let headings = plan.headings(sheet);
        let samples = |column| {
            let texts: Vec<String> =
                plan.samples(sheet, column, SAMPLES).into_iter().map(|text| cut(text, 14)).collect();
            texts.join("、")
        };
        let headers = sheet.rows.iter().take(HEADERS).map(|row| {
            let cells: Vec<_> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            cut(&format!("第 {} 行：{}", row.number, cells.join("、")).replace(['\n', '\r'], " "), 48)
        });
        self.facing = Facing {
            of,
            samples: (0..headings.len()).map(samples).collect(),
            headers: headers.collect(),
            columns: headings,
        };
    }

    fn fields(&mut self, ui: &mut Ui) {
        let kind = self.plan.kind;
        let Some(plan) = self.plan.sheets.get_mut(self.sheet) else { return };
        line(ui, |ui| {
            for (width, title) in [(NAME, "填写项"), (FROM, "来自表格的列"), (SAMPLE, "内容举例")] {
                cell(ui, width, |ui| {
                    ui.label(RichText::new(title).text_style(theme::text::small_strong()));
                });
            }
        });
        for field in kind.fields() {
            row(ui, plan, &self.facing, field);
        }
        self.unused(ui);
    }

    /// Columns that fill nothing, so that nobody thinks they came in.
    fn unused(&self, ui: &mut Ui) {
        let Some(plan) = self.plan.sheets.get(self.sheet) else { return };
        let used = |column: &usize| plan.sources.values().any(|source| *source == Source::Column(*column));
        let names = self.facing.columns.iter().enumerate().filter(|(column, _)| !used(column));
        let names: Vec<_> = names.map(|(_, name)| name.as_str()).collect();
        if !names.is_empty() {
            ui.add_space(8.0);
            let quiet = theme::palette(ui).quiet;
            let text = format!("没有用到的列：{}", names.join("、"));
            ui.add(egui::Label::new(RichText::new(text).text_style(TextStyle::Small).color(quiet)).wrap());
        }
    }
}

const NAME: f32 = 150.0;
const FROM: f32 = 250.0;
const SAMPLE: f32 = 320.0;

fn line(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL);
        draw(ui);
    });
}

fn cell(ui: &mut Ui, width: f32, draw: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, theme::CONTROL), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        draw(ui);
    });
}

/// One field: its name, where it comes from, and what stands there.
fn row(ui: &mut Ui, plan: &mut SheetPlan, facing: &Facing, field: &'static Field) {
    let colours = theme::palette(ui);
    let now = match plan.sources.get(field.id) {
        None => From::Nothing,
        Some(Source::Fixed(_)) => From::Fixed,
        Some(Source::Column(column)) => From::Column(*column),
    };
    line(ui, |ui| {
        cell(ui, NAME, |ui| {
            let name = ui.label(field.label);
            if field.required {
                ui.label(RichText::new("*").color(colours.danger_text));
            }
            if !field.help.is_empty() {
                name.on_hover_text(field.help);
            }
        });
        let mut chosen = now;
        cell(ui, FROM, |ui| {
            let mut values = vec![From::Nothing, From::Fixed];
            values.extend((0..facing.columns.len()).map(From::Column));
            let word = |from: &From| match from {
                From::Nothing => "不导入",
                From::Fixed => "每行相同…",
                From::Column(column) => facing.columns.get(*column).map_or("", String::as_str),
            };
            choice_of(ui, &Slot::alone(field.id, field.label, FROM - 20.0), &mut chosen, &values, word);
        });
        if chosen != now {
            plan.set(
                field.id,
                match chosen {
                    From::Nothing => None,
                    From::Fixed => Some(Source::Fixed(String::new())),
                    From::Column(column) => Some(Source::Column(column)),
                },
            );
        }
        match plan.sources.get_mut(field.id) {
            Some(Source::Fixed(text)) => {
                let name = format!("{}（每行相同）", field.label);
                TextField::new(text).hint(field.example).show(ui, &Slot::alone("fixed", &name, 220.0));
            }
            Some(Source::Column(column)) => {
                let samples = facing.samples.get(*column).map_or("", String::as_str);
                let words = if samples.is_empty() { "（空列）".to_owned() } else { as_read(field, samples) };
                let carries = matches!(field.what, What::Grid { many: false });
                let width = if carries { SAMPLE } else { ui.available_width() };
                cell(ui, width, |ui| {
                    ui.add(egui::Label::new(RichText::new(words).color(colours.quiet)).truncate());
                });
                if carries {
                    let mut carried = plan.carried.contains(field.id);
                    if check(ui, &mut carried, "空白同上一行").clicked() {
                        if carried {
                            plan.carried.insert(field.id);
                        } else {
                            plan.carried.remove(field.id);
                        }
                    }
                }
            }
            None if field.required => {
                chip(ui, Tone::Warning, "必填");
                let note = RichText::new("没有对应的列，可以选择一列或写成每行相同").small().color(colours.quiet);
                ui.label(note);
            }
            None => {
                let help = RichText::new(field.help).small().color(colours.quiet);
                ui.add(egui::Label::new(help).truncate());
            }
        }
    });
}

/// Samples as they will be read: serial numbers of days as days, names without the blanks inside.
fn as_read(field: &Field, samples: &str) -> String {
    let read: fn(&str) -> String = match field.what {
        What::Date => clean::date,
        What::Name => clean::name,
        _ => str::to_owned,
    };
    samples.split('、').map(read).collect::<Vec<_>>().join("、")
}

fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((place, _)) => format!("{}…", &text[..place]),
        None => text.to_owned(),
    }
}
