//! The steps of a problem from the finding on, one under the other, with who did them, words, papers and evidence.

use egui::{Color32, Label, RichText, Stroke, Ui, pos2, vec2};

use super::{Held, Press};
use crate::{
    domain::{date, problem::step::Step, time},
    ops::query::problem::{Evidence, ProblemDetail, StepLine},
    ui::{
        icon::Icon,
        screens::{
            patrols::{
                files::size_words,
                thumbs::{self, Thumbs},
            },
            problems::words::tone_of,
        },
        theme::{self, Tone},
        widgets::{button, chip::chip, page::section},
    },
};

/// Room for the line with its dots.
const RAIL: f32 = 22.0;
/// A dot of the line.
const DOT: f32 = 5.0;
/// Greatest size of a small picture.
const PICTURE: egui::Vec2 = vec2(132.0, 92.0);

pub(super) fn show(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs) -> Option<Press> {
    let detail = &held.detail;
    section(ui, &format!("办理经过（{} 步）", detail.steps.len()));
    let mut press = None;
    let last = detail.steps.len();
    entry(ui, theme::palette(ui).figure(Tone::Warning), last > 0, |ui| found(ui, detail));
    for (place, step) in detail.steps.iter().enumerate() {
        let colour = theme::palette(ui).figure(tone_of(step.state));
        ui.push_id(step.id.0, |ui| {
            entry(ui, colour, place + 1 < last, |ui| {
                press = one(ui, held, thumbs, step).or(press.take());
            });
        });
    }
    press
}

/// A dot, and the line on to the next one.
fn entry(ui: &mut Ui, colour: Color32, goes_on: bool, contents: impl FnOnce(&mut Ui)) {
    let rail = ui.cursor().left();
    let shown = ui.horizontal_top(|ui| {
        ui.add_space(RAIL);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            contents(ui);
            ui.add_space(10.0);
        });
    });
    let rect = shown.response.rect;
    let dot = pos2(rail + DOT + 1.0, rect.top() + 10.0);
    if goes_on {
        let line = Stroke::new(1.5, theme::palette(ui).line);
        ui.painter().vline(dot.x, dot.y + DOT + 3.0..=rect.bottom() + 10.0 - DOT, line);
    }
    ui.painter().circle_filled(dot, DOT, colour);
}

/// The finding itself, as the first of the steps.
fn found(ui: &mut Ui, detail: &ProblemDetail) {
    let line = &detail.line;
    let at = line.problem.found_at.map(|at| format!(" {}", time::clock(at))).unwrap_or_default();
    ui.label(RichText::new("发现问题").text_style(theme::text::strong()));
    let words = format!("{}{at} · {}", date::chinese(line.problem.found_on), line.found_by);
    quiet(ui, &words);
    ui.add(Label::new(&line.problem.description).wrap().selectable(true));
}

fn one(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs, line: &StepLine) -> Option<Press> {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&line.title).text_style(theme::text::strong()));
        if line.recorded_on > line.step.on {
            chip(ui, Tone::Info, "补录").on_hover_text(recorded(line));
        }
    });
    quiet(ui, &format!("{} · {}", when(&line.step), line.by.join("、")));
    if !line.step.text.is_empty() {
        ui.add(Label::new(&line.step.text).wrap().selectable(true));
    }
    if !line.step.document.is_empty() {
        quiet(ui, &format!("文书：{}", line.step.document));
    }
    for note in &line.notes {
        ui.horizontal(|ui| {
            let info = theme::palette(ui).tone(Tone::Info).text;
            ui.label(Icon::Info.text(15.0).color(info));
            ui.add(Label::new(RichText::new(note).small().color(info)).wrap());
        });
    }
    files(ui, held, thumbs, &line.files)
}

fn when(step: &Step) -> String {
    let clock = step.at.map(|at| format!(" {}", time::clock(at))).unwrap_or_default();
    format!("{}{clock}", date::chinese(step.on))
}

fn recorded(line: &StepLine) -> String {
    format!("{} {} 登记", date::chinese(line.recorded_on), line.recorded_by)
}

fn quiet(ui: &mut Ui, words: &str) {
    let colour = theme::palette(ui).quiet;
    ui.add(Label::new(RichText::new(words).small().color(colour)).wrap());
}

/// Kept files: photos as small pictures, others by name; pressing opens one.
pub(super) fn files(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs, files: &[Evidence]) -> Option<Press> {
    if files.is_empty() {
        return None;
    }
    let mut press = None;
    let pictured = |file: &&Evidence| thumbs::is_picture(&file.name) && held.paths.contains_key(&file.digest);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for file in files.iter().filter(pictured) {
            let Some(path) = held.paths.get(&file.digest) else { continue };
            let Some(texture) = thumbs.get(ui.ctx(), &file.digest, path) else { continue };
            let image = egui::Image::new(texture).max_size(PICTURE).corner_radius(theme::CORNER);
            let shown = ui.add(image.alt_text(format!("照片 {}", file.name)).sense(egui::Sense::click()));
            let hint = format!("{}（{}）", file.name, size_words(file.size));
            if shown.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
                press = Some(Press::File(file.clone()));
            }
        }
    });
    for file in files {
        ui.push_id(file.scan.0, |ui| {
            ui.horizontal(|ui| {
                ui.label(Icon::Document.text(16.0).color(theme::palette(ui).quiet));
                ui.add(Label::new(&file.name).truncate());
                quiet(ui, &size_words(file.size));
                if ui.add(button::bare("打开")).clicked() {
                    press = Some(Press::File(file.clone()));
                }
            });
        });
    }
    press
}
