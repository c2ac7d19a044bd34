//! The pictures of the desk: patrols of the year by town, problems by month and kind, open problems by age. Numbers show
//! under the pointer, what is pressed opens its rows, and 「看表」 shows the figures instead.

use egui::{Align, Layout, RichText, Ui, vec2};

use crate::{
    domain::{id::GridId, month::Month, problem::ProblemKind},
    ops::{
        OpResult,
        query::{
            completion::CompletionAsk,
            patrol::PatrolAsk,
            problem::{
                Lens, ProblemAsk,
                tally::{AgeBand, MonthTally},
            },
            workbench::{Work, Year, YearPart},
        },
    },
    ui::{
        route::Route,
        theme::{self, Tone},
        widgets::{
            bar_chart::{Bar, lying_links},
            brief_table::{Figure, Line, brief_table},
            link::link,
            page::card,
            stacked_chart::{Series, Stack, stacked},
        },
    },
};

const GAP: f32 = 12.0;
const MONTHS: u32 = 12;
const STACKS: f32 = 190.0;

/// Which pictures are shown as tables.
#[derive(Default)]
pub struct Charts {
    year: bool,
    months: bool,
    ages: bool,
}

impl Charts {
    /// Shows them in two columns; answers where what was pressed leads.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        work: &Work,
        year: Option<&OpResult<Year>>,
        grid: Option<GridId>,
    ) -> Option<Route> {
        let all = ui.available_width();
        let left = ((all - GAP) * 0.5).floor();
        let mut go = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui_with_layout(vec2(left, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = GAP;
                    go = go.or(self.months(ui, work, grid));
                    go = go.or(self.ages(ui, work, grid));
                });
            });
            ui.allocate_ui_with_layout(vec2(all - left - GAP, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                go = go.or(self.year(ui, year))
            });
        });
        go
    }

    fn months(&mut self, ui: &mut Ui, work: &Work, grid: Option<GridId>) -> Option<Route> {
        let months: Vec<_> = (0..MONTHS).rev().map(|ago| work.month(ago)).collect();
        let ask = |month: Month, kind| {
            let (from, to) = (Some(month.first()), Some(month.last().min(work.today)));
            Route::ProblemsWhere(ProblemAsk { lens: Lens::All, grid, kind, from, to })
        };
        framed(ui, "近 12 个月发现的问题", &mut self.months, |ui, table| {
            if work.problems.found == 0 {
                nothing(ui, "近 12 个月没有登记问题");
                return None;
            }
            if table {
                let heads: Vec<&str> = ["月份"]
                    .into_iter()
                    .chain(ProblemKind::ALL.iter().map(|kind| kind.label()))
                    .chain(["合计", "已销号"])
                    .collect();
                let lines: Vec<Line> = months.iter().map(|(month, found)| month_line(*month, *found)).collect();
                let (row, figure) = brief_table(ui, &heads, &lines)?;
                return Some(ask(months.get(row)?.0, ProblemKind::ALL.get(figure).copied()));
            }
            let series: Vec<Series<'_>> =
                ProblemKind::ALL.iter().map(|kind| Series { label: kind.label(), tone: tone(*kind) }).collect();
            let stacks: Vec<Stack> = months.iter().map(|(month, found)| month_stack(*month, *found)).collect();
            let (column, part) = stacked(ui, &series, &stacks, "件", STACKS)?;
            Some(ask(months.get(column)?.0, ProblemKind::ALL.get(part).copied()))
        })
    }

    fn ages(&mut self, ui: &mut Ui, work: &Work, grid: Option<GridId>) -> Option<Route> {
        let ask = |band: &AgeBand| {
            let (from, to) = (band.from, band.to);
            Route::ProblemsWhere(ProblemAsk { lens: Lens::Open, grid, kind: None, from, to })
        };
        let title = format!("未销号问题 {} 件，自发现起", work.problems.open);
        framed(ui, &title, &mut self.ages, |ui, table| {
            let ages = &work.problems.ages;
            if work.problems.open == 0 {
                nothing(ui, "没有未销号的问题");
                return None;
            }
            let part = |band: &AgeBand| share(band.open, work.problems.open);
            if table {
                let line = |band: &AgeBand| Line {
                    name: band.label.to_owned(),
                    figures: vec![Figure::count(band.open), Figure::plain(part(band))],
                };
                let lines: Vec<Line> = ages.iter().map(line).collect();
                let (row, _) = brief_table(ui, &["时长", "件数", "占比"], &lines)?;
                return ages.get(row).map(ask);
            }
            let bar = |band: &AgeBand| {
                let tone = if band.from.is_none() { Tone::Danger } else { Tone::Accent };
                let detail = format!("{} ÷ 未销号 {} = {}", band.open, work.problems.open, part(band));
                let (open, all) = (band.open.into(), work.problems.open.into());
                Bar::new(band.label, open, all, format!("{} 件", band.open)).tone(tone).detail(detail)
            };
            let bars: Vec<Bar> = ages.iter().map(bar).collect();
            lying_links(ui, &bars, 84.0).and_then(|place| ages.get(place)).map(ask)
        })
    }

    fn year(&mut self, ui: &mut Ui, year: Option<&OpResult<Year>>) -> Option<Route> {
        framed(ui, "今年巡田率", &mut self.year, |ui, table| {
            let year = match year {
                None => {
                    nothing(ui, "正在统计全年应巡和实巡…");
                    return None;
                }
                Some(Err(fault)) => {
                    nothing(ui, &fault.notice().title);
                    return None;
                }
                Some(Ok(year)) => year,
            };
            if year.tally.due == 0 {
                nothing(ui, "今年还没有到期的应巡；在「应巡实巡」规定巡田频次后，这里比较各镇");
                return link(ui, "去规定频次").clicked().then_some(Route::CompletionWhere(year.ask));
            }
            let words = RichText::new(format!("巡田率：{}", year.tally.formula())).small();
            ui.label(words.color(theme::palette(ui).quiet));
            if table {
                let lines: Vec<Line> = year.parts.iter().map(part_line).collect();
                let heads = ["名称", "应巡", "实巡", "免", "未巡", "巡田率"];
                let (row, _) = brief_table(ui, &heads, &lines)?;
                return year.parts.get(row).map(|part| part_route(year, part));
            }
            let bar = |part: &YearPart| {
                let rate = part.tally.rate();
                let bar = Bar::new(&part.name, rate.map_or(0, i64::from), 1000, part.tally.rate_words());
                bar.tone(Tone::Good).detail(part.tally.formula())
            };
            let bars: Vec<Bar> = year.parts.iter().map(bar).collect();
            lying_links(ui, &bars, 112.0).and_then(|place| year.parts.get(place)).map(|part| part_route(year, part))
        })
    }
}

