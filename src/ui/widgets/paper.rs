//! One page of a sheet on screen: a reader of the same display list as the PDF, so that both look alike (A12).

use std::time::Duration;

use egui::{
    Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui, emath::TSTransform, epaint::TextShape, pos2,
    text::LayoutJob, vec2,
};

use crate::{
    print::{
        Face, Item, Page,
        font::runs,
        fonts,
        page::{DASHES, MM_PER_PT},
        photo::unread,
    },
    ui::{
        font, theme,
        widgets::album::{Album, Seen},
    },
};

/// 破折号 as typed, and the character that draws it in one stroke, as the PDF does.
const DASH: (&str, &str) = ("——", "\u{2E3A}");

/// Paints a page with its top left corner at `at`; `scale` is points per millimetre.
pub fn paint(ui: &Ui, page: &Page, at: Pos2, scale: f32) {
    paint_with(ui, page, at, scale, &mut Pen { kept: None, sharp: usize::MAX, met: 0 }, None);
}

/// The same with its photos, which appear once they have been read.
pub fn paint_pictured(ui: &Ui, page: &Page, at: Pos2, scale: f32, album: &mut Album) {
    paint_with(ui, page, at, scale, &mut Pen { kept: None, sharp: usize::MAX, met: 0 }, Some(album));
}

/// The same while the scale changes often: letters of the size kept so far are stretched, and redrawn some at a time
/// once the scale rests. Cutting new letters is what takes long in a picture with thousands of them.
pub fn paint_moving(ui: &Ui, page: &Page, at: Pos2, scale: f32, letters: &mut Letters) {
    paint_with(ui, page, at, scale, &mut letters.pen, None);
}

/// The letters of a picture that is enlarged and shrunk.
#[derive(Default)]
pub struct Letters {
    /// The scale that is shown, and since when.
    wanted: f32,
    since: f64,
    pen: Pen,
}

/// How far letters have been redrawn.
#[derive(Clone, Copy, Default)]
struct Pen {
    /// The scale of the letters there are; `None` when there are none yet.
    kept: Option<f32>,
    /// How many texts may be drawn at their own size.
    sharp: usize,
    /// How many texts were met in this frame.
    met: usize,
}

impl Letters {
    /// Seconds a scale has to rest before letters are redrawn for it.
    const REST: f64 = 0.12;
    /// Texts redrawn in one frame.
    const BATCH: usize = 90;

    /// Call it before the pages are painted.
    pub fn begin(&mut self, ui: &Ui, scale: f32) {
        let now = ui.input(|input| input.time);
        if (scale - self.wanted).abs() > f32::EPSILON {
            // The first letters are drawn at once: there is nothing to stretch yet.
            if self.is_sharp() && self.wanted > 0.0 {
                self.pen.kept = Some(self.wanted);
            }
            (self.wanted, self.since, self.pen.sharp) = (scale, now, 0);
        }
        if self.pen.kept.is_none() {
            self.pen.sharp = usize::MAX;
        } else if now - self.since >= Self::REST && !self.is_sharp() {
            self.pen.sharp += Self::BATCH;
        }
        self.pen.met = 0;
    }

    /// Call it after the pages are painted.
    pub fn end(&mut self, ui: &Ui) {
        if self.is_sharp() {
            return;
        }
        if self.pen.sharp >= self.pen.met {
            self.pen.sharp = usize::MAX;
        } else if self.pen.sharp > 0 {
            ui.ctx().request_repaint();
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(Self::REST));
        }
    }

    /// Whether every letter is drawn at its own size.
    pub fn is_sharp(&self) -> bool {
        self.pen.sharp == usize::MAX
    }
}

fn paint_with(ui: &Ui, page: &Page, at: Pos2, scale: f32, pen: &mut Pen, mut album: Option<&mut Album>) {
    let paper = Rect::from_min_size(at, vec2(page.width_mm, page.height_mm) * scale);
    let colours = theme::palette(ui);
    let shadow = paper.translate(vec2(0.0, 2.0)).expand(1.0);
    ui.painter().rect_filled(shadow, 1.0, colours.shadow);
    ui.painter().rect_filled(paper, 0.0, theme::PAPER);
    let painter = ui.painter_at(paper.intersect(ui.clip_rect()));
    let seen = painter.clip_rect().expand(24.0);
    let place = |x: f32, y: f32| at + vec2(x, y) * scale;
    for item in &page.items {
        match item {
            Item::Text { x, y, size_pt, face, text, ink } => {
                let baseline = place(*x, *y);
                let size = size_pt * MM_PER_PT * scale;
                if seen.y_range().expand(size).contains(baseline.y) && baseline.x < seen.right() {
                    pen.met += 1;
                    let cut = if pen.met <= pen.sharp { Some(scale) } else { pen.kept };
                    let Some(cut) = cut else { continue };
                    let line = TextLine { face: *face, size_pt: *size_pt, text, ink: theme::ink(*ink) };
                    line.paint(&painter, baseline, scale, cut);
                }
            }
            Item::Line { x0, y0, x1, y1, weight, ink } => {
                let ends = [place(*x0, *y0), place(*x1, *y1)];
                rule(&painter, ends, weight * scale, theme::ink(*ink));
            }
            Item::Fill { x, y, width, height, ink } => {
                let rect = Rect::from_min_size(place(*x, *y), vec2(*width, *height) * scale);
                painter.rect_filled(rect, 0.0, theme::ink(*ink));
            }
            Item::Stroke { points, closed, dashed, weight, ink } => {
                let mut way: Vec<Pos2> = points.iter().map(|[x, y]| place(*x, *y)).collect();
                if !Rect::from_points(&way).expand(1.0).intersects(seen) {
                    continue;
                }
                way.extend(way.first().copied().filter(|_| *closed));
                stroke(&painter, &way, *dashed, weight * scale, scale, theme::ink(*ink));
            }
            Item::Image { x, y, width, height, picture } => {
                let rect = Rect::from_min_size(place(*x, *y), vec2(*width, *height) * scale);
                let album = album.as_mut().filter(|_| rect.intersects(seen));
                match album.map(|album| album.look(ui.ctx(), &picture.digest, &picture.path)) {
                    Some(Seen::Ready(photo)) => {
                        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                        painter.image(photo.id(), rect, whole, Color32::WHITE);
                    }
                    Some(Seen::Unreadable) => {
                        if let Item::Text { x, y, size_pt, face, text, ink } = &unread([*x, *y], [*width, *height]) {
                            let line = TextLine { face: *face, size_pt: *size_pt, text, ink: theme::ink(*ink) };
                            line.paint(&painter, place(*x, *y), scale, scale);
                        }
                    }
                    Some(Seen::Coming) | None => {}
                }
            }
        }
    }
}

