//! Questions that stand over a page: where to save, whether to leave typed text, and what went wrong.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Align, Context, Event, Key, Layout, Modifiers, RichText};

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
    ops::{Notice, OpFault, OpResult},
    session::{
        Ticket, documents,
        sheet::{self, Drawing, Pdf, SheetFault},
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

/// A sheet that is being made and then written where the person says.
pub struct SaveAs {
    rendering: Option<Rendering>,
    made: Option<Made>,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    path: String,
    refused: Option<String>,
    /// The existing file that a second press overwrites.
    overwrite: Option<PathBuf>,
}

/// What is being made.
enum Rendering {
    Pdf(Ticket<Result<Pdf, SheetFault>>),
    Drawings(Ticket<OpResult<Vec<Drawing>>>),
}

/// What was made: several files when a sheet of several pages is drawn.
struct Made {
    /// 「保存 PDF」.
    title: &'static str,
    /// The name to offer.
    name: String,
    files: Vec<Vec<u8>>,
}

impl Rendering {
    fn poll(&self) -> Option<Result<Made, Notice>> {
        match self {
            Self::Pdf(ticket) => ticket.poll().map(|answer| {
                let pdf = answer.unwrap_or(Err(OpFault::Unexpected.into())).map_err(|fault| fault.notice())?;
                Ok(Made { title: "保存 PDF", name: pdf.name, files: vec![pdf.bytes] })
            }),
            Self::Drawings(ticket) => ticket.poll().map(|answer| {
                let drawings = answer.unwrap_or(Err(OpFault::Unexpected)).map_err(|fault| fault.notice())?;
                let name = drawings.first().map(|drawing| drawing.name.clone()).unwrap_or_default();
                Ok(Made {
                    title: "保存 SVG", name, files: drawings.into_iter().map(|drawing| drawing.bytes).collect()
                })
            }),
        }
    }
}

impl Made {
    /// Where each file goes: several are numbered.
    fn places(&self, file: &Path) -> Vec<PathBuf> {
        match self.files.len() {
            1 => vec![file.to_owned()],
            count => (1..=count).map(|number| sheet::numbered(file, number)).collect(),
        }
    }
}

impl SaveAs {
    pub fn rendering(rendering: Ticket<Result<Pdf, SheetFault>>) -> Self {
        Self::of(Rendering::Pdf(rendering))
    }

    /// SVG, a file for each page.
    pub fn drawing(drawing: Ticket<OpResult<Vec<Drawing>>>) -> Self {
        Self::of(Rendering::Drawings(drawing))
    }

    fn of(rendering: Rendering) -> Self {
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
        if let Some(answer) = self.rendering.as_ref().and_then(Rendering::poll) {
            self.rendering = None;
            match answer {
                Err(notice) => return Some(Err(notice)),
                Ok(made) => {
                    self.path = documents().join(&made.name).display().to_string();
                    self.made = Some(made);
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
        let (title, pages) = self.made.as_ref().map_or(("保存", 0), |made| (made.title, made.files.len()));
        let modal = modal::panel(ctx, title).show(ctx, |ui| {
            ui.set_width(520.0);
            ui.label(RichText::new(title).text_style(theme::text::section()));
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new("保存到").color(theme::palette(ui).quiet));
                let slot = Slot::alone("path", "保存到", 390.0);
                slot.name(TextField::new(&mut self.path).show(ui, &slot).response);
                if ui.add(button::quiet("浏览…")).clicked() {
                    let name = self.made.as_ref().map(|made| made.name.clone()).unwrap_or_default();
                    self.choosing = Some(dialogs.save(title, &name));
                }
            });
            if pages > 1 {
                let text = format!("共 {pages} 页，每页一个文件，文件名后加 -1 至 -{pages}");
                ui.label(RichText::new(text).color(theme::palette(ui).quiet));
            }
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
        let made = self.made.as_ref()?;
        let file = PathBuf::from(self.path.trim());
        let places = made.places(&file);
        if places.iter().any(|place| place.exists()) && self.overwrite.as_ref() != Some(&file) {
            self.refused = Some("这里已有同名文件。再按一次「保存」就覆盖它，或者改个名字。".to_owned());
            self.overwrite = Some(file);
            return None;
        }
        for (place, bytes) in places.iter().zip(&made.files) {
            if let Err(fault) = fs::write(place, bytes) {
                let notice = OpFault::from(StoreFault::from(fault)).notice();
                self.refused = Some(format!("没有写成：{}。请换一个位置再保存。{}", place.display(), notice.detail));
                return None;
            }
        }
        Some(Ok(places.into_iter().next()))
    }
}

/// A fault that is shown takes the keyboard before the page behind it: Esc and Enter say that it was read.
pub fn fault_takes_keys(ctx: &Context, fault: &mut Option<Notice>) {
    if fault.is_none() {
        return;
    }
    let read = ctx.input_mut(|input| {
        let read = [Key::Escape, Key::Enter].map(|key| input.consume_key(Modifiers::NONE, key));
        input.events.retain(|event| match event {
            Event::Key { key, .. } => matches!(key, Key::Tab | Key::Space),
            Event::Text(_) | Event::Paste(_) | Event::Cut => false,
            _ => true,
        });
        read.contains(&true)
    });
    if read {
        *fault = None;
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
