//! Chips: a state in one word on a tinted ground (空缺, 逾期, 已销号).

use std::sync::Arc;

use egui::{CornerRadius, Galley, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::{self, Tone};

const HEIGHT: f32 = 20.0;
const PAD: f32 = 7.0;

/// A word and what kind of word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    pub tone: Tone,
    pub word: String,
}

impl Chip {
    pub fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }
}

/// Shows a chip in the flow of a page.
pub fn chip(ui: &mut Ui, tone: Tone, word: &str) -> Response {
    let (size, _) = measure(ui, tone, word);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    paint_at(ui, rect.left(), rect, tone, word);
    response
}

/// Paints a chip halfway down `row` from `left` on; answers its width. For rows that name themselves.
pub(crate) fn paint_at(ui: &Ui, left: f32, row: Rect, tone: Tone, word: &str) -> f32 {
    let (size, galley) = measure(ui, tone, word);
    let rect = Rect::from_min_size(pos2(left, row.center().y - size.y / 2.0), size);
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), theme::palette(ui).tone(tone).ground);
    paint::centred(ui, rect, galley);
    size.x
}

pub(crate) fn width(ui: &Ui, word: &str) -> f32 {
    measure(ui, Tone::Neutral, word).0.x
}

fn measure(ui: &Ui, tone: Tone, word: &str) -> (Vec2, Arc<Galley>) {
    let colour = theme::palette(ui).tone(tone).text;
    let galley = paint::line(ui, word, paint::small(ui), colour, f32::INFINITY);
    (vec2(galley.size().x + 2.0 * PAD, HEIGHT), galley)
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn every_tone_says_its_word() {
        for theme in THEMES {
            let mut harness = themed(theme, (), |ui, ()| {
                for (tone, word) in Tone::ALL.into_iter().zip(["草稿", "已销号", "重点", "已上报", "临期", "逾期"])
                {
                    chip(ui, tone, word);
                }
            });
            harness.run();
            harness.get_by_label("已销号");
            harness.get_by_label("逾期");
        }
    }
}
