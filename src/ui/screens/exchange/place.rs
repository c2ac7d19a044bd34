//! Where a file is to be written: typed, or chosen with the machine's own dialog; overwriting takes a second press.

use std::path::PathBuf;

use egui::{RichText, Ui};

use crate::{
    session::{Ticket, documents},
    ui::{
        dialogs::Dialogs,
        icon::Icon,
        theme::{self, Tone},
        widgets::{button, form::Slot, text_field::TextField},
    },
};

/// The place of a file to be written.
#[derive(Default)]
pub struct Place {
    text: String,
    /// What was offered; a text that is still this follows the next offer.
    offered: String,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    fault: Option<String>,
    /// The existing file that a second press overwrites.
    overwrite: Option<PathBuf>,
}

impl Place {
    /// Offers a name in the documents of the user, unless somebody typed another place.
    pub fn offer(&mut self, name: &str) {
        let offer = documents().join(name).display().to_string();
        if self.text == self.offered && self.text != offer {
            self.text.clone_from(&offer);
            (self.fault, self.overwrite) = (None, None);
        }
        self.offered = offer;
    }

    /// Field and button.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, dialogs: &mut Dialogs) {
        if let Some(answer) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            if let Some(file) = answer.ok().and_then(|chosen| chosen.into_iter().next()) {
                self.text = file.display().to_string();
                // The dialog has asked already.
                self.overwrite = Some(file);
                self.fault = None;
            }
        }
        ui.horizontal(|ui| {
            let mut field = *slot;
            field.width = (slot.width - 108.0).max(120.0);
            let typed = TextField::new(&mut self.text).show(ui, &field);
            if typed.response.changed() {
                (self.fault, self.overwrite) = (None, None);
            }
            if ui.add(button::quiet("浏览…").icon(Icon::OpenFolder)).clicked() {
                let name = PathBuf::from(&self.offered);
                let name = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.choosing = Some(dialogs.save(&format!("选择{}", slot.label), &name));
            }
        });
        if let Some(fault) = &self.fault {
            let tone = if self.overwrite.is_some() { Tone::Warning } else { Tone::Danger };
            ui.label(RichText::new(fault).small().color(theme::palette(ui).tone(tone).text));
        }
    }

    /// The file to write to; `None` with the reason under the field.
    pub fn take(&mut self) -> Option<PathBuf> {
        let path = PathBuf::from(self.text.trim());
        self.fault = if self.text.trim().is_empty() {
            Some("请填写文件的位置，或按「浏览…」选择".to_owned())
        } else if !path.is_absolute() {
            Some("请填写完整的位置，从盘符或根目录开始".to_owned())
        } else if path.is_dir() {
            Some("这是文件夹，请在后面加上文件名".to_owned())
        } else if path.exists() && self.overwrite.as_ref() != Some(&path) {
            self.overwrite = Some(path.clone());
            Some("已有这个文件，再按一次将覆盖它".to_owned())
        } else {
            None
        };
        self.fault.is_none().then(|| {
            self.overwrite = None;
            path
        })
    }
}
