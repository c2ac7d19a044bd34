//! The steps of a problem from the finding on, one under the other, with who did them, words, papers and evidence.

use egui::{Align, Color32, Label, Layout, RichText, Stroke, Ui, pos2};

use super::{Held, Press, evidence::files};
use crate::{
    domain::{date, problem::step::Step, time},
    ops::query::problem::{ProblemDetail, StepLine},
    ui::{
        icon::Icon,
        screens::{patrols::thumbs::Thumbs, problems::words::tone_of},
        theme::{self, Tone},
        widgets::{button, chip::chip, page::section},
    },
};

/// Room for the line with its dots.
const RAIL: f32 = 22.0;
/// A dot of the line.
const DOT: f32 = 5.0;

pub(super) fn show(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs, why_not: Option<&str>) -> Option<Press> {
    let detail = &held.detail;
    section(ui, &format!("办理经过（{} 步）", detail.steps.len()));
    let mut press = None;
    let last = detail.steps.len();
    entry(ui, theme::palette(ui).figure(Tone::Warning), last > 0, |ui| found(ui, detail));
    for (place, step) in detail.steps.iter().enumerate() {
        let colour = theme::palette(ui).figure(tone_of(step.state));
        ui.push_id(step.id.0, |ui| {
            entry(ui, colour, place + 1 < last, |ui| {
                press = one(ui, held, thumbs, step, why_not).or(press.take());
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

fn one(ui: &mut Ui, held: &Held, thumbs: &mut Thumbs, line: &StepLine, why_not: Option<&str>) -> Option<Press> {
    let mut press = None;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button::icon(Icon::Attach, "补充这一步的材料").refused(why_not)).clicked() {
                press = Some(Press::Add(Some(line.id)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&line.title).text_style(theme::text::strong())).truncate());
                if line.recorded_on > line.step.on {
                    chip(ui, Tone::Info, "补录").on_hover_text(recorded(line));
                }
            });
        });
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
    files(ui, thumbs, &held.paths, &line.files, why_not).or(press)
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
