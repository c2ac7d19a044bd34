//! The problems and the batches of clues whose days run out first, each a line that opens it.

use egui::{CornerRadius, CursorIcon, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    domain::id::GridId,
    ops::query::{
        clue::ClueAsk,
        problem::{Lens, ProblemAsk, ProblemLine},
        workbench::{ClueWork, Work},
    },
    ui::{
        route::Route,
        theme::{self, Tone},
        widgets::{chip, link::link, page::card, paint},
    },
};

const LINE: f32 = 30.0;
const LINES: usize = 6;
const GAP: f32 = 12.0;

/// Shows both lists side by side; answers where the line that was pressed leads.
pub fn show(ui: &mut Ui, work: &Work, grid: Option<GridId>) -> Option<Route> {
    let found = &work.reminders;
    let problems: Vec<&ProblemLine> = found.overdue.iter().chain(&found.today).chain(&found.week).take(LINES).collect();
    let clues: Vec<&ClueWork> = work.clues.iter().take(LINES).collect();
    let all = ui.available_width();
    // Without clues the problems have all the room.
    let wide = if clues.is_empty() { all } else { ((all - GAP) * 0.6).floor() };
    let lines = problems.len().max(clues.len()).max(1);
    let mut go = None;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        part(ui, wide, lines, |ui| {
            if head(ui, "临近和超过期限的问题", "全部未销号问题") {
                go = Some(Route::ProblemsWhere(ProblemAsk { lens: Lens::Open, grid, ..ProblemAsk::default() }));
            }
            if problems.is_empty() {
                let words = "没有超过期限或 7 天内到期的问题";
                ui.label(RichText::new(words).color(theme::palette(ui).quiet));
            }
            for line in &problems {
                if problem(ui, line) {
                    go = Some(Route::Problems(Some(line.id)));
                }
            }
        });
        if !clues.is_empty() {
            part(ui, all - wide - GAP, lines, |ui| {
                if head(ui, "没有办结的图斑批次", "全部批次") {
                    go = Some(Route::Clues(None));
                }
                for work in &clues {
                    if batch(ui, work) {
                        go = Some(Route::CluesWhere(ClueAsk { batch: work.batch, grid, state: None }));
                    }
                }
            });
        }
    });
    go
}

fn part(ui: &mut Ui, width: f32, lines: usize, draw: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
        card(ui, |ui| {
            ui.set_width(width - 2.0 * theme::MARGIN - 2.0);
            ui.set_min_height(lines as f32 * LINE + 30.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            draw(ui);
        });
    });
}

/// The heading of a card with a word that leads to everything.
fn head(ui: &mut Ui, title: &str, all: &str) -> bool {
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        ui.label(RichText::new(title).text_style(theme::text::section()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| link(ui, all).clicked()).inner
    })
    .inner
}

/// 「2025-0012 罕台镇撖家塔村 · 非农化 · 受理 … 逾期 3 天」.
fn problem(ui: &mut Ui, line: &ProblemLine) -> bool {
    let place = format!("{}{}", line.town_name, line.grid_name);
    let due = line.due.as_ref();
    let days = due.map_or(0, |due| due.days_left);
    let (tone, word) = pace(days);
    let what = format!("{} · {}", line.problem.kind.label(), line.state.label());
    let todo = due.map(|due| format!("{}前{}", due.on.format("%Y-%-m-%-d"), due.what)).unwrap_or_default();
    row(ui, &[&line.number, &place, &what, &todo], &[0.16, 0.28, 0.24, 0.32], tone, &word)
}

fn batch(ui: &mut Ui, work: &ClueWork) -> bool {
    let (tone, word) = match work.waiting {
        0 => (Tone::Info, "待审核".to_owned()),
        _ => pace(work.days_left),
    };
    let state = match (work.waiting, work.answered) {
        (0, answered) => format!("待审核 {answered} 个"),
        (waiting, 0) => format!("未回复 {waiting} / {} 个", work.received),
        (waiting, answered) => format!("未回复 {waiting} 个，待审核 {answered} 个"),
    };
    row(ui, &[&work.name, &state], &[0.46, 0.54], tone, &word)
}

fn pace(days: i64) -> (Tone, String) {
    match days {
        days if days < 0 => (Tone::Danger, format!("逾期 {} 天", -days)),
        0 => (Tone::Warning, "今天到期".to_owned()),
        days if days <= 7 => (Tone::Warning, format!("还剩 {days} 天")),
        days => (Tone::Neutral, format!("还剩 {days} 天")),
    }
}

fn row(ui: &mut Ui, cells: &[&str], parts: &[f32], tone: Tone, word: &str) -> bool {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} {word}", cells.join(" "))));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(theme::CORNER), colours.hover);
    }
    paint::rule(ui, rect.left_top(), rect.width());
    let chip_width = chip::width(ui, word);
    let room = rect.width() - chip_width.max(76.0) - 12.0;
    let mut left = rect.left();
    for (place, (cell, part)) in cells.iter().zip(parts).enumerate() {
        let ink = if place < 2 { colours.text } else { colours.quiet };
        paint::at_left(ui, rect, left, paint::line(ui, cell, paint::body(ui), ink, room * part - 8.0));
        left += room * part;
    }
    chip::paint_at(ui, rect.right() - chip_width, rect, tone, word);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(cells.join("\n")).clicked()
}
