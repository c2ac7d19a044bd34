//! A folder or file: typed, or chosen with the machine's own dialog.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    session::Ticket,
    ui::{
        dialogs::Dialogs,
        icon::Icon,
        widgets::{
            button,
            form::{Shown, Slot},
            text_field::TextField,
        },
    },
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Folder,
    File,
}

/// What was typed, and the dialog that is open.
pub struct PathField {
    pub text: String,
    kind: Kind,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    /// Put below a folder that is chosen, for workspaces that are to be made in it.
    below: &'static str,
}

impl PathField {
    pub fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { text: text.into(), kind, choosing: None, below: "" }
    }

    /// A folder that is to be made: choosing one offers `name` below it.
    pub fn to_make(name: &'static str) -> Self {
        Self { below: name, ..Self::new(Kind::Folder, beside_documents(name)) }
    }

    /// The path as typed; without the quotes that 「复制为路径」 of Windows puts around it.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.text.trim().trim_matches('"'))
    }

    /// What is wrong with it as a path of this machine.
    pub fn fault(&self) -> Option<String> {
        let what = match self.kind {
            Kind::Folder => "文件夹",
            Kind::File => "文件",
        };
        if self.text.trim().is_empty() {
            return Some(format!("请填写{what}的位置，或按「浏览…」选择"));
        }
        (!self.path().is_absolute()).then(|| format!("请填写{what}的完整位置，从盘符或根目录开始"))
    }

    /// Field and button; takes what was chosen.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, dialogs: &mut Dialogs) -> Shown {
        if let Some(answer) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            if let Some(chosen) = answer.ok().and_then(|found| found.into_iter().next()) {
                let whole = if self.below.is_empty() { chosen } else { chosen.join(self.below) };
                self.text = whole.display().to_string();
            }
        }
        let mut field = *slot;
        field.width = (slot.width - 108.0).max(120.0);
        ui.horizontal(|ui| {
            let shown = TextField::new(&mut self.text).show(ui, &field);
            if ui.add(button::quiet("浏览…").icon(Icon::OpenFolder)).clicked() {
                self.choosing = Some(match self.kind {
                    Kind::Folder => dialogs.folder(&format!("选择{}", slot.label)),
                    Kind::File => dialogs.files(&format!("选择{}", slot.label)),
                });
            }
            shown
        })
        .inner
    }
}

/// A folder of this name in the user's documents, or in their home.
fn beside_documents(name: &str) -> String {
    crate::session::documents().join(name).display().to_string()
}
