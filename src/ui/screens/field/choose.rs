//! Choosing files and folders: by dialog, by typing a path, by dropping them on the window.

use std::path::PathBuf;

use egui::{Key, RichText, TextStyle, Ui};

use crate::{
    session::Ticket,
    ui::{
        cx::Cx,
        icon::Icon,
        theme,
        widgets::{button, form::Slot, page::card, text_field::TextField},
    },
};

/// The field and the dialog that is open.
#[derive(Default)]
pub struct Choose {
    text: String,
    choosing: Option<Ticket<Vec<PathBuf>>>,
    fault: Option<String>,
}

impl Choose {
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Draws the card; answers the paths that are to be read.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> Option<Vec<PathBuf>> {
        let mut asked = None;
        if let Some(answer) = self.choosing.as_ref().and_then(Ticket::poll) {
            self.choosing = None;
            asked = answer.ok().filter(|paths| !paths.is_empty());
        }
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                if ui.add(button::primary("选择文件…").icon(Icon::Import).refused(why)).clicked() {
                    self.choosing = Some(cx.dialogs.files("选择照片、轨迹或点位文件"));
                }
                if ui.add(button::quiet("选择文件夹…").icon(Icon::OpenFolder).refused(why)).clicked() {
                    self.choosing = Some(cx.dialogs.folder("选择文件夹"));
                }
                let room = (ui.available_width() - 90.0).max(200.0);
                let field = TextField::new(&mut self.text).hint("或填写文件、文件夹的位置");
                let typed = field.show(ui, &Slot::alone("field_path", "文件或文件夹", room));
                let entered = typed.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if typed.response.changed() {
                    self.fault = None;
                }
                let pressed = ui.add(button::quiet("读取").refused(why)).clicked();
                if (pressed || entered) && why.is_none() {
                    asked = self.typed();
                }
            });
            let quiet = theme::palette(ui).quiet;
            match &self.fault {
                Some(fault) => ui.label(RichText::new(fault).color(theme::palette(ui).danger_text)),
                None => ui.label(
                    RichText::new("也可以把文件或文件夹拖到窗口里。导入前先预览，不会保存任何内容。")
                        .text_style(TextStyle::Small)
                        .color(quiet),
                ),
            };
        });
        asked
    }

    fn typed(&mut self) -> Option<Vec<PathBuf>> {
        let path = PathBuf::from(self.text.trim().trim_matches('"'));
        self.fault = if self.text.trim().is_empty() {
            Some("请先选择文件，或填写文件、文件夹的位置".to_owned())
        } else if !path.is_absolute() {
            Some("请填写完整的位置，从盘符或根目录开始".to_owned())
        } else {
            None
        };
        self.fault.is_none().then(|| vec![path])
    }
}

/// What was dropped on the window in this frame.
pub fn dropped(ui: &Ui) -> Option<Vec<PathBuf>> {
    let paths: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    (!paths.is_empty()).then_some(paths)
}
