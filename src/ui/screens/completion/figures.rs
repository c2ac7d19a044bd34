//! The sums over the table: due, done, late, waived, missing and the rate with its formula; and the towns as bars.

use egui::{CornerRadius, Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::{
    domain::completion::Tally,
    ops::query::completion::{Completion, RATE_NOTES, known_words},
    ui::{
        theme::{self, Tone},
        widgets::{
            bar_chart::{Bar, lying},
            link::link,
            page::{card, section},
            paint,
        },
    },
};

const HEIGHT: f32 = 58.0;
const GAP: f32 = 8.0;

/// The strip of figures, and under it how the rate came about.
pub fn strip(ui: &mut Ui, found: &Completion, explained: &mut bool) {
    let tally = &found.tally;
    let mut tiles: Vec<(&str, String, String, Option<Tone>)> = vec![
        ("应巡", tally.due.to_string(), String::new(), None),
        ("实巡", tally.done.to_string(), late_words(tally), None),
        ("免", tally.waived.to_string(), String::new(), None),
        ("未巡", tally.missing.to_string(), String::new(), (tally.missing > 0).then_some(Tone::Warning)),
        ("巡田率", tally.rate_words(), String::new(), None),
        ("进行中", format!("{}/{}", tally.running_done, tally.running), "还没有到期".to_owned(), None),
    ];
    let beside = [("空缺", tally.vacant), ("接替", tally.shared)];
    let beside: Vec<String> =
        beside.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count}")).collect();
    if !beside.is_empty() {
        tiles.push(("另有", beside.join(" · "), String::new(), None));
    }
    let width = (ui.available_width() - GAP * (tiles.len() - 1) as f32) / tiles.len() as f32;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (label, figure, small, tone) in &tiles {
            tile(ui, vec2(width, HEIGHT), label, figure, small, *tone);
        }
    });
    let quiet = theme::palette(ui).quiet;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.label(RichText::new(format!("巡田率：{}", tally.formula())).strong());
        if link(ui, if *explained { "收起说明" } else { "怎样计算？" }).clicked() {
            *explained = !*explained;
        }
        let bare = (found.no_farmland > 0).then(|| format!("无耕地网格 {} 个不计", found.no_farmland));
        let known = Some(known_words(found)).filter(|words| !words.is_empty());
        for words in [Some("逾期只作提醒，不计分".to_owned()), bare, known].into_iter().flatten() {
            ui.label(RichText::new(words).small().color(quiet));
        }
    });
    if *explained {
        for note in RATE_NOTES {
            ui.add(Label::new(RichText::new(note).small().color(quiet)).wrap());
        }
    }
    ui.add_space(2.0);
}

fn late_words(tally: &Tally) -> String {
    if tally.late() == 0 {
        return String::new();
    }
    format!("其中迟 {}（补巡 {}、补录 {}）", tally.late(), tally.made_up, tally.entered_late)
}

fn tile(ui: &mut Ui, size: Vec2, label: &str, figure: &str, small: &str, tone: Option<Tone>) {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{label} {figure}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let edge = Stroke::new(1.0, colours.line);
    ui.painter().rect(rect, CornerRadius::same(6), colours.surface, edge, StrokeKind::Inside);
    let inner = rect.shrink2(vec2(12.0, 7.0));
    let (upper, lower) = inner.split_top_bottom_at_fraction(0.42);
    let heading = paint::line(ui, label, paint::small(ui), colours.quiet, inner.width());
    paint::at_left(ui, upper, inner.left(), heading);
    let ink = tone.map_or(colours.text, |tone| colours.figure(tone));
    let galley = paint::line(ui, figure, theme::text::section().resolve(ui.style()), ink, inner.width());
    let after = inner.left() + galley.size().x + 8.0;
    paint::at_left(ui, lower, inner.left(), galley);
    let room = inner.right() - after;
    let words = paint::line(ui, small, paint::small(ui), colours.quiet, f32::INFINITY);
    // Half a remark says nothing: it then stands under the pointer only.
    if words.size().x <= room {
        paint::at_left(ui, lower, after, words);
    }
    if !small.is_empty() {
        response.on_hover_text(small);
    }
}

/// The rate of every town, in the order of the tree.
pub fn towns(ui: &mut Ui, found: &Completion) {
    let bars: Vec<Bar> = found
        .towns()
        .map(|row| {
            let bar = Bar::new(&row.name, row.tally.rate().map_or(0, i64::from), 1000, row.tally.rate_words());
            bar.tone(Tone::Info).detail(row.tally.formula())
        })
        .collect();
    card(ui, |ui| {
        section(ui, "各镇（街道）巡田率");
        egui::ScrollArea::vertical().id_salt("各镇巡田率").auto_shrink(false).show(ui, |ui| lying(ui, &bars, 112.0));
    });
}
