//! The first look: four ways to begin at the left, recent workspaces at the right.

use std::path::PathBuf;

use egui::{CornerRadius, CursorIcon, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::recent::Recent;
use crate::{
    session::Preferences,
    ui::{
        icon::Icon,
        theme,
        widgets::{page::card, paint},
    },
};

/// Height of one of the four ways.
const TILE: f32 = 76.0;

/// What was chosen.
pub enum Choice {
    Sample,
    New,
    Open,
    Restore,
    Recent(PathBuf),
}

pub fn show(ui: &mut Ui, recent: &mut Recent, preferences: &mut Preferences) -> Option<Choice> {
    let mut chosen = None;
    let half = (ui.available_width() - 20.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.vertical(|ui| {
            ui.set_width(half);
            ui.spacing_mut().item_spacing.y = 12.0;
            let ways = [
                (Icon::Visible, "打开示范区县", "虚构的人员和记录，随意试用，不影响真实数据", Choice::Sample),
                (Icon::Add, "新建工作区", "选择区县、填写单位和姓名，三步即可开始", Choice::New),
                (Icon::OpenFolder, "打开工作区", "选择已有的工作区文件夹", Choice::Open),
                (Icon::Backup, "从备份恢复", "把备份文件恢复到一个新的文件夹", Choice::Restore),
            ];
            for (place, (icon, verb, hint, choice)) in ways.into_iter().enumerate() {
                if tile(ui, icon, verb, hint, place == 0) {
                    chosen = Some(choice);
                }
            }
        });
        ui.vertical(|ui| {
            ui.set_width(half);
            let opened = card(ui, |ui| {
                ui.set_width(half - 2.0 * theme::MARGIN);
                ui.set_min_height(4.0 * TILE + 3.0 * 12.0 - 2.0 * theme::MARGIN - 2.0);
                recent.show(ui, preferences)
            });
            chosen = chosen.take().or(opened.map(Choice::Recent));
        });
    });
    chosen
}

fn tile(ui: &mut Ui, icon: Icon, verb: &str, hint: &str, first: bool) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TILE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, verb));
    let over = response.hovered();
    let (ground, edge) = match (first, over) {
        (true, true) => (colours.primary_hover, colours.primary_hover),
        (true, false) => (colours.primary, colours.primary),
        (false, true) => (colours.hover, colours.primary_text),
        (false, false) => (colours.surface, colours.line),
    };
    let (ink, quiet) = if first { (colours.on_primary, colours.on_primary) } else { (colours.text, colours.quiet) };
    let sign = if first { colours.on_primary } else { colours.primary_text };
    ui.painter().rect(rect, CornerRadius::same(6), ground, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    paint::at_left(ui, rect, rect.left() + 20.0, paint::icon(ui, icon, 28.0, sign));
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let (left, room) = (rect.left() + 66.0, rect.width() - 82.0);
    let font = theme::text::section().resolve(ui.style());
    paint::at_left(ui, upper.translate(vec2(0.0, 6.0)), left, paint::line(ui, verb, font, ink, room));
    paint::at_left(ui, lower.translate(vec2(0.0, -5.0)), left, paint::line(ui, hint, paint::small(ui), quiet, room));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
