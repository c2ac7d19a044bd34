//! Small bars with their figures beside them: points by item, patrols by town. The figures are given as text, so
//! that the picture never rounds by itself.

use egui::{CornerRadius, CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Tone};

/// One bar: `value` of `full`, both in the same whole unit (tenths of a point, patrols).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub value: i64,
    pub full: i64,
    /// What stands beside the bar: 「8.5 / 10.0」.
    pub figure: String,
    /// What shows under the pointer: how the figure came about.
    pub detail: String,
    pub tone: Tone,
}

impl Bar {
    pub fn new(label: impl Into<String>, value: i64, full: i64, figure: impl Into<String>) -> Self {
        Self { label: label.into(), value, full, figure: figure.into(), detail: String::new(), tone: Tone::Good }
    }

    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    fn part(&self) -> f32 {
        if self.full <= 0 { 0.0 } else { (self.value as f32 / self.full as f32).clamp(0.0, 1.0) }
    }

    fn name(&self) -> String {
        format!("{} {}", self.label, self.figure)
    }
}

const LINE: f32 = 28.0;

/// Bars lying under each other, each with its name at the left and its figure at the right.
pub fn lying(ui: &mut Ui, bars: &[Bar], label_width: f32) {
    rows(ui, bars, label_width, Sense::hover());
}

/// The same where each bar leads to its rows; answers the place of the one that was pressed.
pub fn lying_links(ui: &mut Ui, bars: &[Bar], label_width: f32) -> Option<usize> {
    rows(ui, bars, label_width, Sense::click())
}

fn rows(ui: &mut Ui, bars: &[Bar], label_width: f32, sense: Sense) -> Option<usize> {
    let mut pressed = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, bar) in bars.iter().enumerate() {
            if lying_bar(ui, bar, label_width, sense) {
                pressed = Some(place);
            }
        }
    });
    pressed
}

fn lying_bar(ui: &mut Ui, bar: &Bar, label_width: f32, sense: Sense) -> bool {
    let colours = theme::palette(ui);
    let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    let leads = sense.senses_click();
    let role = if leads { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, bar.name()));
    if leads {
        response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(4), colours.hover);
        }
    }
    let label = paint::line(ui, &bar.label, paint::body(ui), colours.text, label_width - 8.0);
    paint::at_left(ui, rect, rect.left(), label);
    let figure = paint::line(ui, &bar.figure, paint::body(ui), colours.text, 96.0);
    paint::at_right(ui, rect, rect.right(), figure);
    let track = Rect::from_min_max(
        pos2(rect.left() + label_width, rect.center().y - 6.0),
        pos2((rect.right() - 104.0).max(rect.left() + label_width), rect.center().y + 6.0),
    );
    let corner = CornerRadius::same(3);
    ui.painter().rect_filled(track, corner, colours.neutral_tint);
    let mut filled = track;
    filled.set_width(track.width() * bar.part());
    ui.painter().rect_filled(filled, corner, colours.figure(bar.tone));
    let clicked = response.clicked();
    explain(bar, response);
    clicked
}

/// Bars standing side by side, each with its figure above and its name below. All share the greatest `full`.
pub fn standing(ui: &mut Ui, bars: &[Bar], height: f32) {
    let width = ui.available_width() / bars.len().max(1) as f32;
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let base = ui.cursor().min + vec2(0.0, height - 24.0);
        for bar in bars {
            standing_bar(ui, bar, vec2(width, height));
        }
        paint::rule(ui, base, width * bars.len() as f32);
    });
    if bars.is_empty() {
        ui.label(egui::RichText::new("没有可以画的数字").color(colours.quiet));
    }
}

fn standing_bar(ui: &mut Ui, bar: &Bar, size: egui::Vec2) {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, bar.name()));
    let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 24.0), rect.max);
    paint::centred(ui, foot, paint::line(ui, &bar.label, paint::small(ui), colours.quiet, size.x - 4.0));
    let room = (size.y - 24.0 - 22.0).max(0.0);
    let top = foot.top() - room * bar.part();
    let wide = (size.x * 0.55).min(36.0);
    let solid =
        Rect::from_min_max(pos2(rect.center().x - wide / 2.0, top), pos2(rect.center().x + wide / 2.0, foot.top()));
    let corner = CornerRadius { nw: 3, ne: 3, sw: 0, se: 0 };
    ui.painter().rect_filled(solid, corner, colours.figure(bar.tone));
    let above = Rect::from_min_max(pos2(rect.left(), top - 20.0), pos2(rect.right(), top));
    paint::centred(ui, above, paint::line(ui, &bar.figure, paint::small(ui), colours.text, size.x));
    explain(bar, response);
}

fn explain(bar: &Bar, response: Response) {
    let text = if bar.detail.is_empty() { bar.name() } else { format!("{}\n{}", bar.name(), bar.detail) };
    response.on_hover_text_at_pointer(text);
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn a_bar_that_leads_somewhere_answers() {
        let mut harness = themed(THEMES[1], None, |ui, pressed: &mut Option<usize>| {
            let bars = [Bar::new("罕台镇", 5, 10, "50.0 %"), Bar::new("铜川镇", 9, 10, "90.0 %")];
            *pressed = lying_links(ui, &bars, 96.0).or(*pressed);
        });
        harness.get_by_label("铜川镇 90.0 %").click();
        harness.run();
        assert_eq!(*harness.state(), Some(1));
    }

    #[test]
    fn every_bar_has_its_figure_and_explains_itself() {
        for theme in THEMES {
            let mut harness = themed(theme, (), |ui, ()| {
                let bars = [
                    Bar::new("组织领导", 85, 100, "8.5 / 10.0").detail("扣 1.5 分：公示牌未更新"),
                    Bar::new("巡查频次", 0, 0, "—").tone(Tone::Neutral),
                ];
                lying(ui, &bars, 96.0);
                standing(ui, &bars[..1], 160.0);
            });
            harness.run();
            assert_eq!(harness.get_all_by_label("组织领导 8.5 / 10.0").count(), 2);
            harness.get_by_label("巡查频次 —").hover();
            harness.run();
        }
    }
}
