//! Files that are to go with a record: chosen or typed, copied into the workspace at once, then named by the command.

use std::path::PathBuf;

use egui::{RichText, Ui};

use crate::{
    ops::{OpFault, OpResult, StoredFile},
    session::Ticket,
    ui::{
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{
            button,
            form::{Shown, Slot},
            text_field::TextField,
        },
    },
};

/// The files of a form.
#[derive(Default)]
pub struct Incoming {
    path: String,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    copying: Vec<Copying>,
    kept: Vec<StoredFile>,
    fault: Option<String>,
}

struct Copying {
    path: PathBuf,
    ticket: Ticket<OpResult<StoredFile>>,
}

impl Incoming {
    /// Whether there is nothing that would be lost.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.copying.is_empty() && self.path.trim().is_empty()
    }

    /// The files that are in the workspace.
    pub fn kept(&self) -> &[StoredFile] {
        &self.kept
    }

    /// Takes the kept files away, to be named by a command.
    pub fn take(&mut self) -> Vec<StoredFile> {
        std::mem::take(&mut self.kept)
    }

    /// What keeps the record from being saved.
    pub fn fault(&self) -> Option<&str> {
        if !self.copying.is_empty() {
            Some("附件正在存入工作区，请稍候再保存")
        } else if !self.path.trim().is_empty() {
            Some("这个路径还没有添加，请按「添加」或清空后再保存")
        } else {
            None
        }
    }

    pub fn is_copying(&self) -> bool {
        !self.copying.is_empty()
    }

    /// Why the last file was not taken in, once; for places without a field.
    pub fn take_fault(&mut self) -> Option<String> {
        let fault = self.fault.take()?;
        self.path.clear();
        Some(fault)
    }

    /// Asks the machine for files.
    pub fn choose(&mut self, cx: &mut Cx<'_>) {
        self.choosing = Some(cx.dialogs.files("选择附件"));
    }

    fn add(&mut self, cx: &mut Cx<'_>, path: PathBuf) {
        let source = path.clone();
        let ticket = cx.session.ask(move |workspace| workspace.keep_file(&source));
        self.copying.push(Copying { path, ticket });
    }

    /// Takes in what has been chosen and copied.
    pub fn receive(&mut self, cx: &mut Cx<'_>) {
        if let Some(answer) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            self.fault = None;
            for path in answer.unwrap_or_default() {
                self.add(cx, path);
            }
        }
        for copying in std::mem::take(&mut self.copying) {
            match copying.ticket.poll() {
                None => self.copying.push(copying),
                Some(answer) => self.arrived(copying.path, answer.unwrap_or(Err(OpFault::Unexpected))),
            }
        }
    }

    /// Takes files that were dragged onto the window; a page shows one such field at a time.
    fn take_dropped(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let dropped = ui.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        for path in dropped.into_iter().map(|file| file.path().to_path_buf()) {
            self.fault = None;
            self.add(cx, path);
        }
    }

    fn arrived(&mut self, path: PathBuf, answer: OpResult<StoredFile>) {
        match answer {
            Ok(file) if self.kept.iter().any(|known| known.digest == file.digest) => {
                self.fault = Some(format!("「{}」与已添加的附件内容相同，没有重复添加", file.name));
            }
            Ok(file) => self.kept.push(file),
            Err(fault) => {
                let notice = fault.notice();
                self.fault = Some(match fault {
                    OpFault::Input(_) => notice.title,
                    _ => format!("{}。{}", notice.title, notice.next),
                });
                self.path = path.display().to_string();
            }
        }
    }

    /// The rows of the field: what is there, and how to add more.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>) -> Shown {
        self.receive(cx);
        self.take_dropped(ui, cx);
        ui.vertical(|ui| {
            let mut gone = None;
            for file in &self.kept {
                if line(ui, &file.name, &size_words(file.size)) {
                    gone = Some(file.digest.clone());
                }
            }
            if let Some(digest) = gone {
                self.kept.retain(|file| file.digest != digest);
            }
            for copying in &self.copying {
                let name = copying.path.file_name().unwrap_or_default().to_string_lossy();
                ui.label(RichText::new(format!("{name} 正在存入…")).color(theme::palette(ui).quiet));
            }
            self.adding(ui, slot, cx)
        })
        .inner
    }

    fn adding(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>) -> Shown {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let room = slot.narrowed(158.0);
            let mut shown = TextField::new(&mut self.path).hint("文件路径，或点「浏览…」").show(ui, &room);
            let entered = shown.response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if shown.response.changed() {
                self.fault = None;
            }
            let blank = self.path.trim().is_empty();
            let why = blank.then_some("请先填写文件路径");
            let pressed = ui.add(button::quiet("添加").refused(why)).clicked();
            if ui.add(button::quiet("浏览…").icon(Icon::Attach)).clicked() {
                self.choose(cx);
            }
            if (pressed || entered) && !blank {
                let path = PathBuf::from(self.path.trim().trim_matches('"'));
                self.path.clear();
                self.fault = None;
                self.add(cx, path);
                self.receive(cx);
            }
            shown.urgent = self.fault.clone();
            shown
        })
        .inner
    }
}

/// One file with a way to take it away.
fn line(ui: &mut Ui, name: &str, size: &str) -> bool {
    ui.horizontal(|ui| {
        ui.label(Icon::Document.text(16.0).color(theme::palette(ui).quiet));
        ui.add(egui::Label::new(name).truncate());
        ui.label(RichText::new(size).small().color(theme::palette(ui).quiet));
        ui.add(button::icon(Icon::Close, &format!("移除{name}"))).clicked()
    })
    .inner
}

/// 「1.2 MB」.
pub fn size_words(bytes: u64) -> String {
    const KB: u64 = 1024;
    if bytes < KB {
        format!("{bytes} 字节")
    } else if bytes < KB * KB {
        format!("{} KB", bytes.div_ceil(KB))
    } else {
        let tenths = bytes * 10 / (KB * KB);
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_people_use() {
        assert_eq!(size_words(12), "12 字节");
        assert_eq!(size_words(2_000), "2 KB");
        assert_eq!(size_words(1_300_000), "1.2 MB");
    }
}
