//! The objects of a year at the left: how far each is scored, its points so far and its band.

use egui::{Color32, CornerRadius, CursorIcon, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    domain::{assess::RankGroup, id::ObjectId},
    ops::query::assess::{ObjectLine, YearOverview},
    ui::{
        theme::{self, Tone},
        widgets::{chip, paint},
    },
};

/// Width of the list.
pub const WIDTH: f32 = 264.0;
const ROW: f32 = 50.0;

/// What a band says beside its word.
pub fn tone(band: &str) -> Tone {
    match band {
        "优秀" => Tone::Good,
        "良好" => Tone::Info,
        "合格" => Tone::Warning,
        "不合格" => Tone::Danger,
        _ => Tone::Neutral,
    }
}

/// Draws the list; answers the object that was pressed.
pub fn show(ui: &mut Ui, year: &YearOverview, chosen: Option<ObjectId>) -> Option<ObjectId> {
    let colours = theme::palette(ui);
    let mut pressed = None;
    ScrollArea::vertical().id_salt("考核对象").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for group in RankGroup::ALL {
            let mut objects = year.objects.iter().filter(|line| line.included && line.kind.group() == group).peekable();
            if objects.peek().is_none() {
                continue;
            }
            ui.add_space(4.0);
            ui.label(RichText::new(group.label()).text_style(theme::text::small_strong()).color(colours.quiet));
            for object in objects {
                if row(ui, object, chosen == Some(object.id)) {
                    pressed = Some(object.id);
                }
            }
        }
    });
    pressed
}

fn row(ui: &mut Ui, object: &ObjectLine, chosen: bool) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 4.0, ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, words(object)));
    let ground = match (chosen, response.hovered()) {
        (true, _) => colours.selected,
        (false, true) => colours.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), ground);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    let inner = rect.shrink2(vec2(10.0, 6.0));
    let upper = Rect::from_min_size(inner.min, vec2(inner.width(), 20.0));
    let lower = Rect::from_min_max(pos2(inner.left(), upper.bottom()), inner.max);
    let (word, tone) = match &object.band {
        Some(band) => (band.name.as_str(), tone(&band.name)),
        None if object.marked == 0 => ("未评分", Tone::Neutral),
        None => ("评分中", Tone::Accent),
    };
    let chip_width = chip::width(ui, word);
    chip::paint_at(ui, upper.right() - chip_width, upper, tone, word);
    let room = upper.width() - chip_width - 8.0;
    let ink = if chosen { colours.primary_text } else { colours.text };
    paint::at_left(ui, upper, upper.left(), paint::line(ui, &object.name, paint::strong(ui), ink, room));
    let progress = format!("{}/{} 项", object.marked, object.items);
    paint::at_left(ui, lower, lower.left(), paint::line(ui, &progress, paint::small(ui), colours.quiet, 60.0));
    let points = if object.marked == 0 { "—".to_owned() } else { format!("{} 分", object.total.so_far) };
    paint::at_right(ui, lower, lower.right(), paint::line(ui, &points, paint::small(ui), colours.text, 70.0));
    let track = Rect::from_min_max(
        pos2(lower.left() + 60.0, lower.center().y - 2.0),
        pos2(lower.right() - 62.0, lower.center().y + 2.0),
    );
    ui.painter().rect_filled(track, CornerRadius::same(2), colours.neutral_tint);
    let mut done = track;
    done.set_width(track.width() * object.marked as f32 / object.items.max(1) as f32);
    ui.painter().rect_filled(done, CornerRadius::same(2), colours.primary);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn words(object: &ObjectLine) -> String {
    let standing = object.band.as_ref().map_or_else(
        || format!("已评 {}/{} 项", object.marked, object.items),
        |band| format!("{} 分 {}", object.total.so_far, band.name),
    );
    format!("{} {standing}", object.name)
}
