//! The scans of the record that is open: opened, added, removed.

use std::{collections::HashMap, path::PathBuf};

use egui::{Align, Label, Layout, RichText, Ui};

use crate::{
    domain::{id::ScanId, scan::ScanOwner},
    ops::{
        Command, OpResult,
        mechanism::{AttachScans, DetachScan},
        query,
    },
    session::{Loaded, Ticket},
    store::ScanRow,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::patrols::{
            files::{Incoming, size_words},
            thumbs,
        },
        theme::{self, Tone},
        widgets::{
            button,
            modal::{Answer, Confirm},
            page::section,
        },
    },
};

/// A scan with the place of its content; `None` when it is not in the workspace.
type Held = (ScanRow, Option<PathBuf>);

#[derive(Default)]
pub struct Shelf {
    /// By record: a drawer may show several, a filing and its 补报.
    loaded: HashMap<ScanOwner, Loaded<ScanOwner, OpResult<Vec<Held>>>>,
    /// Files chosen to be added to a record, until their command has gone.
    adding: Option<(ScanOwner, Incoming)>,
    opening: Option<Ticket<Result<(), String>>>,
    removing: Option<(ScanId, String)>,
}

enum Press {
    Open(Held),
    Remove(ScanId, String),
    Add,
}

impl Shelf {
    pub fn invalidate(&mut self) {
        self.loaded.values_mut().for_each(Loaded::invalidate);
    }

    /// Takes in what was chosen and opened; call it in every frame of the page.
    pub fn receive(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if let Some((owner, incoming)) = &mut self.adding {
            incoming.receive(cx);
            if let Some(fault) = incoming.take_fault() {
                cx.say(Tone::Warning, fault);
            }
            if !incoming.kept().is_empty() && !incoming.is_copying() {
                let (owner, files) = (*owner, incoming.take());
                cx.submit(Command::AttachScans(AttachScans { owner, files }));
            }
        }
        if let Some(Ok(Err(why))) = self.opening.as_ref().and_then(Ticket::poll) {
            self.opening = None;
            cx.say(Tone::Warning, why);
        }
        let Some((scan, name)) = &self.removing else { return };
        let title = format!("移除扫描件「{name}」？");
        let question = Confirm { title: &title, text: "移除后可以撤销。", verb: "移除", danger: true };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                cx.submit(Command::DetachScan(DetachScan { scan: *scan }));
                self.removing = None;
            }
            Some(Answer::Cancel) => self.removing = None,
            None => {}
        }
    }

    /// The part of a record's drawer.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, owner: ScanOwner, why_not: Option<&str>) {
        let loaded = self.loaded.entry(owner).or_default();
        cx.load(loaded, owner, |ws, owner| {
            let scans = query::mechanism::scans(ws, owner)?.into_iter();
            let held = scans.map(|scan| {
                let path = ws.file_path(&scan.digest);
                (scan, path)
            });
            Ok(held.collect())
        });
        let held: &[Held] = loaded.shown().and_then(|held| held.as_deref().ok()).unwrap_or(&[]);
        let mut press = None;
        ui.push_id(owner.id(), |ui| {
            ui.horizontal(|ui| {
                section(ui, &format!("扫描件（{}）", held.len()));
                ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
                    if ui.add(button::bare("添加扫描件…").icon(Icon::Attach).refused(why_not)).clicked() {
                        press = Some(Press::Add);
                    }
                });
            });
            for one in held {
                ui.push_id(one.0.id.0, |ui| press = line(ui, one, why_not).or(press.take()));
            }
        });
        match press {
            Some(Press::Open((scan, Some(path)))) => {
                self.opening = Some(thumbs::open(ui.ctx(), path, scan.name, &scan.digest));
            }
            Some(Press::Open((scan, None))) => {
                let name = scan.name;
                cx.say(Tone::Warning, format!("扫描件「{name}」不在工作区的 files 文件夹里，请从备份中找回"));
            }
            Some(Press::Remove(scan, name)) => self.removing = Some((scan, name)),
            Some(Press::Add) => {
                let mut incoming = Incoming::default();
                incoming.choose(cx);
                self.adding = Some((owner, incoming));
            }
            None => {}
        }
    }
}

fn line(ui: &mut Ui, held: &Held, why_not: Option<&str>) -> Option<Press> {
    let quiet = theme::palette(ui).quiet;
    let mut press = None;
    ui.horizontal(|ui| {
        ui.label(Icon::Document.text(16.0).color(quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(button::icon(Icon::Close, "移除扫描件").refused(why_not)).clicked() {
                press = Some(Press::Remove(held.0.id, held.0.name.clone()));
            }
            if ui.add(button::bare("打开")).clicked() {
                press = Some(Press::Open(held.clone()));
            }
            ui.label(RichText::new(size_words(held.0.size)).small().color(quiet));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(&held.0.name).truncate());
            });
        });
    });
    press
}
