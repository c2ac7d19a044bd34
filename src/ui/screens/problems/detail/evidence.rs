//! The kept files of a problem and its steps: shown, opened, added, taken away.

use std::{collections::HashMap, path::PathBuf};

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::Press;
use crate::{
    domain::id::{ProblemId, StepId},
    ops::{
        Command,
        problem::{AttachEvidence, DetachEvidence},
        query::problem::Evidence,
    },
    session::Ticket,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::patrols::{
            files::{Incoming, size_words},
            thumbs::{self, Thumbs},
        },
        theme::{self, Tone},
        widgets::{
            button,
            modal::{Answer, Confirm},
        },
    },
};

/// Greatest size of a small picture.
const PICTURE: egui::Vec2 = vec2(132.0, 92.0);

/// What is being opened, added or taken away.
#[derive(Default)]
pub(super) struct Shelf {
    pub thumbs: Thumbs,
    opening: Option<Ticket<Result<(), String>>>,
    /// Files chosen for the finding or for a step, until their command has gone.
    adding: Option<(Option<StepId>, Incoming)>,
    removing: Option<Evidence>,
}

impl Shelf {
    /// Takes in what was chosen, opened and answered; call it in every frame.
    pub fn receive(&mut self, ui: &Ui, cx: &mut Cx<'_>, problem: ProblemId) {
        if let Some((step, incoming)) = &mut self.adding {
            incoming.receive(cx);
            if let Some(fault) = incoming.take_fault() {
                cx.say(Tone::Warning, fault);
            }
            if !incoming.kept().is_empty() && !incoming.is_copying() {
                let (step, files) = (*step, incoming.take());
                cx.submit(Command::AttachEvidence(AttachEvidence { problem, step, files }));
            }
        }
        if let Some(Ok(Err(why))) = self.opening.as_ref().and_then(Ticket::poll) {
            self.opening = None;
            cx.say(Tone::Warning, why);
        }
        let Some(file) = &self.removing else { return };
        let title = format!("移除证据「{}」？", file.name);
        match (Confirm { title: &title, text: "移除后可以撤销。", verb: "移除", danger: true }).show(ui.ctx())
        {
            Some(Answer::Do) => {
                cx.submit(Command::DetachEvidence(DetachEvidence { scan: file.scan }));
                self.removing = None;
            }
            Some(Answer::Cancel) => self.removing = None,
            None => {}
        }
    }

    pub fn add(&mut self, cx: &mut Cx<'_>, step: Option<StepId>) {
        let mut incoming = Incoming::default();
        incoming.choose(cx);
        self.adding = Some((step, incoming));
    }

    pub fn open(&mut self, ui: &Ui, cx: &mut Cx<'_>, file: Evidence, paths: &HashMap<String, PathBuf>) {
        match paths.get(&file.digest) {
            Some(path) => self.opening = Some(thumbs::open(ui.ctx(), path.clone(), file.name, &file.digest)),
            None => {
                let words = format!("材料「{}」不在工作区的 files 文件夹里，请从备份中找回", file.name);
                cx.say(Tone::Warning, words);
            }
        }
    }

    /// Asks before a file is taken away.
    pub fn remove(&mut self, file: Evidence) {
        self.removing = Some(file);
    }
}

/// Kept files: photos as small pictures, each with its name; pressing opens one.
pub(super) fn files(
    ui: &mut Ui,
    thumbs: &mut Thumbs,
    paths: &HashMap<String, PathBuf>,
    files: &[Evidence],
    why_not: Option<&str>,
) -> Option<Press> {
    if files.is_empty() {
        return None;
    }
    let mut press = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for file in files.iter().filter(|file| thumbs::is_picture(&file.name)) {
            let Some(path) = paths.get(&file.digest) else { continue };
            let Some(texture) = thumbs.get(ui.ctx(), &file.digest, path) else { continue };
            let image = egui::Image::new(texture).max_size(PICTURE).corner_radius(theme::CORNER);
            let shown = ui.add(image.alt_text(format!("照片 {}", file.name)).sense(egui::Sense::click()));
            if shown.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&file.name).clicked() {
                press = Some(Press::File(file.clone()));
            }
        }
    });
    for file in files {
        press = ui.push_id(file.scan.0, |ui| line(ui, file, why_not)).inner.or(press);
    }
    press
}

fn line(ui: &mut Ui, file: &Evidence, why_not: Option<&str>) -> Option<Press> {
    let quiet = theme::palette(ui).quiet;
    let mut press = None;
    ui.horizontal(|ui| {
        ui.label(Icon::Document.text(16.0).color(quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button::icon(Icon::Close, "移除证据").refused(why_not)).clicked() {
                press = Some(Press::Remove(file.clone()));
            }
            if ui.add(button::bare("打开")).clicked() {
                press = Some(Press::File(file.clone()));
            }
            ui.label(RichText::new(size_words(file.size)).small().color(quiet));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(&file.name).truncate());
            });
        });
    });
    press
}
