//! A batch of sheets written as one file each: where to, how far it is, and the way to stop it.

use std::{path::PathBuf, sync::Arc};

use egui::{Align, Context, Layout, ProgressBar, RichText, Ui};

use super::super::{
    dialogs::Dialogs,
    theme::{self, Tone},
    widgets::{button, form::Slot, modal, text_field::TextField},
};
use crate::{
    ops::{Notice, OpFault, OpResult},
    session::{Progress, Session, Ticket, documents, each::Each, sheet::SheetFault},
};

const TITLE: &str = "每张表一个文件";

/// The batch on its way to its folder.
pub enum SaveEach {
    Reading(Ticket<OpResult<Option<Each>>>),
    Asking(Asking),
    Writing(Writing),
}

pub struct Asking {
    each: Arc<Each>,
    path: String,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    /// The folder with files of the same names that a second press overwrites, and how many there are.
    overwrite: Option<(PathBuf, usize)>,
}

pub struct Writing {
    folder: PathBuf,
    total: usize,
    progress: Progress,
    written: Ticket<Result<(Vec<String>, usize), SheetFault>>,
}

/// How it ended.
pub enum Ended {
    GivenUp,
    /// So many files lie in the folder; fewer than there are sheets when it was stopped.
    Written {
        folder: PathBuf,
        files: usize,
        total: usize,
    },
    Failed(Box<Notice>),
}

impl Ended {
    fn failed(fault: &SheetFault) -> Self {
        Self::Failed(Box::new(fault.notice()))
    }
}

impl SaveEach {
    /// Goes on with it.
    pub fn show(&mut self, ctx: &Context, session: &Session, dialogs: &mut Dialogs) -> Option<Ended> {
        match self {
            Self::Reading(ticket) => match ticket.poll()?.unwrap_or(Err(OpFault::Unexpected)) {
                Ok(Some(each)) => {
                    *self = Self::Asking(Asking::of(each));
                    None
                }
                Ok(None) => Some(Ended::GivenUp),
                Err(fault) => Some(Ended::failed(&fault.into())),
            },
            Self::Asking(asking) => match asking.show(ctx, dialogs)? {
                None => Some(Ended::GivenUp),
                Some(folder) => {
                    *self = Self::Writing(Writing::begin(asking.each.clone(), folder, session));
                    None
                }
            },
            Self::Writing(writing) => writing.show(ctx),
        }
    }
}

impl Asking {
    fn of(each: Each) -> Self {
        let path = documents().join(each.folder_name()).display().to_string();
        Self { each: Arc::new(each), path, choosing: None, overwrite: None }
    }

    /// Answers the folder, or nothing in it when it was given up.
    fn show(&mut self, ctx: &Context, dialogs: &mut Dialogs) -> Option<Option<PathBuf>> {
        if let Some(Ok(chosen)) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            if let Some(folder) = chosen.first() {
                self.path = folder.join(self.each.folder_name()).display().to_string();
            }
        }
        let mut ended = None;
        let modal = modal::panel(ctx, TITLE).show(ctx, |ui| {
            ui.set_width(520.0);
            ui.label(RichText::new(TITLE).text_style(theme::text::section()));
            let text = format!("共 {} 张表，逐张保存为 PDF", self.each.len());
            ui.label(RichText::new(text).color(theme::palette(ui).quiet));
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new("文件夹").color(theme::palette(ui).quiet));
                let slot = Slot::alone("each_folder", "文件夹", 390.0);
                slot.name(TextField::new(&mut self.path).show(ui, &slot).response);
                if ui.add(button::quiet("浏览…")).clicked() {
                    self.choosing = Some(dialogs.folder("选择文件夹"));
                }
            });
            let folder = PathBuf::from(self.path.trim());
            if let Some((_, count)) = self.overwrite.as_ref().filter(|(seen, _)| *seen == folder) {
                let text = format!("文件夹里已有同名文件 {count} 个。再按一次「保存」就覆盖它们，或者换一个文件夹。");
                ui.label(RichText::new(text).color(theme::palette(ui).tone(Tone::Danger).text));
            }
            ui.add_space(12.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let empty = self.path.trim().is_empty().then_some("请填写文件夹");
                let save = ui.add(button::primary("保存").refused(empty));
                if ui.memory(|memory| memory.focused().is_none()) {
                    save.request_focus();
                }
                if save.clicked() && self.may_write(&folder) {
                    ended = Some(Some(folder));
                }
                if ui.add(button::quiet("取消")).clicked() {
                    ended = Some(None);
                }
            });
        });
        if modal.should_close() { Some(None) } else { ended }
    }

    /// Whether nothing is overwritten, or the person has been told.
    fn may_write(&mut self, folder: &PathBuf) -> bool {
        if self.overwrite.as_ref().is_some_and(|(seen, _)| seen == folder) {
            return true;
        }
        let there = self.each.there_already(folder);
        self.overwrite = (there > 0).then(|| (folder.clone(), there));
        there == 0
    }
}

impl Writing {
    fn begin(each: Arc<Each>, folder: PathBuf, session: &Session) -> Self {
        let (progress, place, total) = (Progress::default(), folder.clone(), each.len());
        let seen = progress.clone();
        let written = session.beside(move || each.write(&place, &seen));
        Self { folder, total, progress, written }
    }

    fn show(&mut self, ctx: &Context) -> Option<Ended> {
        if let Some(answer) = self.written.poll() {
            return Some(match answer.unwrap_or(Err(OpFault::Unexpected.into())) {
                Ok((names, _)) => Ended::Written { folder: self.folder.clone(), files: names.len(), total: self.total },
                Err(fault) => Ended::failed(&fault),
            });
        }
        // Nobody wakes the window while files are being written one after the other.
        ctx.request_repaint_after(std::time::Duration::from_millis(100));
        modal::panel(ctx, TITLE).show(ctx, |ui| self.state(ui));
        None
    }

    fn state(&self, ui: &mut Ui) {
        ui.set_width(420.0);
        ui.label(RichText::new(TITLE).text_style(theme::text::section()));
        ui.add_space(8.0);
        let share = self.progress.share().unwrap_or(0.0);
        ui.add(ProgressBar::new(share).text(format!("{:.0} / {}", share * self.total as f32, self.total)));
        ui.add_space(12.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let stopping = self.progress.is_cancelled().then_some("正在停止");
            if ui.add(button::quiet("停止").refused(stopping)).clicked() {
                self.progress.cancel();
            }
        });
    }
}
