//! The table behind a picture: few rows, all shown, figures at the right, and every figure that has rows leads to them.

use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme;

/// One figure of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub text: String,
    /// Whether it leads to its rows.
    pub leads: bool,
}

impl Figure {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), leads: false }
    }

    /// A count: leads to its rows when there are any.
    pub fn count(count: u32) -> Self {
        Self { text: count.to_string(), leads: count > 0 }
    }
}

/// One row with the name at its left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub figures: Vec<Figure>,
}

const LINE: f32 = 26.0;

/// Draws it; `heads` are those of the name and of every figure. Answers the row and the figure that was pressed.
pub fn brief_table(ui: &mut Ui, heads: &[&str], lines: &[Line]) -> Option<(usize, usize)> {
    let colours = theme::palette(ui);
    let figures = heads.len().saturating_sub(1).max(1);
    let width = ui.available_width();
    let name = (width * 0.3).clamp(72.0, 150.0);
    let cell = (width - name) / figures as f32;
    let mut pressed = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
        ui.painter().rect_filled(rect, 3.0, colours.sunken);
        for (place, head) in heads.iter().enumerate() {
            let galley = paint::line(ui, head, paint::small(ui), colours.quiet, cell.max(name) - 8.0);
            match place {
                0 => paint::at_left(ui, rect, rect.left() + 6.0, galley),
                _ => paint::at_right(ui, rect, rect.left() + name + cell * place as f32 - 6.0, galley),
            };
        }
        for (row, line) in lines.iter().enumerate() {
            let figure = one_line(ui, heads, line, (width, name, cell));
            pressed = pressed.or(figure.map(|figure| (row, figure)));
        }
    });
    pressed
}

fn one_line(ui: &mut Ui, heads: &[&str], line: &Line, (width, name, cell): (f32, f32, f32)) -> Option<usize> {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &line.name));
    paint::rule(ui, rect.left_bottom(), width);
    paint::at_left(ui, rect, rect.left() + 6.0, paint::line(ui, &line.name, paint::body(ui), colours.text, name - 8.0));
    let mut pressed = None;
    for (place, figure) in line.figures.iter().enumerate() {
        let right = rect.left() + name + cell * (place + 1) as f32;
        let colour = if figure.leads { colours.primary_text } else { colours.text };
        let galley = paint::line(ui, &figure.text, paint::body(ui), colour, cell - 8.0);
        let at = Rect::from_min_max(pos2(right - cell, rect.top()), pos2(right, rect.bottom()));
        let size = galley.size().x;
        paint::at_right(ui, rect, right - 6.0, galley);
        if !figure.leads {
            continue;
        }
        let own = ui.interact(at, response.id.with(place), Sense::click());
        let head = heads.get(place + 1).copied().unwrap_or_default();
        own.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{} {head} {}", line.name, figure.text)));
        if own.hovered() || own.has_focus() {
            let stroke = egui::Stroke::new(1.0, colours.primary_text);
            ui.painter().hline(right - 6.0 - size..=right - 6.0, rect.center().y + 9.0, stroke);
        }
        if own.clicked() {
            pressed = Some(place);
        }
        own.on_hover_cursor(CursorIcon::PointingHand);
    }
    pressed
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn figures_lead_to_their_rows() {
        for theme in THEMES {
            let mut harness = themed(theme, None, |ui, pressed: &mut Option<(usize, usize)>| {
                let lines = [Line {
                    name: "罕台镇".into(),
                    figures: vec![Figure::count(0), Figure::count(7), Figure::plain("88.0 %")],
                }];
                *pressed = brief_table(ui, &["镇（街道）", "应巡", "实巡", "巡田率"], &lines).or(*pressed);
            });
            harness.get_by_label("罕台镇 实巡 7").click();
            harness.run();
            assert_eq!(*harness.state(), Some((0, 1)));
            assert!(harness.query_by_label("罕台镇 应巡 0").is_none(), "nothing to open");
        }
    }
}