/// A card with a heading and the word that turns the picture into a table.
fn framed(
    ui: &mut Ui,
    title: &str,
    table: &mut bool,
    draw: impl FnOnce(&mut Ui, bool) -> Option<Route>,
) -> Option<Route> {
    let width = ui.available_width();
    card(ui, |ui| {
        ui.set_width(width - 2.0 * theme::MARGIN - 2.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            ui.label(RichText::new(title).text_style(theme::text::section()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if link(ui, if *table { "看图" } else { "看表" }).clicked() {
                    *table = !*table;
                }
            });
        });
        draw(ui, *table)
    })
}

fn nothing(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).color(theme::palette(ui).quiet));
    ui.add_space(8.0);
}

fn tone(kind: ProblemKind) -> Tone {
    match kind {
        ProblemKind::NonAgricultural => Tone::Danger,
        ProblemKind::NonGrain => Tone::Accent,
        ProblemKind::Abandoned => Tone::Good,
        ProblemKind::SignDamage => Tone::Info,
        ProblemKind::Other => Tone::Neutral,
    }
}

fn month_stack(month: Month, found: Option<&MonthTally>) -> Stack {
    let parts = found.map_or_else(|| vec![0; ProblemKind::ALL.len()], |found| found.kinds.clone());
    let detail = found.map(|found| format!("其中已销号 {} 件", found.closed)).unwrap_or_default();
    // January carries the year, so that the row of months says when it turns.
    let label = match month.number() {
        1 => format!("{}年", month.year() % 100),
        number => format!("{number}月"),
    };
    Stack { label, name: month.chinese(), parts, detail }
}

fn month_line(month: Month, found: Option<&MonthTally>) -> Line {
    let kinds = found.map_or_else(|| vec![0; ProblemKind::ALL.len()], |found| found.kinds.clone());
    let all = kinds.iter().sum();
    let closed = found.map_or(0, |found| found.closed);
    let figures = kinds.into_iter().chain([all]).map(Figure::count);
    Line { name: month.chinese(), figures: figures.chain([Figure::plain(closed.to_string())]).collect() }
}

fn part_line(part: &YearPart) -> Line {
    let tally = &part.tally;
    let figures = [tally.due, tally.done, tally.waived, tally.missing].map(Figure::count);
    let rate = Figure::plain(tally.rate_words());
    Line { name: part.name.clone(), figures: figures.into_iter().chain([rate]).collect() }
}

/// A place in 应巡实巡; a person's own patrols.
fn part_route(year: &Year, part: &YearPart) -> Route {
    let (from, to) = (year.ask.from, year.ask.to);
    match part.person {
        None => Route::CompletionWhere(CompletionAsk { grid: Some(part.grid), ..year.ask }),
        person => Route::PatrolsWhere(PatrolAsk {
            from: Some(from),
            to: Some(to),
            grid: Some(part.grid),
            person,
            unentered: false,
        }),
    }
}

fn share(part: u32, whole: u32) -> String {
    crate::domain::completion::rate_words(crate::domain::completion::percent(part, whole))
}
