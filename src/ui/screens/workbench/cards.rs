//! Three cards of counts: what is overdue, what is due today and within a week, and what waits for somebody.

use egui::{CornerRadius, CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    domain::{clue::ClueState, date::chinese, id::GridId, tip::TipState},
    ops::{
        OpResult,
        query::{
            clue::ClueAsk,
            patrol::PatrolAsk,
            problem::{Lens, ProblemAsk},
            workbench::{ClueWork, PatrolTime, Patrols, Work, only_batch},
        },
    },
    ui::{
        route::Route,
        theme::{self, Tone},
        widgets::{page::card, paint},
    },
};

/// One count with where its rows are.
struct Count {
    /// What it counts: 「逾期的问题」.
    label: &'static str,
    unit: &'static str,
    /// `None` until it is known, or where nothing can be counted.
    count: Option<u64>,
    /// A few words beside it.
    note: String,
    to: Route,
}

impl Count {
    fn new(label: &'static str, unit: &'static str, count: u64, to: Route) -> Self {
        Self { label, unit, count: Some(count), note: String::new(), to }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

const LINE: f32 = 30.0;
const GAP: f32 = 12.0;

/// Shows the cards; answers where the number that was pressed leads.
pub fn show(ui: &mut Ui, work: &Work, patrols: Option<&OpResult<Patrols>>, grid: Option<GridId>) -> Option<Route> {
    let patrols = patrols.and_then(|patrols| patrols.as_ref().ok());
    let cards = [
        ("已逾期", Tone::Danger, overdue(work, patrols, grid)),
        ("今天和 7 天内", Tone::Warning, soon(work, patrols, grid)),
        ("待处理", Tone::Info, waiting(work, grid)),
    ];
    let lines = cards.iter().map(|(.., counts)| counts.len()).max().unwrap_or(0);
    let width = (ui.available_width() - 2.0 * GAP) / 3.0;
    let mut go = None;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (title, tone, counts) in &cards {
            ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                card(ui, |ui| {
                    ui.set_width(width - 2.0 * theme::MARGIN - 2.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    go = go.or(one_card(ui, title, *tone, counts));
                    ui.add_space((lines - counts.len()) as f32 * LINE);
                });
            });
        }
    });
    go
}

fn one_card(ui: &mut Ui, title: &str, tone: Tone, counts: &[Count]) -> Option<Route> {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    let mark = egui::Rect::from_min_size(rect.left_center() - vec2(0.0, 7.0), vec2(4.0, 14.0));
    ui.painter().rect_filled(mark, CornerRadius::same(2), colours.figure(tone));
    let heading = paint::line(ui, title, theme::text::section().resolve(ui.style()), colours.text, rect.width());
    paint::at_left(ui, rect, rect.left() + 12.0, heading);
    let mut go = None;
    for count in counts {
        if line(ui, count, tone) {
            go = Some(count.to);
        }
    }
    go
}

fn line(ui: &mut Ui, count: &Count, tone: Tone) -> bool {
    let colours = theme::palette(ui);
    let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let figure = count.count.map_or_else(|| "—".to_owned(), |count| count.to_string());
    let name = format!("{} {figure} {}", count.label, count.unit);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(theme::CORNER), colours.hover);
    }
    let any = count.count.is_some_and(|count| count > 0);
    let ink = if any { colours.tone(tone).text } else { colours.quiet };
    let unit = paint::line(ui, count.unit, paint::small(ui), colours.quiet, 40.0);
    let unit_left = rect.right() - unit.size().x.max(14.0);
    paint::at_left(ui, rect, unit_left, unit);
    let font = if any { theme::text::section().resolve(ui.style()) } else { paint::body(ui) };
    let number = paint::at_right(ui, rect, unit_left - 4.0, paint::line(ui, &figure, font, ink, 90.0));
    let left = paint::line(ui, count.label, paint::body(ui), colours.text, rect.width() - number - 40.0);
    let used = paint::at_left(ui, rect, rect.left(), left);
    let room = unit_left - number - 12.0 - (rect.left() + used + 10.0);
    if !count.note.is_empty() {
        if room > 60.0 {
            let note = paint::line(ui, &count.note, paint::small(ui), colours.quiet, room);
            paint::at_left(ui, rect, rect.left() + used + 10.0, note);
        }
        response = response.on_hover_text(format!("{name}\n{}", count.note));
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn problems(lens: Lens, grid: Option<GridId>) -> Route {
    Route::ProblemsWhere(ProblemAsk { lens, grid, ..ProblemAsk::default() })
}

fn overdue(work: &Work, patrols: Option<&Patrols>, grid: Option<GridId>) -> Vec<Count> {
    let (month, reports) = (work.monthly.month, &work.monthly.tally);
    let last = patrols.map(|patrols| &patrols.last_month);
    let filings = match work.filings.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, ..] => format!("{one}等"),
    };
    vec![
        Count::new("逾期的问题", "件", work.problems.overdue.into(), problems(Lens::Overdue, grid)),
        clues("逾期未核查的图斑", work.clues_overdue(), grid, None),
        missed(last),
        Count::new("未报的月报", "人", reports.missing.into(), Route::MonthlyMissing(grid, month))
            .note(month.chinese()),
        Count::new("未报备网格划分", "个", work.filings.len() as u64, Route::FilingsMissing).note(filings),
        Count::new("挂牌督办的问题", "件", work.problems.supervised.into(), problems(Lens::Supervised, grid)),
    ]
}

