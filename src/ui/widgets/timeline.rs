//! What lasted from when to when, as bars under a line of years.

use chrono::{Datelike, NaiveDate};
use egui::{CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::{
    domain::date::{Period, chinese},
    ui::theme::{self, Palette, Tone},
};

/// One thing with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub label: String,
    pub period: Period,
    pub tone: Tone,
    /// Belongs to the one above it: drawn thinner and set in.
    pub part: bool,
    /// What shows under the pointer beside label and time.
    pub detail: String,
}

const ROW: f32 = 28.0;
const AXIS: f32 = 24.0;
/// How far apart the names of years stand at least.
const YEAR: f32 = 64.0;
const INDENT: f32 = 16.0;

/// The bars of a time, its last day included; names at the left in `label_width`.
pub fn timeline(ui: &mut Ui, spans: &[Span], (from, to): (NaiveDate, NaiveDate), label_width: f32) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let scale = Scale { from, days: (to - from).num_days().max(1) as f32 };
        axis(ui, &scale, (from, to), label_width);
        for span in spans {
            line(ui, &scale, span, to, label_width);
        }
    });
}

/// Days on the width of a track.
struct Scale {
    from: NaiveDate,
    days: f32,
}

impl Scale {
    fn x(&self, track: Rect, day: NaiveDate) -> f32 {
        let share = (day - self.from).num_days() as f32 / self.days;
        track.left() + track.width() * share.clamp(0.0, 1.0)
    }

    /// The first days of years that stand far enough apart to be named, not too near to either end.
    fn years(&self, track: Rect, to: NaiveDate) -> Vec<(NaiveDate, f32)> {
        let first = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        let starts = (self.from.year() + 1..=to.year()).filter_map(first).map(|day| (day, self.x(track, day)));
        let mut kept: Vec<(NaiveDate, f32)> = Vec::new();
        for (day, x) in starts {
            if kept.last().is_none_or(|(_, last)| x - last >= YEAR) {
                kept.push((day, x));
            }
        }
        kept
    }
}

fn track_of(rect: Rect, label_width: f32) -> Rect {
    Rect::from_min_max(pos2((rect.left() + label_width).min(rect.right()), rect.top()), rect.max)
}

fn axis(ui: &mut Ui, scale: &Scale, (from, to): (NaiveDate, NaiveDate), label_width: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS), Sense::hover());
    let words = format!("{}至{}", chinese(from), chinese(to));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.clone()));
    let quiet = theme::palette(ui).quiet;
    let track = track_of(rect, label_width);
    let small = |text: &str| paint::line(ui, text, paint::small(ui), quiet, f32::INFINITY);
    let (begin, end) = (small(&chinese(from)), small(&chinese(to)));
    let (free_from, free_to) = (track.left() + begin.size().x + 8.0, track.right() - end.size().x - 8.0);
    paint::at_left(ui, rect, track.left(), begin);
    paint::at_right(ui, rect, track.right(), end);
    for (day, x) in scale.years(track, to) {
        let name = small(&day.year().to_string());
        let half = name.size().x / 2.0;
        if x - half > free_from && x + half < free_to {
            paint::at_left(ui, rect, x - half, name);
        }
    }
    paint::rule(ui, pos2(rect.left(), rect.bottom()), rect.width());
}

fn line(ui: &mut Ui, scale: &Scale, span: &Span, to: NaiveDate, label_width: f32) {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let time = span.period.chinese();
    let whole = format!("{} {time}", span.label);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, whole.clone()));
    let inset = if span.part { INDENT } else { 0.0 };
    let ink = if span.part { colours.quiet } else { colours.text };
    let label = paint::line(ui, &span.label, paint::body(ui), ink, label_width - inset - 12.0);
    paint::at_left(ui, rect, rect.left() + inset, label);
    let track = track_of(rect, label_width);
    for (_, x) in scale.years(track, to) {
        ui.painter().vline(x, rect.y_range(), Stroke::new(1.0, colours.line));
    }
    bar(ui, scale, span, track, colours, &time);
    let detail = if span.detail.is_empty() { whole } else { format!("{whole}\n{}", span.detail) };
    response.on_hover_text(detail);
}

/// The bar, with its time in it or beside it where there is room.
fn bar(ui: &Ui, scale: &Scale, span: &Span, track: Rect, colours: &Palette, time: &str) {
    let left = scale.x(track, span.period.from);
    let right = span.period.until.map_or(track.right(), |until| scale.x(track, until)).max(left + 3.0);
    let height = if span.part { 4.0 } else { 9.0 };
    let middle = track.center().y;
    let rect = Rect::from_min_max(pos2(left, middle - height), pos2(right, middle + height));
    let pair = colours.tone(span.tone);
    let ground = if span.part { pair.text.gamma_multiply(0.45) } else { pair.ground };
    ui.painter().rect_filled(rect, CornerRadius::same(3), ground);
    let edge = Rect::from_min_max(rect.min, pos2(left + 3.0, rect.bottom()));
    ui.painter().rect_filled(edge, CornerRadius::same(1), colours.figure(span.tone));
    let words =
        paint::line(ui, time, paint::small(ui), if span.part { colours.quiet } else { pair.text }, f32::INFINITY);
    let need = words.size().x + 14.0;
    if !span.part && rect.width() >= need {
        paint::at_left(ui, rect, left + 9.0, words);
    } else if track.right() - right >= need {
        paint::at_left(ui, track, right + 7.0, words);
    } else if left - track.left() >= need {
        paint::at_right(ui, track, left - 7.0, words);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).unwrap()
    }

    #[test]
    fn every_bar_says_what_lasted_and_when() {
        let span = |label: &str, part| Span {
            label: label.into(),
            period: Period { from: day(2024, 3), until: Some(day(2025, 3)) },
            tone: Tone::Good,
            part,
            detail: String::new(),
        };
        let spans = [span("铜川镇镇长", false), span("包联罕台村", true)];
        for theme in THEMES {
            let mut harness = themed(theme, (), |ui, ()| timeline(ui, &spans, (day(2012, 1), day(2025, 6)), 200.0));
            harness.run();
            harness.get_by_label("2012年1月1日至2025年6月1日");
            harness.get_by_label("铜川镇镇长 2024年3月1日至2025年2月28日");
            harness.get_by_label("包联罕台村 2024年3月1日至2025年2月28日");
        }
    }

    #[test]
    fn years_are_named_where_they_do_not_crowd() {
        let scale = Scale { from: day(2000, 1), days: (day(2025, 1) - day(2000, 1)).num_days() as f32 };
        let track = Rect::from_min_max(pos2(0.0, 0.0), pos2(500.0, 20.0));
        let years: Vec<i32> = scale.years(track, day(2025, 1)).iter().map(|(day, _)| day.year()).collect();
        assert_eq!(years, [2001, 2005, 2009, 2013, 2017, 2021, 2025]);
    }
}