/// A line of text of the display list.
struct TextLine<'a> {
    face: Face,
    size_pt: f32,
    text: &'a str,
    ink: Color32,
}

impl TextLine<'_> {
    /// Paints it: each run begins where the paper says, whatever the screen's rounding did to the run before. Letters
    /// are cut for the scale `cut` and stretched to `scale`.
    fn paint(&self, painter: &Painter, baseline: Pos2, scale: f32, cut: f32) {
        let size = self.size_pt * MM_PER_PT * cut;
        let font = FontId::new(size, family(self.face));
        let stretch = scale / cut;
        let mut left = baseline.x;
        for run in runs(self.face, self.text) {
            let shown = run.text.replace(DASH.0, DASH.1);
            let job = LayoutJob::simple_singleline(shown, font.clone(), self.ink);
            let galley = painter.layout_job(job);
            let ascent = galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
            let at = pos2(left, baseline.y - ascent.unwrap_or(size * 0.88) * stretch);
            let mut shape = TextShape::new(Pos2::ZERO, galley, self.ink);
            if (stretch - 1.0).abs() > 0.0001 {
                shape.transform(TSTransform::from_scaling(stretch));
            }
            shape.pos = at;
            painter.add(shape);
            left += fonts().width_mm(self.face, self.size_pt, run.text) * scale;
        }
    }
}

/// A way of straight rules, whole or in dashes.
fn stroke(painter: &Painter, way: &[Pos2], dashed: bool, weight: f32, scale: f32, ink: Color32) {
    if dashed {
        let [dash, gap] = DASHES.map(|length| length * scale);
        let width = weight.max(1.0 / painter.pixels_per_point());
        painter.extend(Shape::dashed_line(way, Stroke::new(width, ink), dash, gap));
        return;
    }
    for ends in way.windows(2) {
        rule(painter, [ends[0], ends[1]], weight, ink);
    }
}

/// A rule at least one pixel thick and lying on the pixels, so that thin ones do not blur.
fn rule(painter: &Painter, ends: [Pos2; 2], weight: f32, ink: Color32) {
    let pixel = 1.0 / painter.pixels_per_point();
    let width = (weight / pixel).round().max(1.0) * pixel;
    let [from, to] = ends;
    let upright = (from.x - to.x).abs() < 0.01;
    if !upright && (from.y - to.y).abs() > 0.01 {
        painter.add(Shape::line_segment(ends, Stroke::new(width, ink)));
        return;
    }
    let whole = |value: f32| (value / pixel).round() * pixel;
    let rect = if upright {
        let left = whole(from.x - width / 2.0);
        Rect::from_min_max(pos2(left, whole(from.y.min(to.y))), pos2(left + width, whole(from.y.max(to.y)) + pixel))
    } else {
        let top = whole(from.y - width / 2.0);
        Rect::from_min_max(pos2(whole(from.x.min(to.x)), top), pos2(whole(from.x.max(to.x)) + pixel, top + width))
    };
    painter.rect_filled(rect, 0.0, ink);
}

fn family(face: Face) -> FontFamily {
    match face {
        Face::Song => FontFamily::Name(font::SONG.into()),
        Face::SongBold => FontFamily::Name(font::SONG_BOLD.into()),
        Face::Hei => FontFamily::Proportional,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{print::Ink, ui::testing::harness_of};

    fn page() -> Page {
        let text = |at: u16| Item::Text {
            x: 5.0,
            y: 5.0 + f32::from(at),
            size_pt: 9.0,
            face: Face::Song,
            text: format!("第{at}村 王𠮷"),
            ink: Ink::Black,
        };
        Page { width_mm: 210.0, height_mm: 297.0, items: (0..200).map(text).collect() }
    }

    #[test]
    fn letters_are_stretched_while_the_scale_changes_and_sharp_once_it_rests() {
        let mut harness = harness_of((Letters::default(), 2.0_f32), |ui, (letters, scale)| {
            letters.begin(ui, *scale);
            paint_moving(ui, &page(), ui.max_rect().min, *scale, letters);
            letters.end(ui);
        });
        harness.run();
        assert!(harness.state().0.is_sharp(), "at first there is nothing to stretch");
        harness.state_mut().1 = 2.4;
        harness.step();
        assert!(!harness.state().0.is_sharp());
        harness.run_steps(20);
        assert!(harness.state().0.is_sharp());
    }
}