fn soon(work: &Work, patrols: Option<&Patrols>, grid: Option<GridId>) -> Vec<Count> {
    let (monthly, reports) = (&work.monthly, &work.monthly.tally);
    let until = format!("{}，{}截止", monthly.month.chinese(), chinese(monthly.due_on));
    let (week, month) = (patrols.map(|patrols| &patrols.week), patrols.map(|patrols| &patrols.month));
    vec![
        Count::new("今天到期的问题", "件", work.problems.due_today.into(), problems(Lens::DueToday, grid)),
        Count::new("7 天内到期的问题", "件", work.problems.due_soon.into(), problems(Lens::DueSoon, grid))
            .note("含今天"),
        clues("7 天内到期的图斑", work.clues_soon(), grid, None),
        open("本周还要巡田", week),
        open("本月还要巡田", month),
        Count::new("待报的月报", "人", reports.awaited.into(), Route::MonthlyMissing(grid, monthly.month)).note(until),
    ]
}

fn waiting(work: &Work, grid: Option<GridId>) -> Vec<Count> {
    let unentered =
        PatrolAsk { from: Some(work.unentered_from), to: Some(work.today), grid, person: None, unentered: true };
    let roles = Count::new("空缺的网格职责", "项", work.vacancies.roles, Route::Check);
    let posts = Count::new("空缺的职务", "个", work.vacancies.posts, Route::VacantPosts);
    let mut counts = vec![
        Count::new("退回的问题", "件", work.returned, problems(Lens::Returned, grid)),
        clues("退回重核的图斑", work.clues_returned(), grid, Some(ClueState::Returned)),
        Count::new("待核查的举报", "件", work.unverified, Route::TipsIn(TipState::Received)),
        Count::new("待答复的举报", "件", work.unanswered, Route::TipsIn(TipState::Verified)),
        Count::new("发现了问题但未立", "次", work.unentered, Route::PatrolsWhere(unentered)).note("近一年巡查"),
        roles,
    ];
    if grid.is_none() {
        counts.push(posts);
    }
    counts
}

/// Of one batch its rows, of several the list of batches.
fn clues<'w>(
    label: &'static str,
    works: impl Iterator<Item = &'w ClueWork>,
    grid: Option<GridId>,
    state: Option<ClueState>,
) -> Count {
    let of = |work: &ClueWork| if state.is_some() { work.returned } else { work.waiting };
    let works: Vec<&ClueWork> = works.collect();
    let note = match works.as_slice() {
        [] => String::new(),
        [only] => only.name.clone(),
        several => format!("{} 批", several.len()),
    };
    let count = works.iter().copied().map(of).sum();
    let to = only_batch(works.into_iter())
        .map_or(Route::Clues(None), |batch| Route::CluesWhere(ClueAsk { batch, grid, state }));
    Count::new(label, "个", count, to).note(note)
}

fn missed(last: Option<&PatrolTime>) -> Count {
    let label = "上月未巡";
    match last {
        Some(last) => Count::new(label, "次", last.tally.missing.into(), Route::CompletionWhere(last.ask))
            .note(due_words(last.tally.due, last.tally.done)),
        None => Count { count: None, ..Count::new(label, "次", 0, Route::Completion) },
    }
}

fn due_words(due: u32, done: u32) -> String {
    if due == 0 { "没有应巡".to_owned() } else { format!("应巡 {due}，实巡 {done}") }
}

fn open(label: &'static str, time: Option<&PatrolTime>) -> Count {
    match time {
        Some(time) => {
            let note = match time.tally.running {
                0 => "没有到期的应巡".to_owned(),
                due => format!("应巡 {due}，已巡 {}", time.tally.running_done),
            };
            Count::new(label, "次", time.open().into(), Route::CompletionWhere(time.ask)).note(note)
        }
        None => Count { count: None, ..Count::new(label, "次", 0, Route::Completion) },
    }
}
