//! Moving over a picture that is larger than its window: dragging, wheel, Ctrl and wheel, pinching, ＋ － keys.

use egui::{CursorIcon, Key, Pos2, Rect, Response, Sense, Ui, Vec2, vec2};

/// Room kept free around the picture, points.
pub const GAP: f32 = 16.0;
/// Points per millimetre at 100 %: 96 to the inch.
pub const NATURAL: f32 = 96.0 / 25.4;
const LEAST: f32 = 0.15;
const MOST: f32 = 8.0;
/// How far one press of 「＋」 goes.
const STEP: f32 = 1.25;

/// Where the picture stands in its window, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PanZoom {
    /// 1.0 is the size of the paper.
    times: f32,
    /// Upper left corner of the picture from that of the window, points.
    origin: Vec2,
    /// Follows the window: the first page is seen whole.
    fitted: bool,
}

impl Default for PanZoom {
    fn default() -> Self {
        Self { times: 1.0, origin: Vec2::splat(GAP), fitted: true }
    }
}

impl PanZoom {
    /// Points per millimetre.
    pub fn scale(&self) -> f32 {
        self.times * NATURAL
    }

    pub fn times(&self) -> f32 {
        self.times
    }

    pub fn is_fitted(&self) -> bool {
        self.fitted
    }

    /// Has the first page seen whole again.
    pub fn fit(&mut self) {
        self.fitted = true;
    }

    /// Enlarges or shrinks about the middle of the window; `times` is the new size.
    pub fn set(&mut self, times: f32, window: Vec2) {
        self.zoom_at(times / self.times, window / 2.0);
    }

    pub fn step(&mut self, larger: bool, window: Vec2) {
        self.zoom_at(if larger { STEP } else { 1.0 / STEP }, window / 2.0);
    }

    /// What is under `point` (from the corner of the window) stays there.
    fn zoom_at(&mut self, factor: f32, point: Vec2) {
        let times = (self.times * factor).clamp(LEAST, MOST);
        self.origin = point - (point - self.origin) * (times / self.times);
        (self.times, self.fitted) = (times, false);
    }

    /// Takes in what the person does with the window, and keeps the picture in sight. `first` is the size of the first
    /// page and `whole` that of all of them, mm.
    pub fn interact(&mut self, ui: &mut Ui, window: Rect, first: Vec2, whole: Vec2) -> Response {
        let response = ui.interact(window, ui.scope_id().with("导图窗口"), Sense::DRAG | Sense::HOVER);
        if response.dragged() && response.drag_delta() != Vec2::ZERO {
            self.origin += response.drag_delta();
            self.fitted = false;
        }
        if let Some(pointer) =
            response.hover_pos().or(ui.input(|input| input.pointer.hover_pos())).filter(|at| window.contains(*at))
        {
            let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
            if (zoom - 1.0).abs() > f32::EPSILON {
                self.zoom_at(zoom, pointer - window.min);
            } else if scroll != Vec2::ZERO {
                self.origin += scroll;
                self.fitted = false;
            }
        }
        if ui.memory(|memory| memory.focused().is_none()) {
            let (larger, smaller) = ui.input(|input| {
                let alone = input.modifiers.is_none() || input.modifiers.shift_only();
                let plus = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
                (alone && plus, alone && input.key_pressed(Key::Minus))
            });
            if larger || smaller {
                self.step(larger, window.size());
            }
        }
        self.keep_in_sight(window.size(), first, whole);
        response.on_hover_cursor(CursorIcon::Grab)
    }

    /// Where a point of the picture stands on screen.
    pub fn corner(&self, window: Rect) -> Pos2 {
        window.min + self.origin
    }

    fn keep_in_sight(&mut self, window: Vec2, first: Vec2, whole: Vec2) {
        if self.fitted {
            let room = (window - Vec2::splat(2.0 * GAP)).max(Vec2::splat(40.0));
            let fits = (room / (first * NATURAL)).min_elem();
            self.times = fits.clamp(LEAST, MOST);
            self.origin = Vec2::splat(GAP);
        }
        let size = whole * self.scale();
        let place = |origin: f32, size: f32, window: f32| {
            if size + 2.0 * GAP <= window { (window - size) / 2.0 } else { origin.clamp(window - size - GAP, GAP) }
        };
        self.origin = vec2(place(self.origin.x, size.x, window.x), place(self.origin.y, size.y, window.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Vec2 = vec2(1000.0, 600.0);
    const PAGE: Vec2 = vec2(420.0, 297.0);

    #[test]
    fn a_page_is_fitted_into_the_window_and_stands_in_its_middle() {
        let mut view = PanZoom::default();
        view.keep_in_sight(WINDOW, PAGE, PAGE);
        let size = PAGE * view.scale();
        assert!(size.x <= WINDOW.x && size.y <= WINDOW.y && size.y > WINDOW.y - 3.0 * GAP, "{size:?}");
        assert!((view.origin.x * 2.0 + size.x - WINDOW.x).abs() < 0.1);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut view = PanZoom::default();
        view.keep_in_sight(WINDOW, PAGE, PAGE);
        let pointer = vec2(300.0, 200.0);
        let before = (pointer - view.origin) / view.scale();
        view.zoom_at(2.5, pointer);
        view.keep_in_sight(WINDOW, PAGE, PAGE);
        let after = (pointer - view.origin) / view.scale();
        assert!((before - after).length() < 0.01, "{before:?} {after:?}");
        assert!(!view.is_fitted());
    }

    #[test]
    fn the_picture_is_never_lost() {
        let mut view = PanZoom::default();
        view.zoom_at(3.0, Vec2::ZERO);
        view.origin = vec2(9000.0, -9000.0);
        view.keep_in_sight(WINDOW, PAGE, PAGE);
        let size = PAGE * view.scale();
        assert!(view.origin.x <= GAP && view.origin.y + size.y >= WINDOW.y - GAP - 0.1, "{view:?}");
    }
}
