//! One page of a sheet on screen: a reader of the same display list as the PDF, so that both look alike (A12).

use egui::{Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, text::LayoutJob, vec2};

use crate::{
    print::{
        Face, Item, Page,
        font::runs,
        fonts,
        page::{DASHES, MM_PER_PT},
    },
    ui::{font, theme},
};

/// 破折号 as typed, and the character that draws it in one stroke, as the PDF does.
const DASH: (&str, &str) = ("——", "\u{2E3A}");

/// Paints a page with its top left corner at `at`; `scale` is points per millimetre.
pub fn paint(ui: &Ui, page: &Page, at: Pos2, scale: f32) {
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
                    line(&painter, baseline, *face, *size_pt, size, scale, text, theme::ink(*ink));
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
                way.extend(closed.then(|| way[0]));
                stroke(&painter, &way, *dashed, weight * scale, scale, theme::ink(*ink));
            }
        }
    }
}

/// A line of text: each run begins where the paper says, whatever the screen's rounding did to the run before.
#[expect(clippy::too_many_arguments, reason = "a run of the display list taken apart")]
fn line(painter: &Painter, baseline: Pos2, face: Face, size_pt: f32, size: f32, scale: f32, text: &str, ink: Color32) {
    let font = FontId::new(size, family(face));
    let mut left = baseline.x;
    for run in runs(face, text) {
        let shown = run.text.replace(DASH.0, DASH.1);
        let job = LayoutJob::simple_singleline(shown, font.clone(), ink);
        let galley = painter.layout_job(job);
        let ascent = galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
        painter.galley(pos2(left, baseline.y - ascent.unwrap_or(size * 0.88)), galley, ink);
        left += fonts().width_mm(face, size_pt, run.text) * scale;
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
