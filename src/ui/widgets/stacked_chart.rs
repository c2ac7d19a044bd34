//! Columns of stacked parts over time: problems by month and kind. Every part has its numbers under the pointer and leads
//! to its rows.

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Tone};

/// What the parts of every column stand for, from the bottom up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series<'a> {
    pub label: &'a str,
    pub tone: Tone,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// What stands under it: 「6月」.
    pub label: String,
    /// What it is called where it stands alone: 「2025年6月」.
    pub name: String,
    /// One figure for each series.
    pub parts: Vec<u32>,
    /// What shows under the pointer below the figures.
    pub detail: String,
}

impl Stack {
    fn total(&self) -> u32 {
        self.parts.iter().sum()
    }

    /// 「2025年6月 非农化 3 件」.
    fn part_name(&self, series: &Series<'_>, part: u32, unit: &str) -> String {
        format!("{} {} {part} {unit}", self.name, series.label)
    }
}

const FOOT: f32 = 22.0;
const HEAD: f32 = 20.0;

/// Draws them with a legend; answers the column and the series of the part that was pressed. `unit`: 「件」.
pub fn stacked(
    ui: &mut Ui,
    series: &[Series<'_>],
    stacks: &[Stack],
    unit: &str,
    height: f32,
) -> Option<(usize, usize)> {
    legend(ui, series);
    let most = stacks.iter().map(Stack::total).max().unwrap_or(0).max(1);
    let width = ui.available_width() / stacks.len().max(1) as f32;
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let base = ui.cursor().min + vec2(0.0, height - FOOT);
        for (place, stack) in stacks.iter().enumerate() {
            let part = column(ui, series, stack, unit, vec2(width, height), most);
            pressed = pressed.or(part.map(|part| (place, part)));
        }
        paint::rule(ui, base, width * stacks.len() as f32);
    });
    pressed
}

/// What each colour stands for, in words.
pub fn legend(ui: &mut Ui, series: &[Series<'_>]) {
    let colours = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for one in series {
            let galley = paint::line(ui, one.label, paint::small(ui), colours.quiet, f32::INFINITY);
            let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 20.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, one.label));
            let mark = Rect::from_min_size(pos2(rect.left(), rect.center().y - 5.0), vec2(10.0, 10.0));
            ui.painter().rect_filled(mark, CornerRadius::same(2), colours.figure(one.tone));
            paint::at_left(ui, rect, rect.left() + 16.0, galley);
        }
    });
}

fn column(ui: &mut Ui, series: &[Series<'_>], stack: &Stack, unit: &str, size: egui::Vec2, most: u32) -> Option<usize> {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let total = stack.total();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {total} {unit}", stack.name)));
    let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOT), rect.max);
    paint::centred(ui, foot, paint::line(ui, &stack.label, paint::small(ui), colours.quiet, size.x));
    let wide = (size.x * 0.56).min(36.0);
    let scale = (size.y - FOOT - HEAD).max(0.0) / most as f32;
    let (left, right) = (rect.center().x - wide / 2.0, rect.center().x + wide / 2.0);
    let (mut bottom, mut pressed) = (foot.top(), None);
    for (place, (one, part)) in series.iter().zip(&stack.parts).enumerate().filter(|(_, (_, part))| **part > 0) {
        let top = bottom - *part as f32 * scale;
        let solid = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let name = stack.part_name(one, *part, unit);
        let own = ui.interact(solid, response.id.with(place), Sense::click());
        own.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        // A thin gap keeps neighbours apart where their colours are alike.
        let drawn = if solid.height() > 4.0 { solid.with_min_y(solid.top() + 1.0) } else { solid };
        ui.painter().rect_filled(drawn, CornerRadius::same(1), colours.figure(one.tone));
        if own.hovered() || own.has_focus() {
            paint::focus(ui, drawn);
        }
        if own.clicked() {
            pressed = Some(place);
        }
        own.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(told(stack, &name, unit));
        bottom = top;
    }
    if total > 0 {
        let above = Rect::from_min_max(pos2(rect.left(), bottom - HEAD), pos2(rect.right(), bottom));
        paint::centred(ui, above, paint::line(ui, &total.to_string(), paint::small(ui), colours.text, size.x));
    }
    response.on_hover_text_at_pointer(told(stack, &format!("{} {total} {unit}", stack.name), unit));
    pressed
}

fn told(stack: &Stack, name: &str, unit: &str) -> String {
    let mut told = name.to_owned();
    let all = format!("{} {} {unit}", stack.name, stack.total());
    for more in [&all, &stack.detail] {
        if !more.is_empty() && *more != told {
            told.push('\n');
            told.push_str(more);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn every_part_has_its_number_and_leads_to_its_rows() {
        for theme in THEMES {
            let mut harness = themed(theme, None, |ui, pressed: &mut Option<(usize, usize)>| {
                let series =
                    [Series { label: "非农化", tone: Tone::Danger }, Series { label: "撂荒", tone: Tone::Neutral }];
                let stack = |month: u32, parts: &[u32]| Stack {
                    label: format!("{month}月"),
                    name: format!("2025年{month}月"),
                    parts: parts.to_vec(),
                    detail: "其中已销号 1 件".to_owned(),
                };
                let stacks = [stack(5, &[0, 0]), stack(6, &[3, 1])];
                *pressed = stacked(ui, &series, &stacks, "件", 180.0).or(*pressed);
            });
            harness.get_by_label("2025年5月 0 件");
            harness.get_by_label("2025年6月 4 件").hover();
            harness.run();
            harness.get_by_label("2025年6月 撂荒 1 件").click();
            harness.run();
            assert_eq!(*harness.state(), Some((1, 1)));
        }
    }
}
