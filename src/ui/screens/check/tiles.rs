//! The result in a strip of tiles: the whole first, then one for each check. Pressing one narrows the list.

use egui::{CornerRadius, CursorIcon, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::{
    domain::check::{Check, FindingKind, Severity},
    ops::query::check::{CheckLine, CheckReport},
    ui::{
        theme::{self, Tone},
        widgets::{chip, link, paint},
    },
};

/// Which findings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    #[default]
    All,
    Of(Severity),
    In(Check),
}

impl Chosen {
    pub fn holds(self, kind: FindingKind, severity: Severity) -> bool {
        match self {
            Self::All => true,
            Self::Of(wanted) => wanted == severity,
            Self::In(wanted) => wanted == kind.check(),
        }
    }
}

/// Tiles in one row.
const IN_A_ROW: usize = 6;
const HEIGHT: f32 = 56.0;
const GAP: f32 = 8.0;

/// Draws the strip; the pressed tile is chosen, and pressed again shows all.
pub fn show(ui: &mut Ui, report: &CheckReport, chosen: &mut Chosen) {
    ui.horizontal(|ui| {
        let passed = report.passed();
        let idle = report.idle();
        let idle = if idle == 0 { String::new() } else { format!("，没有可查的 {idle} 项") };
        let result = format!("检查 {} 项，符合 {passed} 项{idle}", report.lines.len());
        ui.label(egui::RichText::new(result).text_style(theme::text::section()));
        for (severity, tone) in [(Severity::Missing, Tone::Danger), (Severity::Doubt, Tone::Warning)] {
            let count = report.count(severity);
            if count == 0 {
                continue;
            }
            let word = format!("{} {count} 条", severity.label());
            let response = chip::chip(ui, tone, &word).interact(Sense::click());
            if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
                *chosen = toggled(*chosen, Chosen::Of(severity));
            }
        }
        if *chosen != Chosen::All && link::link(ui, "显示全部问题").clicked() {
            *chosen = Chosen::All;
        }
    });
    let width = (ui.available_width() - GAP * (IN_A_ROW - 1) as f32) / IN_A_ROW as f32;
    for lines in report.lines.chunks(IN_A_ROW) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for line in lines {
                let own = Chosen::In(line.check);
                if tile(ui, line, vec2(width, HEIGHT), *chosen == own) {
                    *chosen = toggled(*chosen, own);
                }
            }
        });
    }
    ui.add_space(4.0);
}

fn toggled(chosen: Chosen, pressed: Chosen) -> Chosen {
    if chosen == pressed { Chosen::All } else { pressed }
}

fn tile(ui: &mut Ui, line: &CheckLine, size: Vec2, chosen: bool) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = line.check.label();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, label));
    let edge = match (chosen, response.hovered()) {
        (true, _) => colours.primary_text,
        (false, true) => colours.edge,
        (false, false) => colours.line,
    };
    let ground = if chosen { colours.selected } else { colours.surface };
    ui.painter().rect(rect, CornerRadius::same(6), ground, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    let inner = rect.shrink2(vec2(12.0, 8.0));
    let (upper, lower) = inner.split_top_bottom_at_fraction(0.5);
    paint::at_left(ui, upper, inner.left(), paint::line(ui, label, paint::strong(ui), colours.text, inner.width()));
    let mut left = inner.left();
    let results = results(line);
    for (tone, word) in &results {
        let row = egui::Rect::from_min_max(pos2(left, lower.top() + 3.0), pos2(inner.right(), lower.bottom() + 3.0));
        left += chip::paint_at(ui, left, row, *tone, word) + 6.0;
    }
    let counted = format!("{}{}", line.examined, line.check.counted());
    let room = inner.right() - left;
    let counted = paint::line(ui, &counted, paint::small(ui), colours.quiet, room);
    paint::at_right(ui, lower.translate(vec2(0.0, 3.0)), inner.right(), counted);
    let (_, clause) = line.check.basis();
    let basis = crate::domain::plan::clause(clause).map_or("", |clause| clause.heading.as_str());
    let hint = format!("{}\n依据：{basis}；考核 {} 项", line.check.rule(), line.check.items().join("、"));
    response.on_hover_text(hint).on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn results(line: &CheckLine) -> Vec<(Tone, String)> {
    if line.is_idle() {
        return vec![(Tone::Neutral, "没有可查的".to_owned())];
    }
    if line.passed() {
        return vec![(Tone::Good, "符合".to_owned())];
    }
    let counts = [(Tone::Danger, Severity::Missing, line.missing), (Tone::Warning, Severity::Doubt, line.doubts)];
    let found = counts.into_iter().filter(|(_, _, count)| *count > 0);
    found.map(|(tone, severity, count)| (tone, format!("{} {count}", severity.label()))).collect()
}
