//! Questions that stand over a page: where to save, whether to leave typed text, and what went wrong.

use std::{fs, path::PathBuf};

use egui::{Align, Context, Layout, RichText};

use super::super::{
    dialogs::Dialogs,
    route::Route,
    theme::{self, Tone},
    widgets::{
        button,
        form::Slot,
        modal::{self, Answer, Confirm},
        notice::Notice as NoticePanel,
        text_field::TextField,
    },
};
use crate::{
    ops::{Notice, OpFault},
    session::{
        Ticket, documents,
        sheet::{Pdf, SheetFault},
    },
    store::StoreFault,
};

/// Leaving a page with typed text.
pub struct Leaving {
    pub to: Route,
}

impl Leaving {
    /// `Some(true)` to leave, `Some(false)` to stay.
    pub fn ask(&self, ctx: &Context) -> Option<bool> {
        let question = Confirm {
            title: "离开前要保存吗？",
            text: "这一页有还没有保存的内容，离开后就没有了。",
            verb: "不保存，离开",
            danger: true,
        };
        question.show(ctx).map(|answer| answer == Answer::Do)
    }
}

/// A PDF that is being made and then written where the person says.
pub struct SaveAs {
    rendering: Option<Ticket<Result<Pdf, SheetFault>>>,
    made: Option<Pdf>,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    path: String,
    refused: Option<String>,
    /// The existing file that a second press overwrites.
    overwrite: Option<PathBuf>,
}

impl SaveAs {
    pub fn rendering(rendering: Ticket<Result<Pdf, SheetFault>>) -> Self {
        Self {
            rendering: Some(rendering),
            made: None,
            choosing: None,
            path: String::new(),
            refused: None,
            overwrite: None,
        }
    }

    /// Goes on with it; answers the written file, nothing when it was given up, or the fault of making it.
    pub fn show(&mut self, ctx: &Context, dialogs: &mut Dialogs) -> Option<Result<Option<PathBuf>, Notice>> {
        if let Some(answer) = self.rendering.as_ref().and_then(Ticket::poll) {
            self.rendering = None;
            match answer.unwrap_or(Err(OpFault::Unexpected.into())) {
                Err(fault) => return Some(Err(fault.notice())),
                Ok(pdf) => {
                    self.path = documents().join(&pdf.name).display().to_string();
                    self.made = Some(pdf);
                }
            }
        }
        if let Some(Ok(chosen)) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            if let Some(file) = chosen.first() {
                self.path = file.display().to_string();
            }
        }
        self.made.is_some().then(|| self.ask(ctx, dialogs)).flatten()
    }

    fn ask(&mut self, ctx: &Context, dialogs: &mut Dialogs) -> Option<Result<Option<PathBuf>, Notice>> {
        let mut ended = None;
        let modal = modal::panel(ctx, "保存 PDF").show(ctx, |ui| {
            ui.set_width(520.0);
            ui.label(RichText::new("保存 PDF").text_style(theme::text::section()));
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new("保存到").color(theme::palette(ui).quiet));
                let slot = Slot::alone("path", "保存到", 390.0);
                slot.name(TextField::new(&mut self.path).show(ui, &slot).response);
                if ui.add(button::quiet("浏览…")).clicked() {
                    let name = self.made.as_ref().map(|pdf| pdf.name.clone()).unwrap_or_default();
                    self.choosing = Some(dialogs.save("保存 PDF", &name));
                }
            });
            if let Some(why) = &self.refused {
                ui.label(RichText::new(why).color(theme::palette(ui).tone(Tone::Danger).text));
            }
            ui.add_space(12.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let save = ui.add(button::primary("保存"));
                if ui.memory(|memory| memory.focused().is_none()) {
                    save.request_focus();
                }
                if save.clicked() {
                    ended = self.write();
                }
                if ui.add(button::quiet("取消")).clicked() {
                    ended = Some(Ok(None));
                }
            });
        });
        if modal.should_close() { Some(Ok(None)) } else { ended }
    }

    fn write(&mut self) -> Option<Result<Option<PathBuf>, Notice>> {
        let pdf = self.made.as_ref()?;
        let file = PathBuf::from(self.path.trim());
        if file.exists() && self.overwrite.as_ref() != Some(&file) {
            self.refused = Some("这里已有同名文件。再按一次「保存」就覆盖它，或者改个名字。".to_owned());
            self.overwrite = Some(file);
            return None;
        }
        match fs::write(&file, &pdf.bytes) {
            Ok(()) => Some(Ok(Some(file))),
            Err(fault) => {
                let notice = OpFault::from(StoreFault::from(fault)).notice();
                self.refused = Some(format!("没有写成：{}。请换一个位置再保存。{}", file.display(), notice.detail));
                None
            }
        }
    }
}

/// Shows a fault until it is read.
pub fn show_fault(ctx: &Context, fault: &mut Option<Notice>) {
    let Some(notice) = fault else { return };
    let mut read = false;
    let modal = modal::panel(ctx, "提示").show(ctx, |ui| {
        ui.set_width(460.0);
        let panel = NoticePanel::new(Tone::Danger, &notice.title).next(&notice.next).details(&notice.detail);
        panel.show(ui, |ui| read = ui.add(button::primary("知道了")).clicked());
    });
    if read || modal.should_close() {
        *fault = None;
    }
}
