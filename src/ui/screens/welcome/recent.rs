//! The workspaces opened last; those that are not there any more are greyed.

use std::path::PathBuf;

use egui::{
    Align, Color32, CornerRadius, CursorIcon, Layout, RichText, Role, Sense, Stroke, StrokeKind, TextStyle, Ui,
    WidgetInfo, vec2,
};

use super::wanted::is_workspace;
use crate::{
    session::Preferences,
    ui::{
        icon::Icon,
        theme::{self, Tone},
        widgets::{button, chip, paint},
    },
};

/// Height of a line of the list.
const ROW: f32 = 52.0;

/// The list, with what was found on the disk when the page came up.
pub struct Recent(Vec<Known>);

struct Known {
    dir: PathBuf,
    there: bool,
}

impl Recent {
    pub fn of(preferences: &Preferences) -> Self {
        let known = |dir: &PathBuf| Known { there: is_workspace(dir), dir: dir.clone() };
        Self(preferences.recent.iter().map(known).collect())
    }

    /// Draws the list; answers the folder that was pressed.
    pub fn show(&mut self, ui: &mut Ui, preferences: &mut Preferences) -> Option<PathBuf> {
        let colours = theme::palette(ui);
        ui.label(RichText::new("最近打开").text_style(theme::text::section()));
        if self.0.is_empty() {
            let hint = "还没有打开过工作区。第一次使用，可以先打开示范区县看看。";
            ui.add(egui::Label::new(RichText::new(hint).color(colours.quiet)).wrap());
        }
        let (mut opened, mut removed) = (None, None);
        ui.spacing_mut().item_spacing.y = 2.0;
        for known in &self.0 {
            ui.push_id(&known.dir, |ui| {
                if known.there {
                    if row(ui, known) {
                        opened = Some(known.dir.clone());
                    }
                } else if missing(ui, known) {
                    removed = Some(known.dir.clone());
                }
            });
        }
        if let Some(dir) = removed {
            preferences.forget(&dir);
            self.0.retain(|known| known.dir != dir);
        }
        opened
    }
}

impl Known {
    fn name(&self) -> String {
        self.dir.file_name().unwrap_or(self.dir.as_os_str()).to_string_lossy().into_owned()
    }

    /// The folder it lies in.
    fn place(&self) -> String {
        self.dir.parent().map(|parent| parent.display().to_string()).unwrap_or_default()
    }
}

fn row(ui: &mut Ui, known: &Known) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("打开 {}", known.name())));
    let ground = if response.hovered() { colours.hover } else { Color32::TRANSPARENT };
    ui.painter().rect(rect, CornerRadius::same(theme::CORNER), ground, Stroke::NONE, StrokeKind::Inside);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    lines(ui, rect, known, colours.text, rect.width() - 56.0);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(known.dir.display().to_string()).clicked()
}

/// A workspace that is not there; true when it is to be removed from the list.
fn missing(ui: &mut Ui, known: &Known) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}（找不到）", known.name())));
    lines(ui, rect, known, colours.quiet, rect.width() - 190.0);
    response.on_hover_text(format!("{}\n文件夹已移动、删除或 U 盘没有插上", known.dir.display()));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center)));
    let pressed = inner.add(button::bare("移除")).clicked();
    chip::chip(&mut inner, Tone::Warning, "找不到");
    pressed
}

fn lines(ui: &Ui, rect: egui::Rect, known: &Known, ink: Color32, room: f32) {
    let colours = theme::palette(ui);
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let left = rect.left() + 44.0;
    paint::at_left(ui, rect, rect.left() + 10.0, paint::icon(ui, Icon::Folder, 22.0, colours.quiet));
    let name = paint::line(ui, &known.name(), paint::strong(ui), ink, room);
    paint::at_left(ui, upper.translate(vec2(0.0, 3.0)), left, name);
    let small = TextStyle::Small.resolve(ui.style());
    let place = paint::line(ui, &known.place(), small, colours.quiet, room);
    paint::at_left(ui, lower.translate(vec2(0.0, -3.0)), left, place);
}
